# Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
"""The rules say no. Show it to the person who asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias, Union

from . import types as _t


@dataclass(frozen=True)
class KeyReused:
    """This idempotency key or receipt was used for something else. Use a new one."""

    code: ClassVar[Literal["key_reused"]] = "key_reused"


@dataclass(frozen=True)
class UnknownProgram:
    """No rules were ever published under this program. Publish some first."""

    code: ClassVar[Literal["unknown_program"]] = "unknown_program"


@dataclass(frozen=True)
class CardNumberTaken:
    """A card with this number exists, perhaps in other capitals."""

    code: ClassVar[Literal["card_number_taken"]] = "card_number_taken"
    number: _t.CardNumber


@dataclass(frozen=True)
class CardNotFound:
    """No card has this number or public id."""

    code: ClassVar[Literal["card_not_found"]] = "card_not_found"


@dataclass(frozen=True)
class CardReplaced:
    """This card was lost and replaced; it is dead for good."""

    code: ClassVar[Literal["card_replaced"]] = "card_replaced"


@dataclass(frozen=True)
class CardAssigned:
    """This card belongs to somebody already."""

    code: ClassVar[Literal["card_assigned"]] = "card_assigned"


@dataclass(frozen=True)
class MemberNotFound:
    """Nobody in this program answers to this reference."""

    code: ClassVar[Literal["member_not_found"]] = "member_not_found"


@dataclass(frozen=True)
class MemberClosed:
    """The member was closed; figures stay, nothing can be added."""

    code: ClassVar[Literal["member_closed"]] = "member_closed"


@dataclass(frozen=True)
class MemberBlocked:
    """The member is blocked. Unblock first, or tell the person."""

    code: ClassVar[Literal["member_blocked"]] = "member_blocked"


@dataclass(frozen=True)
class NotBlocked:
    """There is nothing to unblock."""

    code: ClassVar[Literal["not_blocked"]] = "not_blocked"


@dataclass(frozen=True)
class AlreadyActive:
    """This person's membership still runs: renew it, or replace the card."""

    code: ClassVar[Literal["already_active"]] = "already_active"
    member: _t.MemberId
    until: _t.Date


@dataclass(frozen=True)
class PhoneTaken:
    """Another member of the program has this phone number."""

    code: ClassVar[Literal["phone_taken"]] = "phone_taken"


@dataclass(frozen=True)
class EmailTaken:
    """Another member of the program has this e-mail address."""

    code: ClassVar[Literal["email_taken"]] = "email_taken"


@dataclass(frozen=True)
class NoMembership:
    """The rules offer no membership, or this person never had one."""

    code: ClassVar[Literal["no_membership"]] = "no_membership"


@dataclass(frozen=True)
class MembershipNotStarted:
    """The membership begins later."""

    code: ClassVar[Literal["membership_not_started"]] = "membership_not_started"
    from_: _t.Date


@dataclass(frozen=True)
class MembershipExpired:
    """The membership is over; renew it."""

    code: ClassVar[Literal["membership_expired"]] = "membership_expired"
    on: _t.Date


@dataclass(frozen=True)
class UnknownReward:
    """The rules know no reward of this name, or this id was never earned."""

    code: ClassVar[Literal["unknown_reward"]] = "unknown_reward"


@dataclass(frozen=True)
class NoReward:
    """Nothing of this kind is open."""

    code: ClassVar[Literal["no_reward"]] = "no_reward"
    reward: _t.RewardKind


@dataclass(frozen=True)
class RewardRedeemed:
    """This reward was handed over already."""

    code: ClassVar[Literal["reward_redeemed"]] = "reward_redeemed"


@dataclass(frozen=True)
class RewardLapsed:
    """This reward can no longer be had."""

    code: ClassVar[Literal["reward_lapsed"]] = "reward_lapsed"


@dataclass(frozen=True)
class RewardNotRedeemed:
    """Only a reward that was handed over can be given back."""

    code: ClassVar[Literal["reward_not_redeemed"]] = "reward_not_redeemed"


@dataclass(frozen=True)
class UndoTooLate:
    """The rules allow an undo only so long."""

    code: ClassVar[Literal["undo_too_late"]] = "undo_too_late"
    until: _t.Date


@dataclass(frozen=True)
class PurchaseNotFound:
    """No purchase has this id or receipt."""

    code: ClassVar[Literal["purchase_not_found"]] = "purchase_not_found"


@dataclass(frozen=True)
class PurchaseState:
    """A purchase in this state can't make this move."""

    code: ClassVar[Literal["purchase_state"]] = "purchase_state"
    purchase: _t.PurchaseId
    state: _t.PurchaseState


Refusal: TypeAlias = Union[
    KeyReused,
    UnknownProgram,
    CardNumberTaken,
    CardNotFound,
    CardReplaced,
    CardAssigned,
    MemberNotFound,
    MemberClosed,
    MemberBlocked,
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
    PurchaseNotFound,
    PurchaseState,
]
