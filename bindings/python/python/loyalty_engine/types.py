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
# What becomes of stamps that a purchase gives beyond a full card.
Overflow: TypeAlias = Literal["next_card", "dropped"]
# The amount that counts.
Basis: TypeAlias = Literal["net", "gross"]
# What a reward is.
RewardSort: TypeAlias = Literal["item", "voucher"]
Factor: TypeAlias = Decimal
# What earns points.
EarnBy: TypeAlias = Literal["amount", "unit", "purchase"]
# What of an amount does not count.
Without: TypeAlias = Literal["tax", "delivery"]
ProductId: TypeAlias = str
CategoryId: TypeAlias = str
LevelName: TypeAlias = str
Date: TypeAlias = date
# A day of the week.
Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# Of several multipliers that fit.
Combine: TypeAlias = Literal["highest", "multiply"]
# Until when.
EndOf: TypeAlias = Literal["month", "year"]
# Which points are spent first.
SpendOrder: TypeAlias = Literal["earliest_expiry", "earliest_earned"]
# What a refund takes when the points are gone.
WhenGone: TypeAlias = Literal["debt", "what_is_there", "only_pending"]
# What a refund of a part takes.
PartRefund: TypeAlias = Literal["unit_share", "value_ratio", "recompute"]
# What points cost when a limit cuts their worth.
Cost: TypeAlias = Literal["follows_value", "full"]
# What levels measure.
Measure: TypeAlias = Literal["spending", "points", "purchases", "balance"]
# Over which time levels measure.
Over: TypeAlias = Literal["lifetime", "calendar_year", "months"]
# By which rules a purchase is judged.
JudgedBy: TypeAlias = Literal["its_day", "today"]
CardNumber: TypeAlias = str
CardId: TypeAlias = str
PersonName: TypeAlias = str
PhoneInput: TypeAlias = str
Email: TypeAlias = str
Line: TypeAlias = str
Note: TypeAlias = str
# What sort of customer somebody is.
MemberKind: TypeAlias = Literal["walk_in", "member", "vip"]
MemberId: TypeAlias = str
# A field of the profile, by name.
ProfileField: TypeAlias = Literal["name", "phone", "email", "birth_date", "address", "city", "province", "postal_code", "gender", "notes"]
ReceiptNumber: TypeAlias = str
# How a purchase begins.
FirstState: TypeAlias = Literal["pending", "paid", "completed"]
PurchaseId: TypeAlias = str
Mark: TypeAlias = str
HoldId: TypeAlias = str
RewardKind: TypeAlias = str
Place: TypeAlias = str
# How somebody stands with the program.
MemberStatus: TypeAlias = Literal["active", "inactive", "blocked"]
# How a membership stands on a day.
MembershipStatus: TypeAlias = Literal["active", "not_started", "expired", "blocked"]
# Where a purchase stands.
PurchaseState: TypeAlias = Literal["pending", "paid", "completed", "cancelled", "expired", "refunded"]
# Why a reward lapsed.
LapseCause: TypeAlias = Literal["expired", "membership_ended"]
Phone: TypeAlias = str
Subject: TypeAlias = str
# What is wrong with one field.
ProblemCode: TypeAlias = Literal["malformed", "too_deep", "too_long", "too_many", "missing", "unknown_field", "unknown_value", "duplicate", "not_text", "not_an_object", "not_a_list", "not_a_flag", "not_a_whole_number", "blank", "outer_space", "control_character", "not_a_slug", "not_a_decimal", "negative", "zero", "too_large", "too_precise", "out_of_range", "not_a_moment", "not_a_date", "not_a_time", "not_a_zone", "not_an_id", "not_a_card_number", "not_a_phone", "not_an_email", "not_a_region", "not_a_store", "ends_before_start", "one_of", "unknown_name"]


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
    points: PointsSection | None = None
    """Points and what they buy."""
    levels: LevelsSection | None = None
    """Levels and what they are worth."""
    purchases: PurchasesSection | None = None
    """How purchases live."""


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
    overflow: Overflow | None = None
    """With `every = "amount"`: what becomes of stamps that a purchase gives beyond a full card."""
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
class PointsSection(Data):
    """`[points]` as written."""

    earn: Factor | None = None
    """Points for each `per`; one when left out."""
    per: Money | None = None
    """With `every = "amount"`: the amount that earns them; 1 when left out."""
    every: EarnBy | None = None
    """What earns points: an amount, a unit, or a purchase."""
    basis: Basis | None = None
    """The amount that counts."""
    without: tuple[Without, ...] = ()
    """What of the amount does not count."""
    exclude: GoodsSection | None = None
    """What earns nothing."""
    round: RoundingMode | None = None
    """What happens to a part of a point, once, at the end; `down` when left out."""
    min_amount: Money | None = None
    """A purchase below this amount earns nothing."""
    max_per_purchase: int | None = None
    """The most one purchase earns."""
    max_per_day: int | None = None
    """The most one member earns with the purchases of one day."""
    bonuses: Mapping[str, BonusSection] | None = None
    """Multipliers by what is bought, by whom and when, by name."""
    combine: Combine | None = None
    """Of several multipliers that fit: the highest, or all of them."""
    pending: PendingSection | None = None
    """When points of a purchase are there; at once when left out."""
    expires: ExpirySection | None = None
    """How long points live; for ever when left out."""
    spend: SpendOrder | None = None
    """Which points are spent first."""
    when_gone: WhenGone | None = None
    """What a refund takes when the points are gone."""
    part_refund: PartRefund | None = None
    """What a refund of a part takes."""
    money_off: MoneyOffSection | None = None
    """What points are worth as money off; nothing when left out."""
    catalogue: Mapping[str, ItemSection] | None = None
    """Rewards that points buy, by the reward's name."""
    transfer: bool | None = None
    """May members give each other points? No when left out."""


@dataclass(frozen=True, repr=False)
class GoodsSection(Data):
    """Products and categories."""

    products: tuple[ProductId, ...] | None = None
    """These products."""
    categories: tuple[CategoryId, ...] | None = None
    """And everything in these categories."""


@dataclass(frozen=True, repr=False)
class BonusSection(Data):
    """One multiplier as written."""

    multiplier: Factor
    """By what it multiplies."""
    goods: GoodsSection | None = None
    """Only for these goods; for everything when left out."""
    levels: tuple[LevelName, ...] | None = None
    """Only for buyers on these levels."""
    when: WindowSection | None = None
    """Only at these times."""


@dataclass(frozen=True, repr=False)
class WindowSection(Data):
    """A window as written. What is left out limits nothing."""

    from_: Date | None = None
    """The first day."""
    until: Date | None = None
    """The last day, all of it."""
    days: tuple[Weekday, ...] | None = None
    """Days of the week; an empty list is no day at all."""
    from_time: str | None = None
    """From this time of day on, such as `15:00`."""
    until_time: str | None = None
    """Up to this time of day, which is no part of it; earlier than `from_time` it is that of the next morning."""


@dataclass(frozen=True, repr=False)
class PendingSection(Data):
    """When points of a purchase are there: either of the two."""

    until_completed: bool | None = None
    """Once it is completed."""
    days: int | None = None
    """So many days after it was paid."""


@dataclass(frozen=True, repr=False)
class ExpirySection(Data):
    """How long points live as written."""

    after: LengthSection | None = None
    """So long after they are there."""
    end_of: EndOf | None = None
    """Until the end of the month or year in which that falls."""


@dataclass(frozen=True, repr=False)
class MoneyOffSection(Data):
    """What points are worth as money off, as written."""

    value: Money
    """What one point is worth."""
    min_points: int | None = None
    """The fewest that can be spent at once."""
    step: int | None = None
    """Only so many at a time."""
    max_percent: Percent | None = None
    """The most of a bill that points pay, in percent."""
    cost: Cost | None = None
    """What a reward costs whose worth the bill cuts short."""


@dataclass(frozen=True, repr=False)
class ItemSection(Data):
    """A reward that points buy, as written."""

    cost: int
    """How many points it costs."""
    stock: int | None = None
    """How many there are for everybody together."""
    per_member: int | None = None
    """The most one member can have."""
    when: WindowSection | None = None
    """Only at these times."""


@dataclass(frozen=True, repr=False)
class LevelsSection(Data):
    """`[levels]` as written."""

    measure: Measure | None = None
    """What is measured."""
    over: Over | None = None
    """Over which time."""
    months: int | None = None
    """With `over = "months"`: how many, the running one included."""
    review_months: int | None = None
    """With `over = "months"`: a review every so many months, counted from January; 1 when left out."""
    grace_months: int | None = None
    """How many months longer a level stays that a review takes away; none when left out."""
    loyal_from: Money | None = None
    """Whoever has spent this much in all is a loyal customer."""
    steps: Mapping[str, LevelSection] | None = None
    """The levels, by name. Their order follows from their thresholds."""


@dataclass(frozen=True, repr=False)
class LevelSection(Data):
    """One level as written."""

    label: str
    """What people read."""
    from_: Money
    """What has to be reached."""
    discount_percent: Percent | None = None
    """Percent off on this level."""
    multiplier: Factor | None = None
    """By what points are multiplied on this level."""


@dataclass(frozen=True, repr=False)
class PurchasesSection(Data):
    """`[purchases]` as written."""

    pay_within_minutes: int | None = None
    """How many minutes an order waits to be paid; a day when left out."""
    judged_by: JudgedBy | None = None
    """By which rules a purchase is judged that is reopened or adopted."""
    adopt_within_days: int | None = None
    """How many days a purchase by nobody can be adopted; for ever when left out."""


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
    birth_date: Date | None = None
    """The day of birth."""
    address: Line | None = None
    """The postal address."""
    city: Line | None = None
    """The city."""
    province: Line | None = None
    """The province or state."""
    postal_code: Line | None = None
    """The postal code."""
    gender: Line | None = None
    """As the person says."""
    notes: Note | None = None
    """What the staff should know."""
    kind: MemberKind | None = None
    """What sort of customer it is; a walk-in when left out."""


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
    city: Line | None = None
    """The city."""
    province: Line | None = None
    """The province or state."""
    postal_code: Line | None = None
    """The postal code."""
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
class Reopen(Data):
    """Take back that a member was closed."""

    operation: ClassVar[Literal["reopen"]] = "reopen"
    member: MemberRef
    """Whom."""
    reason: Note
    """Why."""


@dataclass(frozen=True, repr=False)
class Erase(Data):
    """Remove a member's personal data for good; figures stay, and whatever else was noted goes."""

    operation: ClassVar[Literal["erase"]] = "erase"
    member: MemberId
    """Whom, by id alone: a phone would stand under an idempotency key again."""


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
    charges: Charges | None = None
    """What of the amount is tax or delivery."""
    lines: tuple[PurchaseLine, ...] = ()
    """What was bought."""
    points: int | None = None
    """Pay a part of the amount with so many of the buyer's points."""
    outlet: OutletId | None = None
    """Where; the actor's outlet when left out."""
    receipt: ReceiptNumber | None = None
    """The receipt number, unique at its outlet. It is an idempotency key by itself."""
    state: FirstState | None = None
    """How it begins; completed when left out."""
    pay_by: Moment | None = None
    """With `state = "pending"`: until when it has to be paid; by the rules when left out."""


@dataclass(frozen=True, repr=False)
class Charges(Data):
    """What of a bill is no merchandise."""

    tax: Money | None = None
    """All the tax within the amount, that of the delivery included."""
    delivery: Money | None = None
    """What the delivery cost, within the amount."""
    delivery_tax: Money | None = None
    """The tax within that."""


@dataclass(frozen=True, repr=False)
class PurchaseLine(Data):
    """So many units of one product."""

    product: ProductId
    """Which product."""
    quantity: int
    """How many units."""
    unit_price: Money
    """The price of one, before discounts."""
    categories: tuple[CategoryId, ...] = ()
    """The categories it belongs to."""
    discount: Money | None = None
    """Money off the whole line."""
    tax: Money | None = None
    """The tax within the line's price."""


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
class PayPurchase(Data):
    """Say that an order was paid."""

    operation: ClassVar[Literal["pay_purchase"]] = "pay_purchase"
    purchase: PurchaseRef
    """Which."""
    receipt: ReceiptNumber | None = None
    """Its receipt number, where it has none yet."""


@dataclass(frozen=True, repr=False)
class CompletePurchase(Data):
    """Say that a purchase was handed over."""

    operation: ClassVar[Literal["complete_purchase"]] = "complete_purchase"
    purchase: PurchaseRef
    """Which."""


@dataclass(frozen=True, repr=False)
class CancelPurchase(Data):
    """Call a purchase off before it is handed over."""

    operation: ClassVar[Literal["cancel_purchase"]] = "cancel_purchase"
    purchase: PurchaseRef
    """Which."""
    reason: Note
    """Why."""


@dataclass(frozen=True, repr=False)
class ReopenPurchase(Data):
    """Let a purchase stand again that was called off or taken back as a whole."""

    operation: ClassVar[Literal["reopen_purchase"]] = "reopen_purchase"
    purchase: PurchaseRef
    """Which."""
    reason: Note
    """Why."""


@dataclass(frozen=True, repr=False)
class MarkPurchase(Data):
    """Note a step on a purchase's way that only informs, such as `shipped`."""

    operation: ClassVar[Literal["mark_purchase"]] = "mark_purchase"
    purchase: PurchaseRef
    """Which."""
    mark: Mark
    """The step."""


@dataclass(frozen=True, repr=False)
class AdoptPurchase(Data):
    """Count a purchase by nobody for a member."""

    operation: ClassVar[Literal["adopt_purchase"]] = "adopt_purchase"
    purchase: PurchaseRef
    """Which."""
    member: MemberRef
    """For whom."""


@dataclass(frozen=True, repr=False)
class RefundPurchase(Data):
    """Give a purchase back: all of it, or only some units of its lines, or an amount."""

    operation: ClassVar[Literal["refund_purchase"]] = "refund_purchase"
    purchase: PurchaseRef
    """Which."""
    reason: Note
    """Why."""
    units: tuple[Units, ...] = ()
    """Only these units."""
    amount: Money | None = None
    """Only so much of the bill."""


@dataclass(frozen=True, repr=False)
class Units(Data):
    """Units of one line, such as those that come back."""

    line: int
    """Which line, from 1."""
    quantity: int
    """How many units of it."""


@dataclass(frozen=True, repr=False)
class ExchangePurchase(Data):
    """Give something back and buy something else, in one."""

    operation: ClassVar[Literal["exchange_purchase"]] = "exchange_purchase"
    purchase: PurchaseRef
    """What something is given back of."""
    bought: NewPurchase
    """What is bought instead."""
    reason: Note
    """Why."""
    units: tuple[Units, ...] = ()
    """Only these units."""
    amount: Money | None = None
    """Only so much of the bill."""


@dataclass(frozen=True, repr=False)
class NewPurchase(Data):
    """What is bought in exchange."""

    amount: Money
    """What it costs, before what comes back is taken off."""
    gross: Money | None = None
    """The price before discounts, where it differs."""
    charges: Charges | None = None
    """What of the amount is tax or delivery."""
    lines: tuple[PurchaseLine, ...] = ()
    """What was bought."""
    points: int | None = None
    """Pay a part of the amount with so many of the buyer's points."""
    outlet: OutletId | None = None
    """Where; the actor's outlet when left out."""
    receipt: ReceiptNumber | None = None
    """The receipt number, unique at its outlet."""


@dataclass(frozen=True, repr=False)
class ReprintReceipt(Data):
    """Count that a receipt was printed once more."""

    operation: ClassVar[Literal["reprint_receipt"]] = "reprint_receipt"
    purchase: PurchaseRef
    """Which."""


@dataclass(frozen=True, repr=False)
class AdjustPoints(Data):
    """Give or take points by hand."""

    operation: ClassVar[Literal["adjust_points"]] = "adjust_points"
    member: MemberRef
    """Whose."""
    points: int
    """How many; below zero takes them."""
    reason: Note
    """Why."""


@dataclass(frozen=True, repr=False)
class TransferPoints(Data):
    """Give points to another member."""

    operation: ClassVar[Literal["transfer_points"]] = "transfer_points"
    member: MemberRef
    """Who gives."""
    to: MemberRef
    """Who gets."""
    points: int
    """How many."""


@dataclass(frozen=True, repr=False)
class SpendPoints(Data):
    """Spend points as money off: at once, or those of a hold."""

    operation: ClassVar[Literal["spend_points"]] = "spend_points"
    member: MemberRef
    """Whose."""
    points: int | None = None
    """How many."""
    hold: HoldId | None = None
    """Or all of this hold."""


@dataclass(frozen=True, repr=False)
class HoldPoints(Data):
    """Hold points back for something."""

    operation: ClassVar[Literal["hold_points"]] = "hold_points"
    member: MemberRef
    """Whose."""
    points: int
    """How many."""
    until: Moment
    """Until when; then they are there again."""


@dataclass(frozen=True, repr=False)
class ReleasePoints(Data):
    """Let held points go: they are there again."""

    operation: ClassVar[Literal["release_points"]] = "release_points"
    member: MemberRef
    """Whose."""
    hold: HoldId
    """Which."""


@dataclass(frozen=True, repr=False)
class BuyReward(Data):
    """Buy a reward with points."""

    operation: ClassVar[Literal["buy_reward"]] = "buy_reward"
    member: MemberRef
    """Who buys."""
    reward: RewardKind
    """Which reward of the catalogue."""


@dataclass(frozen=True, repr=False)
class ReverseReward(Data):
    """Give a reward back that was bought with points and not handed over yet."""

    operation: ClassVar[Literal["reverse_reward"]] = "reverse_reward"
    reward: Place
    """Which."""
    reason: Note
    """Why."""


@dataclass(frozen=True, repr=False)
class Merge(Data):
    """Make two members one who are the same person: everything adds up, and both names go on working."""

    operation: ClassVar[Literal["merge"]] = "merge"
    member: MemberRef
    """Who turned out to be the other."""
    into: MemberRef
    """Who stays."""
    reason: Note | None = None
    """Why."""


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
    points: PointsMoved | None = None
    """What became of the member's points."""
    level: LevelMoved | None = None
    """The level, where it was told or changed."""
    refund: Refund | None = None
    """What goes back to the buyer."""
    hold: HoldId | None = None
    """The points that are held back from now on."""
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
class PointsMoved(Data):
    """What became of a member's points."""

    earned: int | None = None
    """Earned, and there."""
    pending: int | None = None
    """Earned, and not there yet."""
    spent: int | None = None
    """Spent as money off, or for a reward."""
    returned: int | None = None
    """Given back that had been spent."""
    taken_back: int | None = None
    """Taken back with the purchase that gave them."""
    owed: int | None = None
    """Of those, what was gone and is owed now."""
    held: int | None = None
    """Held back."""
    released: int | None = None
    """No longer held back."""
    expired: int | None = None
    """Run out."""
    granted: int | None = None
    """Given by hand."""
    deducted: int | None = None
    """Taken by hand."""
    sent: int | None = None
    """Given to somebody else."""
    received: int | None = None
    """Got from somebody else."""
    value: Money | None = None
    """What they were worth as money off."""
    balance: int | None = None
    """What can be spent now; nothing if that did not change."""


@dataclass(frozen=True, repr=False)
class LevelMoved(Data):
    """A level before and after."""

    before: LevelName | None = None
    """The level before."""
    now: LevelName | None = None
    """The level now."""


@dataclass(frozen=True, repr=False)
class Refund(Data):
    """What goes back to a buyer."""

    money: Money
    """In money."""
    whole: bool
    """Is nothing left of the purchase?"""


@dataclass(frozen=True, repr=False)
class LevelStep(Data):
    """From a day on somebody is on this level, or on none."""

    from_: Date
    """The first day."""
    level: LevelName | None = None
    """The level."""


@dataclass(frozen=True, repr=False)
class Lot(Data):
    """Points with one expiry."""

    lot: int
    """The member's how-manyeth."""
    points: int
    """How many are left."""
    until: Date | None = None
    """The last day on which they can be spent."""


@dataclass(frozen=True, repr=False)
class Spending(Data):
    """Figures over all purchases that count."""

    total: Figures
    """Of all time."""
    months: tuple[Month2, ...] = ()
    """Of the newest months, oldest first; months without any are left out."""
    last: Moment | None = None
    """When something was bought last."""


@dataclass(frozen=True, repr=False)
class Figures(Data):
    """What was spent, earned and bought."""

    spent: Money
    """What was paid and did not come back."""
    purchases: int
    """Purchases, those left out that came back as a whole."""
    points: int
    """Points they earned."""


@dataclass(frozen=True, repr=False)
class Month2(Data):
    """The figures of one month."""

    month: Date
    """Its first day."""
    figures: Figures
    """Its figures."""


@dataclass(frozen=True, repr=False)
class Awaiting(Data):
    """An order that waits to be paid."""

    purchase: PurchaseId
    """Which."""
    until: Moment
    """Until when."""
    on: Date
    """The day of that moment, where the program is."""


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
    erased: bool = False
    """Was the personal data removed for good?"""
    membership: MembershipView | None = None
    """The newest membership."""
    stamps: StampCard | None = None
    """The stamp card in hand."""
    points: PointsView | None = None
    """The points, where the program has them."""
    level: LevelView | None = None
    """The level."""
    spending: SpendingView | None = None
    """What was bought."""
    loyal: bool | None = None
    """Is it a loyal customer, where the rules say what that is?"""


@dataclass(frozen=True, repr=False)
class Profile(Data):
    """Who a member is. Erasing a person removes this record and its handles, and nothing else has to change."""

    name: PersonName | None = None
    """The name."""
    phone: Phone | None = None
    """The phone number in E.164, unique within the program."""
    email: Email | None = None
    """The e-mail address, unique within the program."""
    other_phones: tuple[Phone, ...] = ()
    """Phone numbers of somebody who turned out to be this person."""
    other_emails: tuple[Email, ...] = ()
    """E-mail addresses of somebody who turned out to be this person."""
    birth_date: Date | None = None
    """The day of birth."""
    address: Line | None = None
    """The postal address."""
    city: Line | None = None
    """The city."""
    province: Line | None = None
    """The province or state."""
    postal_code: Line | None = None
    """The postal code."""
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
class PointsView(Data):
    """A member's points."""

    balance: int
    """What can be spent."""
    pending: int
    """What purchases will still bring."""
    held: int
    """What is held back."""
    debt: int
    """What is owed, and paid by what comes next."""
    lots: tuple[LotView, ...]
    """What can be spent, by the day on which it runs out."""


@dataclass(frozen=True, repr=False)
class LotView(Data):
    """Points that run out together."""

    points: int
    """How many."""
    until: Date | None = None
    """The last day on which they can be spent; nothing if they never run out."""


@dataclass(frozen=True, repr=False)
class LevelView(Data):
    """A level, as of now."""

    name: LevelName
    """Its name in the rules."""
    label: str
    """What people read."""
    since: Date
    """The first day on it."""
    multiplier: Factor
    """By what points are multiplied."""
    ends: Date | None = None
    """The day on which time alone takes it away."""
    discount_percent: Percent | None = None
    """Percent off."""
    next: NextLevel | None = None
    """The next level, and how far away it is."""


@dataclass(frozen=True, repr=False)
class NextLevel(Data):
    """How far away a level is."""

    name: LevelName
    """Its name in the rules."""
    label: str
    """What people read."""
    from_: Money
    """What has to be reached."""
    missing: Money
    """How much is missing."""


@dataclass(frozen=True, repr=False)
class SpendingView(Data):
    """What a member has bought."""

    total: Money
    """What was paid and did not come back."""
    purchases: int
    """Purchases, those left out that came back as a whole."""
    last: Moment | None = None
    """When something was bought last."""


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
class PurchaseView(Data):
    """A purchase, as of now."""

    id: PurchaseId
    """Its id."""
    state: PurchaseState
    """How it stands."""
    at: Moment
    """When it was recorded."""
    amount: Money
    """What was paid in money."""
    kept: Money
    """What of that did not go back."""
    stamps: int
    """Stamps it gave and has not lost."""
    points: int
    """Points it gave and has not lost."""
    points_spent: int
    """Points it was paid with that did not go back."""
    reprints: int
    """How often its receipt was printed again."""
    member: MemberId | None = None
    """Who bought."""
    outlet: OutletId | None = None
    """Where."""
    receipt: ReceiptNumber | None = None
    """The receipt number."""
    pay_by: Moment | None = None
    """Until when it has to be paid."""
    lines: tuple[PurchaseLineView, ...] = ()
    """What was bought."""
    timeline: tuple[Step, ...] = ()
    """What happened on its way, oldest first."""


@dataclass(frozen=True, repr=False)
class PurchaseLineView(Data):
    """A line of a purchase."""

    product: ProductId
    """Which product."""
    quantity: int
    """How many units were bought."""
    returned: int
    """How many of them came back."""
    share: Money
    """What the line has of the bill."""


@dataclass(frozen=True, repr=False)
class Step(Data):
    """Something that happened to a purchase."""

    what: Mark
    """The state it came to, or a step in between that only informs."""
    at: Moment
    """When."""


@dataclass(frozen=True, repr=False)
class StatementView(Data):
    """What went in and out of a member's points, oldest first."""

    lines: tuple[StatementLine, ...]
    """The movements."""
    next: int | None = None
    """Go on after this entry; nothing at the end."""


@dataclass(frozen=True, repr=False)
class StatementLine(Data):
    """One movement of points."""

    entry: int
    """The entry of the member's log that it stands in."""
    at: Moment
    """When."""
    what: str
    """What happened, by the name of its event."""
    points: int
    """Points that came in, or below zero went out."""
    balance: int
    """The balance afterwards."""
    purchase: PurchaseId | None = None
    """The purchase it was for."""


@dataclass(frozen=True, repr=False)
class ForecastView(Data):
    """Which points run out by a day if nothing else happens."""

    points: int
    """How many."""
    lots: tuple[LotView, ...]
    """By the day on which they run out."""


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
    level: LevelName | None = None
    """The level."""


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
