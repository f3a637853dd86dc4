// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
// Decimals, dates and moments are text, so that no digit is lost: '75000', '2026-03-01',
// '2026-03-01T02:30:00.000001Z'.

/** An object with exactly one of these fields. */
type OneOf<T> = {
  [K in keyof T]: { [P in K]: T[P] } & { [O in Exclude<keyof T, K>]?: never };
}[keyof T];

export type ProgramId = string;

/** Who asks. */
export interface Actor {
  /** As what. */
  role: Role;
  /** The host's name for them; a member's own id when the role is `member`. */
  id: ActorId;
  /** The outlet they work at; nothing for those who stand above outlets. */
  outlet?: OutletId;
}

/** Who asks. */
export interface ActorInput {
  /** As what. */
  role: Role;
  /** The host's name for them; a member's own id when the role is `member`. */
  id: ActorId;
  /** The outlet they work at; nothing for those who stand above outlets. */
  outlet?: OutletId | null | undefined;
}

/** As what somebody asks. */
export type Role = 'super_admin' | 'owner' | 'manager' | 'cashier' | 'kitchen' | 'member' | 'affiliate' | 'system';

export type ActorId = string;

export type OutletId = string;

export type Moment = string;

export type MomentInput = Date | string;

export type Key = string;

/** Publish a new version of the rules: as data or as the text of a TOML or JSON file. */
export interface PublishRules {
  /** The rules. */
  rules: RulesSource;
}

/** Rules as data, or as the text of a file. */
export type RulesSource = OneOf<{
  /** The document as data. It is read when the command is decided, so that every problem is named. */
  document: DocumentInput;
  /** The text of a TOML or JSON file. */
  text: string;
}>;

/** A whole document of rules, before it is checked. Unknown keys are invalid, not ignored. */
export interface Document {
  /** What the program is. */
  program: ProgramSection;
  /** Memberships with a start and an end. */
  membership?: MembershipSection;
  /** What a renewal keeps. */
  renewal?: RenewalSection;
  /** Stamps and what they earn. */
  stamps?: StampsSection;
  /** Rewards by name. */
  rewards?: Record<string, RewardSection>;
  /** Points and what they buy. */
  points?: PointsSection;
  /** Levels and what they are worth. */
  levels?: LevelsSection;
  /** How purchases live. */
  purchases?: PurchasesSection;
}

/** A whole document of rules, before it is checked. Unknown keys are invalid, not ignored. */
export interface DocumentInput {
  /** What the program is. */
  program: ProgramSectionInput;
  /** Memberships with a start and an end. */
  membership?: MembershipSectionInput | null | undefined;
  /** What a renewal keeps. */
  renewal?: RenewalSectionInput | null | undefined;
  /** Stamps and what they earn. */
  stamps?: StampsSectionInput | null | undefined;
  /** Rewards by name. */
  rewards?: Readonly<Record<string, RewardSectionInput>> | undefined;
  /** Points and what they buy. */
  points?: PointsSectionInput | null | undefined;
  /** Levels and what they are worth. */
  levels?: LevelsSectionInput | null | undefined;
  /** How purchases live. */
  purchases?: PurchasesSectionInput | null | undefined;
}

/** `[program]` as written. */
export interface ProgramSection {
  /** The program's name, as people read it. */
  name: string;
  /** The currency's three letters (ISO 4217). */
  currency: string;
  /** The IANA zone in which its days begin and end. */
  time_zone: string;
  /** How money is rounded; two places, half up, when left out. */
  rounding?: RoundingSection;
  /** The region a bare phone number belongs to, two letters (ISO 3166). */
  phone_region: string;
  /** False pauses the program: nothing is given until it is true again. */
  active?: boolean;
}

/** `[program]` as written. */
export interface ProgramSectionInput {
  /** The program's name, as people read it. */
  name: string;
  /** The currency's three letters (ISO 4217). */
  currency: string;
  /** The IANA zone in which its days begin and end. */
  time_zone: string;
  /** How money is rounded; two places, half up, when left out. */
  rounding?: RoundingSectionInput | null | undefined;
  /** The region a bare phone number belongs to, two letters (ISO 3166). */
  phone_region: string;
  /** False pauses the program: nothing is given until it is true again. */
  active?: boolean | null | undefined;
}

/** `program.rounding` as written. */
export interface RoundingSection {
  /** Decimal places an amount may have: 0 for rupiah. */
  places?: number;
  /** What happens to half a unit. */
  mode?: RoundingMode;
}

/** `program.rounding` as written. */
export interface RoundingSectionInput {
  /** Decimal places an amount may have: 0 for rupiah. */
  places?: number | bigint | null | undefined;
  /** What happens to half a unit. */
  mode?: RoundingMode | null | undefined;
}

/** What happens to the part below the last place. */
export type RoundingMode = 'half_up' | 'half_even' | 'down' | 'up';

/** `[membership]` as written. */
export interface MembershipSection {
  /** What joining or renewing costs; nothing when left out. */
  fee?: Money;
  /** How long it lasts. The end is the start plus this length, and both days are included. */
  lasts: LengthSection;
  /** Percent off for members. */
  discount_percent?: Percent;
  /** What happens to open rewards when the membership ends. */
  rewards_at_end?: RewardsAtEnd;
}

/** `[membership]` as written. */
export interface MembershipSectionInput {
  /** What joining or renewing costs; nothing when left out. */
  fee?: Money | null | undefined;
  /** How long it lasts. The end is the start plus this length, and both days are included. */
  lasts: LengthSectionInput;
  /** Percent off for members. */
  discount_percent?: Percent | null | undefined;
  /** What happens to open rewards when the membership ends. */
  rewards_at_end?: RewardsAtEnd | null | undefined;
}

export type Money = string;

/** A length of time as written: either months or days. */
export interface LengthSection {
  /** So many months. */
  months?: number;
  /** What a month is; a calendar month when left out. */
  month?: Month;
  /** So many days. */
  days?: number;
}

/** A length of time as written: either months or days. */
export interface LengthSectionInput {
  /** So many months. */
  months?: number | bigint | null | undefined;
  /** What a month is; a calendar month when left out. */
  month?: Month | null | undefined;
  /** So many days. */
  days?: number | bigint | null | undefined;
}

/** What a month is. */
export type Month = 'calendar' | '30_days';

export type Percent = string;

/** What happens to open rewards when the membership ends. */
export type RewardsAtEnd = 'lapse' | 'keep';

/** `[renewal]` as written. */
export interface RenewalSection {
  /** False starts the stamps afresh; true when left out. */
  keep_stamps?: boolean;
}

/** `[renewal]` as written. */
export interface RenewalSectionInput {
  /** False starts the stamps afresh; true when left out. */
  keep_stamps?: boolean | null | undefined;
}

/** `[stamps]` as written. */
export interface StampsSection {
  /** How many stamps fill a card. */
  per_cycle: number;
  /** The amount a purchase must reach. */
  min_amount: Money;
  /** Stamps given when the card is activated; none when left out. */
  at_activation?: number;
  /** One stamp a purchase, or one for each full `min_amount`. */
  every?: Every;
  /** With `every = "amount"`: the most one purchase gives. */
  max_per_purchase?: number;
  /** The most one member gets for purchases of one day in the program's zone. */
  max_per_day?: number;
  /** With `every = "amount"`: what becomes of stamps that a purchase gives beyond a full card. */
  overflow?: Overflow;
  /** The amount that counts. */
  basis?: Basis;
  /** The reward that a position of the card earns. */
  rewards?: Record<string, string>;
}

/** `[stamps]` as written. */
export interface StampsSectionInput {
  /** How many stamps fill a card. */
  per_cycle: number | bigint;
  /** The amount a purchase must reach. */
  min_amount: Money;
  /** Stamps given when the card is activated; none when left out. */
  at_activation?: number | bigint | null | undefined;
  /** One stamp a purchase, or one for each full `min_amount`. */
  every?: Every | null | undefined;
  /** With `every = "amount"`: the most one purchase gives. */
  max_per_purchase?: number | bigint | null | undefined;
  /** The most one member gets for purchases of one day in the program's zone. */
  max_per_day?: number | bigint | null | undefined;
  /** With `every = "amount"`: what becomes of stamps that a purchase gives beyond a full card. */
  overflow?: Overflow | null | undefined;
  /** The amount that counts. */
  basis?: Basis | null | undefined;
  /** The reward that a position of the card earns. */
  rewards?: Readonly<Record<string, string>> | undefined;
}

/** What one stamp stands for. */
export type Every = 'purchase' | 'amount';

/** What becomes of stamps that a purchase gives beyond a full card. */
export type Overflow = 'next_card' | 'dropped';

/** The amount that counts. */
export type Basis = 'net' | 'gross';

/** One reward as written. */
export interface RewardSection {
  /** What people read. */
  label: string;
  /** What it is. */
  kind: RewardSort;
  /** With `kind = "voucher"`: what it is worth. */
  value?: Money;
  /** How long it can be had; for ever when left out. */
  valid?: LengthSection;
  /** How long after it was handed over it can be given back; for ever when left out. */
  undo_within?: LengthSection;
}

/** One reward as written. */
export interface RewardSectionInput {
  /** What people read. */
  label: string;
  /** What it is. */
  kind: RewardSort;
  /** With `kind = "voucher"`: what it is worth. */
  value?: Money | null | undefined;
  /** How long it can be had; for ever when left out. */
  valid?: LengthSectionInput | null | undefined;
  /** How long after it was handed over it can be given back; for ever when left out. */
  undo_within?: LengthSectionInput | null | undefined;
}

/** What a reward is. */
export type RewardSort = 'item' | 'voucher';

/** `[points]` as written. */
export interface PointsSection {
  /** Points for each `per`; one when left out. */
  earn?: Factor;
  /** With `every = "amount"`: the amount that earns them; 1 when left out. */
  per?: Money;
  /** What earns points: an amount, a unit, or a purchase. */
  every?: EarnBy;
  /** The amount that counts. */
  basis?: Basis;
  /** What of the amount does not count. */
  without?: Without[];
  /** What earns nothing. */
  exclude?: GoodsSection;
  /** What happens to a part of a point, once, at the end; `down` when left out. */
  round?: RoundingMode;
  /** A purchase below this amount earns nothing. */
  min_amount?: Money;
  /** The most one purchase earns. */
  max_per_purchase?: number;
  /** The most one member earns with the purchases of one day. */
  max_per_day?: number;
  /** Multipliers by what is bought, by whom and when, by name. */
  bonuses?: Record<string, BonusSection>;
  /** Of several multipliers that fit: the highest, or all of them. */
  combine?: Combine;
  /** When points of a purchase are there; at once when left out. */
  pending?: PendingSection;
  /** How long points live; for ever when left out. */
  expires?: ExpirySection;
  /** Which points are spent first. */
  spend?: SpendOrder;
  /** What a refund takes when the points are gone. */
  when_gone?: WhenGone;
  /** What a refund of a part takes. */
  part_refund?: PartRefund;
  /** What points are worth as money off; nothing when left out. */
  money_off?: MoneyOffSection;
  /** Rewards that points buy, by the reward's name. */
  catalogue?: Record<string, ItemSection>;
  /** May members give each other points? No when left out. */
  transfer?: boolean;
}

/** `[points]` as written. */
export interface PointsSectionInput {
  /** Points for each `per`; one when left out. */
  earn?: Factor | null | undefined;
  /** With `every = "amount"`: the amount that earns them; 1 when left out. */
  per?: Money | null | undefined;
  /** What earns points: an amount, a unit, or a purchase. */
  every?: EarnBy | null | undefined;
  /** The amount that counts. */
  basis?: Basis | null | undefined;
  /** What of the amount does not count. */
  without?: readonly Without[] | undefined;
  /** What earns nothing. */
  exclude?: GoodsSectionInput | null | undefined;
  /** What happens to a part of a point, once, at the end; `down` when left out. */
  round?: RoundingMode | null | undefined;
  /** A purchase below this amount earns nothing. */
  min_amount?: Money | null | undefined;
  /** The most one purchase earns. */
  max_per_purchase?: number | bigint | null | undefined;
  /** The most one member earns with the purchases of one day. */
  max_per_day?: number | bigint | null | undefined;
  /** Multipliers by what is bought, by whom and when, by name. */
  bonuses?: Readonly<Record<string, BonusSectionInput>> | undefined;
  /** Of several multipliers that fit: the highest, or all of them. */
  combine?: Combine | null | undefined;
  /** When points of a purchase are there; at once when left out. */
  pending?: PendingSectionInput | null | undefined;
  /** How long points live; for ever when left out. */
  expires?: ExpirySectionInput | null | undefined;
  /** Which points are spent first. */
  spend?: SpendOrder | null | undefined;
  /** What a refund takes when the points are gone. */
  when_gone?: WhenGone | null | undefined;
  /** What a refund of a part takes. */
  part_refund?: PartRefund | null | undefined;
  /** What points are worth as money off; nothing when left out. */
  money_off?: MoneyOffSectionInput | null | undefined;
  /** Rewards that points buy, by the reward's name. */
  catalogue?: Readonly<Record<string, ItemSectionInput>> | undefined;
  /** May members give each other points? No when left out. */
  transfer?: boolean | null | undefined;
}

export type Factor = string;

/** What earns points. */
export type EarnBy = 'amount' | 'unit' | 'purchase';

/** What of an amount does not count. */
export type Without = 'tax' | 'delivery';

/** Products and categories. */
export interface GoodsSection {
  /** These products. */
  products?: ProductId[];
  /** And everything in these categories. */
  categories?: CategoryId[];
}

/** Products and categories. */
export interface GoodsSectionInput {
  /** These products. */
  products?: readonly ProductId[] | null | undefined;
  /** And everything in these categories. */
  categories?: readonly CategoryId[] | null | undefined;
}

export type ProductId = string;

export type CategoryId = string;

/** One multiplier as written. */
export interface BonusSection {
  /** By what it multiplies. */
  multiplier: Factor;
  /** Only for these goods; for everything when left out. */
  goods?: GoodsSection;
  /** Only for buyers on these levels. */
  levels?: LevelName[];
  /** Only at these times. */
  when?: WindowSection;
}

/** One multiplier as written. */
export interface BonusSectionInput {
  /** By what it multiplies. */
  multiplier: Factor;
  /** Only for these goods; for everything when left out. */
  goods?: GoodsSectionInput | null | undefined;
  /** Only for buyers on these levels. */
  levels?: readonly LevelName[] | null | undefined;
  /** Only at these times. */
  when?: WindowSectionInput | null | undefined;
}

export type LevelName = string;

/** A window as written. What is left out limits nothing. */
export interface WindowSection {
  /** The first day. */
  from?: Day;
  /** The last day, all of it. */
  until?: Day;
  /** Days of the week; an empty list is no day at all. */
  days?: Weekday[];
  /** From this time of day on, such as `15:00`. */
  from_time?: string;
  /** Up to this time of day, which is no part of it; earlier than `from_time` it is that of the next morning. */
  until_time?: string;
}

/** A window as written. What is left out limits nothing. */
export interface WindowSectionInput {
  /** The first day. */
  from?: Day | null | undefined;
  /** The last day, all of it. */
  until?: Day | null | undefined;
  /** Days of the week; an empty list is no day at all. */
  days?: readonly Weekday[] | null | undefined;
  /** From this time of day on, such as `15:00`. */
  from_time?: string | null | undefined;
  /** Up to this time of day, which is no part of it; earlier than `from_time` it is that of the next morning. */
  until_time?: string | null | undefined;
}

export type Day = string;

/** A day of the week. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** Of several multipliers that fit. */
export type Combine = 'highest' | 'multiply';

/** When points of a purchase are there: either of the two. */
export interface PendingSection {
  /** Once it is completed. */
  until_completed?: boolean;
  /** So many days after it was paid. */
  days?: number;
}

/** When points of a purchase are there: either of the two. */
export interface PendingSectionInput {
  /** Once it is completed. */
  until_completed?: boolean | null | undefined;
  /** So many days after it was paid. */
  days?: number | bigint | null | undefined;
}

/** How long points live as written. */
export interface ExpirySection {
  /** So long after they are there. */
  after?: LengthSection;
  /** Until the end of the month or year in which that falls. */
  end_of?: EndOf;
}

/** How long points live as written. */
export interface ExpirySectionInput {
  /** So long after they are there. */
  after?: LengthSectionInput | null | undefined;
  /** Until the end of the month or year in which that falls. */
  end_of?: EndOf | null | undefined;
}

/** Until when. */
export type EndOf = 'month' | 'year';

/** Which points are spent first. */
export type SpendOrder = 'earliest_expiry' | 'earliest_earned';

/** What a refund takes when the points are gone. */
export type WhenGone = 'debt' | 'what_is_there' | 'only_pending';

/** What a refund of a part takes. */
export type PartRefund = 'unit_share' | 'value_ratio' | 'recompute';

/** What points are worth as money off, as written. */
export interface MoneyOffSection {
  /** What one point is worth. */
  value: Money;
  /** The fewest that can be spent at once. */
  min_points?: number;
  /** Only so many at a time. */
  step?: number;
  /** The most of a bill that points pay, in percent. */
  max_percent?: Percent;
  /** What a reward costs whose worth the bill cuts short. */
  cost?: Cost;
}

/** What points are worth as money off, as written. */
export interface MoneyOffSectionInput {
  /** What one point is worth. */
  value: Money;
  /** The fewest that can be spent at once. */
  min_points?: number | bigint | null | undefined;
  /** Only so many at a time. */
  step?: number | bigint | null | undefined;
  /** The most of a bill that points pay, in percent. */
  max_percent?: Percent | null | undefined;
  /** What a reward costs whose worth the bill cuts short. */
  cost?: Cost | null | undefined;
}

/** What points cost when a limit cuts their worth. */
export type Cost = 'follows_value' | 'full';

/** A reward that points buy, as written. */
export interface ItemSection {
  /** How many points it costs. */
  cost: number;
  /** How many there are for everybody together. */
  stock?: number;
  /** The most one member can have. */
  per_member?: number;
  /** Only at these times. */
  when?: WindowSection;
}

/** A reward that points buy, as written. */
export interface ItemSectionInput {
  /** How many points it costs. */
  cost: number | bigint;
  /** How many there are for everybody together. */
  stock?: number | bigint | null | undefined;
  /** The most one member can have. */
  per_member?: number | bigint | null | undefined;
  /** Only at these times. */
  when?: WindowSectionInput | null | undefined;
}

/** `[levels]` as written. */
export interface LevelsSection {
  /** What is measured. */
  measure?: Measure;
  /** Over which time. */
  over?: Over;
  /** With `over = "months"`: how many, the running one included. */
  months?: number;
  /** With `over = "months"`: a review every so many months, counted from January; 1 when left out. */
  review_months?: number;
  /** How many months longer a level stays that a review takes away; none when left out. */
  grace_months?: number;
  /** Whoever has spent this much in all is a loyal customer. */
  loyal_from?: Money;
  /** The levels, by name. Their order follows from their thresholds. */
  steps?: Record<string, LevelSection>;
}

/** `[levels]` as written. */
export interface LevelsSectionInput {
  /** What is measured. */
  measure?: Measure | null | undefined;
  /** Over which time. */
  over?: Over | null | undefined;
  /** With `over = "months"`: how many, the running one included. */
  months?: number | bigint | null | undefined;
  /** With `over = "months"`: a review every so many months, counted from January; 1 when left out. */
  review_months?: number | bigint | null | undefined;
  /** How many months longer a level stays that a review takes away; none when left out. */
  grace_months?: number | bigint | null | undefined;
  /** Whoever has spent this much in all is a loyal customer. */
  loyal_from?: Money | null | undefined;
  /** The levels, by name. Their order follows from their thresholds. */
  steps?: Readonly<Record<string, LevelSectionInput>> | undefined;
}

/** What levels measure. */
export type Measure = 'spending' | 'points' | 'purchases' | 'balance';

/** Over which time levels measure. */
export type Over = 'lifetime' | 'calendar_year' | 'months';

/** One level as written. */
export interface LevelSection {
  /** What people read. */
  label: string;
  /** What has to be reached. */
  from: Money;
  /** Percent off on this level. */
  discount_percent?: Percent;
  /** By what points are multiplied on this level. */
  multiplier?: Factor;
}

/** One level as written. */
export interface LevelSectionInput {
  /** What people read. */
  label: string;
  /** What has to be reached. */
  from: Money;
  /** Percent off on this level. */
  discount_percent?: Percent | null | undefined;
  /** By what points are multiplied on this level. */
  multiplier?: Factor | null | undefined;
}

/** `[purchases]` as written. */
export interface PurchasesSection {
  /** How many minutes an order waits to be paid; a day when left out. */
  pay_within_minutes?: number;
  /** By which rules a purchase is judged that is reopened or adopted. */
  judged_by?: JudgedBy;
  /** How many days a purchase by nobody can be adopted; for ever when left out. */
  adopt_within_days?: number;
}

/** `[purchases]` as written. */
export interface PurchasesSectionInput {
  /** How many minutes an order waits to be paid; a day when left out. */
  pay_within_minutes?: number | bigint | null | undefined;
  /** By which rules a purchase is judged that is reopened or adopted. */
  judged_by?: JudgedBy | null | undefined;
  /** How many days a purchase by nobody can be adopted; for ever when left out. */
  adopt_within_days?: number | bigint | null | undefined;
}

/** By which rules a purchase is judged. */
export type JudgedBy = 'its_day' | 'today';

/** Make cards: `count` with numbers of the engine's own, or those of `numbers`. */
export interface IssueCards {
  /** How many, up to 10 000. */
  count?: number | bigint | null | undefined;
  /** Numbers that are printed already. */
  numbers?: readonly CardNumber[] | null | undefined;
}

export type CardNumber = string;

/** Give a card to a person and start their membership. */
export interface Activate {
  /** The card. */
  card: CardRef;
  /** The person's name. */
  name: PersonName;
  /** The person's phone, in any spelling. */
  phone: PhoneInput;
  /** The person's e-mail address. */
  email?: Email | null | undefined;
  /** The first day; today when left out. */
  starts?: Day | null | undefined;
  /** The last day; by the rules when left out. */
  ends?: Day | null | undefined;
}

/** A card, by what is at hand. */
export type CardRef = OneOf<{
  /** The printed number, in any case. */
  number: CardNumber;
  /** The id in the QR code. */
  public_id: CardId;
}>;

export type CardId = string;

export type PersonName = string;

export type PhoneInput = string;

export type Email = string;

/** Make a person known, without a card. */
export interface Register {
  /** The person's name. */
  name: PersonName;
  /** The person's phone, in any spelling. */
  phone?: PhoneInput | null | undefined;
  /** The person's e-mail address. */
  email?: Email | null | undefined;
  /** The day of birth. */
  birth_date?: Day | null | undefined;
  /** The postal address. */
  address?: Line | null | undefined;
  /** The city. */
  city?: Line | null | undefined;
  /** The province or state. */
  province?: Line | null | undefined;
  /** The postal code. */
  postal_code?: Line | null | undefined;
  /** As the person says. */
  gender?: Line | null | undefined;
  /** What the staff should know. */
  notes?: Note | null | undefined;
  /** What sort of customer it is; a walk-in when left out. */
  kind?: MemberKind | null | undefined;
}

export type Line = string;

export type Note = string;

/** What sort of customer somebody is. */
export type MemberKind = 'walk_in' | 'member' | 'vip';

/** Change a profile: what is given is set, what is listed in `clear` is emptied, the rest stays. */
export interface UpdateProfile {
  /** Whose. */
  member: MemberRef;
  /** The name. */
  name?: PersonName | null | undefined;
  /** The phone, in any spelling. */
  phone?: PhoneInput | null | undefined;
  /** The e-mail address. */
  email?: Email | null | undefined;
  /** The day of birth. */
  birth_date?: Day | null | undefined;
  /** The postal address. */
  address?: Line | null | undefined;
  /** The city. */
  city?: Line | null | undefined;
  /** The province or state. */
  province?: Line | null | undefined;
  /** The postal code. */
  postal_code?: Line | null | undefined;
  /** As the person says. */
  gender?: Line | null | undefined;
  /** What the staff should know. */
  notes?: Note | null | undefined;
  /** Makes somebody a VIP, or an ordinary customer again. */
  kind?: MemberKind | null | undefined;
  /** Fields to empty. */
  clear?: readonly ProfileField[] | undefined;
}

/** A member, by what is at hand. */
export type MemberRef = OneOf<{
  /** The member's id. */
  id: MemberId;
  /** The number on the card, in any case. */
  card: CardNumber;
  /** The id in the card's QR code. */
  public_id: CardId;
  /** A phone number, in any spelling. */
  phone: PhoneInput;
  /** An e-mail address, in any case. */
  email: Email;
}>;

export type MemberId = string;

/** A field of the profile, by name. */
export type ProfileField = 'name' | 'phone' | 'email' | 'birth_date' | 'address' | 'city' | 'province' | 'postal_code' | 'gender' | 'notes';

/** Renew a membership. */
export interface Renew {
  /** Whose. */
  member: MemberRef;
}

/** Block a member. */
export interface Block {
  /** Whom. */
  member: MemberRef;
  /** Why. */
  reason: Note;
}

/** Unblock a member. */
export interface Unblock {
  /** Whom. */
  member: MemberRef;
  /** Why. */
  reason: Note;
}

/** Replace a lost card by a free one. */
export interface ReplaceCard {
  /** Whose. */
  member: MemberRef;
  /** The new card. */
  card: CardRef;
  /** Why. */
  reason?: Note | null | undefined;
}

/** Close a member: nothing can be added, figures stay. */
export interface Close {
  /** Whom. */
  member: MemberRef;
  /** Why. */
  reason: Note;
}

/** Take back that a member was closed. */
export interface Reopen {
  /** Whom. */
  member: MemberRef;
  /** Why. */
  reason: Note;
}

/** Remove a member's personal data for good; figures stay, and whatever else was noted goes. */
export interface Erase {
  /** Whom, by id alone: a phone would stand under an idempotency key again. */
  member: MemberId;
}

/** Record a till's purchase, paid and completed. */
export interface RecordPurchase {
  /** Who bought; left out for a passer-by. */
  member?: MemberRef | null | undefined;
  /** What was paid. */
  amount: Money;
  /** The price before discounts, where it differs. */
  gross?: Money | null | undefined;
  /** What of the amount is tax or delivery. */
  charges?: ChargesInput | null | undefined;
  /** What was bought. */
  lines?: readonly PurchaseLineInput[] | undefined;
  /** Pay a part of the amount with so many of the buyer's points. */
  points?: number | bigint | null | undefined;
  /** Where; the actor's outlet when left out. */
  outlet?: OutletId | null | undefined;
  /** The receipt number, unique at its outlet. It is an idempotency key by itself. */
  receipt?: ReceiptNumber | null | undefined;
  /** How it begins; completed when left out. */
  state?: FirstState | null | undefined;
  /** With `state = "pending"`: until when it has to be paid; by the rules when left out. */
  pay_by?: MomentInput | null | undefined;
}

/** What of a bill is no merchandise. */
export interface Charges {
  /** All the tax within the amount, that of the delivery included. */
  tax?: Money;
  /** What the delivery cost, within the amount. */
  delivery?: Money;
  /** The tax within that. */
  delivery_tax?: Money;
}

/** What of a bill is no merchandise. */
export interface ChargesInput {
  /** All the tax within the amount, that of the delivery included. */
  tax?: Money | null | undefined;
  /** What the delivery cost, within the amount. */
  delivery?: Money | null | undefined;
  /** The tax within that. */
  delivery_tax?: Money | null | undefined;
}

/** So many units of one product. */
export interface PurchaseLine {
  /** Which product. */
  product: ProductId;
  /** The categories it belongs to. */
  categories?: CategoryId[];
  /** How many units. */
  quantity: number;
  /** The price of one, before discounts. */
  unit_price: Money;
  /** Money off the whole line. */
  discount?: Money;
  /** The tax within the line's price. */
  tax?: Money;
}

/** So many units of one product. */
export interface PurchaseLineInput {
  /** Which product. */
  product: ProductId;
  /** The categories it belongs to. */
  categories?: readonly CategoryId[] | undefined;
  /** How many units. */
  quantity: number | bigint;
  /** The price of one, before discounts. */
  unit_price: Money;
  /** Money off the whole line. */
  discount?: Money | null | undefined;
  /** The tax within the line's price. */
  tax?: Money | null | undefined;
}

export type ReceiptNumber = string;

/** How a purchase begins. */
export type FirstState = 'pending' | 'paid' | 'completed';

/** Take a purchase back as a whole, with what it gave. */
export interface VoidPurchase {
  /** Which. */
  purchase: PurchaseRef;
  /** Why. */
  reason: Note;
}

/** A purchase, by what is at hand. */
export type PurchaseRef = OneOf<{
  /** The purchase's id. */
  id: PurchaseId;
  /** The receipt. */
  receipt: Receipt;
}>;

export type PurchaseId = string;

/** A receipt of an outlet. */
export interface Receipt {
  /** The outlet; the actor's when left out. */
  outlet?: OutletId | null | undefined;
  /** The number. */
  number: ReceiptNumber;
}

/** Say that an order was paid. */
export interface PayPurchase {
  /** Which. */
  purchase: PurchaseRef;
  /** Its receipt number, where it has none yet. */
  receipt?: ReceiptNumber | null | undefined;
}

/** Say that a purchase was handed over. */
export interface CompletePurchase {
  /** Which. */
  purchase: PurchaseRef;
}

/** Call a purchase off before it is handed over. */
export interface CancelPurchase {
  /** Which. */
  purchase: PurchaseRef;
  /** Why. */
  reason: Note;
}

/** Let a purchase stand again that was called off or taken back as a whole. */
export interface ReopenPurchase {
  /** Which. */
  purchase: PurchaseRef;
  /** Why. */
  reason: Note;
}

/** Note a step on a purchase's way that only informs, such as `shipped`. */
export interface MarkPurchase {
  /** Which. */
  purchase: PurchaseRef;
  /** The step. */
  mark: Mark;
}

export type Mark = string;

/** Count a purchase by nobody for a member. */
export interface AdoptPurchase {
  /** Which. */
  purchase: PurchaseRef;
  /** For whom. */
  member: MemberRef;
}

/** Give a purchase back: all of it, or only some units of its lines, or an amount. */
export interface RefundPurchase {
  /** Which. */
  purchase: PurchaseRef;
  /** Only these units. */
  units?: readonly UnitsInput[] | undefined;
  /** Only so much of the bill. */
  amount?: Money | null | undefined;
  /** Why. */
  reason: Note;
}

/** Units of one line, such as those that come back. */
export interface Units {
  /** Which line, from 1. */
  line: number;
  /** How many units of it. */
  quantity: number;
}

/** Units of one line, such as those that come back. */
export interface UnitsInput {
  /** Which line, from 1. */
  line: number | bigint;
  /** How many units of it. */
  quantity: number | bigint;
}

/** Give something back and buy something else, in one. */
export interface ExchangePurchase {
  /** What something is given back of. */
  purchase: PurchaseRef;
  /** Only these units. */
  units?: readonly UnitsInput[] | undefined;
  /** Only so much of the bill. */
  amount?: Money | null | undefined;
  /** What is bought instead. */
  bought: NewPurchase;
  /** Why. */
  reason: Note;
}

/** What is bought in exchange. */
export interface NewPurchase {
  /** What it costs, before what comes back is taken off. */
  amount: Money;
  /** The price before discounts, where it differs. */
  gross?: Money | null | undefined;
  /** What of the amount is tax or delivery. */
  charges?: ChargesInput | null | undefined;
  /** What was bought. */
  lines?: readonly PurchaseLineInput[] | undefined;
  /** Pay a part of the amount with so many of the buyer's points. */
  points?: number | bigint | null | undefined;
  /** Where; the actor's outlet when left out. */
  outlet?: OutletId | null | undefined;
  /** The receipt number, unique at its outlet. */
  receipt?: ReceiptNumber | null | undefined;
}

/** Count that a receipt was printed once more. */
export interface ReprintReceipt {
  /** Which. */
  purchase: PurchaseRef;
}

/** Give or take points by hand. */
export interface AdjustPoints {
  /** Whose. */
  member: MemberRef;
  /** How many; below zero takes them. */
  points: number | bigint;
  /** Why. */
  reason: Note;
}

/** Give points to another member. */
export interface TransferPoints {
  /** Who gives. */
  member: MemberRef;
  /** Who gets. */
  to: MemberRef;
  /** How many. */
  points: number | bigint;
}

/** Spend points as money off: at once, or those of a hold. */
export interface SpendPoints {
  /** Whose. */
  member: MemberRef;
  /** How many. */
  points?: number | bigint | null | undefined;
  /** Or all of this hold. */
  hold?: HoldId | null | undefined;
}

export type HoldId = string;

/** Hold points back for something. */
export interface HoldPoints {
  /** Whose. */
  member: MemberRef;
  /** How many. */
  points: number | bigint;
  /** Until when; then they are there again. */
  until: MomentInput;
}

/** Let held points go: they are there again. */
export interface ReleasePoints {
  /** Whose. */
  member: MemberRef;
  /** Which. */
  hold: HoldId;
}

/** Buy a reward with points. */
export interface BuyReward {
  /** Who buys. */
  member: MemberRef;
  /** Which reward of the catalogue. */
  reward: RewardKind;
}

export type RewardKind = string;

/** Give a reward back that was bought with points and not handed over yet. */
export interface ReverseReward {
  /** Which. */
  reward: Place;
  /** Why. */
  reason: Note;
}

export type Place = string;

/** Make two members one who are the same person: everything adds up, and both names go on working. */
export interface Merge {
  /** Who turned out to be the other. */
  member: MemberRef;
  /** Who stays. */
  into: MemberRef;
  /** Why. */
  reason?: Note | null | undefined;
}

/** Hand a reward over. */
export interface Redeem {
  /** Whose. */
  member: MemberRef;
  /** Which. */
  reward: RewardRef;
  /** The purchase it is used on. */
  purchase?: PurchaseRef | null | undefined;
}

/** A reward, by what is at hand. */
export type RewardRef = OneOf<{
  /** The oldest open one of this kind. */
  kind: RewardKind;
  /** Exactly this one. */
  id: Place;
}>;

/** Take a handed-over reward back. */
export interface UndoRedemption {
  /** Which. */
  reward: Place;
  /** Why. */
  reason: Note;
}

/** Write down what time has done to a member. */
export interface Settle {
  /** Whom. */
  member: MemberRef;
}

/** How somebody stands with the program. */
export type MemberStatus = 'active' | 'inactive' | 'blocked';

/** How a membership stands on a day. */
export type MembershipStatus = 'active' | 'not_started' | 'expired' | 'blocked';

/** An outcome as plain data, in the words of the counter. */
export interface Outcome {
  /** The operation's name. */
  operation: string;
  /** The moment. */
  at: Moment;
  /** The version of the rules it was decided under. */
  rules: number;
  /** It had happened before; this is the answer of then. */
  replay?: boolean;
  /** Nothing was written. */
  dry_run?: boolean;
  /** The member it was about. */
  member?: MemberId;
  /** The purchase it was about. */
  purchase?: PurchaseId;
  /** Cards that were made. */
  cards?: IssuedCard[];
  /** The membership that began or was renewed. */
  membership?: MembershipTerm;
  /** Stamps that were given. */
  stamps?: GivenStamp[];
  /** Rewards that were earned. */
  earned?: NamedReward[];
  /** The reward that was handed over. */
  redeemed?: NamedReward;
  /** What became of the member's points. */
  points?: PointsMoved;
  /** The level, where it was told or changed. */
  level?: LevelMoved;
  /** What goes back to the buyer. */
  refund?: Refund;
  /** The points that are held back from now on. */
  hold?: HoldId;
  /** What might have been expected and did not happen, and why. */
  reasons?: Reason[];
  /** Everything that happened. */
  events?: Event[];
}

/** A card that was made. */
export interface IssuedCard {
  /** The number printed on it. */
  number: CardNumber;
  /** The id in its QR code. */
  public_id: CardId;
}

/** A membership's period. */
export interface MembershipTerm {
  /** The member's how-manyeth. */
  number: number;
  /** The first day. */
  starts: Day;
  /** The last day. */
  ends: Day;
  /** What it cost. */
  fee: Money;
}

/** A stamp that was given. */
export interface GivenStamp {
  /** The round, from 1. */
  cycle: number;
  /** Its number on the card, from 1. */
  number: number;
}

/** A reward by name. */
export interface NamedReward {
  /** Its id. */
  id: Place;
  /** Which reward of the rules. */
  kind: RewardKind;
  /** The last day on which it can be had. */
  until?: Day;
}

/** What became of a member's points. */
export interface PointsMoved {
  /** Earned, and there. */
  earned?: number;
  /** Earned, and not there yet. */
  pending?: number;
  /** Spent as money off, or for a reward. */
  spent?: number;
  /** Given back that had been spent. */
  returned?: number;
  /** Taken back with the purchase that gave them. */
  taken_back?: number;
  /** Of those, what was gone and is owed now. */
  owed?: number;
  /** Held back. */
  held?: number;
  /** No longer held back. */
  released?: number;
  /** Run out. */
  expired?: number;
  /** Given by hand. */
  granted?: number;
  /** Taken by hand. */
  deducted?: number;
  /** Given to somebody else. */
  sent?: number;
  /** Got from somebody else. */
  received?: number;
  /** What they were worth as money off. */
  value?: Money;
  /** What can be spent now; nothing if that did not change. */
  balance?: number;
}

/** A level before and after. */
export interface LevelMoved {
  /** The level before. */
  before?: LevelName;
  /** The level now. */
  now?: LevelName;
}

/** What goes back to a buyer. */
export interface Refund {
  /** In money. */
  money: Money;
  /** Is nothing left of the purchase? */
  whole: boolean;
}

/** Why something that a user might have expected did not happen. */
export type Reason =
  /** The program is paused: nothing is given. */
  | { code: 'program_paused'; }
  /** The buyer has no membership. */
  | { code: 'not_a_member'; }
  /** A blocked member gets nothing. */
  | { code: 'member_blocked'; }
  /** The membership begins later. */
  | { code: 'membership_not_started'; from: Day; }
  /** The membership was over. */
  | { code: 'membership_expired'; on: Day; }
  /** The amount that counts is too small. */
  | { code: 'below_minimum'; minimum: Money; }
  /** The day's stamps are given. */
  | { code: 'daily_limit'; limit: number; }
  /** One purchase gives no more. */
  | { code: 'purchase_limit'; limit: number; }
  /** The card is full: what the purchase gives beyond it is dropped. */
  | { code: 'card_full'; limit: number; }
  /** One purchase earns no more points. */
  | { code: 'points_limit'; limit: number; }
  /** The day's points are earned. */
  | { code: 'points_daily_limit'; limit: number; }
  /** Fewer points were spent than offered: the bill or the rules take no more. */
  | { code: 'points_not_needed'; offered: number; spent: number; }
  /** More points than can be counted. */
  | { code: 'too_large'; }
  /** The reward of the last stamp was handed over or has lapsed, so the stamp stays and the purchase is flagged. */
  | { code: 'stamp_kept'; }
  /** The stamp's card was started afresh since; there is nothing to take back. */
  | { code: 'stamp_gone'; }
  /** The newest version says the same. */
  | { code: 'rules_unchanged'; version: number; }
  /** Time has changed nothing. */
  | { code: 'nothing_due'; }
  /** All of it was so already. */
  | { code: 'nothing_changed'; };

/** One fact. Events carry ids and figures only, never personal data. */
export type Event =
  /** A version of the rules came into force. */
  | { event: 'rules_published'; version: number; document: Document; }
  /** A card was made. */
  | { event: 'card_issued'; card: CardId; number: CardNumber; }
  /** A card got its owner. */
  | { event: 'card_assigned'; card: CardId; member: MemberId; }
  /** A card was lost; its number is dead for good. */
  | { event: 'card_replaced'; card: CardId; }
  /** Somebody became known. */
  | { event: 'member_registered'; member: MemberId; kind: MemberKind; }
  /** The profile was changed; what it says stands in the profile alone. */
  | { event: 'profile_changed'; fields: ProfileField[]; }
  /** What sort of customer somebody is was changed. */
  | { event: 'kind_changed'; kind: MemberKind; }
  /** A membership began. */
  | { event: 'membership_started'; membership: number; card: CardId; number: CardNumber; starts: Day; ends: Day; fee: Money; }
  /** A membership was renewed by one more period. */
  | { event: 'membership_renewed'; membership: number; starts: Day; ends: Day; fee: Money; }
  /** A membership moved to another card. */
  | { event: 'membership_card_changed'; card: CardId; number: CardNumber; }
  /** A membership was over after this day. */
  | { event: 'membership_ended'; membership: number; ended: Day; }
  /** A member was blocked. */
  | { event: 'member_blocked'; }
  /** A member was unblocked. */
  | { event: 'member_unblocked'; }
  /** A member was closed. */
  | { event: 'member_closed'; }
  /** A member who was closed came back. */
  | { event: 'member_reopened'; }
  /** A member's personal data was removed for good; figures stay. */
  | { event: 'member_erased'; }
  /** A purchase was recorded. */
  | { event: 'purchase_recorded'; purchase: PurchaseId; member?: MemberId; outlet?: OutletId; receipt?: ReceiptNumber; amount: Money; gross?: Money; charges?: Charges; lines?: PurchaseLine[]; shares?: Money[]; state?: PurchaseState; pay_by?: Moment; rules: number; }
  /** An order waits to be paid. */
  | { event: 'purchase_awaited'; purchase: PurchaseId; until: Moment; on: Day; }
  /** An order was paid. */
  | { event: 'purchase_paid'; purchase: PurchaseId; receipt?: ReceiptNumber; }
  /** A purchase was handed over. */
  | { event: 'purchase_completed'; purchase: PurchaseId; }
  /** A purchase was called off. */
  | { event: 'purchase_cancelled'; purchase: PurchaseId; }
  /** An order was not paid in time. */
  | { event: 'purchase_expired'; purchase: PurchaseId; }
  /** A purchase that was called off or taken back stands again. */
  | { event: 'purchase_reopened'; purchase: PurchaseId; state: PurchaseState; rules: number; }
  /** Something happened on a purchase's way that only informs. */
  | { event: 'purchase_marked'; purchase: PurchaseId; mark: Mark; }
  /** A purchase by nobody turned out to be a member's. */
  | { event: 'purchase_adopted'; purchase: PurchaseId; member: MemberId; rules: number; }
  /** A purchase was taken back as a whole, as if it had never been. */
  | { event: 'purchase_voided'; purchase: PurchaseId; }
  /** A purchase, or a part of it, was given back. */
  | { event: 'purchase_refunded'; purchase: PurchaseId; money: Money; amount?: Money; units?: Units[]; whole: boolean; }
  /** A receipt was printed once more. */
  | { event: 'receipt_reprinted'; purchase: PurchaseId; times: number; }
  /** A purchase counts for its buyer, or no longer does. */
  | { event: 'purchase_counted'; purchase: PurchaseId; on: Day; spent: Money; purchases: number; }
  /** The buyer's level, since when, and how time alone will change it. */
  | { event: 'level_set'; before?: LevelName; steps: LevelStep[]; }
  /** A purchase will earn points. */
  | { event: 'points_promised'; purchase: PurchaseId; points: number; from?: Day; shares?: number[]; level: Factor; }
  /** Points are there. What paid a debt is no part of them. */
  | { event: 'points_earned'; purchase: PurchaseId; parts: Lot[]; debt?: number; promised?: boolean; shares?: number[]; level: Factor; lot: number; until?: Day; on: Day; balance: number; }
  /** Points were taken back with the purchase that gave them. */
  | { event: 'points_taken_back'; purchase: PurchaseId; parts: Lot[]; promised?: number; debt?: number; forgiven?: number; on: Day; balance: number; }
  /** Points were spent as money off. */
  | { event: 'points_spent'; purchase?: PurchaseId; parts: Lot[]; value: Money; balance: number; }
  /** Points that a purchase was paid with came back. */
  | { event: 'points_returned'; purchase: PurchaseId; parts: Lot[]; debt?: number; balance: number; }
  /** Points are held back for something. */
  | { event: 'points_held'; hold: HoldId; parts: Lot[]; until: Moment; on: Day; balance: number; }
  /** Points that were held back are there again. */
  | { event: 'points_released'; hold: HoldId; parts: Lot[]; debt?: number; balance: number; }
  /** Points that were held back were spent. */
  | { event: 'hold_spent'; hold: HoldId; points: number; value: Money; }
  /** Points ran out. */
  | { event: 'points_expired'; parts: Lot[]; balance: number; }
  /** Points were given by hand. */
  | { event: 'points_granted'; parts: Lot[]; debt?: number; balance: number; }
  /** Points were taken by hand. */
  | { event: 'points_deducted'; parts: Lot[]; balance: number; }
  /** Points went to somebody else. */
  | { event: 'points_sent'; to: MemberId; parts: Lot[]; balance: number; }
  /** Points came from somebody else. */
  | { event: 'points_received'; from: MemberId; parts: Lot[]; debt?: number; balance: number; }
  /** A reward was bought with points. */
  | { event: 'reward_bought'; reward: Place; kind: RewardKind; until?: Day; parts: Lot[]; balance: number; }
  /** A reward that was bought with points was given back for them. */
  | { event: 'reward_reversed'; reward: Place; kind: RewardKind; parts: Lot[]; debt?: number; balance: number; }
  /** So many of a reward are left in stock. */
  | { event: 'stock_changed'; kind: RewardKind; taken: number; }
  /** A reward passed to the member its owner turned out to be. */
  | { event: 'reward_moved'; from: Place; reward: Place; kind: RewardKind; until?: Day; earned: Moment; cost?: Lot[]; }
  /** A promise passed to the member its owner turned out to be. */
  | { event: 'promise_moved'; purchase: PurchaseId; points: number; from?: Day; }
  /** Points held back passed to the member their owner turned out to be, held back as before. */
  | { event: 'hold_moved'; hold: HoldId; parts: Lot[]; until: Moment; on: Day; }
  /** What somebody had who turned out to be this member. */
  | { event: 'member_absorbed'; members: MemberId[]; spending?: Spending; awaiting?: Awaiting[]; debt?: number; paid?: Lot[]; }
  /** Somebody turned out to be another member. */
  | { event: 'member_merged'; into: MemberId; series?: number; }
  /** The next card was opened; it runs to its end under these rules. */
  | { event: 'cycle_opened'; series: number; cycle: number; of: number; rules: number; }
  /** A stamp was given. */
  | { event: 'stamp_given'; place: Place; purchase?: PurchaseId; on: Day; }
  /** The last stamp of the card was taken back. */
  | { event: 'stamp_taken_back'; place: Place; purchase: PurchaseId; on: Day; }
  /** A stamp could not be taken back; the purchase is flagged. */
  | { event: 'stamp_kept'; purchase: PurchaseId; }
  /** A reward was earned. */
  | { event: 'reward_earned'; reward: Place; kind: RewardKind; until?: Day; }
  /** A reward was handed over. */
  | { event: 'reward_redeemed'; reward: Place; kind: RewardKind; purchase?: PurchaseId; }
  /** A reward that was handed over was given back. */
  | { event: 'reward_returned'; reward: Place; kind: RewardKind; }
  /** A reward can no longer be had. */
  | { event: 'reward_lapsed'; reward: Place; kind: RewardKind; cause: LapseCause; }
  /** A reward was taken back with the stamp that earned it. */
  | { event: 'reward_taken_back'; reward: Place; kind: RewardKind; };

/** Where a purchase stands. */
export type PurchaseState = 'pending' | 'paid' | 'completed' | 'cancelled' | 'expired' | 'refunded';

/** From a day on somebody is on this level, or on none. */
export interface LevelStep {
  /** The first day. */
  from: Day;
  /** The level. */
  level?: LevelName;
}

/** Points with one expiry. */
export interface Lot {
  /** The member's how-manyeth. */
  lot: number;
  /** How many are left. */
  points: number;
  /** The last day on which they can be spent. */
  until?: Day;
}

/** Figures over all purchases that count. */
export interface Spending {
  /** Of all time. */
  total: Figures;
  /** Of the newest months, oldest first; months without any are left out. */
  months?: Month2[];
  /** When something was bought last. */
  last?: Moment;
}

/** What was spent, earned and bought. */
export interface Figures {
  /** What was paid and did not come back. */
  spent: Money;
  /** Purchases, those left out that came back as a whole. */
  purchases: number;
  /** Points they earned. */
  points: number;
}

/** The figures of one month. */
export interface Month2 {
  /** Its first day. */
  month: Day;
  /** Its figures. */
  figures: Figures;
}

/** An order that waits to be paid. */
export interface Awaiting {
  /** Which. */
  purchase: PurchaseId;
  /** Until when. */
  until: Moment;
  /** The day of that moment, where the program is. */
  on: Day;
}

/** Why a reward lapsed. */
export type LapseCause = 'expired' | 'membership_ended';

/** One member, as of now. */
export interface MemberView {
  /** The member's name for machines. */
  id: MemberId;
  /** What sort of customer it is. */
  kind: MemberKind;
  /** How the member stands. */
  status: MemberStatus;
  /** Was the personal data removed for good? */
  erased?: boolean;
  /** When the member became known. */
  since: Moment;
  /** Who it is. */
  profile: Profile;
  /** The newest membership. */
  membership?: MembershipView;
  /** The stamp card in hand. */
  stamps?: StampCard;
  /** Rewards that wait to be handed over, oldest first. */
  rewards: RewardView[];
  /** The points, where the program has them. */
  points?: PointsView;
  /** The level. */
  level?: LevelView;
  /** What was bought. */
  spending?: SpendingView;
  /** Is it a loyal customer, where the rules say what that is? */
  loyal?: boolean;
}

/** Who a member is. Erasing a person removes this record and its handles, and nothing else has to change. */
export interface Profile {
  /** The name. */
  name?: PersonName;
  /** The phone number in E.164, unique within the program. */
  phone?: Phone;
  /** The e-mail address, unique within the program. */
  email?: Email;
  /** Phone numbers of somebody who turned out to be this person. */
  other_phones?: Phone[];
  /** E-mail addresses of somebody who turned out to be this person. */
  other_emails?: Email[];
  /** The day of birth. */
  birth_date?: Day;
  /** The postal address. */
  address?: Line;
  /** The city. */
  city?: Line;
  /** The province or state. */
  province?: Line;
  /** The postal code. */
  postal_code?: Line;
  /** As the person says. */
  gender?: Line;
  /** What the staff should know. */
  notes?: Note;
}

export type Phone = string;

/** A membership, as of now. */
export interface MembershipView {
  /** The member's how-manyeth. */
  number: number;
  /** How it stands. */
  status: MembershipStatus;
  /** The first day. */
  starts: Day;
  /** The last day. */
  ends: Day;
  /** The number on the card. */
  card: CardNumber;
  /** The id in the card's QR code. */
  public_id: CardId;
  /** Percent off while it runs. */
  discount_percent?: Percent;
}

/** A stamp card. */
export interface StampCard {
  /** The round, from 1. */
  cycle: number;
  /** Stamps on it. */
  count: number;
  /** Stamps that fill it. */
  of: number;
  /** What its positions earn. */
  rewards: RewardPosition[];
}

/** A position of the card that earns something. */
export interface RewardPosition {
  /** The position, from 1. */
  position: number;
  /** Which reward of the rules. */
  kind: RewardKind;
  /** What people read. */
  label: string;
}

/** An open reward. */
export interface RewardView {
  /** Its id. */
  id: Place;
  /** Which reward of the rules. */
  kind: RewardKind;
  /** What people read. */
  label: string;
  /** What a voucher is worth. */
  value?: Money;
  /** The last day on which it can be had. */
  until?: Day;
}

/** A member's points. */
export interface PointsView {
  /** What can be spent. */
  balance: number;
  /** What purchases will still bring. */
  pending: number;
  /** What is held back. */
  held: number;
  /** What is owed, and paid by what comes next. */
  debt: number;
  /** What can be spent, by the day on which it runs out. */
  lots: LotView[];
}

/** Points that run out together. */
export interface LotView {
  /** How many. */
  points: number;
  /** The last day on which they can be spent; nothing if they never run out. */
  until?: Day;
}

/** A level, as of now. */
export interface LevelView {
  /** Its name in the rules. */
  name: LevelName;
  /** What people read. */
  label: string;
  /** The first day on it. */
  since: Day;
  /** The day on which time alone takes it away. */
  ends?: Day;
  /** Percent off. */
  discount_percent?: Percent;
  /** By what points are multiplied. */
  multiplier: Factor;
  /** The next level, and how far away it is. */
  next?: NextLevel;
}

/** How far away a level is. */
export interface NextLevel {
  /** Its name in the rules. */
  name: LevelName;
  /** What people read. */
  label: string;
  /** What has to be reached. */
  from: Money;
  /** How much is missing. */
  missing: Money;
}

/** What a member has bought. */
export interface SpendingView {
  /** What was paid and did not come back. */
  total: Money;
  /** Purchases, those left out that came back as a whole. */
  purchases: number;
  /** When something was bought last. */
  last?: Moment;
}

/** Entries of a log, oldest first. */
export interface HistoryView {
  /** The entries. */
  entries: Entry[];
  /** Go on after this entry; nothing at the end. */
  next?: number;
}

/** What one operation wrote: who, when, under which rules, why, and what happened. */
export interface Entry {
  /** Whose log it stands in. */
  subject: Subject;
  /** Its number in that log, from 1. */
  seq: number;
  /** The moment of the operation. */
  at: Moment;
  /** Who asked. */
  actor: Actor;
  /** The version of the rules it was decided under. */
  rules: number;
  /** The operation, by name. */
  operation: string;
  /** The reason that was given. Free text, so it stands apart from the events and can be erased. */
  why?: Note;
  /** What happened. */
  events: Event[];
  /** What might have been expected and did not happen, and why. */
  reasons?: Reason[];
}

export type Subject = string;

/** A purchase, as of now. */
export interface PurchaseView {
  /** Its id. */
  id: PurchaseId;
  /** Who bought. */
  member?: MemberId;
  /** Where. */
  outlet?: OutletId;
  /** The receipt number. */
  receipt?: ReceiptNumber;
  /** How it stands. */
  state: PurchaseState;
  /** When it was recorded. */
  at: Moment;
  /** Until when it has to be paid. */
  pay_by?: Moment;
  /** What was paid in money. */
  amount: Money;
  /** What of that did not go back. */
  kept: Money;
  /** What was bought. */
  lines?: PurchaseLineView[];
  /** Stamps it gave and has not lost. */
  stamps: number;
  /** Points it gave and has not lost. */
  points: number;
  /** Points it was paid with that did not go back. */
  points_spent: number;
  /** What happened on its way, oldest first. */
  timeline?: Step[];
  /** How often its receipt was printed again. */
  reprints: number;
}

/** A line of a purchase. */
export interface PurchaseLineView {
  /** Which product. */
  product: ProductId;
  /** How many units were bought. */
  quantity: number;
  /** How many of them came back. */
  returned: number;
  /** What the line has of the bill. */
  share: Money;
}

/** Something that happened to a purchase. */
export interface Step {
  /** The state it came to, or a step in between that only informs. */
  what: Mark;
  /** When. */
  at: Moment;
}

/** What went in and out of a member's points, oldest first. */
export interface StatementView {
  /** The movements. */
  lines: StatementLine[];
  /** Go on after this entry; nothing at the end. */
  next?: number;
}

/** One movement of points. */
export interface StatementLine {
  /** The entry of the member's log that it stands in. */
  entry: number;
  /** When. */
  at: Moment;
  /** What happened, by the name of its event. */
  what: string;
  /** Points that came in, or below zero went out. */
  points: number;
  /** The balance afterwards. */
  balance: number;
  /** The purchase it was for. */
  purchase?: PurchaseId;
}

/** Which points run out by a day if nothing else happens. */
export interface ForecastView {
  /** How many. */
  points: number;
  /** By the day on which they run out. */
  lots: LotView[];
}

/** A page of members. */
export interface MembersView {
  /** The members. */
  members: MemberLine[];
  /** Go on after this member; nothing at the end. */
  next?: MemberId;
}

/** One member of a list. */
export interface MemberLine {
  /** The member's name for machines. */
  id: MemberId;
  /** What sort of customer it is. */
  kind: MemberKind;
  /** How the member stands. */
  status: MemberStatus;
  /** Who it is. */
  profile: Profile;
  /** How the newest membership stands. */
  membership?: MembershipStatus;
  /** Its last day. */
  ends?: Day;
  /** The number on the card. */
  card?: CardNumber;
  /** The level. */
  level?: LevelName;
}

/** Figures of the program. */
export interface Summary {
  /** Members, closed ones left out. */
  members: number;
  /** Memberships that run. */
  active: number;
  /** Memberships that begin later. */
  not_started: number;
  /** Memberships that are over. */
  expired: number;
  /** Members who are blocked. */
  blocked: number;
  /** Members who were closed. */
  closed: number;
  /** Rewards by kind. */
  rewards: RewardCount[];
}

/** Rewards of one kind. */
export interface RewardCount {
  /** Which reward of the rules. */
  kind: RewardKind;
  /** Waiting to be handed over. */
  open: number;
  /** Handed over. */
  used: number;
  /** Lapsed. */
  lapsed: number;
  /** Taken back. */
  taken_back: number;
}

/** Rules of one version. */
export interface RulesView {
  /** The version. */
  version: number;
  /** The document. */
  rules: Document;
}

/** The rules say no. Show it to the person who asked. */
export type Refusal =
  /** This idempotency key or receipt was used for something else. Use a new one. */
  | { code: 'key_reused'; }
  /** No rules were ever published under this program. Publish some first. */
  | { code: 'unknown_program'; }
  /** A card with this number exists, perhaps in other capitals. */
  | { code: 'card_number_taken'; number: CardNumber; }
  /** No card has this number or public id. */
  | { code: 'card_not_found'; }
  /** This card was lost and replaced; it is dead for good. */
  | { code: 'card_replaced'; }
  /** This card belongs to somebody already. */
  | { code: 'card_assigned'; }
  /** Nobody in this program answers to this reference. */
  | { code: 'member_not_found'; }
  /** The member's personal data was erased for good; nothing can be added or taken back. */
  | { code: 'member_erased'; }
  /** The member was closed; figures stay, nothing can be added. */
  | { code: 'member_closed'; }
  /** The member is blocked. Unblock first, or tell the person. */
  | { code: 'member_blocked'; }
  /** There is nothing to reopen. */
  | { code: 'not_closed'; }
  /** There is nothing to unblock. */
  | { code: 'not_blocked'; }
  /** This person's membership still runs: renew it, or replace the card. */
  | { code: 'already_active'; member: MemberId; until: Day; }
  /** Another member of the program has this phone number. */
  | { code: 'phone_taken'; }
  /** Another member of the program has this e-mail address. */
  | { code: 'email_taken'; }
  /** The rules offer no membership, or this person never had one. */
  | { code: 'no_membership'; }
  /** The membership begins later. */
  | { code: 'membership_not_started'; from: Day; }
  /** The membership is over; renew it. */
  | { code: 'membership_expired'; on: Day; }
  /** The rules know no reward of this name, or this id was never earned. */
  | { code: 'unknown_reward'; }
  /** Nothing of this kind is open. */
  | { code: 'no_reward'; reward: RewardKind; }
  /** This reward was handed over already. */
  | { code: 'reward_redeemed'; }
  /** This reward can no longer be had. */
  | { code: 'reward_lapsed'; }
  /** Only a reward that was handed over can be given back. */
  | { code: 'reward_not_redeemed'; }
  /** The rules allow an undo only so long. */
  | { code: 'undo_too_late'; until: Day; }
  /** One member can have no more of this reward. */
  | { code: 'reward_limit'; limit: number; }
  /** All there were of this reward are gone. */
  | { code: 'out_of_stock'; }
  /** This reward is not offered at this time. */
  | { code: 'not_offered'; }
  /** Only a reward that was bought with points can be given back for them. */
  | { code: 'not_bought'; }
  /** The rules know no points. */
  | { code: 'no_points'; }
  /** The rules take no points as money off. */
  | { code: 'no_money_off'; }
  /** The rules let nobody give points away. */
  | { code: 'no_transfer'; }
  /** Both are the same person. */
  | { code: 'same_member'; }
  /** The rules want more points at once. */
  | { code: 'too_few_points'; minimum: number; }
  /** There are not so many points. */
  | { code: 'points_short'; balance: number; }
  /** No points are held back under this id; the hold may have ended. */
  | { code: 'hold_not_found'; }
  /** The member has as many holds as one can have. Let some go first. */
  | { code: 'too_many_holds'; }
  /** The member has as many unpaid orders as one can have. */
  | { code: 'too_many_orders'; }
  /** No purchase has this id or receipt. */
  | { code: 'purchase_not_found'; }
  /** A purchase in this state can't make this move. */
  | { code: 'purchase_state'; purchase: PurchaseId; state: PurchaseState; }
  /** The purchase is somebody else's. */
  | { code: 'purchase_adopted'; }
  /** The rules allow a purchase to be adopted only so long. */
  | { code: 'adopt_too_late'; until: Day; }
  /** The purchase has a receipt number already. */
  | { code: 'has_receipt'; }
  /** Fewer units of this line are left than are to come back. */
  | { code: 'units_gone'; line: number; left: number; }
  /** Less of the bill is left than is to come back. */
  | { code: 'refund_too_large'; left: Money; };

/** One field of the input, and what is wrong with it. */
export interface Problem {
  /** The field, by its path. */
  field: string;
  /** What is wrong. */
  code: ProblemCode;
}

/** What is wrong with one field. */
export type ProblemCode = 'malformed' | 'too_deep' | 'too_long' | 'too_many' | 'missing' | 'unknown_field' | 'unknown_value' | 'duplicate' | 'not_text' | 'not_an_object' | 'not_a_list' | 'not_a_flag' | 'not_a_whole_number' | 'blank' | 'outer_space' | 'control_character' | 'not_a_slug' | 'not_a_decimal' | 'negative' | 'zero' | 'too_large' | 'too_precise' | 'out_of_range' | 'not_a_moment' | 'not_a_date' | 'not_a_time' | 'not_a_zone' | 'not_an_id' | 'not_a_card_number' | 'not_a_phone' | 'not_an_email' | 'not_a_region' | 'not_a_store' | 'ends_before_start' | 'one_of' | 'unknown_name';

/** One member, as of now. */
export interface LookUp {
  /** Whom. */
  member: MemberRef;
}

/** A member's entries, oldest first. */
export interface History {
  /** Whose. */
  member: MemberRef;
  /** Go on after this entry. */
  after?: number | bigint | null | undefined;
  /** How many, up to 1000; 100 when left out. */
  limit?: number | bigint | null | undefined;
}

/** One purchase, as of now. */
export interface LookUpPurchase {
  /** Which. */
  purchase: PurchaseRef;
}

/** What went in and out of a member's points, oldest first. */
export interface Statement {
  /** Whose. */
  member: MemberRef;
  /** Go on after this entry of the member's log. */
  after?: number | bigint | null | undefined;
  /** Look through so many entries, up to 1000; 100 when left out. */
  limit?: number | bigint | null | undefined;
}

/** Which points run out by a day. */
export interface Forecast {
  /** Whose. */
  member: MemberRef;
  /** The last day that counts. */
  by: Day;
}

/** Members, by the order in which they became known. */
export interface ListMembers {
  /** Only these: a part of the name, phone or e-mail address. */
  search?: Line | null | undefined;
  /** Only members who stand so. */
  status?: MemberStatus | null | undefined;
  /** Only members whose newest membership stands so. */
  membership?: MembershipStatus | null | undefined;
  /** Only this sort of customer. */
  kind?: MemberKind | null | undefined;
  /** Only members on this level. */
  level?: LevelName | null | undefined;
  /** Go on after this member. */
  after?: MemberId | null | undefined;
  /** How many, up to 1000; 100 when left out. */
  limit?: number | bigint | null | undefined;
}

/** Figures of the program. */
export interface Summarise {
}

/** The rules in force. */
export interface ReadRules {
  /** Which; the newest when left out. */
  version?: number | bigint | null | undefined;
}

/** One of the operations, by its name. */
export type Command = OneOf<{
  publish_rules: PublishRules;
  issue_cards: IssueCards;
  activate: Activate;
  register: Register;
  update_profile: UpdateProfile;
  renew: Renew;
  block: Block;
  unblock: Unblock;
  replace_card: ReplaceCard;
  close: Close;
  reopen: Reopen;
  erase: Erase;
  record_purchase: RecordPurchase;
  void_purchase: VoidPurchase;
  pay_purchase: PayPurchase;
  complete_purchase: CompletePurchase;
  cancel_purchase: CancelPurchase;
  reopen_purchase: ReopenPurchase;
  mark_purchase: MarkPurchase;
  adopt_purchase: AdoptPurchase;
  refund_purchase: RefundPurchase;
  exchange_purchase: ExchangePurchase;
  reprint_receipt: ReprintReceipt;
  adjust_points: AdjustPoints;
  transfer_points: TransferPoints;
  spend_points: SpendPoints;
  hold_points: HoldPoints;
  release_points: ReleasePoints;
  buy_reward: BuyReward;
  reverse_reward: ReverseReward;
  merge: Merge;
  redeem: Redeem;
  undo_redemption: UndoRedemption;
  settle: Settle;
}>;

/** One of the operations, by its name. */
export type Query = OneOf<{
  look_up: LookUp;
  history: History;
  look_up_purchase: LookUpPurchase;
  statement: Statement;
  forecast: Forecast;
  list_members: ListMembers;
  summary: Summarise;
  read_rules: ReadRules;
}>;
