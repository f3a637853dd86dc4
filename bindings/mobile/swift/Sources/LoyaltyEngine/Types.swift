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
    /// Points and what they buy.
    public var points: PointsSection?
    /// Levels and what they are worth.
    public var levels: LevelsSection?
    /// How purchases live.
    public var purchases: PurchasesSection?

    public init(program: ProgramSection, membership: MembershipSection? = nil, renewal: RenewalSection? = nil, stamps: StampsSection? = nil, rewards: [String: RewardSection]? = nil, points: PointsSection? = nil, levels: LevelsSection? = nil, purchases: PurchasesSection? = nil) {
        self.program = program
        self.membership = membership
        self.renewal = renewal
        self.stamps = stamps
        self.rewards = rewards
        self.points = points
        self.levels = levels
        self.purchases = purchases
    }

    public func encode() -> Value {
        record([("program", crossing(program)), ("membership", crossing(membership)), ("renewal", crossing(renewal)), ("stamps", crossing(stamps)), ("rewards", crossing(rewards)), ("points", crossing(points)), ("levels", crossing(levels)), ("purchases", crossing(purchases))])
    }

    public static func decode(_ value: Value) throws -> Document {
        let fields = try Fields(value)
        return Document(program: try fields.need("program"), membership: try fields.maybe("membership"), renewal: try fields.maybe("renewal"), stamps: try fields.maybe("stamps"), rewards: try fields.maybe("rewards"), points: try fields.maybe("points"), levels: try fields.maybe("levels"), purchases: try fields.maybe("purchases"))
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
    /// With `every = "amount"`: what becomes of stamps that a purchase gives beyond a full card.
    public var overflow: Overflow?
    /// The amount that counts.
    public var basis: Basis?
    /// The reward that a position of the card earns.
    public var rewards: [String: String]?

    public init(perCycle: Int, minAmount: Decimal, atActivation: Int? = nil, every: Every? = nil, maxPerPurchase: Int? = nil, maxPerDay: Int? = nil, overflow: Overflow? = nil, basis: Basis? = nil, rewards: [String: String]? = nil) {
        self.perCycle = perCycle
        self.minAmount = minAmount
        self.atActivation = atActivation
        self.every = every
        self.maxPerPurchase = maxPerPurchase
        self.maxPerDay = maxPerDay
        self.overflow = overflow
        self.basis = basis
        self.rewards = rewards
    }

    public func encode() -> Value {
        record([("per_cycle", crossing(perCycle)), ("min_amount", crossing(minAmount)), ("at_activation", crossing(atActivation)), ("every", crossing(every)), ("max_per_purchase", crossing(maxPerPurchase)), ("max_per_day", crossing(maxPerDay)), ("overflow", crossing(overflow)), ("basis", crossing(basis)), ("rewards", crossing(rewards))])
    }

    public static func decode(_ value: Value) throws -> StampsSection {
        let fields = try Fields(value)
        return StampsSection(perCycle: try fields.need("per_cycle"), minAmount: try fields.need("min_amount"), atActivation: try fields.maybe("at_activation"), every: try fields.maybe("every"), maxPerPurchase: try fields.maybe("max_per_purchase"), maxPerDay: try fields.maybe("max_per_day"), overflow: try fields.maybe("overflow"), basis: try fields.maybe("basis"), rewards: try fields.maybe("rewards"))
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

/// What becomes of stamps that a purchase gives beyond a full card.
public enum Overflow: String, Crossing, CaseIterable, Hashable, Sendable {
    case nextCard = "next_card"
    case dropped = "dropped"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Overflow {
        let word = try String.decode(value)
        guard let found = Overflow(rawValue: word) else { throw Unknown(word) }
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

/// `[points]` as written.
public struct PointsSection: Crossing, Hashable, Sendable {
    /// Points for each `per`; one when left out.
    public var earn: Decimal?
    /// With `every = "amount"`: the amount that earns them; 1 when left out.
    public var per: Decimal?
    /// What earns points: an amount, a unit, or a purchase.
    public var every: EarnBy?
    /// The amount that counts.
    public var basis: Basis?
    /// What of the amount does not count.
    public var without: [Without]
    /// What earns nothing.
    public var exclude: GoodsSection?
    /// What happens to a part of a point, once, at the end; `down` when left out.
    public var round: RoundingMode?
    /// A purchase below this amount earns nothing.
    public var minAmount: Decimal?
    /// The most one purchase earns.
    public var maxPerPurchase: Int?
    /// The most one member earns with the purchases of one day.
    public var maxPerDay: Int?
    /// Multipliers by what is bought, by whom and when, by name.
    public var bonuses: [String: BonusSection]?
    /// Of several multipliers that fit: the highest, or all of them.
    public var combine: Combine?
    /// When points of a purchase are there; at once when left out.
    public var pending: PendingSection?
    /// How long points live; for ever when left out.
    public var expires: ExpirySection?
    /// Which points are spent first.
    public var spend: SpendOrder?
    /// What a refund takes when the points are gone.
    public var whenGone: WhenGone?
    /// What a refund of a part takes.
    public var partRefund: PartRefund?
    /// What points are worth as money off; nothing when left out.
    public var moneyOff: MoneyOffSection?
    /// Rewards that points buy, by the reward's name.
    public var catalogue: [String: ItemSection]?
    /// May members give each other points? No when left out.
    public var transfer: Bool?

    public init(earn: Decimal? = nil, per: Decimal? = nil, every: EarnBy? = nil, basis: Basis? = nil, without: [Without] = [], exclude: GoodsSection? = nil, round: RoundingMode? = nil, minAmount: Decimal? = nil, maxPerPurchase: Int? = nil, maxPerDay: Int? = nil, bonuses: [String: BonusSection]? = nil, combine: Combine? = nil, pending: PendingSection? = nil, expires: ExpirySection? = nil, spend: SpendOrder? = nil, whenGone: WhenGone? = nil, partRefund: PartRefund? = nil, moneyOff: MoneyOffSection? = nil, catalogue: [String: ItemSection]? = nil, transfer: Bool? = nil) {
        self.earn = earn
        self.per = per
        self.every = every
        self.basis = basis
        self.without = without
        self.exclude = exclude
        self.round = round
        self.minAmount = minAmount
        self.maxPerPurchase = maxPerPurchase
        self.maxPerDay = maxPerDay
        self.bonuses = bonuses
        self.combine = combine
        self.pending = pending
        self.expires = expires
        self.spend = spend
        self.whenGone = whenGone
        self.partRefund = partRefund
        self.moneyOff = moneyOff
        self.catalogue = catalogue
        self.transfer = transfer
    }

    public func encode() -> Value {
        record([("earn", crossing(earn)), ("per", crossing(per)), ("every", crossing(every)), ("basis", crossing(basis)), ("without", given(without)), ("exclude", crossing(exclude)), ("round", crossing(round)), ("min_amount", crossing(minAmount)), ("max_per_purchase", crossing(maxPerPurchase)), ("max_per_day", crossing(maxPerDay)), ("bonuses", crossing(bonuses)), ("combine", crossing(combine)), ("pending", crossing(pending)), ("expires", crossing(expires)), ("spend", crossing(spend)), ("when_gone", crossing(whenGone)), ("part_refund", crossing(partRefund)), ("money_off", crossing(moneyOff)), ("catalogue", crossing(catalogue)), ("transfer", crossing(transfer))])
    }

    public static func decode(_ value: Value) throws -> PointsSection {
        let fields = try Fields(value)
        return PointsSection(earn: try fields.maybe("earn"), per: try fields.maybe("per"), every: try fields.maybe("every"), basis: try fields.maybe("basis"), without: try fields.maybe("without") ?? [], exclude: try fields.maybe("exclude"), round: try fields.maybe("round"), minAmount: try fields.maybe("min_amount"), maxPerPurchase: try fields.maybe("max_per_purchase"), maxPerDay: try fields.maybe("max_per_day"), bonuses: try fields.maybe("bonuses"), combine: try fields.maybe("combine"), pending: try fields.maybe("pending"), expires: try fields.maybe("expires"), spend: try fields.maybe("spend"), whenGone: try fields.maybe("when_gone"), partRefund: try fields.maybe("part_refund"), moneyOff: try fields.maybe("money_off"), catalogue: try fields.maybe("catalogue"), transfer: try fields.maybe("transfer"))
    }
}

/// What earns points.
public enum EarnBy: String, Crossing, CaseIterable, Hashable, Sendable {
    case amount = "amount"
    case unit = "unit"
    case purchase = "purchase"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> EarnBy {
        let word = try String.decode(value)
        guard let found = EarnBy(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// What of an amount does not count.
public enum Without: String, Crossing, CaseIterable, Hashable, Sendable {
    case tax = "tax"
    case delivery = "delivery"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Without {
        let word = try String.decode(value)
        guard let found = Without(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// Products and categories.
public struct GoodsSection: Crossing, Hashable, Sendable {
    /// These products.
    public var products: [String]?
    /// And everything in these categories.
    public var categories: [String]?

    public init(products: [String]? = nil, categories: [String]? = nil) {
        self.products = products
        self.categories = categories
    }

    public func encode() -> Value {
        record([("products", crossing(products)), ("categories", crossing(categories))])
    }

    public static func decode(_ value: Value) throws -> GoodsSection {
        let fields = try Fields(value)
        return GoodsSection(products: try fields.maybe("products"), categories: try fields.maybe("categories"))
    }
}

/// One multiplier as written.
public struct BonusSection: Crossing, Hashable, Sendable {
    /// By what it multiplies.
    public var multiplier: Decimal
    /// Only for these goods; for everything when left out.
    public var goods: GoodsSection?
    /// Only for buyers on these levels.
    public var levels: [String]?
    /// Only at these times.
    public var when: WindowSection?

    public init(multiplier: Decimal, goods: GoodsSection? = nil, levels: [String]? = nil, when: WindowSection? = nil) {
        self.multiplier = multiplier
        self.goods = goods
        self.levels = levels
        self.when = when
    }

    public func encode() -> Value {
        record([("multiplier", crossing(multiplier)), ("goods", crossing(goods)), ("levels", crossing(levels)), ("when", crossing(when))])
    }

    public static func decode(_ value: Value) throws -> BonusSection {
        let fields = try Fields(value)
        return BonusSection(multiplier: try fields.need("multiplier"), goods: try fields.maybe("goods"), levels: try fields.maybe("levels"), when: try fields.maybe("when"))
    }
}

/// A window as written. What is left out limits nothing.
public struct WindowSection: Crossing, Hashable, Sendable {
    /// The first day.
    public var from: Day?
    /// The last day, all of it.
    public var until: Day?
    /// Days of the week; an empty list is no day at all.
    public var days: [Weekday]?
    /// From this time of day on, such as `15:00`.
    public var fromTime: String?
    /// Up to this time of day, which is no part of it; earlier than `from_time` it is that of the next morning.
    public var untilTime: String?

    public init(from: Day? = nil, until: Day? = nil, days: [Weekday]? = nil, fromTime: String? = nil, untilTime: String? = nil) {
        self.from = from
        self.until = until
        self.days = days
        self.fromTime = fromTime
        self.untilTime = untilTime
    }

    public func encode() -> Value {
        record([("from", crossing(from)), ("until", crossing(until)), ("days", crossing(days)), ("from_time", crossing(fromTime)), ("until_time", crossing(untilTime))])
    }

    public static func decode(_ value: Value) throws -> WindowSection {
        let fields = try Fields(value)
        return WindowSection(from: try fields.maybe("from"), until: try fields.maybe("until"), days: try fields.maybe("days"), fromTime: try fields.maybe("from_time"), untilTime: try fields.maybe("until_time"))
    }
}

/// A day of the week.
public enum Weekday: String, Crossing, CaseIterable, Hashable, Sendable {
    case monday = "monday"
    case tuesday = "tuesday"
    case wednesday = "wednesday"
    case thursday = "thursday"
    case friday = "friday"
    case saturday = "saturday"
    case sunday = "sunday"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Weekday {
        let word = try String.decode(value)
        guard let found = Weekday(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// Of several multipliers that fit.
public enum Combine: String, Crossing, CaseIterable, Hashable, Sendable {
    case highest = "highest"
    case multiply = "multiply"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Combine {
        let word = try String.decode(value)
        guard let found = Combine(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// When points of a purchase are there: either of the two.
public struct PendingSection: Crossing, Hashable, Sendable {
    /// Once it is completed.
    public var untilCompleted: Bool?
    /// So many days after it was paid.
    public var days: Int?

    public init(untilCompleted: Bool? = nil, days: Int? = nil) {
        self.untilCompleted = untilCompleted
        self.days = days
    }

    public func encode() -> Value {
        record([("until_completed", crossing(untilCompleted)), ("days", crossing(days))])
    }

    public static func decode(_ value: Value) throws -> PendingSection {
        let fields = try Fields(value)
        return PendingSection(untilCompleted: try fields.maybe("until_completed"), days: try fields.maybe("days"))
    }
}

/// How long points live as written.
public struct ExpirySection: Crossing, Hashable, Sendable {
    /// So long after they are there.
    public var after: LengthSection?
    /// Until the end of the month or year in which that falls.
    public var endOf: EndOf?

    public init(after: LengthSection? = nil, endOf: EndOf? = nil) {
        self.after = after
        self.endOf = endOf
    }

    public func encode() -> Value {
        record([("after", crossing(after)), ("end_of", crossing(endOf))])
    }

    public static func decode(_ value: Value) throws -> ExpirySection {
        let fields = try Fields(value)
        return ExpirySection(after: try fields.maybe("after"), endOf: try fields.maybe("end_of"))
    }
}

/// Until when.
public enum EndOf: String, Crossing, CaseIterable, Hashable, Sendable {
    case month = "month"
    case year = "year"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> EndOf {
        let word = try String.decode(value)
        guard let found = EndOf(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// Which points are spent first.
public enum SpendOrder: String, Crossing, CaseIterable, Hashable, Sendable {
    case earliestExpiry = "earliest_expiry"
    case earliestEarned = "earliest_earned"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> SpendOrder {
        let word = try String.decode(value)
        guard let found = SpendOrder(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// What a refund takes when the points are gone.
public enum WhenGone: String, Crossing, CaseIterable, Hashable, Sendable {
    case debt = "debt"
    case whatIsThere = "what_is_there"
    case onlyPending = "only_pending"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> WhenGone {
        let word = try String.decode(value)
        guard let found = WhenGone(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// What a refund of a part takes.
public enum PartRefund: String, Crossing, CaseIterable, Hashable, Sendable {
    case unitShare = "unit_share"
    case valueRatio = "value_ratio"
    case recompute = "recompute"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> PartRefund {
        let word = try String.decode(value)
        guard let found = PartRefund(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// What points are worth as money off, as written.
public struct MoneyOffSection: Crossing, Hashable, Sendable {
    /// What one point is worth.
    public var value: Decimal
    /// The fewest that can be spent at once.
    public var minPoints: Int?
    /// Only so many at a time.
    public var step: Int?
    /// The most of a bill that points pay, in percent.
    public var maxPercent: Decimal?
    /// What a reward costs whose worth the bill cuts short.
    public var cost: Cost?

    public init(value: Decimal, minPoints: Int? = nil, step: Int? = nil, maxPercent: Decimal? = nil, cost: Cost? = nil) {
        self.value = value
        self.minPoints = minPoints
        self.step = step
        self.maxPercent = maxPercent
        self.cost = cost
    }

    public func encode() -> Value {
        record([("value", crossing(value)), ("min_points", crossing(minPoints)), ("step", crossing(step)), ("max_percent", crossing(maxPercent)), ("cost", crossing(cost))])
    }

    public static func decode(_ value: Value) throws -> MoneyOffSection {
        let fields = try Fields(value)
        return MoneyOffSection(value: try fields.need("value"), minPoints: try fields.maybe("min_points"), step: try fields.maybe("step"), maxPercent: try fields.maybe("max_percent"), cost: try fields.maybe("cost"))
    }
}

/// What points cost when a limit cuts their worth.
public enum Cost: String, Crossing, CaseIterable, Hashable, Sendable {
    case followsValue = "follows_value"
    case full = "full"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Cost {
        let word = try String.decode(value)
        guard let found = Cost(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// A reward that points buy, as written.
public struct ItemSection: Crossing, Hashable, Sendable {
    /// How many points it costs.
    public var cost: Int
    /// How many there are for everybody together.
    public var stock: Int?
    /// The most one member can have.
    public var perMember: Int?
    /// Only at these times.
    public var when: WindowSection?

    public init(cost: Int, stock: Int? = nil, perMember: Int? = nil, when: WindowSection? = nil) {
        self.cost = cost
        self.stock = stock
        self.perMember = perMember
        self.when = when
    }

    public func encode() -> Value {
        record([("cost", crossing(cost)), ("stock", crossing(stock)), ("per_member", crossing(perMember)), ("when", crossing(when))])
    }

    public static func decode(_ value: Value) throws -> ItemSection {
        let fields = try Fields(value)
        return ItemSection(cost: try fields.need("cost"), stock: try fields.maybe("stock"), perMember: try fields.maybe("per_member"), when: try fields.maybe("when"))
    }
}

/// `[levels]` as written.
public struct LevelsSection: Crossing, Hashable, Sendable {
    /// What is measured.
    public var measure: Measure?
    /// Over which time.
    public var over: Over?
    /// With `over = "months"`: how many, the running one included.
    public var months: Int?
    /// With `over = "months"`: a review every so many months, counted from January; 1 when left out.
    public var reviewMonths: Int?
    /// How many months longer a level stays that a review takes away; none when left out.
    public var graceMonths: Int?
    /// Whoever has spent this much in all is a loyal customer.
    public var loyalFrom: Decimal?
    /// The levels, by name. Their order follows from their thresholds.
    public var steps: [String: LevelSection]?

    public init(measure: Measure? = nil, over: Over? = nil, months: Int? = nil, reviewMonths: Int? = nil, graceMonths: Int? = nil, loyalFrom: Decimal? = nil, steps: [String: LevelSection]? = nil) {
        self.measure = measure
        self.over = over
        self.months = months
        self.reviewMonths = reviewMonths
        self.graceMonths = graceMonths
        self.loyalFrom = loyalFrom
        self.steps = steps
    }

    public func encode() -> Value {
        record([("measure", crossing(measure)), ("over", crossing(over)), ("months", crossing(months)), ("review_months", crossing(reviewMonths)), ("grace_months", crossing(graceMonths)), ("loyal_from", crossing(loyalFrom)), ("steps", crossing(steps))])
    }

    public static func decode(_ value: Value) throws -> LevelsSection {
        let fields = try Fields(value)
        return LevelsSection(measure: try fields.maybe("measure"), over: try fields.maybe("over"), months: try fields.maybe("months"), reviewMonths: try fields.maybe("review_months"), graceMonths: try fields.maybe("grace_months"), loyalFrom: try fields.maybe("loyal_from"), steps: try fields.maybe("steps"))
    }
}

/// What levels measure.
public enum Measure: String, Crossing, CaseIterable, Hashable, Sendable {
    case spending = "spending"
    case points = "points"
    case purchases = "purchases"
    case balance = "balance"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Measure {
        let word = try String.decode(value)
        guard let found = Measure(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// Over which time levels measure.
public enum Over: String, Crossing, CaseIterable, Hashable, Sendable {
    case lifetime = "lifetime"
    case calendarYear = "calendar_year"
    case months = "months"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> Over {
        let word = try String.decode(value)
        guard let found = Over(rawValue: word) else { throw Unknown(word) }
        return found
    }
}

/// One level as written.
public struct LevelSection: Crossing, Hashable, Sendable {
    /// What people read.
    public var label: String
    /// What has to be reached.
    public var from: Decimal
    /// Percent off on this level.
    public var discountPercent: Decimal?
    /// By what points are multiplied on this level.
    public var multiplier: Decimal?

    public init(label: String, from: Decimal, discountPercent: Decimal? = nil, multiplier: Decimal? = nil) {
        self.label = label
        self.from = from
        self.discountPercent = discountPercent
        self.multiplier = multiplier
    }

    public func encode() -> Value {
        record([("label", crossing(label)), ("from", crossing(from)), ("discount_percent", crossing(discountPercent)), ("multiplier", crossing(multiplier))])
    }

    public static func decode(_ value: Value) throws -> LevelSection {
        let fields = try Fields(value)
        return LevelSection(label: try fields.need("label"), from: try fields.need("from"), discountPercent: try fields.maybe("discount_percent"), multiplier: try fields.maybe("multiplier"))
    }
}

/// `[purchases]` as written.
public struct PurchasesSection: Crossing, Hashable, Sendable {
    /// How many minutes an order waits to be paid; a day when left out.
    public var payWithinMinutes: Int?
    /// By which rules a purchase is judged that is reopened or adopted.
    public var judgedBy: JudgedBy?
    /// How many days a purchase by nobody can be adopted; for ever when left out.
    public var adoptWithinDays: Int?

    public init(payWithinMinutes: Int? = nil, judgedBy: JudgedBy? = nil, adoptWithinDays: Int? = nil) {
        self.payWithinMinutes = payWithinMinutes
        self.judgedBy = judgedBy
        self.adoptWithinDays = adoptWithinDays
    }

    public func encode() -> Value {
        record([("pay_within_minutes", crossing(payWithinMinutes)), ("judged_by", crossing(judgedBy)), ("adopt_within_days", crossing(adoptWithinDays))])
    }

    public static func decode(_ value: Value) throws -> PurchasesSection {
        let fields = try Fields(value)
        return PurchasesSection(payWithinMinutes: try fields.maybe("pay_within_minutes"), judgedBy: try fields.maybe("judged_by"), adoptWithinDays: try fields.maybe("adopt_within_days"))
    }
}

/// By which rules a purchase is judged.
public enum JudgedBy: String, Crossing, CaseIterable, Hashable, Sendable {
    case itsDay = "its_day"
    case today = "today"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> JudgedBy {
        let word = try String.decode(value)
        guard let found = JudgedBy(rawValue: word) else { throw Unknown(word) }
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
    /// The day of birth.
    public var birthDate: Day?
    /// The postal address.
    public var address: String?
    /// The city.
    public var city: String?
    /// The province or state.
    public var province: String?
    /// The postal code.
    public var postalCode: String?
    /// As the person says.
    public var gender: String?
    /// What the staff should know.
    public var notes: String?
    /// What sort of customer it is; a walk-in when left out.
    public var kind: MemberKind?

    public init(name: String, phone: String? = nil, email: String? = nil, birthDate: Day? = nil, address: String? = nil, city: String? = nil, province: String? = nil, postalCode: String? = nil, gender: String? = nil, notes: String? = nil, kind: MemberKind? = nil) {
        self.name = name
        self.phone = phone
        self.email = email
        self.birthDate = birthDate
        self.address = address
        self.city = city
        self.province = province
        self.postalCode = postalCode
        self.gender = gender
        self.notes = notes
        self.kind = kind
    }

    public func encode() -> Value {
        record([("name", crossing(name)), ("phone", crossing(phone)), ("email", crossing(email)), ("birth_date", crossing(birthDate)), ("address", crossing(address)), ("city", crossing(city)), ("province", crossing(province)), ("postal_code", crossing(postalCode)), ("gender", crossing(gender)), ("notes", crossing(notes)), ("kind", crossing(kind))])
    }

    public static func decode(_ value: Value) throws -> Register {
        let fields = try Fields(value)
        return Register(name: try fields.need("name"), phone: try fields.maybe("phone"), email: try fields.maybe("email"), birthDate: try fields.maybe("birth_date"), address: try fields.maybe("address"), city: try fields.maybe("city"), province: try fields.maybe("province"), postalCode: try fields.maybe("postal_code"), gender: try fields.maybe("gender"), notes: try fields.maybe("notes"), kind: try fields.maybe("kind"))
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
    /// The city.
    public var city: String?
    /// The province or state.
    public var province: String?
    /// The postal code.
    public var postalCode: String?
    /// As the person says.
    public var gender: String?
    /// What the staff should know.
    public var notes: String?
    /// Makes somebody a VIP, or an ordinary customer again.
    public var kind: MemberKind?
    /// Fields to empty.
    public var clear: [ProfileField]

    public init(member: MemberRef, name: String? = nil, phone: String? = nil, email: String? = nil, birthDate: Day? = nil, address: String? = nil, city: String? = nil, province: String? = nil, postalCode: String? = nil, gender: String? = nil, notes: String? = nil, kind: MemberKind? = nil, clear: [ProfileField] = []) {
        self.member = member
        self.name = name
        self.phone = phone
        self.email = email
        self.birthDate = birthDate
        self.address = address
        self.city = city
        self.province = province
        self.postalCode = postalCode
        self.gender = gender
        self.notes = notes
        self.kind = kind
        self.clear = clear
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("name", crossing(name)), ("phone", crossing(phone)), ("email", crossing(email)), ("birth_date", crossing(birthDate)), ("address", crossing(address)), ("city", crossing(city)), ("province", crossing(province)), ("postal_code", crossing(postalCode)), ("gender", crossing(gender)), ("notes", crossing(notes)), ("kind", crossing(kind)), ("clear", given(clear))])
    }

    public static func decode(_ value: Value) throws -> UpdateProfile {
        let fields = try Fields(value)
        return UpdateProfile(member: try fields.need("member"), name: try fields.maybe("name"), phone: try fields.maybe("phone"), email: try fields.maybe("email"), birthDate: try fields.maybe("birth_date"), address: try fields.maybe("address"), city: try fields.maybe("city"), province: try fields.maybe("province"), postalCode: try fields.maybe("postal_code"), gender: try fields.maybe("gender"), notes: try fields.maybe("notes"), kind: try fields.maybe("kind"), clear: try fields.maybe("clear") ?? [])
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

/// A field of the profile, by name.
public enum ProfileField: String, Crossing, CaseIterable, Hashable, Sendable {
    case name = "name"
    case phone = "phone"
    case email = "email"
    case birthDate = "birth_date"
    case address = "address"
    case city = "city"
    case province = "province"
    case postalCode = "postal_code"
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

/// Take back that a member was closed.
public struct Reopen: Command, Hashable, Sendable {
    public var operation: String { "reopen" }
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

    public static func decode(_ value: Value) throws -> Reopen {
        let fields = try Fields(value)
        return Reopen(member: try fields.need("member"), reason: try fields.need("reason"))
    }
}

/// Remove a member's personal data for good; figures stay, and whatever else was noted goes.
public struct Erase: Command, Hashable, Sendable {
    public var operation: String { "erase" }
    /// Whom, by id alone: a phone would stand under an idempotency key again.
    public var member: String

    public init(member: String) {
        self.member = member
    }

    public func encode() -> Value {
        record([("member", crossing(member))])
    }

    public static func decode(_ value: Value) throws -> Erase {
        let fields = try Fields(value)
        return Erase(member: try fields.need("member"))
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
    /// What of the amount is tax or delivery.
    public var charges: Charges?
    /// What was bought.
    public var lines: [PurchaseLine]
    /// Pay a part of the amount with so many of the buyer's points.
    public var points: Int?
    /// Where; the actor's outlet when left out.
    public var outlet: String?
    /// The receipt number, unique at its outlet. It is an idempotency key by itself.
    public var receipt: String?
    /// How it begins; completed when left out.
    public var state: FirstState?
    /// With `state = "pending"`: until when it has to be paid; by the rules when left out.
    public var payBy: Date?

    public init(member: MemberRef? = nil, amount: Decimal, gross: Decimal? = nil, charges: Charges? = nil, lines: [PurchaseLine] = [], points: Int? = nil, outlet: String? = nil, receipt: String? = nil, state: FirstState? = nil, payBy: Date? = nil) {
        self.member = member
        self.amount = amount
        self.gross = gross
        self.charges = charges
        self.lines = lines
        self.points = points
        self.outlet = outlet
        self.receipt = receipt
        self.state = state
        self.payBy = payBy
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("amount", crossing(amount)), ("gross", crossing(gross)), ("charges", crossing(charges)), ("lines", given(lines)), ("points", crossing(points)), ("outlet", crossing(outlet)), ("receipt", crossing(receipt)), ("state", crossing(state)), ("pay_by", crossing(payBy))])
    }

    public static func decode(_ value: Value) throws -> RecordPurchase {
        let fields = try Fields(value)
        return RecordPurchase(member: try fields.maybe("member"), amount: try fields.need("amount"), gross: try fields.maybe("gross"), charges: try fields.maybe("charges"), lines: try fields.maybe("lines") ?? [], points: try fields.maybe("points"), outlet: try fields.maybe("outlet"), receipt: try fields.maybe("receipt"), state: try fields.maybe("state"), payBy: try fields.maybe("pay_by"))
    }
}

/// What of a bill is no merchandise.
public struct Charges: Crossing, Hashable, Sendable {
    /// All the tax within the amount, that of the delivery included.
    public var tax: Decimal?
    /// What the delivery cost, within the amount.
    public var delivery: Decimal?
    /// The tax within that.
    public var deliveryTax: Decimal?

    public init(tax: Decimal? = nil, delivery: Decimal? = nil, deliveryTax: Decimal? = nil) {
        self.tax = tax
        self.delivery = delivery
        self.deliveryTax = deliveryTax
    }

    public func encode() -> Value {
        record([("tax", crossing(tax)), ("delivery", crossing(delivery)), ("delivery_tax", crossing(deliveryTax))])
    }

    public static func decode(_ value: Value) throws -> Charges {
        let fields = try Fields(value)
        return Charges(tax: try fields.maybe("tax"), delivery: try fields.maybe("delivery"), deliveryTax: try fields.maybe("delivery_tax"))
    }
}

/// So many units of one product.
public struct PurchaseLine: Crossing, Hashable, Sendable {
    /// Which product.
    public var product: String
    /// The categories it belongs to.
    public var categories: [String]
    /// How many units.
    public var quantity: Int
    /// The price of one, before discounts.
    public var unitPrice: Decimal
    /// Money off the whole line.
    public var discount: Decimal?
    /// The tax within the line's price.
    public var tax: Decimal?

    public init(product: String, categories: [String] = [], quantity: Int, unitPrice: Decimal, discount: Decimal? = nil, tax: Decimal? = nil) {
        self.product = product
        self.categories = categories
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.discount = discount
        self.tax = tax
    }

    public func encode() -> Value {
        record([("product", crossing(product)), ("categories", given(categories)), ("quantity", crossing(quantity)), ("unit_price", crossing(unitPrice)), ("discount", crossing(discount)), ("tax", crossing(tax))])
    }

    public static func decode(_ value: Value) throws -> PurchaseLine {
        let fields = try Fields(value)
        return PurchaseLine(product: try fields.need("product"), categories: try fields.maybe("categories") ?? [], quantity: try fields.need("quantity"), unitPrice: try fields.need("unit_price"), discount: try fields.maybe("discount"), tax: try fields.maybe("tax"))
    }
}

/// How a purchase begins.
public enum FirstState: String, Crossing, CaseIterable, Hashable, Sendable {
    case pending = "pending"
    case paid = "paid"
    case completed = "completed"

    public func encode() -> Value {
        crossing(rawValue)
    }

    public static func decode(_ value: Value) throws -> FirstState {
        let word = try String.decode(value)
        guard let found = FirstState(rawValue: word) else { throw Unknown(word) }
        return found
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

/// Say that an order was paid.
public struct PayPurchase: Command, Hashable, Sendable {
    public var operation: String { "pay_purchase" }
    /// Which.
    public var purchase: PurchaseRef
    /// Its receipt number, where it has none yet.
    public var receipt: String?

    public init(purchase: PurchaseRef, receipt: String? = nil) {
        self.purchase = purchase
        self.receipt = receipt
    }

    public func encode() -> Value {
        record([("purchase", crossing(purchase)), ("receipt", crossing(receipt))])
    }

    public static func decode(_ value: Value) throws -> PayPurchase {
        let fields = try Fields(value)
        return PayPurchase(purchase: try fields.need("purchase"), receipt: try fields.maybe("receipt"))
    }
}

/// Say that a purchase was handed over.
public struct CompletePurchase: Command, Hashable, Sendable {
    public var operation: String { "complete_purchase" }
    /// Which.
    public var purchase: PurchaseRef

    public init(purchase: PurchaseRef) {
        self.purchase = purchase
    }

    public func encode() -> Value {
        record([("purchase", crossing(purchase))])
    }

    public static func decode(_ value: Value) throws -> CompletePurchase {
        let fields = try Fields(value)
        return CompletePurchase(purchase: try fields.need("purchase"))
    }
}

/// Call a purchase off before it is handed over.
public struct CancelPurchase: Command, Hashable, Sendable {
    public var operation: String { "cancel_purchase" }
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

    public static func decode(_ value: Value) throws -> CancelPurchase {
        let fields = try Fields(value)
        return CancelPurchase(purchase: try fields.need("purchase"), reason: try fields.need("reason"))
    }
}

/// Let a purchase stand again that was called off or taken back as a whole.
public struct ReopenPurchase: Command, Hashable, Sendable {
    public var operation: String { "reopen_purchase" }
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

    public static func decode(_ value: Value) throws -> ReopenPurchase {
        let fields = try Fields(value)
        return ReopenPurchase(purchase: try fields.need("purchase"), reason: try fields.need("reason"))
    }
}

/// Note a step on a purchase's way that only informs, such as `shipped`.
public struct MarkPurchase: Command, Hashable, Sendable {
    public var operation: String { "mark_purchase" }
    /// Which.
    public var purchase: PurchaseRef
    /// The step.
    public var mark: String

    public init(purchase: PurchaseRef, mark: String) {
        self.purchase = purchase
        self.mark = mark
    }

    public func encode() -> Value {
        record([("purchase", crossing(purchase)), ("mark", crossing(mark))])
    }

    public static func decode(_ value: Value) throws -> MarkPurchase {
        let fields = try Fields(value)
        return MarkPurchase(purchase: try fields.need("purchase"), mark: try fields.need("mark"))
    }
}

/// Count a purchase by nobody for a member.
public struct AdoptPurchase: Command, Hashable, Sendable {
    public var operation: String { "adopt_purchase" }
    /// Which.
    public var purchase: PurchaseRef
    /// For whom.
    public var member: MemberRef

    public init(purchase: PurchaseRef, member: MemberRef) {
        self.purchase = purchase
        self.member = member
    }

    public func encode() -> Value {
        record([("purchase", crossing(purchase)), ("member", crossing(member))])
    }

    public static func decode(_ value: Value) throws -> AdoptPurchase {
        let fields = try Fields(value)
        return AdoptPurchase(purchase: try fields.need("purchase"), member: try fields.need("member"))
    }
}

/// Give a purchase back: all of it, or only some units of its lines, or an amount.
public struct RefundPurchase: Command, Hashable, Sendable {
    public var operation: String { "refund_purchase" }
    /// Which.
    public var purchase: PurchaseRef
    /// Only these units.
    public var units: [Units]
    /// Only so much of the bill.
    public var amount: Decimal?
    /// Why.
    public var reason: String

    public init(purchase: PurchaseRef, units: [Units] = [], amount: Decimal? = nil, reason: String) {
        self.purchase = purchase
        self.units = units
        self.amount = amount
        self.reason = reason
    }

    public func encode() -> Value {
        record([("purchase", crossing(purchase)), ("units", given(units)), ("amount", crossing(amount)), ("reason", crossing(reason))])
    }

    public static func decode(_ value: Value) throws -> RefundPurchase {
        let fields = try Fields(value)
        return RefundPurchase(purchase: try fields.need("purchase"), units: try fields.maybe("units") ?? [], amount: try fields.maybe("amount"), reason: try fields.need("reason"))
    }
}

/// Units of one line, such as those that come back.
public struct Units: Crossing, Hashable, Sendable {
    /// Which line, from 1.
    public var line: Int
    /// How many units of it.
    public var quantity: Int

    public init(line: Int, quantity: Int) {
        self.line = line
        self.quantity = quantity
    }

    public func encode() -> Value {
        record([("line", crossing(line)), ("quantity", crossing(quantity))])
    }

    public static func decode(_ value: Value) throws -> Units {
        let fields = try Fields(value)
        return Units(line: try fields.need("line"), quantity: try fields.need("quantity"))
    }
}

/// Give something back and buy something else, in one.
public struct ExchangePurchase: Command, Hashable, Sendable {
    public var operation: String { "exchange_purchase" }
    /// What something is given back of.
    public var purchase: PurchaseRef
    /// Only these units.
    public var units: [Units]
    /// Only so much of the bill.
    public var amount: Decimal?
    /// What is bought instead.
    public var bought: NewPurchase
    /// Why.
    public var reason: String

    public init(purchase: PurchaseRef, units: [Units] = [], amount: Decimal? = nil, bought: NewPurchase, reason: String) {
        self.purchase = purchase
        self.units = units
        self.amount = amount
        self.bought = bought
        self.reason = reason
    }

    public func encode() -> Value {
        record([("purchase", crossing(purchase)), ("units", given(units)), ("amount", crossing(amount)), ("bought", crossing(bought)), ("reason", crossing(reason))])
    }

    public static func decode(_ value: Value) throws -> ExchangePurchase {
        let fields = try Fields(value)
        return ExchangePurchase(purchase: try fields.need("purchase"), units: try fields.maybe("units") ?? [], amount: try fields.maybe("amount"), bought: try fields.need("bought"), reason: try fields.need("reason"))
    }
}

/// What is bought in exchange.
public struct NewPurchase: Crossing, Hashable, Sendable {
    /// What it costs, before what comes back is taken off.
    public var amount: Decimal
    /// The price before discounts, where it differs.
    public var gross: Decimal?
    /// What of the amount is tax or delivery.
    public var charges: Charges?
    /// What was bought.
    public var lines: [PurchaseLine]
    /// Pay a part of the amount with so many of the buyer's points.
    public var points: Int?
    /// Where; the actor's outlet when left out.
    public var outlet: String?
    /// The receipt number, unique at its outlet.
    public var receipt: String?

    public init(amount: Decimal, gross: Decimal? = nil, charges: Charges? = nil, lines: [PurchaseLine] = [], points: Int? = nil, outlet: String? = nil, receipt: String? = nil) {
        self.amount = amount
        self.gross = gross
        self.charges = charges
        self.lines = lines
        self.points = points
        self.outlet = outlet
        self.receipt = receipt
    }

    public func encode() -> Value {
        record([("amount", crossing(amount)), ("gross", crossing(gross)), ("charges", crossing(charges)), ("lines", given(lines)), ("points", crossing(points)), ("outlet", crossing(outlet)), ("receipt", crossing(receipt))])
    }

    public static func decode(_ value: Value) throws -> NewPurchase {
        let fields = try Fields(value)
        return NewPurchase(amount: try fields.need("amount"), gross: try fields.maybe("gross"), charges: try fields.maybe("charges"), lines: try fields.maybe("lines") ?? [], points: try fields.maybe("points"), outlet: try fields.maybe("outlet"), receipt: try fields.maybe("receipt"))
    }
}

/// Count that a receipt was printed once more.
public struct ReprintReceipt: Command, Hashable, Sendable {
    public var operation: String { "reprint_receipt" }
    /// Which.
    public var purchase: PurchaseRef

    public init(purchase: PurchaseRef) {
        self.purchase = purchase
    }

    public func encode() -> Value {
        record([("purchase", crossing(purchase))])
    }

    public static func decode(_ value: Value) throws -> ReprintReceipt {
        let fields = try Fields(value)
        return ReprintReceipt(purchase: try fields.need("purchase"))
    }
}

/// Give or take points by hand.
public struct AdjustPoints: Command, Hashable, Sendable {
    public var operation: String { "adjust_points" }
    /// Whose.
    public var member: MemberRef
    /// How many; below zero takes them.
    public var points: Int
    /// Why.
    public var reason: String

    public init(member: MemberRef, points: Int, reason: String) {
        self.member = member
        self.points = points
        self.reason = reason
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("points", crossing(points)), ("reason", crossing(reason))])
    }

    public static func decode(_ value: Value) throws -> AdjustPoints {
        let fields = try Fields(value)
        return AdjustPoints(member: try fields.need("member"), points: try fields.need("points"), reason: try fields.need("reason"))
    }
}

/// Give points to another member.
public struct TransferPoints: Command, Hashable, Sendable {
    public var operation: String { "transfer_points" }
    /// Who gives.
    public var member: MemberRef
    /// Who gets.
    public var to: MemberRef
    /// How many.
    public var points: Int

    public init(member: MemberRef, to: MemberRef, points: Int) {
        self.member = member
        self.to = to
        self.points = points
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("to", crossing(to)), ("points", crossing(points))])
    }

    public static func decode(_ value: Value) throws -> TransferPoints {
        let fields = try Fields(value)
        return TransferPoints(member: try fields.need("member"), to: try fields.need("to"), points: try fields.need("points"))
    }
}

/// Spend points as money off: at once, or those of a hold.
public struct SpendPoints: Command, Hashable, Sendable {
    public var operation: String { "spend_points" }
    /// Whose.
    public var member: MemberRef
    /// How many.
    public var points: Int?
    /// Or all of this hold.
    public var hold: String?

    public init(member: MemberRef, points: Int? = nil, hold: String? = nil) {
        self.member = member
        self.points = points
        self.hold = hold
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("points", crossing(points)), ("hold", crossing(hold))])
    }

    public static func decode(_ value: Value) throws -> SpendPoints {
        let fields = try Fields(value)
        return SpendPoints(member: try fields.need("member"), points: try fields.maybe("points"), hold: try fields.maybe("hold"))
    }
}

/// Hold points back for something.
public struct HoldPoints: Command, Hashable, Sendable {
    public var operation: String { "hold_points" }
    /// Whose.
    public var member: MemberRef
    /// How many.
    public var points: Int
    /// Until when; then they are there again.
    public var until: Date

    public init(member: MemberRef, points: Int, until: Date) {
        self.member = member
        self.points = points
        self.until = until
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("points", crossing(points)), ("until", crossing(until))])
    }

    public static func decode(_ value: Value) throws -> HoldPoints {
        let fields = try Fields(value)
        return HoldPoints(member: try fields.need("member"), points: try fields.need("points"), until: try fields.need("until"))
    }
}

/// Let held points go: they are there again.
public struct ReleasePoints: Command, Hashable, Sendable {
    public var operation: String { "release_points" }
    /// Whose.
    public var member: MemberRef
    /// Which.
    public var hold: String

    public init(member: MemberRef, hold: String) {
        self.member = member
        self.hold = hold
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("hold", crossing(hold))])
    }

    public static func decode(_ value: Value) throws -> ReleasePoints {
        let fields = try Fields(value)
        return ReleasePoints(member: try fields.need("member"), hold: try fields.need("hold"))
    }
}

/// Buy a reward with points.
public struct BuyReward: Command, Hashable, Sendable {
    public var operation: String { "buy_reward" }
    /// Who buys.
    public var member: MemberRef
    /// Which reward of the catalogue.
    public var reward: String

    public init(member: MemberRef, reward: String) {
        self.member = member
        self.reward = reward
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("reward", crossing(reward))])
    }

    public static func decode(_ value: Value) throws -> BuyReward {
        let fields = try Fields(value)
        return BuyReward(member: try fields.need("member"), reward: try fields.need("reward"))
    }
}

/// Give a reward back that was bought with points and not handed over yet.
public struct ReverseReward: Command, Hashable, Sendable {
    public var operation: String { "reverse_reward" }
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

    public static func decode(_ value: Value) throws -> ReverseReward {
        let fields = try Fields(value)
        return ReverseReward(reward: try fields.need("reward"), reason: try fields.need("reason"))
    }
}

/// Make two members one who are the same person: everything adds up, and both names go on working.
public struct Merge: Command, Hashable, Sendable {
    public var operation: String { "merge" }
    /// Who turned out to be the other.
    public var member: MemberRef
    /// Who stays.
    public var into: MemberRef
    /// Why.
    public var reason: String?

    public init(member: MemberRef, into: MemberRef, reason: String? = nil) {
        self.member = member
        self.into = into
        self.reason = reason
    }

    public func encode() -> Value {
        record([("member", crossing(member)), ("into", crossing(into)), ("reason", crossing(reason))])
    }

    public static func decode(_ value: Value) throws -> Merge {
        let fields = try Fields(value)
        return Merge(member: try fields.need("member"), into: try fields.need("into"), reason: try fields.maybe("reason"))
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
    /// What became of the member's points.
    public var points: PointsMoved?
    /// The level, where it was told or changed.
    public var level: LevelMoved?
    /// What goes back to the buyer.
    public var refund: Refund?
    /// The points that are held back from now on.
    public var hold: String?
    /// What might have been expected and did not happen, and why.
    public var reasons: [Reason]
    /// Everything that happened.
    public var events: [Event]

    public init(operation: String, at: Date, rules: Int, replay: Bool = false, dryRun: Bool = false, member: String? = nil, purchase: String? = nil, cards: [IssuedCard] = [], membership: MembershipTerm? = nil, stamps: [GivenStamp] = [], earned: [NamedReward] = [], redeemed: NamedReward? = nil, points: PointsMoved? = nil, level: LevelMoved? = nil, refund: Refund? = nil, hold: String? = nil, reasons: [Reason] = [], events: [Event] = []) {
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
        self.points = points
        self.level = level
        self.refund = refund
        self.hold = hold
        self.reasons = reasons
        self.events = events
    }

    public func encode() -> Value {
        record([("operation", crossing(operation)), ("at", crossing(at)), ("rules", crossing(rules)), ("replay", given(replay)), ("dry_run", given(dryRun)), ("member", crossing(member)), ("purchase", crossing(purchase)), ("cards", given(cards)), ("membership", crossing(membership)), ("stamps", given(stamps)), ("earned", given(earned)), ("redeemed", crossing(redeemed)), ("points", crossing(points)), ("level", crossing(level)), ("refund", crossing(refund)), ("hold", crossing(hold)), ("reasons", given(reasons)), ("events", given(events))])
    }

    public static func decode(_ value: Value) throws -> Outcome {
        let fields = try Fields(value)
        return Outcome(operation: try fields.need("operation"), at: try fields.need("at"), rules: try fields.need("rules"), replay: try fields.maybe("replay") ?? false, dryRun: try fields.maybe("dry_run") ?? false, member: try fields.maybe("member"), purchase: try fields.maybe("purchase"), cards: try fields.maybe("cards") ?? [], membership: try fields.maybe("membership"), stamps: try fields.maybe("stamps") ?? [], earned: try fields.maybe("earned") ?? [], redeemed: try fields.maybe("redeemed"), points: try fields.maybe("points"), level: try fields.maybe("level"), refund: try fields.maybe("refund"), hold: try fields.maybe("hold"), reasons: try fields.maybe("reasons") ?? [], events: try fields.maybe("events") ?? [])
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

/// What became of a member's points.
public struct PointsMoved: Crossing, Hashable, Sendable {
    /// Earned, and there.
    public var earned: Int?
    /// Earned, and not there yet.
    public var pending: Int?
    /// Spent as money off, or for a reward.
    public var spent: Int?
    /// Given back that had been spent.
    public var returned: Int?
    /// Taken back with the purchase that gave them.
    public var takenBack: Int?
    /// Of those, what was gone and is owed now.
    public var owed: Int?
    /// Held back.
    public var held: Int?
    /// No longer held back.
    public var released: Int?
    /// Run out.
    public var expired: Int?
    /// Given by hand.
    public var granted: Int?
    /// Taken by hand.
    public var deducted: Int?
    /// Given to somebody else.
    public var sent: Int?
    /// Got from somebody else.
    public var received: Int?
    /// What they were worth as money off.
    public var value: Decimal?
    /// What can be spent now; nothing if that did not change.
    public var balance: Int?

    public init(earned: Int? = nil, pending: Int? = nil, spent: Int? = nil, returned: Int? = nil, takenBack: Int? = nil, owed: Int? = nil, held: Int? = nil, released: Int? = nil, expired: Int? = nil, granted: Int? = nil, deducted: Int? = nil, sent: Int? = nil, received: Int? = nil, value: Decimal? = nil, balance: Int? = nil) {
        self.earned = earned
        self.pending = pending
        self.spent = spent
        self.returned = returned
        self.takenBack = takenBack
        self.owed = owed
        self.held = held
        self.released = released
        self.expired = expired
        self.granted = granted
        self.deducted = deducted
        self.sent = sent
        self.received = received
        self.value = value
        self.balance = balance
    }

    public func encode() -> Value {
        record([("earned", crossing(earned)), ("pending", crossing(pending)), ("spent", crossing(spent)), ("returned", crossing(returned)), ("taken_back", crossing(takenBack)), ("owed", crossing(owed)), ("held", crossing(held)), ("released", crossing(released)), ("expired", crossing(expired)), ("granted", crossing(granted)), ("deducted", crossing(deducted)), ("sent", crossing(sent)), ("received", crossing(received)), ("value", crossing(value)), ("balance", crossing(balance))])
    }

    public static func decode(_ value: Value) throws -> PointsMoved {
        let fields = try Fields(value)
        return PointsMoved(earned: try fields.maybe("earned"), pending: try fields.maybe("pending"), spent: try fields.maybe("spent"), returned: try fields.maybe("returned"), takenBack: try fields.maybe("taken_back"), owed: try fields.maybe("owed"), held: try fields.maybe("held"), released: try fields.maybe("released"), expired: try fields.maybe("expired"), granted: try fields.maybe("granted"), deducted: try fields.maybe("deducted"), sent: try fields.maybe("sent"), received: try fields.maybe("received"), value: try fields.maybe("value"), balance: try fields.maybe("balance"))
    }
}

/// A level before and after.
public struct LevelMoved: Crossing, Hashable, Sendable {
    /// The level before.
    public var before: String?
    /// The level now.
    public var now: String?

    public init(before: String? = nil, now: String? = nil) {
        self.before = before
        self.now = now
    }

    public func encode() -> Value {
        record([("before", crossing(before)), ("now", crossing(now))])
    }

    public static func decode(_ value: Value) throws -> LevelMoved {
        let fields = try Fields(value)
        return LevelMoved(before: try fields.maybe("before"), now: try fields.maybe("now"))
    }
}

/// What goes back to a buyer.
public struct Refund: Crossing, Hashable, Sendable {
    /// In money.
    public var money: Decimal
    /// Is nothing left of the purchase?
    public var whole: Bool

    public init(money: Decimal, whole: Bool) {
        self.money = money
        self.whole = whole
    }

    public func encode() -> Value {
        record([("money", crossing(money)), ("whole", crossing(whole))])
    }

    public static func decode(_ value: Value) throws -> Refund {
        let fields = try Fields(value)
        return Refund(money: try fields.need("money"), whole: try fields.need("whole"))
    }
}

/// Where a purchase stands.
public enum PurchaseState: String, Crossing, CaseIterable, Hashable, Sendable {
    case pending = "pending"
    case paid = "paid"
    case completed = "completed"
    case cancelled = "cancelled"
    case expired = "expired"
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

/// From a day on somebody is on this level, or on none.
public struct LevelStep: Crossing, Hashable, Sendable {
    /// The first day.
    public var from: Day
    /// The level.
    public var level: String?

    public init(from: Day, level: String? = nil) {
        self.from = from
        self.level = level
    }

    public func encode() -> Value {
        record([("from", crossing(from)), ("level", crossing(level))])
    }

    public static func decode(_ value: Value) throws -> LevelStep {
        let fields = try Fields(value)
        return LevelStep(from: try fields.need("from"), level: try fields.maybe("level"))
    }
}

/// Points with one expiry.
public struct Lot: Crossing, Hashable, Sendable {
    /// The member's how-manyeth.
    public var lot: Int
    /// How many are left.
    public var points: Int
    /// The last day on which they can be spent.
    public var until: Day?

    public init(lot: Int, points: Int, until: Day? = nil) {
        self.lot = lot
        self.points = points
        self.until = until
    }

    public func encode() -> Value {
        record([("lot", crossing(lot)), ("points", crossing(points)), ("until", crossing(until))])
    }

    public static func decode(_ value: Value) throws -> Lot {
        let fields = try Fields(value)
        return Lot(lot: try fields.need("lot"), points: try fields.need("points"), until: try fields.maybe("until"))
    }
}

/// Figures over all purchases that count.
public struct Spending: Crossing, Hashable, Sendable {
    /// Of all time.
    public var total: Figures
    /// Of the newest months, oldest first; months without any are left out.
    public var months: [Month2]
    /// When something was bought last.
    public var last: Date?

    public init(total: Figures, months: [Month2] = [], last: Date? = nil) {
        self.total = total
        self.months = months
        self.last = last
    }

    public func encode() -> Value {
        record([("total", crossing(total)), ("months", given(months)), ("last", crossing(last))])
    }

    public static func decode(_ value: Value) throws -> Spending {
        let fields = try Fields(value)
        return Spending(total: try fields.need("total"), months: try fields.maybe("months") ?? [], last: try fields.maybe("last"))
    }
}

/// What was spent, earned and bought.
public struct Figures: Crossing, Hashable, Sendable {
    /// What was paid and did not come back.
    public var spent: Decimal
    /// Purchases, those left out that came back as a whole.
    public var purchases: Int
    /// Points they earned.
    public var points: Int

    public init(spent: Decimal, purchases: Int, points: Int) {
        self.spent = spent
        self.purchases = purchases
        self.points = points
    }

    public func encode() -> Value {
        record([("spent", crossing(spent)), ("purchases", crossing(purchases)), ("points", crossing(points))])
    }

    public static func decode(_ value: Value) throws -> Figures {
        let fields = try Fields(value)
        return Figures(spent: try fields.need("spent"), purchases: try fields.need("purchases"), points: try fields.need("points"))
    }
}

/// The figures of one month.
public struct Month2: Crossing, Hashable, Sendable {
    /// Its first day.
    public var month: Day
    /// Its figures.
    public var figures: Figures

    public init(month: Day, figures: Figures) {
        self.month = month
        self.figures = figures
    }

    public func encode() -> Value {
        record([("month", crossing(month)), ("figures", crossing(figures))])
    }

    public static func decode(_ value: Value) throws -> Month2 {
        let fields = try Fields(value)
        return Month2(month: try fields.need("month"), figures: try fields.need("figures"))
    }
}

/// An order that waits to be paid.
public struct Awaiting: Crossing, Hashable, Sendable {
    /// Which.
    public var purchase: String
    /// Until when.
    public var until: Date
    /// The day of that moment, where the program is.
    public var on: Day

    public init(purchase: String, until: Date, on: Day) {
        self.purchase = purchase
        self.until = until
        self.on = on
    }

    public func encode() -> Value {
        record([("purchase", crossing(purchase)), ("until", crossing(until)), ("on", crossing(on))])
    }

    public static func decode(_ value: Value) throws -> Awaiting {
        let fields = try Fields(value)
        return Awaiting(purchase: try fields.need("purchase"), until: try fields.need("until"), on: try fields.need("on"))
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
    /// Was the personal data removed for good?
    public var erased: Bool
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
    /// The points, where the program has them.
    public var points: PointsView?
    /// The level.
    public var level: LevelView?
    /// What was bought.
    public var spending: SpendingView?
    /// Is it a loyal customer, where the rules say what that is?
    public var loyal: Bool?

    public init(id: String, kind: MemberKind, status: MemberStatus, erased: Bool = false, since: Date, profile: Profile, membership: MembershipView? = nil, stamps: StampCard? = nil, rewards: [RewardView], points: PointsView? = nil, level: LevelView? = nil, spending: SpendingView? = nil, loyal: Bool? = nil) {
        self.id = id
        self.kind = kind
        self.status = status
        self.erased = erased
        self.since = since
        self.profile = profile
        self.membership = membership
        self.stamps = stamps
        self.rewards = rewards
        self.points = points
        self.level = level
        self.spending = spending
        self.loyal = loyal
    }

    public func encode() -> Value {
        record([("id", crossing(id)), ("kind", crossing(kind)), ("status", crossing(status)), ("erased", given(erased)), ("since", crossing(since)), ("profile", crossing(profile)), ("membership", crossing(membership)), ("stamps", crossing(stamps)), ("rewards", crossing(rewards)), ("points", crossing(points)), ("level", crossing(level)), ("spending", crossing(spending)), ("loyal", crossing(loyal))])
    }

    public static func decode(_ value: Value) throws -> MemberView {
        let fields = try Fields(value)
        return MemberView(id: try fields.need("id"), kind: try fields.need("kind"), status: try fields.need("status"), erased: try fields.maybe("erased") ?? false, since: try fields.need("since"), profile: try fields.need("profile"), membership: try fields.maybe("membership"), stamps: try fields.maybe("stamps"), rewards: try fields.need("rewards"), points: try fields.maybe("points"), level: try fields.maybe("level"), spending: try fields.maybe("spending"), loyal: try fields.maybe("loyal"))
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
    /// Phone numbers of somebody who turned out to be this person.
    public var otherPhones: [String]
    /// E-mail addresses of somebody who turned out to be this person.
    public var otherEmails: [String]
    /// The day of birth.
    public var birthDate: Day?
    /// The postal address.
    public var address: String?
    /// The city.
    public var city: String?
    /// The province or state.
    public var province: String?
    /// The postal code.
    public var postalCode: String?
    /// As the person says.
    public var gender: String?
    /// What the staff should know.
    public var notes: String?

    public init(name: String? = nil, phone: String? = nil, email: String? = nil, otherPhones: [String] = [], otherEmails: [String] = [], birthDate: Day? = nil, address: String? = nil, city: String? = nil, province: String? = nil, postalCode: String? = nil, gender: String? = nil, notes: String? = nil) {
        self.name = name
        self.phone = phone
        self.email = email
        self.otherPhones = otherPhones
        self.otherEmails = otherEmails
        self.birthDate = birthDate
        self.address = address
        self.city = city
        self.province = province
        self.postalCode = postalCode
        self.gender = gender
        self.notes = notes
    }

    public func encode() -> Value {
        record([("name", crossing(name)), ("phone", crossing(phone)), ("email", crossing(email)), ("other_phones", given(otherPhones)), ("other_emails", given(otherEmails)), ("birth_date", crossing(birthDate)), ("address", crossing(address)), ("city", crossing(city)), ("province", crossing(province)), ("postal_code", crossing(postalCode)), ("gender", crossing(gender)), ("notes", crossing(notes))])
    }

    public static func decode(_ value: Value) throws -> Profile {
        let fields = try Fields(value)
        return Profile(name: try fields.maybe("name"), phone: try fields.maybe("phone"), email: try fields.maybe("email"), otherPhones: try fields.maybe("other_phones") ?? [], otherEmails: try fields.maybe("other_emails") ?? [], birthDate: try fields.maybe("birth_date"), address: try fields.maybe("address"), city: try fields.maybe("city"), province: try fields.maybe("province"), postalCode: try fields.maybe("postal_code"), gender: try fields.maybe("gender"), notes: try fields.maybe("notes"))
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

/// A member's points.
public struct PointsView: Crossing, Hashable, Sendable {
    /// What can be spent.
    public var balance: Int
    /// What purchases will still bring.
    public var pending: Int
    /// What is held back.
    public var held: Int
    /// What is owed, and paid by what comes next.
    public var debt: Int
    /// What can be spent, by the day on which it runs out.
    public var lots: [LotView]

    public init(balance: Int, pending: Int, held: Int, debt: Int, lots: [LotView]) {
        self.balance = balance
        self.pending = pending
        self.held = held
        self.debt = debt
        self.lots = lots
    }

    public func encode() -> Value {
        record([("balance", crossing(balance)), ("pending", crossing(pending)), ("held", crossing(held)), ("debt", crossing(debt)), ("lots", crossing(lots))])
    }

    public static func decode(_ value: Value) throws -> PointsView {
        let fields = try Fields(value)
        return PointsView(balance: try fields.need("balance"), pending: try fields.need("pending"), held: try fields.need("held"), debt: try fields.need("debt"), lots: try fields.need("lots"))
    }
}

/// Points that run out together.
public struct LotView: Crossing, Hashable, Sendable {
    /// How many.
    public var points: Int
    /// The last day on which they can be spent; nothing if they never run out.
    public var until: Day?

    public init(points: Int, until: Day? = nil) {
        self.points = points
        self.until = until
    }

    public func encode() -> Value {
        record([("points", crossing(points)), ("until", crossing(until))])
    }

    public static func decode(_ value: Value) throws -> LotView {
        let fields = try Fields(value)
        return LotView(points: try fields.need("points"), until: try fields.maybe("until"))
    }
}

/// A level, as of now.
public struct LevelView: Crossing, Hashable, Sendable {
    /// Its name in the rules.
    public var name: String
    /// What people read.
    public var label: String
    /// The first day on it.
    public var since: Day
    /// The day on which time alone takes it away.
    public var ends: Day?
    /// Percent off.
    public var discountPercent: Decimal?
    /// By what points are multiplied.
    public var multiplier: Decimal
    /// The next level, and how far away it is.
    public var next: NextLevel?

    public init(name: String, label: String, since: Day, ends: Day? = nil, discountPercent: Decimal? = nil, multiplier: Decimal, next: NextLevel? = nil) {
        self.name = name
        self.label = label
        self.since = since
        self.ends = ends
        self.discountPercent = discountPercent
        self.multiplier = multiplier
        self.next = next
    }

    public func encode() -> Value {
        record([("name", crossing(name)), ("label", crossing(label)), ("since", crossing(since)), ("ends", crossing(ends)), ("discount_percent", crossing(discountPercent)), ("multiplier", crossing(multiplier)), ("next", crossing(next))])
    }

    public static func decode(_ value: Value) throws -> LevelView {
        let fields = try Fields(value)
        return LevelView(name: try fields.need("name"), label: try fields.need("label"), since: try fields.need("since"), ends: try fields.maybe("ends"), discountPercent: try fields.maybe("discount_percent"), multiplier: try fields.need("multiplier"), next: try fields.maybe("next"))
    }
}

/// How far away a level is.
public struct NextLevel: Crossing, Hashable, Sendable {
    /// Its name in the rules.
    public var name: String
    /// What people read.
    public var label: String
    /// What has to be reached.
    public var from: Decimal
    /// How much is missing.
    public var missing: Decimal

    public init(name: String, label: String, from: Decimal, missing: Decimal) {
        self.name = name
        self.label = label
        self.from = from
        self.missing = missing
    }

    public func encode() -> Value {
        record([("name", crossing(name)), ("label", crossing(label)), ("from", crossing(from)), ("missing", crossing(missing))])
    }

    public static func decode(_ value: Value) throws -> NextLevel {
        let fields = try Fields(value)
        return NextLevel(name: try fields.need("name"), label: try fields.need("label"), from: try fields.need("from"), missing: try fields.need("missing"))
    }
}

/// What a member has bought.
public struct SpendingView: Crossing, Hashable, Sendable {
    /// What was paid and did not come back.
    public var total: Decimal
    /// Purchases, those left out that came back as a whole.
    public var purchases: Int
    /// When something was bought last.
    public var last: Date?

    public init(total: Decimal, purchases: Int, last: Date? = nil) {
        self.total = total
        self.purchases = purchases
        self.last = last
    }

    public func encode() -> Value {
        record([("total", crossing(total)), ("purchases", crossing(purchases)), ("last", crossing(last))])
    }

    public static func decode(_ value: Value) throws -> SpendingView {
        let fields = try Fields(value)
        return SpendingView(total: try fields.need("total"), purchases: try fields.need("purchases"), last: try fields.maybe("last"))
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

/// A purchase, as of now.
public struct PurchaseView: Crossing, Hashable, Sendable {
    /// Its id.
    public var id: String
    /// Who bought.
    public var member: String?
    /// Where.
    public var outlet: String?
    /// The receipt number.
    public var receipt: String?
    /// How it stands.
    public var state: PurchaseState
    /// When it was recorded.
    public var at: Date
    /// Until when it has to be paid.
    public var payBy: Date?
    /// What was paid in money.
    public var amount: Decimal
    /// What of that did not go back.
    public var kept: Decimal
    /// What was bought.
    public var lines: [PurchaseLineView]
    /// Stamps it gave and has not lost.
    public var stamps: Int
    /// Points it gave and has not lost.
    public var points: Int
    /// Points it was paid with that did not go back.
    public var pointsSpent: Int
    /// What happened on its way, oldest first.
    public var timeline: [Step]
    /// How often its receipt was printed again.
    public var reprints: Int

    public init(id: String, member: String? = nil, outlet: String? = nil, receipt: String? = nil, state: PurchaseState, at: Date, payBy: Date? = nil, amount: Decimal, kept: Decimal, lines: [PurchaseLineView] = [], stamps: Int, points: Int, pointsSpent: Int, timeline: [Step] = [], reprints: Int) {
        self.id = id
        self.member = member
        self.outlet = outlet
        self.receipt = receipt
        self.state = state
        self.at = at
        self.payBy = payBy
        self.amount = amount
        self.kept = kept
        self.lines = lines
        self.stamps = stamps
        self.points = points
        self.pointsSpent = pointsSpent
        self.timeline = timeline
        self.reprints = reprints
    }

    public func encode() -> Value {
        record([("id", crossing(id)), ("member", crossing(member)), ("outlet", crossing(outlet)), ("receipt", crossing(receipt)), ("state", crossing(state)), ("at", crossing(at)), ("pay_by", crossing(payBy)), ("amount", crossing(amount)), ("kept", crossing(kept)), ("lines", given(lines)), ("stamps", crossing(stamps)), ("points", crossing(points)), ("points_spent", crossing(pointsSpent)), ("timeline", given(timeline)), ("reprints", crossing(reprints))])
    }

    public static func decode(_ value: Value) throws -> PurchaseView {
        let fields = try Fields(value)
        return PurchaseView(id: try fields.need("id"), member: try fields.maybe("member"), outlet: try fields.maybe("outlet"), receipt: try fields.maybe("receipt"), state: try fields.need("state"), at: try fields.need("at"), payBy: try fields.maybe("pay_by"), amount: try fields.need("amount"), kept: try fields.need("kept"), lines: try fields.maybe("lines") ?? [], stamps: try fields.need("stamps"), points: try fields.need("points"), pointsSpent: try fields.need("points_spent"), timeline: try fields.maybe("timeline") ?? [], reprints: try fields.need("reprints"))
    }
}

/// A line of a purchase.
public struct PurchaseLineView: Crossing, Hashable, Sendable {
    /// Which product.
    public var product: String
    /// How many units were bought.
    public var quantity: Int
    /// How many of them came back.
    public var returned: Int
    /// What the line has of the bill.
    public var share: Decimal

    public init(product: String, quantity: Int, returned: Int, share: Decimal) {
        self.product = product
        self.quantity = quantity
        self.returned = returned
        self.share = share
    }

    public func encode() -> Value {
        record([("product", crossing(product)), ("quantity", crossing(quantity)), ("returned", crossing(returned)), ("share", crossing(share))])
    }

    public static func decode(_ value: Value) throws -> PurchaseLineView {
        let fields = try Fields(value)
        return PurchaseLineView(product: try fields.need("product"), quantity: try fields.need("quantity"), returned: try fields.need("returned"), share: try fields.need("share"))
    }
}

/// Something that happened to a purchase.
public struct Step: Crossing, Hashable, Sendable {
    /// The state it came to, or a step in between that only informs.
    public var what: String
    /// When.
    public var at: Date

    public init(what: String, at: Date) {
        self.what = what
        self.at = at
    }

    public func encode() -> Value {
        record([("what", crossing(what)), ("at", crossing(at))])
    }

    public static func decode(_ value: Value) throws -> Step {
        let fields = try Fields(value)
        return Step(what: try fields.need("what"), at: try fields.need("at"))
    }
}

/// What went in and out of a member's points, oldest first.
public struct StatementView: Crossing, Hashable, Sendable {
    /// The movements.
    public var lines: [StatementLine]
    /// Go on after this entry; nothing at the end.
    public var next: Int?

    public init(lines: [StatementLine], next: Int? = nil) {
        self.lines = lines
        self.next = next
    }

    public func encode() -> Value {
        record([("lines", crossing(lines)), ("next", crossing(next))])
    }

    public static func decode(_ value: Value) throws -> StatementView {
        let fields = try Fields(value)
        return StatementView(lines: try fields.need("lines"), next: try fields.maybe("next"))
    }
}

/// One movement of points.
public struct StatementLine: Crossing, Hashable, Sendable {
    /// The entry of the member's log that it stands in.
    public var entry: Int
    /// When.
    public var at: Date
    /// What happened, by the name of its event.
    public var what: String
    /// Points that came in, or below zero went out.
    public var points: Int
    /// The balance afterwards.
    public var balance: Int
    /// The purchase it was for.
    public var purchase: String?

    public init(entry: Int, at: Date, what: String, points: Int, balance: Int, purchase: String? = nil) {
        self.entry = entry
        self.at = at
        self.what = what
        self.points = points
        self.balance = balance
        self.purchase = purchase
    }

    public func encode() -> Value {
        record([("entry", crossing(entry)), ("at", crossing(at)), ("what", crossing(what)), ("points", crossing(points)), ("balance", crossing(balance)), ("purchase", crossing(purchase))])
    }

    public static func decode(_ value: Value) throws -> StatementLine {
        let fields = try Fields(value)
        return StatementLine(entry: try fields.need("entry"), at: try fields.need("at"), what: try fields.need("what"), points: try fields.need("points"), balance: try fields.need("balance"), purchase: try fields.maybe("purchase"))
    }
}

/// Which points run out by a day if nothing else happens.
public struct ForecastView: Crossing, Hashable, Sendable {
    /// How many.
    public var points: Int
    /// By the day on which they run out.
    public var lots: [LotView]

    public init(points: Int, lots: [LotView]) {
        self.points = points
        self.lots = lots
    }

    public func encode() -> Value {
        record([("points", crossing(points)), ("lots", crossing(lots))])
    }

    public static func decode(_ value: Value) throws -> ForecastView {
        let fields = try Fields(value)
        return ForecastView(points: try fields.need("points"), lots: try fields.need("lots"))
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
    /// The level.
    public var level: String?

    public init(id: String, kind: MemberKind, status: MemberStatus, profile: Profile, membership: MembershipStatus? = nil, ends: Day? = nil, card: String? = nil, level: String? = nil) {
        self.id = id
        self.kind = kind
        self.status = status
        self.profile = profile
        self.membership = membership
        self.ends = ends
        self.card = card
        self.level = level
    }

    public func encode() -> Value {
        record([("id", crossing(id)), ("kind", crossing(kind)), ("status", crossing(status)), ("profile", crossing(profile)), ("membership", crossing(membership)), ("ends", crossing(ends)), ("card", crossing(card)), ("level", crossing(level))])
    }

    public static func decode(_ value: Value) throws -> MemberLine {
        let fields = try Fields(value)
        return MemberLine(id: try fields.need("id"), kind: try fields.need("kind"), status: try fields.need("status"), profile: try fields.need("profile"), membership: try fields.maybe("membership"), ends: try fields.maybe("ends"), card: try fields.maybe("card"), level: try fields.maybe("level"))
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
    case notATime = "not_a_time"
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
