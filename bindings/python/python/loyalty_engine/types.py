# Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
"""Everything that crosses the border, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

from . import reasons as _reasons
from . import events as _events
from . import refusals as _refusals
from ._values import Data

ProgramId: TypeAlias = str
# As what somebody asks.
Role: TypeAlias = Literal["super_admin", "owner", "manager", "cashier", "kitchen", "member", "affiliate", "system"]
ActorId: TypeAlias = str
OutletId: TypeAlias = str
Moment: TypeAlias = datetime
Key: TypeAlias = str
# What happens to the part below the last place.
RoundingMode: TypeAlias = Literal["half_up", "half_even", "down", "up"]
Money: TypeAlias = Decimal
# What a month is.
Month: TypeAlias = Literal["calendar", "30_days"]
Percent: TypeAlias = Decimal
# What happens to open rewards when the membership ends.
RewardsAtEnd: TypeAlias = Literal["lapse", "keep"]
# What one stamp stands for.
Every: TypeAlias = Literal["purchase", "amount"]
# The amount that counts.
Basis: TypeAlias = Literal["net", "gross"]
# What a reward is.
RewardSort: TypeAlias = Literal["item", "voucher"]
CardNumber: TypeAlias = str
CardId: TypeAlias = str
PersonName: TypeAlias = str
PhoneInput: TypeAlias = str
Email: TypeAlias = str
Date: TypeAlias = date
MemberId: TypeAlias = str
Line: TypeAlias = str
Note: TypeAlias = str
# What sort of customer somebody is.
MemberKind: TypeAlias = Literal["walk_in", "member", "vip"]
# A field of the profile, by name.
ProfileField: TypeAlias = Literal["name", "phone", "email", "birth_date", "address", "gender", "notes"]
ReceiptNumber: TypeAlias = str
PurchaseId: TypeAlias = str
RewardKind: TypeAlias = str
Place: TypeAlias = str
# How somebody stands with the program.
MemberStatus: TypeAlias = Literal["active", "inactive", "blocked"]
# How a membership stands on a day.
MembershipStatus: TypeAlias = Literal["active", "not_started", "expired", "blocked"]
# Why a reward lapsed.
LapseCause: TypeAlias = Literal["expired", "membership_ended"]
Phone: TypeAlias = str
Subject: TypeAlias = str
# Where a purchase stands.
PurchaseState: TypeAlias = Literal["completed", "refunded"]
# What is wrong with one field.
ProblemCode: TypeAlias = Literal["malformed", "too_deep", "too_long", "too_many", "missing", "unknown_field", "unknown_value", "duplicate", "not_text", "not_an_object", "not_a_list", "not_a_flag", "not_a_whole_number", "blank", "outer_space", "control_character", "not_a_slug", "not_a_decimal", "negative", "zero", "too_large", "too_precise", "out_of_range", "not_a_moment", "not_a_date", "not_a_zone", "not_an_id", "not_a_card_number", "not_a_phone", "not_an_email", "not_a_region", "not_a_store", "ends_before_start", "one_of", "unknown_name"]


@dataclass(frozen=True, repr=False)
class Actor(Data):
    """Who asks."""

    role: Role
    """As what."""
    id: ActorId
    """The host's name for them; a member's own id when the role is `member`."""
    outlet: OutletId | None = None
    """The outlet they work at; nothing for those who stand above outlets."""


@dataclass(frozen=True, repr=False)
class PublishRules(Data):
    """Publish a new version of the rules: as data or as the text of a TOML or JSON file."""

    operation: ClassVar[Literal["publish_rules"]] = "publish_rules"
    rules: RulesSource
    """The rules."""


@dataclass(frozen=True, repr=False)
class RulesSource(Data):
    """Rules as data, or as the text of a file. Exactly one of these is given."""

    document: Document | None = None
    """The document as data. It is read when the command is decided, so that every problem is named."""
    text: str | None = None
    """The text of a TOML or JSON file."""


@dataclass(frozen=True, repr=False)
class Document(Data):
    """A whole document of rules, before it is checked. Unknown keys are invalid, not ignored."""

    program: ProgramSection
    """What the program is."""
    membership: MembershipSection | None = None
    """Memberships with a start and an end."""
    renewal: RenewalSection | None = None
    """What a renewal keeps."""
    stamps: StampsSection | None = None
    """Stamps and what they earn."""
    rewards: Mapping[str, RewardSection] | None = None
    """Rewards by name."""


@dataclass(frozen=True, repr=False)
class ProgramSection(Data):
    """`[program]` as written."""

    name: str
    """The program's name, as people read it."""
    currency: str
    """The currency's three letters (ISO 4217)."""
    time_zone: str
    """The IANA zone in which its days begin and end."""
    phone_region: str
    """The region a bare phone number belongs to, two letters (ISO 3166)."""
    rounding: RoundingSection | None = None
    """How money is rounded; two places, half up, when left out."""
    active: bool | None = None
    """False pauses the program: nothing is given until it is true again."""


@dataclass(frozen=True, repr=False)
class RoundingSection(Data):
    """`program.rounding` as written."""

    places: int | None = None
    """Decimal places an amount may have: 0 for rupiah."""
    mode: RoundingMode | None = None
    """What happens to half a unit."""


@dataclass(frozen=True, repr=False)
class MembershipSection(Data):
    """`[membership]` as written."""

    lasts: LengthSection
    """How long it lasts. The end is the start plus this length, and both days are included."""
    fee: Money | None = None
    """What joining or renewing costs; nothing when left out."""
    discount_percent: Percent | None = None
    """Percent off for members."""
    rewards_at_end: RewardsAtEnd | None = None
    """What happens to open rewards when the membership ends."""


@dataclass(frozen=True, repr=False)
class LengthSection(Data):
    """A length of time as written: either months or days."""

    months: int | None = None
    """So many months."""
    month: Month | None = None
    """What a month is; a calendar month when left out."""
    days: int | None = None
    """So many days."""


@dataclass(frozen=True, repr=False)
class RenewalSection(Data):
    """`[renewal]` as written."""

    keep_stamps: bool | None = None
    """False starts the stamps afresh; true when left out."""


@dataclass(frozen=True, repr=False)
class StampsSection(Data):
    """`[stamps]` as written."""

    per_cycle: int
    """How many stamps fill a card."""
    min_amount: Money
    """The amount a purchase must reach."""
    at_activation: int | None = None
    """Stamps given when the card is activated; none when left out."""
    every: Every | None = None
    """One stamp a purchase, or one for each full `min_amount`."""
    max_per_purchase: int | None = None
    """With `every = "amount"`: the most one purchase gives."""
    max_per_day: int | None = None
    """The most one member gets for purchases of one day in the program's zone."""
    basis: Basis | None = None
    """The amount that counts."""
    rewards: Mapping[str, str] | None = None
    """The reward that a position of the card earns."""


@dataclass(frozen=True, repr=False)
class RewardSection(Data):
    """One reward as written."""

    label: str
    """What people read."""
    kind: RewardSort
    """What it is."""
    value: Money | None = None
    """With `kind = "voucher"`: what it is worth."""
    valid: LengthSection | None = None
    """How long it can be had; for ever when left out."""
    undo_within: LengthSection | None = None
    """How long after it was handed over it can be given back; for ever when left out."""


@dataclass(frozen=True, repr=False)
class IssueCards(Data):
    """Make cards: `count` with numbers of the engine's own, or those of `numbers`."""

    operation: ClassVar[Literal["issue_cards"]] = "issue_cards"
    count: int | None = None
    """How many, up to 10 000."""
    numbers: tuple[CardNumber, ...] | None = None
    """Numbers that are printed already."""


@dataclass(frozen=True, repr=False)
class Activate(Data):
    """Give a card to a person and start their membership."""

    operation: ClassVar[Literal["activate"]] = "activate"
    card: CardRef
    """The card."""
    name: PersonName
    """The person's name."""
    phone: PhoneInput
    """The person's phone, in any spelling."""
    email: Email | None = None
    """The person's e-mail address."""
    starts: Date | None = None
    """The first day; today when left out."""
    ends: Date | None = None
    """The last day; by the rules when left out."""


@dataclass(frozen=True, repr=False)
class CardRef(Data):
    """A card, by what is at hand. Exactly one of these is given."""

    number: CardNumber | None = None
    """The printed number, in any case."""
    public_id: CardId | None = None
    """The id in the QR code."""


@dataclass(frozen=True, repr=False)
class Register(Data):
    """Make a person known, without a card."""

    operation: ClassVar[Literal["register"]] = "register"
    name: PersonName
    """The person's name."""
    phone: PhoneInput | None = None
    """The person's phone, in any spelling."""
    email: Email | None = None
    """The person's e-mail address."""


@dataclass(frozen=True, repr=False)
class UpdateProfile(Data):
    """Change a profile: what is given is set, what is listed in `clear` is emptied, the rest stays."""

    operation: ClassVar[Literal["update_profile"]] = "update_profile"
    member: MemberRef
    """Whose."""
    name: PersonName | None = None
    """The name."""
    phone: PhoneInput | None = None
    """The phone, in any spelling."""
    email: Email | None = None
    """The e-mail address."""
    birth_date: Date | None = None
    """The day of birth."""
    address: Line | None = None
    """The postal address."""
    gender: Line | None = None
    """As the person says."""
    notes: Note | None = None
    """What the staff should know."""
    kind: MemberKind | None = None
    """Makes somebody a VIP, or an ordinary customer again."""
    clear: tuple[ProfileField, ...] = ()
    """Fields to empty."""


@dataclass(frozen=True, repr=False)
class MemberRef(Data):
    """A member, by what is at hand. Exactly one of these is given."""

    id: MemberId | None = None
    """The member's id."""
    card: CardNumber | None = None
    """The number on the card, in any case."""
    public_id: CardId | None = None
    """The id in the card's QR code."""
    phone: PhoneInput | None = None
    """A phone number, in any spelling."""
    email: Email | None = None
    """An e-mail address, in any case."""


@dataclass(frozen=True, repr=False)
class Renew(Data):
    """Renew a membership."""

    operation: ClassVar[Literal["renew"]] = "renew"
    member: MemberRef
    """Whose."""


@dataclass(frozen=True, repr=False)
class Block(Data):
    """Block a member."""

    operation: ClassVar[Literal["block"]] = "block"
    member: MemberRef
    """Whom."""
    reason: Note
    """Why."""


@dataclass(frozen=True, repr=False)
class Unblock(Data):
    """Unblock a member."""

    operation: ClassVar[Literal["unblock"]] = "unblock"
    member: MemberRef
    """Whom."""
    reason: Note
    """Why."""


@dataclass(frozen=True, repr=False)
class ReplaceCard(Data):
    """Replace a lost card by a free one."""

    operation: ClassVar[Literal["replace_card"]] = "replace_card"
    member: MemberRef
    """Whose."""
    card: CardRef
    """The new card."""
    reason: Note | None = None
    """Why."""


@dataclass(frozen=True, repr=False)
class Close(Data):
    """Close a member: nothing can be added, figures stay."""

    operation: ClassVar[Literal["close"]] = "close"
    member: MemberRef
    """Whom."""
    reason: Note
    """Why."""


@dataclass(frozen=True, repr=False)
class RecordPurchase(Data):
    """Record a till's purchase, paid and completed."""

    operation: ClassVar[Literal["record_purchase"]] = "record_purchase"
    amount: Money
    """What was paid."""
    member: MemberRef | None = None
    """Who bought; left out for a passer-by."""
    gross: Money | None = None
    """The price before discounts, where it differs."""
    outlet: OutletId | None = None
    """Where; the actor's outlet when left out."""
    receipt: ReceiptNumber | None = None
    """The receipt number, unique at its outlet. It is an idempotency key by itself."""


@dataclass(frozen=True, repr=False)
class VoidPurchase(Data):
    """Take a purchase back as a whole, with what it gave."""

    operation: ClassVar[Literal["void_purchase"]] = "void_purchase"
    purchase: PurchaseRef
    """Which."""
    reason: Note
    """Why."""


@dataclass(frozen=True, repr=False)
class PurchaseRef(Data):
    """A purchase, by what is at hand. Exactly one of these is given."""

    id: PurchaseId | None = None
    """The purchase's id."""
    receipt: Receipt | None = None
    """The receipt."""


@dataclass(frozen=True, repr=False)
class Receipt(Data):
    """A receipt of an outlet."""

    number: ReceiptNumber
    """The number."""
    outlet: OutletId | None = None
    """The outlet; the actor's when left out."""


@dataclass(frozen=True, repr=False)
class Redeem(Data):
    """Hand a reward over."""

    operation: ClassVar[Literal["redeem"]] = "redeem"
    member: MemberRef
    """Whose."""
    reward: RewardRef
    """Which."""
    purchase: PurchaseRef | None = None
    """The purchase it is used on."""


@dataclass(frozen=True, repr=False)
class RewardRef(Data):
    """A reward, by what is at hand. Exactly one of these is given."""

    kind: RewardKind | None = None
    """The oldest open one of this kind."""
    id: Place | None = None
    """Exactly this one."""


@dataclass(frozen=True, repr=False)
class UndoRedemption(Data):
    """Take a handed-over reward back."""

    operation: ClassVar[Literal["undo_redemption"]] = "undo_redemption"
    reward: Place
    """Which."""
    reason: Note
    """Why."""


@dataclass(frozen=True, repr=False)
class Settle(Data):
    """Write down what time has done to a member."""

    operation: ClassVar[Literal["settle"]] = "settle"
    member: MemberRef
    """Whom."""


@dataclass(frozen=True, repr=False)
class Outcome(Data):
    """An outcome as plain data, in the words of the counter."""

    operation: str
    """The operation's name."""
    at: Moment
    """The moment."""
    rules: int
    """The version of the rules it was decided under."""
    replay: bool = False
    """It had happened before; this is the answer of then."""
    dry_run: bool = False
    """Nothing was written."""
    member: MemberId | None = None
    """The member it was about."""
    purchase: PurchaseId | None = None
    """The purchase it was about."""
    cards: tuple[IssuedCard, ...] = ()
    """Cards that were made."""
    membership: MembershipTerm | None = None
    """The membership that began or was renewed."""
    stamps: tuple[GivenStamp, ...] = ()
    """Stamps that were given."""
    earned: tuple[NamedReward, ...] = ()
    """Rewards that were earned."""
    redeemed: NamedReward | None = None
    """The reward that was handed over."""
    reasons: tuple[Reason, ...] = ()
    """What might have been expected and did not happen, and why."""
    events: tuple[Event, ...] = ()
    """Everything that happened."""


@dataclass(frozen=True, repr=False)
class IssuedCard(Data):
    """A card that was made."""

    number: CardNumber
    """The number printed on it."""
    public_id: CardId
    """The id in its QR code."""


@dataclass(frozen=True, repr=False)
class MembershipTerm(Data):
    """A membership's period."""

    number: int
    """The member's how-manyeth."""
    starts: Date
    """The first day."""
    ends: Date
    """The last day."""
    fee: Money
    """What it cost."""


@dataclass(frozen=True, repr=False)
class GivenStamp(Data):
    """A stamp that was given."""

    cycle: int
    """The round, from 1."""
    number: int
    """Its number on the card, from 1."""


@dataclass(frozen=True, repr=False)
class NamedReward(Data):
    """A reward by name."""

    id: Place
    """Its id."""
    kind: RewardKind
    """Which reward of the rules."""
    until: Date | None = None
    """The last day on which it can be had."""


@dataclass(frozen=True, repr=False)
class MemberView(Data):
    """One member, as of now."""

    id: MemberId
    """The member's name for machines."""
    kind: MemberKind
    """What sort of customer it is."""
    status: MemberStatus
    """How the member stands."""
    since: Moment
    """When the member became known."""
    profile: Profile
    """Who it is."""
    rewards: tuple[RewardView, ...]
    """Rewards that wait to be handed over, oldest first."""
    membership: MembershipView | None = None
    """The newest membership."""
    stamps: StampCard | None = None
    """The stamp card in hand."""


@dataclass(frozen=True, repr=False)
class Profile(Data):
    """Who a member is. Erasing a person removes this record and its handles, and nothing else has to change."""

    name: PersonName | None = None
    """The name."""
    phone: Phone | None = None
    """The phone number in E.164, unique within the program."""
    email: Email | None = None
    """The e-mail address, unique within the program."""
    birth_date: Date | None = None
    """The day of birth."""
    address: Line | None = None
    """The postal address."""
    gender: Line | None = None
    """As the person says."""
    notes: Note | None = None
    """What the staff should know."""


@dataclass(frozen=True, repr=False)
class MembershipView(Data):
    """A membership, as of now."""

    number: int
    """The member's how-manyeth."""
    status: MembershipStatus
    """How it stands."""
    starts: Date
    """The first day."""
    ends: Date
    """The last day."""
    card: CardNumber
    """The number on the card."""
    public_id: CardId
    """The id in the card's QR code."""
    discount_percent: Percent | None = None
    """Percent off while it runs."""


@dataclass(frozen=True, repr=False)
class StampCard(Data):
    """A stamp card."""

    cycle: int
    """The round, from 1."""
    count: int
    """Stamps on it."""
    of: int
    """Stamps that fill it."""
    rewards: tuple[RewardPosition, ...]
    """What its positions earn."""


@dataclass(frozen=True, repr=False)
class RewardPosition(Data):
    """A position of the card that earns something."""

    position: int
    """The position, from 1."""
    kind: RewardKind
    """Which reward of the rules."""
    label: str
    """What people read."""


@dataclass(frozen=True, repr=False)
class RewardView(Data):
    """An open reward."""

    id: Place
    """Its id."""
    kind: RewardKind
    """Which reward of the rules."""
    label: str
    """What people read."""
    value: Money | None = None
    """What a voucher is worth."""
    until: Date | None = None
    """The last day on which it can be had."""


@dataclass(frozen=True, repr=False)
class HistoryView(Data):
    """Entries of a log, oldest first."""

    entries: tuple[Entry, ...]
    """The entries."""
    next: int | None = None
    """Go on after this entry; nothing at the end."""


@dataclass(frozen=True, repr=False)
class Entry(Data):
    """What one operation wrote: who, when, under which rules, why, and what happened."""

    subject: Subject
    """Whose log it stands in."""
    seq: int
    """Its number in that log, from 1."""
    at: Moment
    """The moment of the operation."""
    actor: Actor
    """Who asked."""
    rules: int
    """The version of the rules it was decided under."""
    operation: str
    """The operation, by name."""
    events: tuple[Event, ...]
    """What happened."""
    why: Note | None = None
    """The reason that was given. Free text, so it stands apart from the events and can be erased."""
    reasons: tuple[Reason, ...] = ()
    """What might have been expected and did not happen, and why."""


@dataclass(frozen=True, repr=False)
class MembersView(Data):
    """A page of members."""

    members: tuple[MemberLine, ...]
    """The members."""
    next: MemberId | None = None
    """Go on after this member; nothing at the end."""


@dataclass(frozen=True, repr=False)
class MemberLine(Data):
    """One member of a list."""

    id: MemberId
    """The member's name for machines."""
    kind: MemberKind
    """What sort of customer it is."""
    status: MemberStatus
    """How the member stands."""
    profile: Profile
    """Who it is."""
    membership: MembershipStatus | None = None
    """How the newest membership stands."""
    ends: Date | None = None
    """Its last day."""
    card: CardNumber | None = None
    """The number on the card."""


@dataclass(frozen=True, repr=False)
class Summary(Data):
    """Figures of the program."""

    members: int
    """Members, closed ones left out."""
    active: int
    """Memberships that run."""
    not_started: int
    """Memberships that begin later."""
    expired: int
    """Memberships that are over."""
    blocked: int
    """Members who are blocked."""
    closed: int
    """Members who were closed."""
    rewards: tuple[RewardCount, ...]
    """Rewards by kind."""


@dataclass(frozen=True, repr=False)
class RewardCount(Data):
    """Rewards of one kind."""

    kind: RewardKind
    """Which reward of the rules."""
    open: int
    """Waiting to be handed over."""
    used: int
    """Handed over."""
    lapsed: int
    """Lapsed."""
    taken_back: int
    """Taken back."""


@dataclass(frozen=True, repr=False)
class RulesView(Data):
    """Rules of one version."""

    version: int
    """The version."""
    rules: Document
    """The document."""


@dataclass(frozen=True, repr=False)
class Problem(Data):
    """One field of the input, and what is wrong with it."""

    field: str
    """The field, by its path."""
    code: ProblemCode
    """What is wrong."""

Reason: TypeAlias = "_reasons.Reason"

Event: TypeAlias = "_events.Event"

Refusal: TypeAlias = "_refusals.Refusal"
