"""What an engine does, wherever it keeps its programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from ._jobs import Migrated, Settled, Verified
from ._program import Program
from .types import Actor


class Asked(Protocol):
    """Whoever can be asked, and waited for."""

    def place(self) -> str: ...

    def wait(self, kind: str, values: Any, /) -> Any: ...

    def begin(self, kind: str, values: Any, done: Callable[[Any, BaseException | None], object], /) -> None: ...


class Engine:
    """An engine, wherever it keeps its programs."""

    __slots__ = ("_native",)

    def __init__(self, native: Asked) -> None:
        self._native = native

    def program(self, name: str, actor: Actor) -> Program:
        """A program, as somebody uses it.

        :param name: The tenant.
        :param actor: Who asks.
        """
        return Program(self._native, name, actor)

    def call(self, call: Mapping[str, Any]) -> Any:
        """Asks in the words of `spec/schema.json`."""
        return self._native.wait("call", call)

    def migrate(self) -> Migrated:
        """Brings the store's schema up to date, making it where there is none."""
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
