"""An embeddable loyalty engine: stamp cards, memberships and rewards, in your process, on your database.

    from decimal import Decimal
    from loyalty_engine import Actor, Loyalty, MemberRef

    kopihub = Loyalty("sqlite:shop.loyalty").program("kopi-hub", Actor("cashier", "sari", outlet="kemang"))
    outcome = kopihub.record_purchase(MemberRef(phone="0812-3456-7890"), amount=Decimal("75000"), receipt="INV-1")
    print(outcome.stamps)

`loyalty_engine.aio` has the same names, to be awaited.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from . import _native
from . import errors as errors
from . import events as events
from . import reasons as reasons
from . import refusals as refusals
from . import types as types
from ._base import Request
from ._json import to_json
from ._jobs import Migrated, Settled, Verified
from ._program import Program
from .errors import Broken, Conflict, Forbidden, Invalid, LoyaltyError, Problem, Refused, Unavailable
from .types import (
    Actor,
    CardRef,
    MemberRef,
    Outcome,
    PurchaseRef,
    Receipt,
    RewardRef,
    RulesSource,
)

__version__ = _native.__version__

__all__ = [
    "Actor", "Broken", "CardRef", "Conflict", "Forbidden", "Invalid", "Loyalty", "LoyaltyError", "MemberRef",
    "Migrated", "Outcome", "Problem", "Program", "PurchaseRef", "Receipt", "Refused", "Request", "RewardRef",
    "RulesSource", "Settled", "Unavailable", "Verified", "errors", "events", "reasons", "refusals", "to_json", "types",
]  # fmt: skip


class Loyalty:
    """An engine on a store: `memory:`, `sqlite:PATH` or `postgres://USER@HOST/DATABASE`.

    It connects when it is first used, and a forked process connects anew: make one anywhere, at import too. Any number
    of threads may use it at once; each call lets the others run while it waits.
    """

    __slots__ = ("_native",)

    def __init__(self, url: str, *, seed: int | None = None) -> None:
        """
        :param url: The store.
        :param seed: Ids that are the same each time, for tests.
        """
        self._native = _native.Native(url, seed)

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


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_native.before_fork, after_in_parent=_native.after_fork, after_in_child=_native.after_fork
    )
