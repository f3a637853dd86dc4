// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.

import Foundation
import LoyaltyBorder

/// Who asks.
public struct Actor: Crossing, Hashable, Sendable {
    /// As what.
    public var role: Role
    /// The host's name for them; a member's own id when the role is `member`.
    public var id: String
    /// The outlet they work at; nothing for those who stand above outlets.
    public var outlet: String?

    public init(role: Role, id: String, outlet: String? = nil) {
        self.role = role
        self.id = id
        self.outlet = outlet
    }

    public func encode() -> Value {
        record([("role", crossing(role)), ("id", crossing(id)), ("outlet", crossing(outlet))])
    }

    public static func decode(_ value: Value) throws -> Actor {
        let fields = try Fields(value)
        return Actor(role: try fields.need("role"), id: try fields.need("id"), outlet: try fields.maybe("outlet"))
    }
}

/// As what somebody asks.
public enum Role: String, Crossing, CaseIterable, Hashable, Sendable {
    case superAdmin = "super_admin"
    case owner = "owner"
    case manager = "manager"
    case cashier = "cashier"
    case kitchen = "kitchen"
    case member = "member"
    case affiliate = "affiliate"
    case system = "system"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Role {
        let word = try String.decode(value)
        guard let found = Role(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// Publish a new version of the rules: as data or as the text of a TOML or JSON file.
public struct PublishRules: Command, Hashable, Sendable {
    public var operation: String { "publish_rules" }
    /// The rules.
    public var rules: RulesSource

    public init(rules: RulesSource) {
        self.rules = rules
    }

    public func encode() -> Value {
        record([("rules", crossing(rules))])
    }

    public static func decode(_ value: Value) throws -> PublishRules {
        let fields = try Fields(value)
        return PublishRules(rules: try fields.need("rules"))
    }
}

/// Rules as data, or as the text of a file.
public enum RulesSource: Crossing, Hashable, Sendable {
    /// The document as data. It is read when the command is decided, so that every problem is named.
    case document(Document)
    /// The text of a TOML or JSON file.
    case text(String)

    public func encode() -> Value {
        switch self {
        case .document(let value): return record([("document", crossing(value))])
        case .text(let value): return record([("text", crossing(value))])
        }
    }

    public static func decode(_ value: Value) throws -> RulesSource {
        let (word, of) = try choice(value)
        switch word {
        case "document": return .document(try Document.decode(of))
        case "text": return .text(try String.decode(of))
        default: throw Unknown(word)
        }
    }
}

/// A whole document of rules, before it is checked. Unknown keys are invalid, not ignored.
public struct Document: Crossing, Hashable, Sendable {
    /// What the program is.
    public var program: ProgramSection
    /// Memberships with a start and an end.
    public var membership: MembershipSection?
    /// What a renewal keeps.
    public var renewal: RenewalSection?
    /// Stamps and what they earn.
    public var stamps: StampsSection?
    /// Rewards by name.
    public var rewards: [String: RewardSection]?

    public init(program: ProgramSection, membership: MembershipSection? = nil, renewal: RenewalSection? = nil, stamps: StampsSection? = nil, rewards: [String: RewardSection]? = nil) {
        self.program = program
        self.membership = membership
        self.renewal = renewal
        self.stamps = stamps
        self.rewards = rewards
    }

    public func encode() -> Value {
        record([("program", crossing(program)), ("membership", crossing(membership)), ("renewal", crossing(renewal)), ("stamps", crossing(stamps)), ("rewards", crossing(rewards))])
    }

    public static func decode(_ value: Value) throws -> Document {
        let fields = try Fields(value)
        return Document(program: try fields.need("program"), membership: try fields.maybe("membership"), renewal: try fields.maybe("renewal"), stamps: try fields.maybe("stamps"), rewards: try fields.maybe("rewards"))
    }
}

/// `[program]` as written.
public struct ProgramSection: Crossing, Hashable, Sendable {
    /// The program's name, as people read it.
    public var name: String
    /// The currency's three letters (ISO 4217).
    public var currency: String
    /// The IANA zone in which its days begin and end.
    public var timeZone: String
    /// How money is rounded; two places, half up, when left out.
    public var rounding: RoundingSection?
    /// The region a bare phone number belongs to, two letters (ISO 3166).
    public var phoneRegion: String
    /// False pauses the program: nothing is given until it is true again.
    public var active: Bool?

    public init(name: String, currency: String, timeZone: String, rounding: RoundingSection? = nil, phoneRegion: String, active: Bool? = nil) {
        self.name = name
        self.currency = currency
        self.timeZone = timeZone
        self.rounding = rounding
        self.phoneRegion = phoneRegion
        self.active = active
    }

    public func encode() -> Value {
        record([("name", crossing(name)), ("currency", crossing(currency)), ("time_zone", crossing(timeZone)), ("rounding", crossing(rounding)), ("phone_region", crossing(phoneRegion)), ("active", crossing(active))])
    }

    public static func decode(_ value: Value) throws -> ProgramSection {
        let fields = try Fields(value)
        return ProgramSection(name: try fields.need("name"), currency: try fields.need("currency"), timeZone: try fields.need("time_zone"), rounding: try fields.maybe("rounding"), phoneRegion: try fields.need("phone_region"), active: try fields.maybe("active"))
    }
}

/// `program.rounding` as written.
public struct RoundingSection: Crossing, Hashable, Sendable {
    /// Decimal places an amount may have: 0 for rupiah.
    public var places: Int?
    /// What happens to half a unit.
    public var mode: RoundingMode?

    public init(places: Int? = nil, mode: RoundingMode? = nil) {
        self.places = places
        self.mode = mode
    }

    public func encode() -> Value {
        record([("places", crossing(places)), ("mode", crossing(mode))])
    }

    public static func decode(_ value: Value) throws -> RoundingSection {
        let fields = try Fields(value)
        return RoundingSection(places: try fields.maybe("places"), mode: try fields.maybe("mode"))
    }
}

/// What happens to the part below the last place.
public enum RoundingMode: String, Crossing, CaseIterable, Hashable, Sendable {
    case halfUp = "half_up"
    case halfEven = "half_even"
    case down = "down"
    case up = "up"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> RoundingMode {
        let word = try String.decode(value)
        guard let found = RoundingMode(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// `[membership]` as written.
public struct MembershipSection: Crossing, Hashable, Sendable {
    /// What joining or renewing costs; nothing when left out.
    public var fee: Decimal?
    /// How long it lasts. The end is the start plus this length, and both days are included.
    public var lasts: LengthSection
    /// Percent off for members.
    public var discountPercent: Decimal?
    /// What happens to open rewards when the membership ends.
    public var rewardsAtEnd: RewardsAtEnd?

    public init(fee: Decimal? = nil, lasts: LengthSection, discountPercent: Decimal? = nil, rewardsAtEnd: RewardsAtEnd? = nil) {
        self.fee = fee
        self.lasts = lasts
        self.discountPercent = discountPercent
        self.rewardsAtEnd = rewardsAtEnd
    }

    public func encode() -> Value {
        record([("fee", crossing(fee)), ("lasts", crossing(lasts)), ("discount_percent", crossing(discountPercent)), ("rewards_at_end", crossing(rewardsAtEnd))])
    }

    public static func decode(_ value: Value) throws -> MembershipSection {
        let fields = try Fields(value)
        return MembershipSection(fee: try fields.maybe("fee"), lasts: try fields.need("lasts"), discountPercent: try fields.maybe("discount_percent"), rewardsAtEnd: try fields.maybe("rewards_at_end"))
    }
}

/// A length of time as written: either months or days.
public struct LengthSection: Crossing, Hashable, Sendable {
    /// So many months.
    public var months: Int?
    /// What a month is; a calendar month when left out.
    public var month: Month?
    /// So many days.
    public var days: Int?

    public init(months: Int? = nil, month: Month? = nil, days: Int? = nil) {
        self.months = months
        self.month = month
        self.days = days
    }

    public func encode() -> Value {
        record([("months", crossing(months)), ("month", crossing(month)), ("days", crossing(days))])
    }

    public static func decode(_ value: Value) throws -> LengthSection {
        let fields = try Fields(value)
        return LengthSection(months: try fields.maybe("months"), month: try fields.maybe("month"), days: try fields.maybe("days"))
    }
}

/// What a month is.
public enum Month: String, Crossing, CaseIterable, Hashable, Sendable {
    case calendar = "calendar"
    case days30 = "30_days"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Month {
        let word = try String.decode(value)
        guard let found = Month(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// What happens to open rewards when the membership ends.
public enum RewardsAtEnd: String, Crossing, CaseIterable, Hashable, Sendable {
    case lapse = "lapse"
    case keep = "keep"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> RewardsAtEnd {
        let word = try String.decode(value)
        guard let found = RewardsAtEnd(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// `[renewal]` as written.
public struct RenewalSection: Crossing, Hashable, Sendable {
    /// False starts the stamps afresh; true when left out.
    public var keepStamps: Bool?

    public init(keepStamps: Bool? = nil) {
        self.keepStamps = keepStamps
    }

    public func encode() -> Value {
        record([("keep_stamps", crossing(keepStamps))])
    }

    public static func decode(_ value: Value) throws -> RenewalSection {
        let fields = try Fields(value)
        return RenewalSection(keepStamps: try fields.maybe("keep_stamps"))
    }
}

/// `[stamps]` as written.
public struct StampsSection: Crossing, Hashable, Sendable {
    /// How many stamps fill a card.
    public var perCycle: Int
    /// The amount a purchase must reach.
    public var minAmount: Decimal
    /// Stamps given when the card is activated; none when left out.
    public var atActivation: Int?
    /// One stamp a purchase, or one for each full `min_amount`.
    public var every: Every?
    /// With `every = "amount"`: the most one purchase gives.
    public var maxPerPurchase: Int?
    /// The most one member gets for purchases of one day in the program's zone.
    public var maxPerDay: Int?
    /// The amount that counts.
    public var basis: Basis?
    /// The reward that a position of the card earns.
    public var rewards: [String: String]?

    public init(perCycle: Int, minAmount: Decimal, atActivation: Int? = nil, every: Every? = nil, maxPerPurchase: Int? = nil, maxPerDay: Int? = nil, basis: Basis? = nil, rewards: [String: String]? = nil) {
        self.perCycle = perCycle
        self.minAmount = minAmount
        self.atActivation = atActivation
        self.every = every
        self.maxPerPurchase = maxPerPurchase
        self.maxPerDay = maxPerDay
        self.basis = basis
        self.rewards = rewards
    }

    public func encode() -> Value {
        record([("per_cycle", crossing(perCycle)), ("min_amount", crossing(minAmount)), ("at_activation", crossing(atActivation)), ("every", crossing(every)), ("max_per_purchase", crossing(maxPerPurchase)), ("max_per_day", crossing(maxPerDay)), ("basis", crossing(basis)), ("rewards", crossing(rewards))])
    }

    public static func decode(_ value: Value) throws -> StampsSection {
        let fields = try Fields(value)
        return StampsSection(perCycle: try fields.need("per_cycle"), minAmount: try fields.need("min_amount"), atActivation: try fields.maybe("at_activation"), every: try fields.maybe("every"), maxPerPurchase: try fields.maybe("max_per_purchase"), maxPerDay: try fields.maybe("max_per_day"), basis: try fields.maybe("basis"), rewards: try fields.maybe("rewards"))
    }
}

/// What one stamp stands for.
public enum Every: String, Crossing, CaseIterable, Hashable, Sendable {
    case purchase = "purchase"
    case amount = "amount"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Every {
        let word = try String.decode(value)
        guard let found = Every(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// The amount that counts.
public enum Basis: String, Crossing, CaseIterable, Hashable, Sendable {
    case net = "net"
    case gross = "gross"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Basis {
        let word = try String.decode(value)
        guard let found = Basis(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// One reward as written.
public struct RewardSection: Crossing, Hashable, Sendable {
    /// What people read.
    public var label: String
    /// What it is.
    public var kind: RewardSort
    /// With `kind = "voucher"`: what it is worth.
    public var value: Decimal?
    /// How long it can be had; for ever when left out.
    public var valid: LengthSection?
    /// How long after it was handed over it can be given back; for ever when left out.
    public var undoWithin: LengthSection?

    public init(label: String, kind: RewardSort, value: Decimal? = nil, valid: LengthSection? = nil, undoWithin: LengthSection? = nil) {
        self.label = label
        self.kind = kind
        self.value = value
        self.valid = valid
        self.undoWithin = undoWithin
    }

    public func encode() -> Value {
        record([("label", crossing(label)), ("kind", crossing(kind)), ("value", crossing(value)), ("valid", crossing(valid)), ("undo_within", crossing(undoWithin))])
    }

    public static func decode(_ value: Value) throws -> RewardSection {
        let fields = try Fields(value)
        return RewardSection(label: try fields.need("label"), kind: try fields.need("kind"), value: try fields.maybe("value"), valid: try fields.maybe("valid"), undoWithin: try fields.maybe("undo_within"))
    }
}

/// What a reward is.
public enum RewardSort: String, Crossing, CaseIterable, Hashable, Sendable {
    case item = "item"
    case voucher = "voucher"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> RewardSort {
        let word = try String.decode(value)
        guard let found = RewardSort(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// Make cards: `count` with numbers of the engine's own, or those of `numbers`.
public struct IssueCards: Command, Hashable, Sendable {
    public var operation: String { "issue_cards" }
    /// How many, up to 10 000.
    public var count: Int?
    /// Numbers that are printed already.
    public var numbers: [String]?

    public init(count: Int? = nil, numbers: [String]? = nil) {
        self.count = count
        self.numbers = numbers
    }

    public func encode() -> Value {
        record([("count", crossing(count)), ("numbers", crossing(numbers))])
    }

    public static func decode(_ value: Value) throws -> IssueCards {
        let fields = try Fields(value)
        return IssueCards(count: try fields.maybe("count"), numbers: try fields.maybe("numbers"))
    }
}

/// Give a card to a person and start their membership.
public struct Activate: Command, Hashable, Sendable {
    public var operation: String { "activate" }
    /// The card.
    public var card: CardRef
    /// The person's name.
    public var name: String
    /// The person's phone, in any spelling.
    public var phone: String
    /// The person's e-mail address.
    public var email: String?
    /// The first day; today when left out.
    public var starts: Day?
    /// The last day; by the rules when left out.
    public var ends: Day?

    public init(card: CardRef, name: String, phone: String, email: String? = nil, starts: Day? = nil, ends: Day? = nil) {
        self.card = card
        self.name = name
        self.phone = phone
        self.email = email
        self.starts = starts
        self.ends = ends
    }

    public func encode() -> Value {
        record([("card", crossing(card)), ("name", crossing(name)), ("phone", crossing(phone)), ("email", crossing(email)), ("starts", crossing(starts)), ("ends", crossing(ends))])
    }

    public static func decode(_ value: Value) throws -> Activate {
        let fields = try Fields(value)
        return Activate(card: try fields.need("card"), name: try fields.need("name"), phone: try fields.need("phone"), email: try fields.maybe("email"), starts: try fields.maybe("starts"), ends: try fields.maybe("ends"))
    }
}

/// A card, by what is at hand.
public enum CardRef: Crossing, Hashable, Sendable {
    /// The printed number, in any case.
    case number(String)
    /// The id in the QR code.
    case publicId(String)

    public func encode() -> Value {
        switch self {
        case .number(let value): return record([("number", crossing(value))])
        case .publicId(let value): return record([("public_id", crossing(value))])
        }
    }

    public static func decode(_ value: Value) throws -> CardRef {
        let (word, of) = try choice(value)
        switch word {
        case "number": return .number(try String.decode(of))
        case "public_id": return .publicId(try String.decode(of))
        default: throw Unknown(word)
        }
    }
}

/// Make a person known, without a card.
public struct Register: Command, Hashable, Sendable {
    public var operation: String { "register" }
    /// The person's name.
    public var name: String
    /// The person's phone, in any spelling.
    public var phone: String?
    /// The person's e-mail address.
    public var email: String?

    public init(name: String, phone: String? = nil, email: String? = nil) {
        self.name = name
        self.phone = phone
        self.email = email
    }

    public func encode() -> Value {
        record([("name", crossing(name)), ("phone", crossing(phone)), ("email", crossing(email))])
    }

    public static func decode(_ value: Value) throws -> Register {
        let fields = try Fields(value)
        return Register(name: try fields.need("name"), phone: try fields.maybe("phone"), email: try fields.maybe("email"))
    }
}

/// Change a profile: what is given is set, what is listed in `clear` is emptied, the rest stays.
public struct UpdateProfile: Command, Hashable, Sendable {
    public var operation: String { "update_profile" }
    /// Whose.
    public var member: MemberRef
    /// The name.
    public var name: String?
    /// The phone, in any spelling.
    public var phone: String?
    /// The e-mail address.
    public var email: String?
    /// The day of birth.
    public var birthDate: Day?
    /// The postal address.
    public var address: String?
    /// As the person says.
    public var gender: String?
    /// What the staff should know.
    public var notes: String?
    /// Makes somebody a VIP, or an ordinary customer again.
    public var kind: MemberKind?
    /// Fields to empty.
    public var clear: [ProfileField]

    public init(member: MemberRef, name: String? = nil, phone: String? = nil, email: String? = nil, birthDate: Day? = nil, address: String? = nil, gender: String? = nil, notes: String? = nil, kind: MemberKind? = nil, clear: [ProfileField] = []) {
        self.member = member
        self.name = name
        self.phone = phone
        self.email = email
        self.birthDate = birthDate
        self.address = address
        self.gender = gender
        self.notes = notes
        self.kind = kind
        self.clear = clear
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("name", crossing(name)), ("phone", crossing(phone)), ("email", crossing(email)), ("birth_date", crossing(birthDate)), ("address", crossing(address)), ("gender", crossing(gender)), ("notes", crossing(notes)), ("kind", crossing(kind)), ("clear", given(clear))])
    }

    public static func decode(_ value: Value) throws -> UpdateProfile {
        let fields = try Fields(value)
        return UpdateProfile(member: try fields.need("member"), name: try fields.maybe("name"), phone: try fields.maybe("phone"), email: try fields.maybe("email"), birthDate: try fields.maybe("birth_date"), address: try fields.maybe("address"), gender: try fields.maybe("gender"), notes: try fields.maybe("notes"), kind: try fields.maybe("kind"), clear: try fields.maybe("clear") ?? [])
    }
}

/// A member, by what is at hand.
public enum MemberRef: Crossing, Hashable, Sendable {
    /// The member's id.
    case id(String)
    /// The number on the card, in any case.
    case card(String)
    /// The id in the card's QR code.
    case publicId(String)
    /// A phone number, in any spelling.
    case phone(String)
    /// An e-mail address, in any case.
    case email(String)

    public func encode() -> Value {
        switch self {
        case .id(let value): return record([("id", crossing(value))])
        case .card(let value): return record([("card", crossing(value))])
        case .publicId(let value): return record([("public_id", crossing(value))])
        case .phone(let value): return record([("phone", crossing(value))])
        case .email(let value): return record([("email", crossing(value))])
        }
    }

    public static func decode(_ value: Value) throws -> MemberRef {
        let (word, of) = try choice(value)
        switch word {
        case "id": return .id(try String.decode(of))
        case "card": return .card(try String.decode(of))
        case "public_id": return .publicId(try String.decode(of))
        case "phone": return .phone(try String.decode(of))
        case "email": return .email(try String.decode(of))
        default: throw Unknown(word)
        }
    }
}

/// What sort of customer somebody is.
public enum MemberKind: String, Crossing, CaseIterable, Hashable, Sendable {
    case walkIn = "walk_in"
    case member = "member"
    case vip = "vip"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> MemberKind {
        let word = try String.decode(value)
        guard let found = MemberKind(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// A field of the profile, by name.
public enum ProfileField: String, Crossing, CaseIterable, Hashable, Sendable {
    case name = "name"
    case phone = "phone"
    case email = "email"
    case birthDate = "birth_date"
    case address = "address"
    case gender = "gender"
    case notes = "notes"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> ProfileField {
        let word = try String.decode(value)
        guard let found = ProfileField(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// Renew a membership.
public struct Renew: Command, Hashable, Sendable {
    public var operation: String { "renew" }
    /// Whose.
    public var member: MemberRef

    public init(member: MemberRef) {
        self.member = member
    }

    public func encode() -> Value {
        record([("member", crossing(member))])
    }

    public static func decode(_ value: Value) throws -> Renew {
        let fields = try Fields(value)
        return Renew(member: try fields.need("member"))
    }
}

/// Block a member.
public struct Block: Command, Hashable, Sendable {
    public var operation: String { "block" }
    /// Whom.
    public var member: MemberRef
    /// Why.
    public var reason: String

    public init(member: MemberRef, reason: String) {
        self.member = member
        self.reason = reason
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("reason", crossing(reason))])
    }

    public static func decode(_ value: Value) throws -> Block {
        let fields = try Fields(value)
        return Block(member: try fields.need("member"), reason: try fields.need("reason"))
    }
}

/// Unblock a member.
public struct Unblock: Command, Hashable, Sendable {
    public var operation: String { "unblock" }
    /// Whom.
    public var member: MemberRef
    /// Why.
    public var reason: String

    public init(member: MemberRef, reason: String) {
        self.member = member
        self.reason = reason
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("reason", crossing(reason))])
    }

    public static func decode(_ value: Value) throws -> Unblock {
        let fields = try Fields(value)
        return Unblock(member: try fields.need("member"), reason: try fields.need("reason"))
    }
}

/// Replace a lost card by a free one.
public struct ReplaceCard: Command, Hashable, Sendable {
    public var operation: String { "replace_card" }
    /// Whose.
    public var member: MemberRef
    /// The new card.
    public var card: CardRef
    /// Why.
    public var reason: String?

    public init(member: MemberRef, card: CardRef, reason: String? = nil) {
        self.member = member
        self.card = card
        self.reason = reason
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("card", crossing(card)), ("reason", crossing(reason))])
    }

    public static func decode(_ value: Value) throws -> ReplaceCard {
        let fields = try Fields(value)
        return ReplaceCard(member: try fields.need("member"), card: try fields.need("card"), reason: try fields.maybe("reason"))
    }
}

/// Close a member: nothing can be added, figures stay.
public struct Close: Command, Hashable, Sendable {
    public var operation: String { "close" }
    /// Whom.
    public var member: MemberRef
    /// Why.
    public var reason: String

    public init(member: MemberRef, reason: String) {
        self.member = member
        self.reason = reason
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("reason", crossing(reason))])
    }

    public static func decode(_ value: Value) throws -> Close {
        let fields = try Fields(value)
        return Close(member: try fields.need("member"), reason: try fields.need("reason"))
    }
}

/// Record a till's purchase, paid and completed.
public struct RecordPurchase: Command, Hashable, Sendable {
    public var operation: String { "record_purchase" }
    /// Who bought; left out for a passer-by.
    public var member: MemberRef?
    /// What was paid.
    public var amount: Decimal
    /// The price before discounts, where it differs.
    public var gross: Decimal?
    /// Where; the actor's outlet when left out.
    public var outlet: String?
    /// The receipt number, unique at its outlet. It is an idempotency key by itself.
    public var receipt: String?

    public init(member: MemberRef? = nil, amount: Decimal, gross: Decimal? = nil, outlet: String? = nil, receipt: String? = nil) {
        self.member = member
        self.amount = amount
        self.gross = gross
        self.outlet = outlet
        self.receipt = receipt
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("amount", crossing(amount)), ("gross", crossing(gross)), ("outlet", crossing(outlet)), ("receipt", crossing(receipt))])
    }

    public static func decode(_ value: Value) throws -> RecordPurchase {
        let fields = try Fields(value)
        return RecordPurchase(member: try fields.maybe("member"), amount: try fields.need("amount"), gross: try fields.maybe("gross"), outlet: try fields.maybe("outlet"), receipt: try fields.maybe("receipt"))
    }
}

/// Take a purchase back as a whole, with what it gave.
public struct VoidPurchase: Command, Hashable, Sendable {
    public var operation: String { "void_purchase" }
    /// Which.
    public var purchase: PurchaseRef
    /// Why.
    public var reason: String

    public init(purchase: PurchaseRef, reason: String) {
        self.purchase = purchase
        self.reason = reason
    }

    public func encode() -> Value {
        record([("purchase", crossing(purchase)), ("reason", crossing(reason))])
    }

    public static func decode(_ value: Value) throws -> VoidPurchase {
        let fields = try Fields(value)
        return VoidPurchase(purchase: try fields.need("purchase"), reason: try fields.need("reason"))
    }
}

/// A purchase, by what is at hand.
public enum PurchaseRef: Crossing, Hashable, Sendable {
    /// The purchase's id.
    case id(String)
    /// The receipt.
    case receipt(Receipt)

    public func encode() -> Value {
        switch self {
        case .id(let value): return record([("id", crossing(value))])
        case .receipt(let value): return record([("receipt", crossing(value))])
        }
    }

    public static func decode(_ value: Value) throws -> PurchaseRef {
        let (word, of) = try choice(value)
        switch word {
        case "id": return .id(try String.decode(of))
        case "receipt": return .receipt(try Receipt.decode(of))
        default: throw Unknown(word)
        }
    }
}

/// A receipt of an outlet.
public struct Receipt: Crossing, Hashable, Sendable {
    /// The outlet; the actor's when left out.
    public var outlet: String?
    /// The number.
    public var number: String

    public init(outlet: String? = nil, number: String) {
        self.outlet = outlet
        self.number = number
    }

    public func encode() -> Value {
        record([("outlet", crossing(outlet)), ("number", crossing(number))])
    }

    public static func decode(_ value: Value) throws -> Receipt {
        let fields = try Fields(value)
        return Receipt(outlet: try fields.maybe("outlet"), number: try fields.need("number"))
    }
}

/// Hand a reward over.
public struct Redeem: Command, Hashable, Sendable {
    public var operation: String { "redeem" }
    /// Whose.
    public var member: MemberRef
    /// Which.
    public var reward: RewardRef
    /// The purchase it is used on.
    public var purchase: PurchaseRef?

    public init(member: MemberRef, reward: RewardRef, purchase: PurchaseRef? = nil) {
        self.member = member
        self.reward = reward
        self.purchase = purchase
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("reward", crossing(reward)), ("purchase", crossing(purchase))])
    }

    public static func decode(_ value: Value) throws -> Redeem {
        let fields = try Fields(value)
        return Redeem(member: try fields.need("member"), reward: try fields.need("reward"), purchase: try fields.maybe("purchase"))
    }
}

/// A reward, by what is at hand.
public enum RewardRef: Crossing, Hashable, Sendable {
    /// The oldest open one of this kind.
    case kind(String)
    /// Exactly this one.
    case id(String)

    public func encode() -> Value {
        switch self {
        case .kind(let value): return record([("kind", crossing(value))])
        case .id(let value): return record([("id", crossing(value))])
        }
    }

    public static func decode(_ value: Value) throws -> RewardRef {
        let (word, of) = try choice(value)
        switch word {
        case "kind": return .kind(try String.decode(of))
        case "id": return .id(try String.decode(of))
        default: throw Unknown(word)
        }
    }
}

/// Take a handed-over reward back.
public struct UndoRedemption: Command, Hashable, Sendable {
    public var operation: String { "undo_redemption" }
    /// Which.
    public var reward: String
    /// Why.
    public var reason: String

    public init(reward: String, reason: String) {
        self.reward = reward
        self.reason = reason
    }

    public func encode() -> Value {
        record([("reward", crossing(reward)), ("reason", crossing(reason))])
    }

    public static func decode(_ value: Value) throws -> UndoRedemption {
        let fields = try Fields(value)
        return UndoRedemption(reward: try fields.need("reward"), reason: try fields.need("reason"))
    }
}

/// Write down what time has done to a member.
public struct Settle: Command, Hashable, Sendable {
    public var operation: String { "settle" }
    /// Whom.
    public var member: MemberRef

    public init(member: MemberRef) {
        self.member = member
    }

    public func encode() -> Value {
        record([("member", crossing(member))])
    }

    public static func decode(_ value: Value) throws -> Settle {
        let fields = try Fields(value)
        return Settle(member: try fields.need("member"))
    }
}

/// How somebody stands with the program.
public enum MemberStatus: String, Crossing, CaseIterable, Hashable, Sendable {
    case active = "active"
    case inactive = "inactive"
    case blocked = "blocked"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> MemberStatus {
        let word = try String.decode(value)
        guard let found = MemberStatus(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// How a membership stands on a day.
public enum MembershipStatus: String, Crossing, CaseIterable, Hashable, Sendable {
    case active = "active"
    case notStarted = "not_started"
    case expired = "expired"
    case blocked = "blocked"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> MembershipStatus {
        let word = try String.decode(value)
        guard let found = MembershipStatus(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// An outcome as plain data, in the words of the counter.
public struct Outcome: Crossing, Hashable, Sendable {
    /// The operation's name.
    public var operation: String
    /// The moment.
    public var at: Date
    /// The version of the rules it was decided under.
    public var rules: Int
    /// It had happened before; this is the answer of then.
    public var replay: Bool
    /// Nothing was written.
    public var dryRun: Bool
    /// The member it was about.
    public var member: String?
    /// The purchase it was about.
    public var purchase: String?
    /// Cards that were made.
    public var cards: [IssuedCard]
    /// The membership that began or was renewed.
    public var membership: MembershipTerm?
    /// Stamps that were given.
    public var stamps: [GivenStamp]
    /// Rewards that were earned.
    public var earned: [NamedReward]
    /// The reward that was handed over.
    public var redeemed: NamedReward?
    /// What might have been expected and did not happen, and why.
    public var reasons: [Reason]
    /// Everything that happened.
    public var events: [Event]

    public init(operation: String, at: Date, rules: Int, replay: Bool = false, dryRun: Bool = false, member: String? = nil, purchase: String? = nil, cards: [IssuedCard] = [], membership: MembershipTerm? = nil, stamps: [GivenStamp] = [], earned: [NamedReward] = [], redeemed: NamedReward? = nil, reasons: [Reason] = [], events: [Event] = []) {
        self.operation = operation
        self.at = at
        self.rules = rules
        self.replay = replay
        self.dryRun = dryRun
        self.member = member
        self.purchase = purchase
        self.cards = cards
        self.membership = membership
        self.stamps = stamps
        self.earned = earned
        self.redeemed = redeemed
        self.reasons = reasons
        self.events = events
    }

    public func encode() -> Value {
        record([("operation", crossing(operation)), ("at", crossing(at)), ("rules", crossing(rules)), ("replay", given(replay)), ("dry_run", given(dryRun)), ("member", crossing(member)), ("purchase", crossing(purchase)), ("cards", given(cards)), ("membership", crossing(membership)), ("stamps", given(stamps)), ("earned", given(earned)), ("redeemed", crossing(redeemed)), ("reasons", given(reasons)), ("events", given(events))])
    }

    public static func decode(_ value: Value) throws -> Outcome {
        let fields = try Fields(value)
        return Outcome(operation: try fields.need("operation"), at: try fields.need("at"), rules: try fields.need("rules"), replay: try fields.maybe("replay") ?? false, dryRun: try fields.maybe("dry_run") ?? false, member: try fields.maybe("member"), purchase: try fields.maybe("purchase"), cards: try fields.maybe("cards") ?? [], membership: try fields.maybe("membership"), stamps: try fields.maybe("stamps") ?? [], earned: try fields.maybe("earned") ?? [], redeemed: try fields.maybe("redeemed"), reasons: try fields.maybe("reasons") ?? [], events: try fields.maybe("events") ?? [])
    }
}

/// A card that was made.
public struct IssuedCard: Crossing, Hashable, Sendable {
    /// The number printed on it.
    public var number: String
    /// The id in its QR code.
    public var publicId: String

    public init(number: String, publicId: String) {
        self.number = number
        self.publicId = publicId
    }

    public func encode() -> Value {
        record([("number", crossing(number)), ("public_id", crossing(publicId))])
    }

    public static func decode(_ value: Value) throws -> IssuedCard {
        let fields = try Fields(value)
        return IssuedCard(number: try fields.need("number"), publicId: try fields.need("public_id"))
    }
}

/// A membership's period.
public struct MembershipTerm: Crossing, Hashable, Sendable {
    /// The member's how-manyeth.
    public var number: Int
    /// The first day.
    public var starts: Day
    /// The last day.
    public var ends: Day
    /// What it cost.
    public var fee: Decimal

    public init(number: Int, starts: Day, ends: Day, fee: Decimal) {
        self.number = number
        self.starts = starts
        self.ends = ends
        self.fee = fee
    }

    public func encode() -> Value {
        record([("number", crossing(number)), ("starts", crossing(starts)), ("ends", crossing(ends)), ("fee", crossing(fee))])
    }

    public static func decode(_ value: Value) throws -> MembershipTerm {
        let fields = try Fields(value)
        return MembershipTerm(number: try fields.need("number"), starts: try fields.need("starts"), ends: try fields.need("ends"), fee: try fields.need("fee"))
    }
}

/// A stamp that was given.
public struct GivenStamp: Crossing, Hashable, Sendable {
    /// The round, from 1.
    public var cycle: Int
    /// Its number on the card, from 1.
    public var number: Int

    public init(cycle: Int, number: Int) {
        self.cycle = cycle
        self.number = number
    }

    public func encode() -> Value {
        record([("cycle", crossing(cycle)), ("number", crossing(number))])
    }

    public static func decode(_ value: Value) throws -> GivenStamp {
        let fields = try Fields(value)
        return GivenStamp(cycle: try fields.need("cycle"), number: try fields.need("number"))
    }
}

/// A reward by name.
public struct NamedReward: Crossing, Hashable, Sendable {
    /// Its id.
    public var id: String
    /// Which reward of the rules.
    public var kind: String
    /// The last day on which it can be had.
    public var until: Day?

    public init(id: String, kind: String, until: Day? = nil) {
        self.id = id
        self.kind = kind
        self.until = until
    }

    public func encode() -> Value {
        record([("id", crossing(id)), ("kind", crossing(kind)), ("until", crossing(until))])
    }

    public static func decode(_ value: Value) throws -> NamedReward {
        let fields = try Fields(value)
        return NamedReward(id: try fields.need("id"), kind: try fields.need("kind"), until: try fields.maybe("until"))
    }
}

/// Why a reward lapsed.
public enum LapseCause: String, Crossing, CaseIterable, Hashable, Sendable {
    case expired = "expired"
    case membershipEnded = "membership_ended"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> LapseCause {
        let word = try String.decode(value)
        guard let found = LapseCause(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// One member, as of now.
public struct MemberView: Crossing, Hashable, Sendable {
    /// The member's name for machines.
    public var id: String
    /// What sort of customer it is.
    public var kind: MemberKind
    /// How the member stands.
    public var status: MemberStatus
    /// When the member became known.
    public var since: Date
    /// Who it is.
    public var profile: Profile
    /// The newest membership.
    public var membership: MembershipView?
    /// The stamp card in hand.
    public var stamps: StampCard?
    /// Rewards that wait to be handed over, oldest first.
    public var rewards: [RewardView]

    public init(id: String, kind: MemberKind, status: MemberStatus, since: Date, profile: Profile, membership: MembershipView? = nil, stamps: StampCard? = nil, rewards: [RewardView]) {
        self.id = id
        self.kind = kind
        self.status = status
        self.since = since
        self.profile = profile
        self.membership = membership
        self.stamps = stamps
        self.rewards = rewards
    }

    public func encode() -> Value {
        record([("id", crossing(id)), ("kind", crossing(kind)), ("status", crossing(status)), ("since", crossing(since)), ("profile", crossing(profile)), ("membership", crossing(membership)), ("stamps", crossing(stamps)), ("rewards", crossing(rewards))])
    }

    public static func decode(_ value: Value) throws -> MemberView {
        let fields = try Fields(value)
        return MemberView(id: try fields.need("id"), kind: try fields.need("kind"), status: try fields.need("status"), since: try fields.need("since"), profile: try fields.need("profile"), membership: try fields.maybe("membership"), stamps: try fields.maybe("stamps"), rewards: try fields.need("rewards"))
    }
}

/// Who a member is. Erasing a person removes this record and its handles, and nothing else has to change.
public struct Profile: Crossing, Hashable, Sendable {
    /// The name.
    public var name: String?
    /// The phone number in E.164, unique within the program.
    public var phone: String?
    /// The e-mail address, unique within the program.
    public var email: String?
    /// The day of birth.
    public var birthDate: Day?
    /// The postal address.
    public var address: String?
    /// As the person says.
    public var gender: String?
    /// What the staff should know.
    public var notes: String?

    public init(name: String? = nil, phone: String? = nil, email: String? = nil, birthDate: Day? = nil, address: String? = nil, gender: String? = nil, notes: String? = nil) {
        self.name = name
        self.phone = phone
        self.email = email
        self.birthDate = birthDate
        self.address = address
        self.gender = gender
        self.notes = notes
    }

    public func encode() -> Value {
        record([("name", crossing(name)), ("phone", crossing(phone)), ("email", crossing(email)), ("birth_date", crossing(birthDate)), ("address", crossing(address)), ("gender", crossing(gender)), ("notes", crossing(notes))])
    }

    public static func decode(_ value: Value) throws -> Profile {
        let fields = try Fields(value)
        return Profile(name: try fields.maybe("name"), phone: try fields.maybe("phone"), email: try fields.maybe("email"), birthDate: try fields.maybe("birth_date"), address: try fields.maybe("address"), gender: try fields.maybe("gender"), notes: try fields.maybe("notes"))
    }
}

/// A membership, as of now.
public struct MembershipView: Crossing, Hashable, Sendable {
    /// The member's how-manyeth.
    public var number: Int
    /// How it stands.
    public var status: MembershipStatus
    /// The first day.
    public var starts: Day
    /// The last day.
    public var ends: Day
    /// The number on the card.
    public var card: String
    /// The id in the card's QR code.
    public var publicId: String
    /// Percent off while it runs.
    public var discountPercent: Decimal?

    public init(number: Int, status: MembershipStatus, starts: Day, ends: Day, card: String, publicId: String, discountPercent: Decimal? = nil) {
        self.number = number
        self.status = status
        self.starts = starts
        self.ends = ends
        self.card = card
        self.publicId = publicId
        self.discountPercent = discountPercent
    }

    public func encode() -> Value {
        record([("number", crossing(number)), ("status", crossing(status)), ("starts", crossing(starts)), ("ends", crossing(ends)), ("card", crossing(card)), ("public_id", crossing(publicId)), ("discount_percent", crossing(discountPercent))])
    }

    public static func decode(_ value: Value) throws -> MembershipView {
        let fields = try Fields(value)
        return MembershipView(number: try fields.need("number"), status: try fields.need("status"), starts: try fields.need("starts"), ends: try fields.need("ends"), card: try fields.need("card"), publicId: try fields.need("public_id"), discountPercent: try fields.maybe("discount_percent"))
    }
}

/// A stamp card.
public struct StampCard: Crossing, Hashable, Sendable {
    /// The round, from 1.
    public var cycle: Int
    /// Stamps on it.
    public var count: Int
    /// Stamps that fill it.
    public var of: Int
    /// What its positions earn.
    public var rewards: [RewardPosition]

    public init(cycle: Int, count: Int, of: Int, rewards: [RewardPosition]) {
        self.cycle = cycle
        self.count = count
        self.of = of
        self.rewards = rewards
    }

    public func encode() -> Value {
        record([("cycle", crossing(cycle)), ("count", crossing(count)), ("of", crossing(of)), ("rewards", crossing(rewards))])
    }

    public static func decode(_ value: Value) throws -> StampCard {
        let fields = try Fields(value)
        return StampCard(cycle: try fields.need("cycle"), count: try fields.need("count"), of: try fields.need("of"), rewards: try fields.need("rewards"))
    }
}

/// A position of the card that earns something.
public struct RewardPosition: Crossing, Hashable, Sendable {
    /// The position, from 1.
    public var position: Int
    /// Which reward of the rules.
    public var kind: String
    /// What people read.
    public var label: String

    public init(position: Int, kind: String, label: String) {
        self.position = position
        self.kind = kind
        self.label = label
    }

    public func encode() -> Value {
        record([("position", crossing(position)), ("kind", crossing(kind)), ("label", crossing(label))])
    }

    public static func decode(_ value: Value) throws -> RewardPosition {
        let fields = try Fields(value)
        return RewardPosition(position: try fields.need("position"), kind: try fields.need("kind"), label: try fields.need("label"))
    }
}

/// An open reward.
public struct RewardView: Crossing, Hashable, Sendable {
    /// Its id.
    public var id: String
    /// Which reward of the rules.
    public var kind: String
    /// What people read.
    public var label: String
    /// What a voucher is worth.
    public var value: Decimal?
    /// The last day on which it can be had.
    public var until: Day?

    public init(id: String, kind: String, label: String, value: Decimal? = nil, until: Day? = nil) {
        self.id = id
        self.kind = kind
        self.label = label
        self.value = value
        self.until = until
    }

    public func encode() -> Value {
        record([("id", crossing(id)), ("kind", crossing(kind)), ("label", crossing(label)), ("value", crossing(value)), ("until", crossing(until))])
    }

    public static func decode(_ value: Value) throws -> RewardView {
        let fields = try Fields(value)
        return RewardView(id: try fields.need("id"), kind: try fields.need("kind"), label: try fields.need("label"), value: try fields.maybe("value"), until: try fields.maybe("until"))
    }
}

/// Entries of a log, oldest first.
public struct HistoryView: Crossing, Hashable, Sendable {
    /// The entries.
    public var entries: [Entry]
    /// Go on after this entry; nothing at the end.
    public var next: Int?

    public init(entries: [Entry], next: Int? = nil) {
        self.entries = entries
        self.next = next
    }

    public func encode() -> Value {
        record([("entries", crossing(entries)), ("next", crossing(next))])
    }

    public static func decode(_ value: Value) throws -> HistoryView {
        let fields = try Fields(value)
        return HistoryView(entries: try fields.need("entries"), next: try fields.maybe("next"))
    }
}

/// What one operation wrote: who, when, under which rules, why, and what happened.
public struct Entry: Crossing, Hashable, Sendable {
    /// Whose log it stands in.
    public var subject: String
    /// Its number in that log, from 1.
    public var seq: Int
    /// The moment of the operation.
    public var at: Date
    /// Who asked.
    public var actor: Actor
    /// The version of the rules it was decided under.
    public var rules: Int
    /// The operation, by name.
    public var operation: String
    /// The reason that was given. Free text, so it stands apart from the events and can be erased.
    public var why: String?
    /// What happened.
    public var events: [Event]
    /// What might have been expected and did not happen, and why.
    public var reasons: [Reason]

    public init(subject: String, seq: Int, at: Date, actor: Actor, rules: Int, operation: String, why: String? = nil, events: [Event], reasons: [Reason] = []) {
        self.subject = subject
        self.seq = seq
        self.at = at
        self.actor = actor
        self.rules = rules
        self.operation = operation
        self.why = why
        self.events = events
        self.reasons = reasons
    }

    public func encode() -> Value {
        record([("subject", crossing(subject)), ("seq", crossing(seq)), ("at", crossing(at)), ("actor", crossing(actor)), ("rules", crossing(rules)), ("operation", crossing(operation)), ("why", crossing(why)), ("events", crossing(events)), ("reasons", given(reasons))])
    }

    public static func decode(_ value: Value) throws -> Entry {
        let fields = try Fields(value)
        return Entry(subject: try fields.need("subject"), seq: try fields.need("seq"), at: try fields.need("at"), actor: try fields.need("actor"), rules: try fields.need("rules"), operation: try fields.need("operation"), why: try fields.maybe("why"), events: try fields.need("events"), reasons: try fields.maybe("reasons") ?? [])
    }
}

/// A page of members.
public struct MembersView: Crossing, Hashable, Sendable {
    /// The members.
    public var members: [MemberLine]
    /// Go on after this member; nothing at the end.
    public var next: String?

    public init(members: [MemberLine], next: String? = nil) {
        self.members = members
        self.next = next
    }

    public func encode() -> Value {
        record([("members", crossing(members)), ("next", crossing(next))])
    }

    public static func decode(_ value: Value) throws -> MembersView {
        let fields = try Fields(value)
        return MembersView(members: try fields.need("members"), next: try fields.maybe("next"))
    }
}

/// One member of a list.
public struct MemberLine: Crossing, Hashable, Sendable {
    /// The member's name for machines.
    public var id: String
    /// What sort of customer it is.
    public var kind: MemberKind
    /// How the member stands.
    public var status: MemberStatus
    /// Who it is.
    public var profile: Profile
    /// How the newest membership stands.
    public var membership: MembershipStatus?
    /// Its last day.
    public var ends: Day?
    /// The number on the card.
    public var card: String?

    public init(id: String, kind: MemberKind, status: MemberStatus, profile: Profile, membership: MembershipStatus? = nil, ends: Day? = nil, card: String? = nil) {
        self.id = id
        self.kind = kind
        self.status = status
        self.profile = profile
        self.membership = membership
        self.ends = ends
        self.card = card
    }

    public func encode() -> Value {
        record([("id", crossing(id)), ("kind", crossing(kind)), ("status", crossing(status)), ("profile", crossing(profile)), ("membership", crossing(membership)), ("ends", crossing(ends)), ("card", crossing(card))])
    }

    public static func decode(_ value: Value) throws -> MemberLine {
        let fields = try Fields(value)
        return MemberLine(id: try fields.need("id"), kind: try fields.need("kind"), status: try fields.need("status"), profile: try fields.need("profile"), membership: try fields.maybe("membership"), ends: try fields.maybe("ends"), card: try fields.maybe("card"))
    }
}

/// Figures of the program.
public struct Summary: Crossing, Hashable, Sendable {
    /// Members, closed ones left out.
    public var members: Int
    /// Memberships that run.
    public var active: Int
    /// Memberships that begin later.
    public var notStarted: Int
    /// Memberships that are over.
    public var expired: Int
    /// Members who are blocked.
    public var blocked: Int
    /// Members who were closed.
    public var closed: Int
    /// Rewards by kind.
    public var rewards: [RewardCount]

    public init(members: Int, active: Int, notStarted: Int, expired: Int, blocked: Int, closed: Int, rewards: [RewardCount]) {
        self.members = members
        self.active = active
        self.notStarted = notStarted
        self.expired = expired
        self.blocked = blocked
        self.closed = closed
        self.rewards = rewards
    }

    public func encode() -> Value {
        record([("members", crossing(members)), ("active", crossing(active)), ("not_started", crossing(notStarted)), ("expired", crossing(expired)), ("blocked", crossing(blocked)), ("closed", crossing(closed)), ("rewards", crossing(rewards))])
    }

    public static func decode(_ value: Value) throws -> Summary {
        let fields = try Fields(value)
        return Summary(members: try fields.need("members"), active: try fields.need("active"), notStarted: try fields.need("not_started"), expired: try fields.need("expired"), blocked: try fields.need("blocked"), closed: try fields.need("closed"), rewards: try fields.need("rewards"))
    }
}

/// Rewards of one kind.
public struct RewardCount: Crossing, Hashable, Sendable {
    /// Which reward of the rules.
    public var kind: String
    /// Waiting to be handed over.
    public var open: Int
    /// Handed over.
    public var used: Int
    /// Lapsed.
    public var lapsed: Int
    /// Taken back.
    public var takenBack: Int

    public init(kind: String, open: Int, used: Int, lapsed: Int, takenBack: Int) {
        self.kind = kind
        self.open = open
        self.used = used
        self.lapsed = lapsed
        self.takenBack = takenBack
    }

    public func encode() -> Value {
        record([("kind", crossing(kind)), ("open", crossing(open)), ("used", crossing(used)), ("lapsed", crossing(lapsed)), ("taken_back", crossing(takenBack))])
    }

    public static func decode(_ value: Value) throws -> RewardCount {
        let fields = try Fields(value)
        return RewardCount(kind: try fields.need("kind"), open: try fields.need("open"), used: try fields.need("used"), lapsed: try fields.need("lapsed"), takenBack: try fields.need("taken_back"))
    }
}

/// Rules of one version.
public struct RulesView: Crossing, Hashable, Sendable {
    /// The version.
    public var version: Int
    /// The document.
    public var rules: Document

    public init(version: Int, rules: Document) {
        self.version = version
        self.rules = rules
    }

    public func encode() -> Value {
        record([("version", crossing(version)), ("rules", crossing(rules))])
    }

    public static func decode(_ value: Value) throws -> RulesView {
        let fields = try Fields(value)
        return RulesView(version: try fields.need("version"), rules: try fields.need("rules"))
    }
}

/// Where a purchase stands.
public enum PurchaseState: String, Crossing, CaseIterable, Hashable, Sendable {
    case completed = "completed"
    case refunded = "refunded"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> PurchaseState {
        let word = try String.decode(value)
        guard let found = PurchaseState(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// One field of the input, and what is wrong with it.
public struct Problem: Crossing, Hashable, Sendable {
    /// The field, by its path.
    public var field: String
    /// What is wrong.
    public var code: ProblemCode

    public init(field: String, code: ProblemCode) {
        self.field = field
        self.code = code
    }

    public func encode() -> Value {
        record([("field", crossing(field)), ("code", crossing(code))])
    }

    public static func decode(_ value: Value) throws -> Problem {
        let fields = try Fields(value)
        return Problem(field: try fields.need("field"), code: try fields.need("code"))
    }
}

/// What is wrong with one field.
public enum ProblemCode: String, Crossing, CaseIterable, Hashable, Sendable {
    case malformed = "malformed"
    case tooDeep = "too_deep"
    case tooLong = "too_long"
    case tooMany = "too_many"
    case missing = "missing"
    case unknownField = "unknown_field"
    case unknownValue = "unknown_value"
    case duplicate = "duplicate"
    case notText = "not_text"
    case notAnObject = "not_an_object"
    case notAList = "not_a_list"
    case notAFlag = "not_a_flag"
    case notAWholeNumber = "not_a_whole_number"
    case blank = "blank"
    case outerSpace = "outer_space"
    case controlCharacter = "control_character"
    case notASlug = "not_a_slug"
    case notADecimal = "not_a_decimal"
    case negative = "negative"
    case zero = "zero"
    case tooLarge = "too_large"
    case tooPrecise = "too_precise"
    case outOfRange = "out_of_range"
    case notAMoment = "not_a_moment"
    case notADate = "not_a_date"
    case notAZone = "not_a_zone"
    case notAnId = "not_an_id"
    case notACardNumber = "not_a_card_number"
    case notAPhone = "not_a_phone"
    case notAnEmail = "not_an_email"
    case notARegion = "not_a_region"
    case notAStore = "not_a_store"
    case endsBeforeStart = "ends_before_start"
    case oneOf = "one_of"
    case unknownName = "unknown_name"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> ProblemCode {
        let word = try String.decode(value)
        guard let found = ProblemCode(rawValue: word) else { throw Unknown(word) }
        return found
    }
}
