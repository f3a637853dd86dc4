# Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
"""The rules say no. Show it to the person who asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias, Union

from . import types as _t
from ._values import Data


@dataclass(frozen=True, repr=False)
class KeyReused(Data):
    """This idempotency key or receipt was used for something else. Use a new one."""

    code: ClassVar[Literal["key_reused"]] = "key_reused"


@dataclass(frozen=True, repr=False)
class UnknownProgram(Data):
    """No rules were ever published under this program. Publish some first."""

    code: ClassVar[Literal["unknown_program"]] = "unknown_program"


@dataclass(frozen=True, repr=False)
class CardNumberTaken(Data):
    """A card with this number exists, perhaps in other capitals."""

    code: ClassVar[Literal["card_number_taken"]] = "card_number_taken"
    number: _t.CardNumber


@dataclass(frozen=True, repr=False)
class CardNotFound(Data):
    """No card has this number or public id."""

    code: ClassVar[Literal["card_not_found"]] = "card_not_found"


@dataclass(frozen=True, repr=False)
class CardReplaced(Data):
    """This card was lost and replaced; it is dead for good."""

    code: ClassVar[Literal["card_replaced"]] = "card_replaced"


@dataclass(frozen=True, repr=False)
class CardAssigned(Data):
    """This card belongs to somebody already."""

    code: ClassVar[Literal["card_assigned"]] = "card_assigned"


@dataclass(frozen=True, repr=False)
class MemberNotFound(Data):
    """Nobody in this program answers to this reference."""

    code: ClassVar[Literal["member_not_found"]] = "member_not_found"


@dataclass(frozen=True, repr=False)
class MemberErased(Data):
    """The member's personal data was erased for good; nothing can be added or taken back."""

    code: ClassVar[Literal["member_erased"]] = "member_erased"


@dataclass(frozen=True, repr=False)
class MemberClosed(Data):
    """The member was closed; figures stay, nothing can be added."""

    code: ClassVar[Literal["member_closed"]] = "member_closed"


@dataclass(frozen=True, repr=False)
class MemberBlocked(Data):
    """The member is blocked. Unblock first, or tell the person."""

    code: ClassVar[Literal["member_blocked"]] = "member_blocked"


@dataclass(frozen=True, repr=False)
class NotClosed(Data):
    """There is nothing to reopen."""

    code: ClassVar[Literal["not_closed"]] = "not_closed"


@dataclass(frozen=True, repr=False)
class NotBlocked(Data):
    """There is nothing to unblock."""

    code: ClassVar[Literal["not_blocked"]] = "not_blocked"


@dataclass(frozen=True, repr=False)
class AlreadyActive(Data):
    """This person's membership still runs: renew it, or replace the card."""

    code: ClassVar[Literal["already_active"]] = "already_active"
    member: _t.MemberId
    until: _t.Date


@dataclass(frozen=True, repr=False)
class PhoneTaken(Data):
    """Another member of the program has this phone number."""

    code: ClassVar[Literal["phone_taken"]] = "phone_taken"


@dataclass(frozen=True, repr=False)
class EmailTaken(Data):
    """Another member of the program has this e-mail address."""

    code: ClassVar[Literal["email_taken"]] = "email_taken"


@dataclass(frozen=True, repr=False)
class NoMembership(Data):
    """The rules offer no membership, or this person never had one."""

    code: ClassVar[Literal["no_membership"]] = "no_membership"


@dataclass(frozen=True, repr=False)
class MembershipNotStarted(Data):
    """The membership begins later."""

    code: ClassVar[Literal["membership_not_started"]] = "membership_not_started"
    from_: _t.Date


@dataclass(frozen=True, repr=False)
class MembershipExpired(Data):
    """The membership is over; renew it."""

    code: ClassVar[Literal["membership_expired"]] = "membership_expired"
    on: _t.Date


@dataclass(frozen=True, repr=False)
class UnknownReward(Data):
    """The rules know no reward of this name, or this id was never earned."""

    code: ClassVar[Literal["unknown_reward"]] = "unknown_reward"


@dataclass(frozen=True, repr=False)
class NoReward(Data):
    """Nothing of this kind is open."""

    code: ClassVar[Literal["no_reward"]] = "no_reward"
    reward: _t.RewardKind


@dataclass(frozen=True, repr=False)
class RewardRedeemed(Data):
    """This reward was handed over already."""

    code: ClassVar[Literal["reward_redeemed"]] = "reward_redeemed"


@dataclass(frozen=True, repr=False)
class RewardLapsed(Data):
    """This reward can no longer be had."""

    code: ClassVar[Literal["reward_lapsed"]] = "reward_lapsed"


@dataclass(frozen=True, repr=False)
class RewardNotRedeemed(Data):
    """Only a reward that was handed over can be given back."""

    code: ClassVar[Literal["reward_not_redeemed"]] = "reward_not_redeemed"


@dataclass(frozen=True, repr=False)
class UndoTooLate(Data):
    """The rules allow an undo only so long."""

    code: ClassVar[Literal["undo_too_late"]] = "undo_too_late"
    until: _t.Date


@dataclass(frozen=True, repr=False)
class RewardLimit(Data):
    """One member can have no more of this reward."""

    code: ClassVar[Literal["reward_limit"]] = "reward_limit"
    limit: int


@dataclass(frozen=True, repr=False)
class OutOfStock(Data):
    """All there were of this reward are gone."""

    code: ClassVar[Literal["out_of_stock"]] = "out_of_stock"


@dataclass(frozen=True, repr=False)
class NotOffered(Data):
    """This reward is not offered at this time."""

    code: ClassVar[Literal["not_offered"]] = "not_offered"


@dataclass(frozen=True, repr=False)
class NotBought(Data):
    """Only a reward that was bought with points can be given back for them."""

    code: ClassVar[Literal["not_bought"]] = "not_bought"


@dataclass(frozen=True, repr=False)
class NoPoints(Data):
    """The rules know no points."""

    code: ClassVar[Literal["no_points"]] = "no_points"


@dataclass(frozen=True, repr=False)
class NoMoneyOff(Data):
    """The rules take no points as money off."""

    code: ClassVar[Literal["no_money_off"]] = "no_money_off"


@dataclass(frozen=True, repr=False)
class NoTransfer(Data):
    """The rules let nobody give points away."""

    code: ClassVar[Literal["no_transfer"]] = "no_transfer"


@dataclass(frozen=True, repr=False)
class SameMember(Data):
    """Both are the same person."""

    code: ClassVar[Literal["same_member"]] = "same_member"


@dataclass(frozen=True, repr=False)
class TooFewPoints(Data):
    """The rules want more points at once."""

    code: ClassVar[Literal["too_few_points"]] = "too_few_points"
    minimum: int


@dataclass(frozen=True, repr=False)
class PointsShort(Data):
    """There are not so many points."""

    code: ClassVar[Literal["points_short"]] = "points_short"
    balance: int


@dataclass(frozen=True, repr=False)
class HoldNotFound(Data):
    """No points are held back under this id; the hold may have ended."""

    code: ClassVar[Literal["hold_not_found"]] = "hold_not_found"


@dataclass(frozen=True, repr=False)
class TooManyHolds(Data):
    """The member has as many holds as one can have. Let some go first."""

    code: ClassVar[Literal["too_many_holds"]] = "too_many_holds"


@dataclass(frozen=True, repr=False)
class TooManyOrders(Data):
    """The member has as many unpaid orders as one can have."""

    code: ClassVar[Literal["too_many_orders"]] = "too_many_orders"


@dataclass(frozen=True, repr=False)
class PurchaseNotFound(Data):
    """No purchase has this id or receipt."""

    code: ClassVar[Literal["purchase_not_found"]] = "purchase_not_found"


@dataclass(frozen=True, repr=False)
class PurchaseState(Data):
    """A purchase in this state can't make this move."""

    code: ClassVar[Literal["purchase_state"]] = "purchase_state"
    purchase: _t.PurchaseId
    state: _t.PurchaseState


@dataclass(frozen=True, repr=False)
class PurchaseAdopted(Data):
    """The purchase is somebody else's."""

    code: ClassVar[Literal["purchase_adopted"]] = "purchase_adopted"


@dataclass(frozen=True, repr=False)
class AdoptTooLate(Data):
    """The rules allow a purchase to be adopted only so long."""

    code: ClassVar[Literal["adopt_too_late"]] = "adopt_too_late"
    until: _t.Date


@dataclass(frozen=True, repr=False)
class HasReceipt(Data):
    """The purchase has a receipt number already."""

    code: ClassVar[Literal["has_receipt"]] = "has_receipt"


@dataclass(frozen=True, repr=False)
class UnitsGone(Data):
    """Fewer units of this line are left than are to come back."""

    code: ClassVar[Literal["units_gone"]] = "units_gone"
    line: int
    left: int


@dataclass(frozen=True, repr=False)
class RefundTooLarge(Data):
    """Less of the bill is left than is to come back."""

    code: ClassVar[Literal["refund_too_large"]] = "refund_too_large"
    left: _t.Money


Refusal: TypeAlias = Union[
    KeyReused,
    UnknownProgram,
    CardNumberTaken,
    CardNotFound,
    CardReplaced,
    CardAssigned,
    MemberNotFound,
    MemberErased,
    MemberClosed,
    MemberBlocked,
    NotClosed,
    NotBlocked,
    AlreadyActive,
    PhoneTaken,
    EmailTaken,
    NoMembership,
    MembershipNotStarted,
    MembershipExpired,
    UnknownReward,
    NoReward,
    RewardRedeemed,
    RewardLapsed,
    RewardNotRedeemed,
    UndoTooLate,
    RewardLimit,
    OutOfStock,
    NotOffered,
    NotBought,
    NoPoints,
    NoMoneyOff,
    NoTransfer,
    SameMember,
    TooFewPoints,
    PointsShort,
    HoldNotFound,
    TooManyHolds,
    TooManyOrders,
    PurchaseNotFound,
    PurchaseState,
    PurchaseAdopted,
    AdoptTooLate,
    HasReceipt,
    UnitsGone,
    RefundTooLarge,
]
