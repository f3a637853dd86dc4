# Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
"""One fact. Events carry ids and figures only, never personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias, Union

from . import types as _t
from ._values import Data


@dataclass(frozen=True, repr=False)
class RulesPublished(Data):
    """A version of the rules came into force."""

    event: ClassVar[Literal["rules_published"]] = "rules_published"
    version: int
    document: _t.Document


@dataclass(frozen=True, repr=False)
class CardIssued(Data):
    """A card was made."""

    event: ClassVar[Literal["card_issued"]] = "card_issued"
    card: _t.CardId
    number: _t.CardNumber


@dataclass(frozen=True, repr=False)
class CardAssigned(Data):
    """A card got its owner."""

    event: ClassVar[Literal["card_assigned"]] = "card_assigned"
    card: _t.CardId
    member: _t.MemberId


@dataclass(frozen=True, repr=False)
class CardReplaced(Data):
    """A card was lost; its number is dead for good."""

    event: ClassVar[Literal["card_replaced"]] = "card_replaced"
    card: _t.CardId


@dataclass(frozen=True, repr=False)
class MemberRegistered(Data):
    """Somebody became known."""

    event: ClassVar[Literal["member_registered"]] = "member_registered"
    member: _t.MemberId
    kind: _t.MemberKind


@dataclass(frozen=True, repr=False)
class ProfileChanged(Data):
    """The profile was changed; what it says stands in the profile alone."""

    event: ClassVar[Literal["profile_changed"]] = "profile_changed"
    fields: tuple[_t.ProfileField, ...]


@dataclass(frozen=True, repr=False)
class KindChanged(Data):
    """What sort of customer somebody is was changed."""

    event: ClassVar[Literal["kind_changed"]] = "kind_changed"
    kind: _t.MemberKind


@dataclass(frozen=True, repr=False)
class MembershipStarted(Data):
    """A membership began."""

    event: ClassVar[Literal["membership_started"]] = "membership_started"
    membership: int
    card: _t.CardId
    number: _t.CardNumber
    starts: _t.Date
    ends: _t.Date
    fee: _t.Money


@dataclass(frozen=True, repr=False)
class MembershipRenewed(Data):
    """A membership was renewed by one more period."""

    event: ClassVar[Literal["membership_renewed"]] = "membership_renewed"
    membership: int
    starts: _t.Date
    ends: _t.Date
    fee: _t.Money


@dataclass(frozen=True, repr=False)
class MembershipCardChanged(Data):
    """A membership moved to another card."""

    event: ClassVar[Literal["membership_card_changed"]] = "membership_card_changed"
    card: _t.CardId
    number: _t.CardNumber


@dataclass(frozen=True, repr=False)
class MembershipEnded(Data):
    """A membership was over after this day."""

    event: ClassVar[Literal["membership_ended"]] = "membership_ended"
    membership: int
    ended: _t.Date


@dataclass(frozen=True, repr=False)
class MemberBlocked(Data):
    """A member was blocked."""

    event: ClassVar[Literal["member_blocked"]] = "member_blocked"


@dataclass(frozen=True, repr=False)
class MemberUnblocked(Data):
    """A member was unblocked."""

    event: ClassVar[Literal["member_unblocked"]] = "member_unblocked"


@dataclass(frozen=True, repr=False)
class MemberClosed(Data):
    """A member was closed."""

    event: ClassVar[Literal["member_closed"]] = "member_closed"


@dataclass(frozen=True, repr=False)
class MemberReopened(Data):
    """A member who was closed came back."""

    event: ClassVar[Literal["member_reopened"]] = "member_reopened"


@dataclass(frozen=True, repr=False)
class MemberErased(Data):
    """A member's personal data was removed for good; figures stay."""

    event: ClassVar[Literal["member_erased"]] = "member_erased"


@dataclass(frozen=True, repr=False)
class PurchaseRecorded(Data):
    """A purchase was recorded."""

    event: ClassVar[Literal["purchase_recorded"]] = "purchase_recorded"
    purchase: _t.PurchaseId
    amount: _t.Money
    rules: int
    """The rules it is judged by."""
    member: _t.MemberId | None = None
    outlet: _t.OutletId | None = None
    receipt: _t.ReceiptNumber | None = None
    gross: _t.Money | None = None
    charges: _t.Charges | None = None
    lines: tuple[_t.PurchaseLine, ...] = ()
    shares: tuple[_t.Money, ...] = ()
    """What each line has of the bill."""
    state: _t.PurchaseState | None = None
    pay_by: _t.Moment | None = None


@dataclass(frozen=True, repr=False)
class PurchaseAwaited(Data):
    """An order waits to be paid."""

    event: ClassVar[Literal["purchase_awaited"]] = "purchase_awaited"
    purchase: _t.PurchaseId
    until: _t.Moment
    on: _t.Date
    """The day of that moment, where the program is."""


@dataclass(frozen=True, repr=False)
class PurchasePaid(Data):
    """An order was paid."""

    event: ClassVar[Literal["purchase_paid"]] = "purchase_paid"
    purchase: _t.PurchaseId
    receipt: _t.ReceiptNumber | None = None


@dataclass(frozen=True, repr=False)
class PurchaseCompleted(Data):
    """A purchase was handed over."""

    event: ClassVar[Literal["purchase_completed"]] = "purchase_completed"
    purchase: _t.PurchaseId


@dataclass(frozen=True, repr=False)
class PurchaseCancelled(Data):
    """A purchase was called off."""

    event: ClassVar[Literal["purchase_cancelled"]] = "purchase_cancelled"
    purchase: _t.PurchaseId


@dataclass(frozen=True, repr=False)
class PurchaseExpired(Data):
    """An order was not paid in time."""

    event: ClassVar[Literal["purchase_expired"]] = "purchase_expired"
    purchase: _t.PurchaseId


@dataclass(frozen=True, repr=False)
class PurchaseReopened(Data):
    """A purchase that was called off or taken back stands again."""

    event: ClassVar[Literal["purchase_reopened"]] = "purchase_reopened"
    purchase: _t.PurchaseId
    state: _t.PurchaseState
    rules: int


@dataclass(frozen=True, repr=False)
class PurchaseMarked(Data):
    """Something happened on a purchase's way that only informs."""

    event: ClassVar[Literal["purchase_marked"]] = "purchase_marked"
    purchase: _t.PurchaseId
    mark: _t.Mark


@dataclass(frozen=True, repr=False)
class PurchaseAdopted(Data):
    """A purchase by nobody turned out to be a member's."""

    event: ClassVar[Literal["purchase_adopted"]] = "purchase_adopted"
    purchase: _t.PurchaseId
    member: _t.MemberId
    rules: int


@dataclass(frozen=True, repr=False)
class PurchaseVoided(Data):
    """A purchase was taken back as a whole, as if it had never been."""

    event: ClassVar[Literal["purchase_voided"]] = "purchase_voided"
    purchase: _t.PurchaseId


@dataclass(frozen=True, repr=False)
class PurchaseRefunded(Data):
    """A purchase, or a part of it, was given back."""

    event: ClassVar[Literal["purchase_refunded"]] = "purchase_refunded"
    purchase: _t.PurchaseId
    money: _t.Money
    """Money that goes back."""
    whole: bool
    """Is nothing left of it?"""
    amount: _t.Money | None = None
    """By amount: how much of the bill."""
    units: tuple[_t.Units, ...] = ()
    """By line: how many units."""


@dataclass(frozen=True, repr=False)
class ReceiptReprinted(Data):
    """A receipt was printed once more."""

    event: ClassVar[Literal["receipt_reprinted"]] = "receipt_reprinted"
    purchase: _t.PurchaseId
    times: int


@dataclass(frozen=True, repr=False)
class PurchaseCounted(Data):
    """A purchase counts for its buyer, or no longer does."""

    event: ClassVar[Literal["purchase_counted"]] = "purchase_counted"
    purchase: _t.PurchaseId
    on: _t.Date
    """The day for which it counts."""
    spent: _t.Money
    purchases: int


@dataclass(frozen=True, repr=False)
class LevelSet(Data):
    """The buyer's level, since when, and how time alone will change it."""

    event: ClassVar[Literal["level_set"]] = "level_set"
    steps: tuple[_t.LevelStep, ...]
    before: _t.LevelName | None = None


@dataclass(frozen=True, repr=False)
class PointsPromised(Data):
    """A purchase will earn points."""

    event: ClassVar[Literal["points_promised"]] = "points_promised"
    purchase: _t.PurchaseId
    points: int
    level: _t.Factor
    from_: _t.Date | None = None
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, repr=False)
class PointsEarned(Data):
    """Points are there. What paid a debt is no part of them."""

    event: ClassVar[Literal["points_earned"]] = "points_earned"
    purchase: _t.PurchaseId
    parts: tuple[_t.Lot, ...]
    level: _t.Factor
    lot: int
    """The lot they went to, and its last day."""
    on: _t.Date
    balance: int
    debt: int | None = None
    promised: bool = False
    """Were they promised?"""
    shares: tuple[int, ...] = ()
    until: _t.Date | None = None


@dataclass(frozen=True, repr=False)
class PointsTakenBack(Data):
    """Points were taken back with the purchase that gave them."""

    event: ClassVar[Literal["points_taken_back"]] = "points_taken_back"
    purchase: _t.PurchaseId
    parts: tuple[_t.Lot, ...]
    on: _t.Date
    balance: int
    promised: int | None = None
    """Of those that were only promised."""
    debt: int | None = None
    """Those that were gone and are owed now."""
    forgiven: int | None = None
    """Those that were gone and stay so."""


@dataclass(frozen=True, repr=False)
class PointsSpent(Data):
    """Points were spent as money off."""

    event: ClassVar[Literal["points_spent"]] = "points_spent"
    parts: tuple[_t.Lot, ...]
    value: _t.Money
    balance: int
    purchase: _t.PurchaseId | None = None


@dataclass(frozen=True, repr=False)
class PointsReturned(Data):
    """Points that a purchase was paid with came back."""

    event: ClassVar[Literal["points_returned"]] = "points_returned"
    purchase: _t.PurchaseId
    parts: tuple[_t.Lot, ...]
    balance: int
    debt: int | None = None


@dataclass(frozen=True, repr=False)
class PointsHeld(Data):
    """Points are held back for something."""

    event: ClassVar[Literal["points_held"]] = "points_held"
    hold: _t.HoldId
    parts: tuple[_t.Lot, ...]
    until: _t.Moment
    on: _t.Date
    balance: int


@dataclass(frozen=True, repr=False)
class PointsReleased(Data):
    """Points that were held back are there again."""

    event: ClassVar[Literal["points_released"]] = "points_released"
    hold: _t.HoldId
    parts: tuple[_t.Lot, ...]
    balance: int
    debt: int | None = None


@dataclass(frozen=True, repr=False)
class HoldSpent(Data):
    """Points that were held back were spent."""

    event: ClassVar[Literal["hold_spent"]] = "hold_spent"
    hold: _t.HoldId
    points: int
    value: _t.Money


@dataclass(frozen=True, repr=False)
class PointsExpired(Data):
    """Points ran out."""

    event: ClassVar[Literal["points_expired"]] = "points_expired"
    parts: tuple[_t.Lot, ...]
    balance: int


@dataclass(frozen=True, repr=False)
class PointsGranted(Data):
    """Points were given by hand."""

    event: ClassVar[Literal["points_granted"]] = "points_granted"
    parts: tuple[_t.Lot, ...]
    balance: int
    debt: int | None = None


@dataclass(frozen=True, repr=False)
class PointsDeducted(Data):
    """Points were taken by hand."""

    event: ClassVar[Literal["points_deducted"]] = "points_deducted"
    parts: tuple[_t.Lot, ...]
    balance: int


@dataclass(frozen=True, repr=False)
class PointsSent(Data):
    """Points went to somebody else."""

    event: ClassVar[Literal["points_sent"]] = "points_sent"
    to: _t.MemberId
    parts: tuple[_t.Lot, ...]
    balance: int


@dataclass(frozen=True, repr=False)
class PointsReceived(Data):
    """Points came from somebody else."""

    event: ClassVar[Literal["points_received"]] = "points_received"
    from_: _t.MemberId
    parts: tuple[_t.Lot, ...]
    balance: int
    debt: int | None = None


@dataclass(frozen=True, repr=False)
class RewardBought(Data):
    """A reward was bought with points."""

    event: ClassVar[Literal["reward_bought"]] = "reward_bought"
    reward: _t.Place
    kind: _t.RewardKind
    parts: tuple[_t.Lot, ...]
    balance: int
    until: _t.Date | None = None


@dataclass(frozen=True, repr=False)
class RewardReversed(Data):
    """A reward that was bought with points was given back for them."""

    event: ClassVar[Literal["reward_reversed"]] = "reward_reversed"
    reward: _t.Place
    kind: _t.RewardKind
    parts: tuple[_t.Lot, ...]
    balance: int
    debt: int | None = None


@dataclass(frozen=True, repr=False)
class StockChanged(Data):
    """So many of a reward are left in stock."""

    event: ClassVar[Literal["stock_changed"]] = "stock_changed"
    kind: _t.RewardKind
    taken: int


@dataclass(frozen=True, repr=False)
class RewardMoved(Data):
    """A reward passed to the member its owner turned out to be."""

    event: ClassVar[Literal["reward_moved"]] = "reward_moved"
    from_: _t.Place
    reward: _t.Place
    kind: _t.RewardKind
    earned: _t.Moment
    until: _t.Date | None = None
    cost: tuple[_t.Lot, ...] = ()


@dataclass(frozen=True, repr=False)
class PromiseMoved(Data):
    """A promise passed to the member its owner turned out to be."""

    event: ClassVar[Literal["promise_moved"]] = "promise_moved"
    purchase: _t.PurchaseId
    points: int
    from_: _t.Date | None = None


@dataclass(frozen=True, repr=False)
class HoldMoved(Data):
    """Points held back passed to the member their owner turned out to be, held back as before."""

    event: ClassVar[Literal["hold_moved"]] = "hold_moved"
    hold: _t.HoldId
    parts: tuple[_t.Lot, ...]
    until: _t.Moment
    on: _t.Date


@dataclass(frozen=True, repr=False)
class MemberAbsorbed(Data):
    """What somebody had who turned out to be this member."""

    event: ClassVar[Literal["member_absorbed"]] = "member_absorbed"
    members: tuple[_t.MemberId, ...]
    """Who it was, and who had turned out to be them before."""
    spending: _t.Spending | None = None
    awaiting: tuple[_t.Awaiting, ...] = ()
    debt: int | None = None
    """What they owed, and what of it is paid at once."""
    paid: tuple[_t.Lot, ...] = ()


@dataclass(frozen=True, repr=False)
class MemberMerged(Data):
    """Somebody turned out to be another member."""

    event: ClassVar[Literal["member_merged"]] = "member_merged"
    into: _t.MemberId
    series: int | None = None


@dataclass(frozen=True, repr=False)
class CycleOpened(Data):
    """The next card was opened; it runs to its end under these rules."""

    event: ClassVar[Literal["cycle_opened"]] = "cycle_opened"
    series: int
    cycle: int
    of: int
    rules: int


@dataclass(frozen=True, repr=False)
class StampGiven(Data):
    """A stamp was given."""

    event: ClassVar[Literal["stamp_given"]] = "stamp_given"
    place: _t.Place
    on: _t.Date
    """The day it counts for."""
    purchase: _t.PurchaseId | None = None


@dataclass(frozen=True, repr=False)
class StampTakenBack(Data):
    """The last stamp of the card was taken back."""

    event: ClassVar[Literal["stamp_taken_back"]] = "stamp_taken_back"
    place: _t.Place
    purchase: _t.PurchaseId
    on: _t.Date
    """The day it had counted for."""


@dataclass(frozen=True, repr=False)
class StampKept(Data):
    """A stamp could not be taken back; the purchase is flagged."""

    event: ClassVar[Literal["stamp_kept"]] = "stamp_kept"
    purchase: _t.PurchaseId


@dataclass(frozen=True, repr=False)
class RewardEarned(Data):
    """A reward was earned."""

    event: ClassVar[Literal["reward_earned"]] = "reward_earned"
    reward: _t.Place
    kind: _t.RewardKind
    until: _t.Date | None = None


@dataclass(frozen=True, repr=False)
class RewardRedeemed(Data):
    """A reward was handed over."""

    event: ClassVar[Literal["reward_redeemed"]] = "reward_redeemed"
    reward: _t.Place
    kind: _t.RewardKind
    purchase: _t.PurchaseId | None = None


@dataclass(frozen=True, repr=False)
class RewardReturned(Data):
    """A reward that was handed over was given back."""

    event: ClassVar[Literal["reward_returned"]] = "reward_returned"
    reward: _t.Place
    kind: _t.RewardKind


@dataclass(frozen=True, repr=False)
class RewardLapsed(Data):
    """A reward can no longer be had."""

    event: ClassVar[Literal["reward_lapsed"]] = "reward_lapsed"
    reward: _t.Place
    kind: _t.RewardKind
    cause: _t.LapseCause


@dataclass(frozen=True, repr=False)
class RewardTakenBack(Data):
    """A reward was taken back with the stamp that earned it."""

    event: ClassVar[Literal["reward_taken_back"]] = "reward_taken_back"
    reward: _t.Place
    kind: _t.RewardKind


Event: TypeAlias = Union[
    RulesPublished,
    CardIssued,
    CardAssigned,
    CardReplaced,
    MemberRegistered,
    ProfileChanged,
    KindChanged,
    MembershipStarted,
    MembershipRenewed,
    MembershipCardChanged,
    MembershipEnded,
    MemberBlocked,
    MemberUnblocked,
    MemberClosed,
    MemberReopened,
    MemberErased,
    PurchaseRecorded,
    PurchaseAwaited,
    PurchasePaid,
    PurchaseCompleted,
    PurchaseCancelled,
    PurchaseExpired,
    PurchaseReopened,
    PurchaseMarked,
    PurchaseAdopted,
    PurchaseVoided,
    PurchaseRefunded,
    ReceiptReprinted,
    PurchaseCounted,
    LevelSet,
    PointsPromised,
    PointsEarned,
    PointsTakenBack,
    PointsSpent,
    PointsReturned,
    PointsHeld,
    PointsReleased,
    HoldSpent,
    PointsExpired,
    PointsGranted,
    PointsDeducted,
    PointsSent,
    PointsReceived,
    RewardBought,
    RewardReversed,
    StockChanged,
    RewardMoved,
    PromiseMoved,
    HoldMoved,
    MemberAbsorbed,
    MemberMerged,
    CycleOpened,
    StampGiven,
    StampTakenBack,
    StampKept,
    RewardEarned,
    RewardRedeemed,
    RewardReturned,
    RewardLapsed,
    RewardTakenBack,
]
