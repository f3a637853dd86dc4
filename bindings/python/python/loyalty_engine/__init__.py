"""An embeddable loyalty engine: stamp cards, memberships and rewards, in your process, on your database.

    from decimal import Decimal
    from loyalty_engine import Actor, Loyalty, MemberRef

    kopihub = Loyalty("sqlite:shop.loyalty").program("kopi-hub", Actor("cashier", "sari", outlet="kemang"))
    outcome = kopihub.record_purchase(MemberRef(phone="0812-3456-7890"), amount=Decimal("75000"), receipt="INV-1")
    print(outcome.stamps)

`loyalty_engine.aio` has the same names, to be awaited.
"""

from __future__ import annotations

import atexit
import os

from . import _native
from . import errors as errors
from . import events as events
from . import reasons as reasons
from . import refusals as refusals
from . import types as types
from ._base import Request
from ._json import to_json
from ._engine import Engine
from ._jobs import Migrated, Settled, Verified
from ._lent import Store, opened
from ._program import Program
from ._rules import Decided, Load, Rules, compile
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
    "Actor", "Broken", "CardRef", "Conflict", "Decided", "Forbidden", "Invalid", "Load", "Loyalty", "LoyaltyError",
    "MemberRef", "Migrated", "Outcome", "Problem", "Program", "PurchaseRef", "Receipt", "Refused", "Request",
    "RewardRef", "Rules", "RulesSource", "Settled", "Store", "Unavailable", "Verified", "compile", "errors", "events",
    "reasons", "refusals", "to_json", "types",
]  # fmt: skip


class Loyalty(Engine):
    """An engine on a store: `memory:`, `sqlite:PATH` or `postgres://USER@HOST/DATABASE`, or one of your own.

    It connects when it is first used, and a forked process connects anew: make one anywhere, at import too. Any number
    of threads may use it at once; each call lets the others run while it waits.
    """

    __slots__ = ()

    def __init__(self, store: str | Store, *, seed: int | None = None) -> None:
        """
        :param store: Its URL, or a store of your own.
        :param seed: Ids that are the same each time, for tests.
        """
        super().__init__(opened(store, seed))


# A thread that comes with an answer while Python goes down would take the process along.
atexit.register(_native.before_exit)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_native.before_fork, after_in_parent=_native.after_fork, after_in_child=_native.after_fork
    )
