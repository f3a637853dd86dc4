"""Programs in a database of the project's."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from asgiref.sync import sync_to_async
from django.core.exceptions import ImproperlyConfigured

from .._engine import Engine
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

    def wait(self, kind: str, values: Any, /) -> Any:
        speaks = dialect(self.alias)
        if speaks is None:
            raise ImproperlyConfigured(f"LOYALTY: the database {self.alias!r} is neither SQLite nor PostgreSQL")
        return ask(_lent(speaks, conf.get("SEED")), self.alias, kind, values)

    def begin(self, kind: str, values: Any, done: Callable[[Any, BaseException | None], object], /) -> None:
        raise NotImplementedError("Django's connections are waited for, on a thread of their own")


class Loyalty(Engine):
    """The engine on a database of the project's, `LOYALTY["DATABASE"]` when left out."""

    __slots__ = ()

    def __init__(self, using: str | None = None) -> None:
        super().__init__(_Native(using or conf.get("DATABASE")))


def named(name: str | None) -> str:
    """A program by its name; `LOYALTY["PROGRAM"]` when left out."""
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
    return Loyalty(using).program(named(name), actor)


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
    return _AsyncProgram(_Native(using or conf.get("DATABASE")), named(name), actor)
