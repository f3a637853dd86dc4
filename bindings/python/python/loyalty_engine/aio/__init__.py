"""The same engine, to be awaited: the same names, and the same answers.

    kopihub = Loyalty("postgres://shop@localhost/shop").program("kopi-hub", Actor("cashier", "sari", outlet="kemang"))
    outcome = await kopihub.record_purchase(MemberRef(phone="0812-3456-7890"), amount=Decimal("75000"))

A task that is cancelled no longer waits; what it asked for is done all the same, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._base import Request
from .._engine import Asked
from .._jobs import Migrated, Settled, Verified
from .._lent import Store, opened
from ..types import Actor
from ._base import ask
from ._program import Program

__all__ = ["Loyalty", "Program", "Request"]


class Loyalty:
    """An engine on a store: `memory:`, `sqlite:PATH` or `postgres://USER@HOST/DATABASE`, or one of your own, whose `call`
    may be a coroutine's.

    It connects when it is first used, and a forked process connects anew. Any event loop may use it, also several.
    """

    __slots__ = ("_native",)

    def __init__(self, store: str | Store, *, seed: int | None = None) -> None:
        """
        :param store: Its URL, or a store of your own.
        :param seed: Ids that are the same each time, for tests.
        """
        self._native: Asked = opened(store, seed)

    def program(self, name: str, actor: Actor) -> Program:
        """A program, as somebody uses it.

        :param name: The tenant.
        :param actor: Who asks.
        """
        return Program(self._native, name, actor)

    async def call(self, call: Mapping[str, Any]) -> Any:
        """Asks in the words of `spec/schema.json`."""
        return await ask(self._native, "call", call)

    async def migrate(self) -> Migrated:
        """Brings the store's schema up to date, making it where there is none."""
        return Migrated(**await ask(self._native, "job", {"migrate": {}}))

    async def settle(self, program: str, *, dry_run: bool = False) -> Settled:
        """Writes down what time has done to a program's members. Right answers never wait for it; reports may."""
        return Settled(**await ask(self._native, "job", {"settle": {"program": program, "dry_run": dry_run}}))

    async def verify(self, program: str) -> Verified:
        """Replays every event of a program, and compares what comes out with what is stored."""
        return Verified(**await ask(self._native, "job", {"verify": {"program": program}}))

    async def dump(self, program: str) -> str:
        """Everything that is stored of a program, in the same bytes from every store that holds the same."""
        dumped: str = (await ask(self._native, "job", {"dump": {"program": program}}))["dump"]
        return dumped

    def __repr__(self) -> str:
        return f"Loyalty({self._native.place()!r})"
