"""What a program does with its operations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from ._values import Data
from .errors import KINDS, LoyaltyError
from .types import Actor, Outcome

if TYPE_CHECKING:
    from ._engine import Asked

_Program = TypeVar("_Program", bound="Bound")


@dataclass(frozen=True)
class Request:
    """A command with its envelope, for batches."""

    command: Any
    """One of the commands in `loyalty_engine.types`, such as `RecordPurchase`."""
    key: str | None = None
    """The idempotency key."""
    at: datetime | None = None
    """The moment; the machine's clock when left out."""
    dry_run: bool = False
    """Answer the same, and write nothing."""


class Bound:
    """A program of a store, and who acts on it."""

    __slots__ = ("_native", "_name", "_actor")

    def __init__(self, native: Asked, name: str, actor: Actor) -> None:
        if not isinstance(actor, Actor):
            raise TypeError(f"who asks is an Actor, such as Actor('owner', 'budi'), not {_shown(actor)}")
        self._native = native
        self._name = name
        self._actor = actor

    @property
    def name(self) -> str:
        """The tenant."""
        return self._name

    @property
    def actor(self) -> Actor:
        """Who asks."""
        return self._actor

    def acting_as(self: _Program, actor: Actor) -> _Program:
        """The same program, asked by somebody else."""
        return type(self)(self._native, self._name, actor)

    def __repr__(self) -> str:
        return f"Program({self._name!r}, actor={self._actor.role} {self._actor.id!r}, store={self._native.place()!r})"

    def _call(self, command: str, given: Any, key: str | None, at: datetime | None, dry_run: bool) -> dict[str, Any]:
        call: dict[str, Any] = {"program": self._name, "actor": self._actor, "command": {command: given}}
        if key is not None:
            call["key"] = key
        if at is not None:
            call["at"] = at
        if dry_run is not False:
            call["dry_run"] = dry_run
        return call

    def _question(self, query: str, given: Any, at: datetime | None) -> dict[str, Any]:
        call: dict[str, Any] = {"program": self._name, "actor": self._actor, "query": {query: given}}
        if at is not None:
            call["at"] = at
        return call

    def _batch(self, requests: Iterable[Any]) -> list[dict[str, Any]]:
        calls = []
        for request in requests:
            if not isinstance(request, Request):
                request = Request(request)
            command = request.command
            operation = getattr(type(command), "operation", None)
            if not isinstance(command, Data) or operation is None:
                raise TypeError(f"a batch takes commands, such as RecordPurchase, or Requests around them, not {_shown(command)}")
            calls.append(self._call(operation, command, request.key, request.at, request.dry_run))
        return calls


class ProgramBase(Bound):
    """A program whose operations wait for their answers."""

    __slots__ = ()

    def _command(self, command: str, given: Any, key: str | None, at: datetime | None, dry_run: bool) -> Any:
        return self._native.wait("call", self._call(command, given, key, at, dry_run))

    def _query(self, query: str, given: Any, at: datetime | None) -> Any:
        return self._native.wait("call", self._question(query, given, at))

    def batch(self, requests: Iterable[Any]) -> list[Outcome | LoyaltyError]:
        """Does each command, in order, each seeing the ones before it; a refused one does not disturb the others.

        :param requests: Commands of `loyalty_engine.types`, or a `Request` around one.
        """
        return answers(self._native.wait("batch", self._batch(requests)))


def answers(replies: Iterable[dict[str, Any]]) -> list[Outcome | LoyaltyError]:
    """Each reply of a batch: its outcome, or the error that it would have been raised with."""
    return [reply["ok"] if "ok" in reply else error(reply["error"]) for reply in replies]


def error(found: dict[str, Any]) -> LoyaltyError:
    """The exception of an error."""
    return KINDS[found["kind"]](found)


def _shown(value: Any) -> str:
    return value.__name__ if isinstance(value, type) else f"a {type(value).__name__}"
