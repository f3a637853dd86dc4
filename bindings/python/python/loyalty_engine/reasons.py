# Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
"""Why something that a user might have expected did not happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias, Union

from . import types as _t
from ._values import Data


@dataclass(frozen=True, repr=False)
class ProgramPaused(Data):
    """The program is paused: nothing is given."""

    code: ClassVar[Literal["program_paused"]] = "program_paused"


@dataclass(frozen=True, repr=False)
class NotAMember(Data):
    """The buyer has no membership."""

    code: ClassVar[Literal["not_a_member"]] = "not_a_member"


@dataclass(frozen=True, repr=False)
class MemberBlocked(Data):
    """A blocked member gets nothing."""

    code: ClassVar[Literal["member_blocked"]] = "member_blocked"


@dataclass(frozen=True, repr=False)
class MembershipNotStarted(Data):
    """The membership begins later."""

    code: ClassVar[Literal["membership_not_started"]] = "membership_not_started"
    from_: _t.Date


@dataclass(frozen=True, repr=False)
class MembershipExpired(Data):
    """The membership was over."""

    code: ClassVar[Literal["membership_expired"]] = "membership_expired"
    on: _t.Date


@dataclass(frozen=True, repr=False)
class BelowMinimum(Data):
    """The amount that counts is too small."""

    code: ClassVar[Literal["below_minimum"]] = "below_minimum"
    minimum: _t.Money


@dataclass(frozen=True, repr=False)
class DailyLimit(Data):
    """The day's stamps are given."""

    code: ClassVar[Literal["daily_limit"]] = "daily_limit"
    limit: int


@dataclass(frozen=True, repr=False)
class PurchaseLimit(Data):
    """One purchase gives no more."""

    code: ClassVar[Literal["purchase_limit"]] = "purchase_limit"
    limit: int


@dataclass(frozen=True, repr=False)
class CardFull(Data):
    """The card is full: what the purchase gives beyond it is dropped."""

    code: ClassVar[Literal["card_full"]] = "card_full"
    limit: int


@dataclass(frozen=True, repr=False)
class PointsLimit(Data):
    """One purchase earns no more points."""

    code: ClassVar[Literal["points_limit"]] = "points_limit"
    limit: int


@dataclass(frozen=True, repr=False)
class PointsDailyLimit(Data):
    """The day's points are earned."""

    code: ClassVar[Literal["points_daily_limit"]] = "points_daily_limit"
    limit: int


@dataclass(frozen=True, repr=False)
class PointsNotNeeded(Data):
    """Fewer points were spent than offered: the bill or the rules take no more."""

    code: ClassVar[Literal["points_not_needed"]] = "points_not_needed"
    offered: int
    spent: int


@dataclass(frozen=True, repr=False)
class TooLarge(Data):
    """More points than can be counted."""

    code: ClassVar[Literal["too_large"]] = "too_large"


@dataclass(frozen=True, repr=False)
class StampKept(Data):
    """The reward of the last stamp was handed over or has lapsed, so the stamp stays and the purchase is flagged."""

    code: ClassVar[Literal["stamp_kept"]] = "stamp_kept"


@dataclass(frozen=True, repr=False)
class StampGone(Data):
    """The stamp's card was started afresh since; there is nothing to take back."""

    code: ClassVar[Literal["stamp_gone"]] = "stamp_gone"


@dataclass(frozen=True, repr=False)
class RulesUnchanged(Data):
    """The newest version says the same."""

    code: ClassVar[Literal["rules_unchanged"]] = "rules_unchanged"
    version: int


@dataclass(frozen=True, repr=False)
class NothingDue(Data):
    """Time has changed nothing."""

    code: ClassVar[Literal["nothing_due"]] = "nothing_due"


@dataclass(frozen=True, repr=False)
class NothingChanged(Data):
    """All of it was so already."""

    code: ClassVar[Literal["nothing_changed"]] = "nothing_changed"


Reason: TypeAlias = Union[
    ProgramPaused,
    NotAMember,
    MemberBlocked,
    MembershipNotStarted,
    MembershipExpired,
    BelowMinimum,
    DailyLimit,
    PurchaseLimit,
    CardFull,
    PointsLimit,
    PointsDailyLimit,
    PointsNotNeeded,
    TooLarge,
    StampKept,
    StampGone,
    RulesUnchanged,
    NothingDue,
    NothingChanged,
]
