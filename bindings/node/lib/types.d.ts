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
  /** The amount that counts. */
  basis?: Basis | null | undefined;
  /** The reward that a position of the card earns. */
  rewards?: Readonly<Record<string, string>> | undefined;
}

/** What one stamp stands for. */
export type Every = 'purchase' | 'amount';

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

export type Day = string;

/** Make a person known, without a card. */
export interface Register {
  /** The person's name. */
  name: PersonName;
  /** The person's phone, in any spelling. */
  phone?: PhoneInput | null | undefined;
  /** The person's e-mail address. */
  email?: Email | null | undefined;
}

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

export type Line = string;

export type Note = string;

/** What sort of customer somebody is. */
export type MemberKind = 'walk_in' | 'member' | 'vip';

/** A field of the profile, by name. */
export type ProfileField = 'name' | 'phone' | 'email' | 'birth_date' | 'address' | 'gender' | 'notes';

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

/** Record a till's purchase, paid and completed. */
export interface RecordPurchase {
  /** Who bought; left out for a passer-by. */
  member?: MemberRef | null | undefined;
  /** What was paid. */
  amount: Money;
  /** The price before discounts, where it differs. */
  gross?: Money | null | undefined;
  /** Where; the actor's outlet when left out. */
  outlet?: OutletId | null | undefined;
  /** The receipt number, unique at its outlet. It is an idempotency key by itself. */
  receipt?: ReceiptNumber | null | undefined;
}

export type ReceiptNumber = string;

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

export type RewardKind = string;

export type Place = string;

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
  /** A purchase was recorded. */
  | { event: 'purchase_recorded'; purchase: PurchaseId; member?: MemberId; outlet?: OutletId; receipt?: ReceiptNumber; amount: Money; gross?: Money; }
  /** A purchase was taken back as a whole. */
  | { event: 'purchase_voided'; purchase: PurchaseId; }
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
}

/** Who a member is. Erasing a person removes this record and its handles, and nothing else has to change. */
export interface Profile {
  /** The name. */
  name?: PersonName;
  /** The phone number in E.164, unique within the program. */
  phone?: Phone;
  /** The e-mail address, unique within the program. */
  email?: Email;
  /** The day of birth. */
  birth_date?: Day;
  /** The postal address. */
  address?: Line;
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
  /** The member was closed; figures stay, nothing can be added. */
  | { code: 'member_closed'; }
  /** The member is blocked. Unblock first, or tell the person. */
  | { code: 'member_blocked'; }
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
  /** No purchase has this id or receipt. */
  | { code: 'purchase_not_found'; }
  /** A purchase in this state can't make this move. */
  | { code: 'purchase_state'; purchase: PurchaseId; state: PurchaseState; };

/** Where a purchase stands. */
export type PurchaseState = 'completed' | 'refunded';

/** One field of the input, and what is wrong with it. */
export interface Problem {
  /** The field, by its path. */
  field: string;
  /** What is wrong. */
  code: ProblemCode;
}

/** What is wrong with one field. */
export type ProblemCode = 'malformed' | 'too_deep' | 'too_long' | 'too_many' | 'missing' | 'unknown_field' | 'unknown_value' | 'duplicate' | 'not_text' | 'not_an_object' | 'not_a_list' | 'not_a_flag' | 'not_a_whole_number' | 'blank' | 'outer_space' | 'control_character' | 'not_a_slug' | 'not_a_decimal' | 'negative' | 'zero' | 'too_large' | 'too_precise' | 'out_of_range' | 'not_a_moment' | 'not_a_date' | 'not_a_zone' | 'not_an_id' | 'not_a_card_number' | 'not_a_phone' | 'not_an_email' | 'not_a_region' | 'not_a_store' | 'ends_before_start' | 'one_of' | 'unknown_name';

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
  record_purchase: RecordPurchase;
  void_purchase: VoidPurchase;
  redeem: Redeem;
  undo_redemption: UndoRedemption;
  settle: Settle;
}>;

/** One of the operations, by its name. */
export type Query = OneOf<{
  look_up: LookUp;
  history: History;
  list_members: ListMembers;
  summary: Summarise;
  read_rules: ReadRules;
}>;
