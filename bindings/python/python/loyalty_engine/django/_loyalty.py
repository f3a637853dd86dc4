"""Programs in a database of the project's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from asgiref.sync import sync_to_async
from django.core.exceptions import ImproperlyConfigured

from .._jobs import Migrated, Settled, Verified
from .._native import Lent
from .._program import Program
from ..aio._program import Program as AsyncProgram
from ..types import Actor
from . import conf
from ._connection import ask, dialect


@cache
def _lent(dialect: str, seed: int | None) -> Lent:
    return Lent(dialect, seed)


class _Native:
    """What a program asks, on a connection of Django's."""

    __slots__ = ("alias",)

    def __init__(self, alias: str) -> None:
        self.alias = alias

    def place(self) -> str:
        return f"Django's {self.alias}"

    def wait(self, kind: str, values: Any) -> Any:
        speaks = dialect(self.alias)
        if speaks is None:
            raise ImproperlyConfigured(f"LOYALTY: the database {self.alias!r} is neither SQLite nor PostgreSQL")
        return ask(_lent(speaks, conf.get("SEED")), self.alias, kind, values)


class Loyalty:
    """The engine on a database of the project's, `LOYALTY["DATABASE"]` when left out."""

    __slots__ = ("_native",)

    def __init__(self, using: str | None = None) -> None:
        self._native = _Native(using or conf.get("DATABASE"))

    def program(self, name: str, actor: Actor) -> Program:
        """A program, as somebody uses it.

        :param name: The tenant.
        :param actor: Who asks.
        """
        return Program(self._native, name, actor)  # type: ignore[arg-type]

    def call(self, call: Mapping[str, Any]) -> Any:
        """Asks in the words of `spec/schema.json`."""
        return self._native.wait("call", call)

    def migrate(self) -> Migrated:
        """Brings the tables up to date; the app's migration does it."""
        return Migrated(**self._native.wait("job", {"migrate": {}}))

    def settle(self, program: str, *, dry_run: bool = False) -> Settled:
        """Writes down what time has done to a program's members. Right answers never wait for it; reports may."""
        return Settled(**self._native.wait("job", {"settle": {"program": program, "dry_run": dry_run}}))

    def verify(self, program: str) -> Verified:
        """Replays every event of a program, and compares what comes out with what is stored."""
        return Verified(**self._native.wait("job", {"verify": {"program": program}}))

    def dump(self, program: str) -> str:
        """Everything that is stored of a program, in the same bytes from every store that holds the same."""
        dumped: str = self._native.wait("job", {"dump": {"program": program}})["dump"]
        return dumped

    def __repr__(self) -> str:
        return f"Loyalty({self._native.place()!r})"


def loyalty(using: str | None = None) -> Loyalty:
    """The engine on a database of the project's."""
    return Loyalty(using)


def _name(name: str | None) -> str:
    name = name or conf.get("PROGRAM")
    if name is None:
        raise ImproperlyConfigured('LOYALTY["PROGRAM"] is not set, so a program has to be named')
    return name


def program(actor: Actor, name: str | None = None, *, using: str | None = None) -> Program:
    """A program of the project's, as somebody uses it.

    :param actor: Who asks.
    :param name: The tenant; `LOYALTY["PROGRAM"]` when left out.
    :param using: The database; `LOYALTY["DATABASE"]` when left out.
    """
    return Loyalty(using).program(_name(name), actor)


class _AsyncProgram(AsyncProgram):
    """A program for async views. Django's connections belong to a thread of its own, so the work goes there."""

    __slots__ = ()

    async def _ask(self, kind: str, values: Any) -> Any:
        return await sync_to_async(self._native.wait, thread_sensitive=True)(kind, values)


def aprogram(actor: Actor, name: str | None = None, *, using: str | None = None) -> AsyncProgram:
    """The same program for async views: its operations are awaited.

    :param actor: Who asks.
    :param name: The tenant; `LOYALTY["PROGRAM"]` when left out.
    :param using: The database; `LOYALTY["DATABASE"]` when left out.
    """
    return _AsyncProgram(_Native(using or conf.get("DATABASE")), _name(name), actor)  # type: ignore[arg-type]
