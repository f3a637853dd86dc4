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
class PurchaseRecorded(Data):
    """A purchase was recorded."""

    event: ClassVar[Literal["purchase_recorded"]] = "purchase_recorded"
    purchase: _t.PurchaseId
    amount: _t.Money
    member: _t.MemberId | None = None
    outlet: _t.OutletId | None = None
    receipt: _t.ReceiptNumber | None = None
    gross: _t.Money | None = None


@dataclass(frozen=True, repr=False)
class PurchaseVoided(Data):
    """A purchase was taken back as a whole."""

    event: ClassVar[Literal["purchase_voided"]] = "purchase_voided"
    purchase: _t.PurchaseId


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
    PurchaseRecorded,
    PurchaseVoided,
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
