// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.

import Foundation
import LoyaltyBorder

/// One fact. Events carry ids and figures only, never personal data.
public enum Event: Crossing, Hashable, Sendable {
    /// A version of the rules came into force.
    case rulesPublished(version: Int, document: Document)
    /// A card was made.
    case cardIssued(card: String, number: String)
    /// A card got its owner.
    case cardAssigned(card: String, member: String)
    /// A card was lost; its number is dead for good.
    case cardReplaced(card: String)
    /// Somebody became known.
    case memberRegistered(member: String, kind: MemberKind)
    /// The profile was changed; what it says stands in the profile alone.
    case profileChanged(fields: [ProfileField])
    /// What sort of customer somebody is was changed.
    case kindChanged(kind: MemberKind)
    /// A membership began.
    case membershipStarted(membership: Int, card: String, number: String, starts: Day, ends: Day, fee: Decimal)
    /// A membership was renewed by one more period.
    case membershipRenewed(membership: Int, starts: Day, ends: Day, fee: Decimal)
    /// A membership moved to another card.
    case membershipCardChanged(card: String, number: String)
    /// A membership was over after this day.
    case membershipEnded(membership: Int, ended: Day)
    /// A member was blocked.
    case memberBlocked
    /// A member was unblocked.
    case memberUnblocked
    /// A member was closed.
    case memberClosed
    /// A member who was closed came back.
    case memberReopened
    /// A member's personal data was removed for good; figures stay.
    case memberErased
    /// A purchase was recorded.
    case purchaseRecorded(purchase: String, member: String? = nil, outlet: String? = nil, receipt: String? = nil, amount: Decimal, gross: Decimal? = nil, charges: Charges? = nil, lines: [PurchaseLine] = [], shares: [Decimal] = [], state: PurchaseState? = nil, payBy: Date? = nil, rules: Int)
    /// An order waits to be paid.
    case purchaseAwaited(purchase: String, until: Date, on: Day)
    /// An order was paid.
    case purchasePaid(purchase: String, receipt: String? = nil)
    /// A purchase was handed over.
    case purchaseCompleted(purchase: String)
    /// A purchase was called off.
    case purchaseCancelled(purchase: String)
    /// An order was not paid in time.
    case purchaseExpired(purchase: String)
    /// A purchase that was called off or taken back stands again.
    case purchaseReopened(purchase: String, state: PurchaseState, rules: Int)
    /// Something happened on a purchase's way that only informs.
    case purchaseMarked(purchase: String, mark: String)
    /// A purchase by nobody turned out to be a member's.
    case purchaseAdopted(purchase: String, member: String, rules: Int)
    /// A purchase was taken back as a whole, as if it had never been.
    case purchaseVoided(purchase: String)
    /// A purchase, or a part of it, was given back.
    case purchaseRefunded(purchase: String, money: Decimal, amount: Decimal? = nil, units: [Units] = [], whole: Bool)
    /// A receipt was printed once more.
    case receiptReprinted(purchase: String, times: Int)
    /// A purchase counts for its buyer, or no longer does.
    case purchaseCounted(purchase: String, on: Day, spent: Decimal, purchases: Int)
    /// The buyer's level, since when, and how time alone will change it.
    case levelSet(before: String? = nil, steps: [LevelStep])
    /// A purchase will earn points.
    case pointsPromised(purchase: String, points: Int, from: Day? = nil, shares: [Int] = [], level: Decimal)
    /// Points are there. What paid a debt is no part of them.
    case pointsEarned(purchase: String, parts: [Lot], debt: Int? = nil, promised: Bool = false, shares: [Int] = [], level: Decimal, lot: Int, until: Day? = nil, on: Day, balance: Int)
    /// Points were taken back with the purchase that gave them.
    case pointsTakenBack(purchase: String, parts: [Lot], promised: Int? = nil, debt: Int? = nil, forgiven: Int? = nil, on: Day, balance: Int)
    /// Points were spent as money off.
    case pointsSpent(purchase: String? = nil, parts: [Lot], value: Decimal, balance: Int)
    /// Points that a purchase was paid with came back.
    case pointsReturned(purchase: String, parts: [Lot], debt: Int? = nil, balance: Int)
    /// Points are held back for something.
    case pointsHeld(hold: String, parts: [Lot], until: Date, on: Day, balance: Int)
    /// Points that were held back are there again.
    case pointsReleased(hold: String, parts: [Lot], debt: Int? = nil, balance: Int)
    /// Points that were held back were spent.
    case holdSpent(hold: String, points: Int, value: Decimal)
    /// Points ran out.
    case pointsExpired(parts: [Lot], balance: Int)
    /// Points were given by hand.
    case pointsGranted(parts: [Lot], debt: Int? = nil, balance: Int)
    /// Points were taken by hand.
    case pointsDeducted(parts: [Lot], balance: Int)
    /// Points went to somebody else.
    case pointsSent(to: String, parts: [Lot], balance: Int)
    /// Points came from somebody else.
    case pointsReceived(from: String, parts: [Lot], debt: Int? = nil, balance: Int)
    /// A reward was bought with points.
    case rewardBought(reward: String, kind: String, until: Day? = nil, parts: [Lot], balance: Int)
    /// A reward that was bought with points was given back for them.
    case rewardReversed(reward: String, kind: String, parts: [Lot], debt: Int? = nil, balance: Int)
    /// So many of a reward are left in stock.
    case stockChanged(kind: String, taken: Int)
    /// A reward passed to the member its owner turned out to be.
    case rewardMoved(from: String, reward: String, kind: String, until: Day? = nil, earned: Date, cost: [Lot] = [])
    /// A promise passed to the member its owner turned out to be.
    case promiseMoved(purchase: String, points: Int, from: Day? = nil)
    /// Points held back passed to the member their owner turned out to be, held back as before.
    case holdMoved(hold: String, parts: [Lot], until: Date, on: Day)
    /// What somebody had who turned out to be this member.
    case memberAbsorbed(members: [String], spending: Spending? = nil, awaiting: [Awaiting] = [], debt: Int? = nil, paid: [Lot] = [])
    /// Somebody turned out to be another member.
    case memberMerged(into: String, series: Int? = nil)
    /// The next card was opened; it runs to its end under these rules.
    case cycleOpened(series: Int, cycle: Int, of: Int, rules: Int)
    /// A stamp was given.
    case stampGiven(place: String, purchase: String? = nil, on: Day)
    /// The last stamp of the card was taken back.
    case stampTakenBack(place: String, purchase: String, on: Day)
    /// A stamp could not be taken back; the purchase is flagged.
    case stampKept(purchase: String)
    /// A reward was earned.
    case rewardEarned(reward: String, kind: String, until: Day? = nil)
    /// A reward was handed over.
    case rewardRedeemed(reward: String, kind: String, purchase: String? = nil)
    /// A reward that was handed over was given back.
    case rewardReturned(reward: String, kind: String)
    /// A reward can no longer be had.
    case rewardLapsed(reward: String, kind: String, cause: LapseCause)
    /// A reward was taken back with the stamp that earned it.
    case rewardTakenBack(reward: String, kind: String)

    public func encode() -> Value {
        switch self {
        case .rulesPublished(let version, let document): return record([("event", crossing("rules_published")), ("version", crossing(version)), ("document", crossing(document))])
        case .cardIssued(let card, let number): return record([("event", crossing("card_issued")), ("card", crossing(card)), ("number", crossing(number))])
        case .cardAssigned(let card, let member): return record([("event", crossing("card_assigned")), ("card", crossing(card)), ("member", crossing(member))])
        case .cardReplaced(let card): return record([("event", crossing("card_replaced")), ("card", crossing(card))])
        case .memberRegistered(let member, let kind): return record([("event", crossing("member_registered")), ("member", crossing(member)), ("kind", crossing(kind))])
        case .profileChanged(let fields): return record([("event", crossing("profile_changed")), ("fields", crossing(fields))])
        case .kindChanged(let kind): return record([("event", crossing("kind_changed")), ("kind", crossing(kind))])
        case .membershipStarted(let membership, let card, let number, let starts, let ends, let fee): return record([("event", crossing("membership_started")), ("membership", crossing(membership)), ("card", crossing(card)), ("number", crossing(number)), ("starts", crossing(starts)), ("ends", crossing(ends)), ("fee", crossing(fee))])
        case .membershipRenewed(let membership, let starts, let ends, let fee): return record([("event", crossing("membership_renewed")), ("membership", crossing(membership)), ("starts", crossing(starts)), ("ends", crossing(ends)), ("fee", crossing(fee))])
        case .membershipCardChanged(let card, let number): return record([("event", crossing("membership_card_changed")), ("card", crossing(card)), ("number", crossing(number))])
        case .membershipEnded(let membership, let ended): return record([("event", crossing("membership_ended")), ("membership", crossing(membership)), ("ended", crossing(ended))])
        case .memberBlocked: return record([("event", crossing("member_blocked"))])
        case .memberUnblocked: return record([("event", crossing("member_unblocked"))])
        case .memberClosed: return record([("event", crossing("member_closed"))])
        case .memberReopened: return record([("event", crossing("member_reopened"))])
        case .memberErased: return record([("event", crossing("member_erased"))])
        case .purchaseRecorded(let purchase, let member, let outlet, let receipt, let amount, let gross, let charges, let lines, let shares, let state, let payBy, let rules): return record([("event", crossing("purchase_recorded")), ("purchase", crossing(purchase)), ("member", crossing(member)), ("outlet", crossing(outlet)), ("receipt", crossing(receipt)), ("amount", crossing(amount)), ("gross", crossing(gross)), ("charges", crossing(charges)), ("lines", given(lines)), ("shares", given(shares)), ("state", crossing(state)), ("pay_by", crossing(payBy)), ("rules", crossing(rules))])
        case .purchaseAwaited(let purchase, let until, let on): return record([("event", crossing("purchase_awaited")), ("purchase", crossing(purchase)), ("until", crossing(until)), ("on", crossing(on))])
        case .purchasePaid(let purchase, let receipt): return record([("event", crossing("purchase_paid")), ("purchase", crossing(purchase)), ("receipt", crossing(receipt))])
        case .purchaseCompleted(let purchase): return record([("event", crossing("purchase_completed")), ("purchase", crossing(purchase))])
        case .purchaseCancelled(let purchase): return record([("event", crossing("purchase_cancelled")), ("purchase", crossing(purchase))])
        case .purchaseExpired(let purchase): return record([("event", crossing("purchase_expired")), ("purchase", crossing(purchase))])
        case .purchaseReopened(let purchase, let state, let rules): return record([("event", crossing("purchase_reopened")), ("purchase", crossing(purchase)), ("state", crossing(state)), ("rules", crossing(rules))])
        case .purchaseMarked(let purchase, let mark): return record([("event", crossing("purchase_marked")), ("purchase", crossing(purchase)), ("mark", crossing(mark))])
        case .purchaseAdopted(let purchase, let member, let rules): return record([("event", crossing("purchase_adopted")), ("purchase", crossing(purchase)), ("member", crossing(member)), ("rules", crossing(rules))])
        case .purchaseVoided(let purchase): return record([("event", crossing("purchase_voided")), ("purchase", crossing(purchase))])
        case .purchaseRefunded(let purchase, let money, let amount, let units, let whole): return record([("event", crossing("purchase_refunded")), ("purchase", crossing(purchase)), ("money", crossing(money)), ("amount", crossing(amount)), ("units", given(units)), ("whole", crossing(whole))])
        case .receiptReprinted(let purchase, let times): return record([("event", crossing("receipt_reprinted")), ("purchase", crossing(purchase)), ("times", crossing(times))])
        case .purchaseCounted(let purchase, let on, let spent, let purchases): return record([("event", crossing("purchase_counted")), ("purchase", crossing(purchase)), ("on", crossing(on)), ("spent", crossing(spent)), ("purchases", crossing(purchases))])
        case .levelSet(let before, let steps): return record([("event", crossing("level_set")), ("before", crossing(before)), ("steps", crossing(steps))])
        case .pointsPromised(let purchase, let points, let from, let shares, let level): return record([("event", crossing("points_promised")), ("purchase", crossing(purchase)), ("points", crossing(points)), ("from", crossing(from)), ("shares", given(shares)), ("level", crossing(level))])
        case .pointsEarned(let purchase, let parts, let debt, let promised, let shares, let level, let lot, let until, let on, let balance): return record([("event", crossing("points_earned")), ("purchase", crossing(purchase)), ("parts", crossing(parts)), ("debt", crossing(debt)), ("promised", given(promised)), ("shares", given(shares)), ("level", crossing(level)), ("lot", crossing(lot)), ("until", crossing(until)), ("on", crossing(on)), ("balance", crossing(balance))])
        case .pointsTakenBack(let purchase, let parts, let promised, let debt, let forgiven, let on, let balance): return record([("event", crossing("points_taken_back")), ("purchase", crossing(purchase)), ("parts", crossing(parts)), ("promised", crossing(promised)), ("debt", crossing(debt)), ("forgiven", crossing(forgiven)), ("on", crossing(on)), ("balance", crossing(balance))])
        case .pointsSpent(let purchase, let parts, let value, let balance): return record([("event", crossing("points_spent")), ("purchase", crossing(purchase)), ("parts", crossing(parts)), ("value", crossing(value)), ("balance", crossing(balance))])
        case .pointsReturned(let purchase, let parts, let debt, let balance): return record([("event", crossing("points_returned")), ("purchase", crossing(purchase)), ("parts", crossing(parts)), ("debt", crossing(debt)), ("balance", crossing(balance))])
        case .pointsHeld(let hold, let parts, let until, let on, let balance): return record([("event", crossing("points_held")), ("hold", crossing(hold)), ("parts", crossing(parts)), ("until", crossing(until)), ("on", crossing(on)), ("balance", crossing(balance))])
        case .pointsReleased(let hold, let parts, let debt, let balance): return record([("event", crossing("points_released")), ("hold", crossing(hold)), ("parts", crossing(parts)), ("debt", crossing(debt)), ("balance", crossing(balance))])
        case .holdSpent(let hold, let points, let value): return record([("event", crossing("hold_spent")), ("hold", crossing(hold)), ("points", crossing(points)), ("value", crossing(value))])
        case .pointsExpired(let parts, let balance): return record([("event", crossing("points_expired")), ("parts", crossing(parts)), ("balance", crossing(balance))])
        case .pointsGranted(let parts, let debt, let balance): return record([("event", crossing("points_granted")), ("parts", crossing(parts)), ("debt", crossing(debt)), ("balance", crossing(balance))])
        case .pointsDeducted(let parts, let balance): return record([("event", crossing("points_deducted")), ("parts", crossing(parts)), ("balance", crossing(balance))])
        case .pointsSent(let to, let parts, let balance): return record([("event", crossing("points_sent")), ("to", crossing(to)), ("parts", crossing(parts)), ("balance", crossing(balance))])
        case .pointsReceived(let from, let parts, let debt, let balance): return record([("event", crossing("points_received")), ("from", crossing(from)), ("parts", crossing(parts)), ("debt", crossing(debt)), ("balance", crossing(balance))])
        case .rewardBought(let reward, let kind, let until, let parts, let balance): return record([("event", crossing("reward_bought")), ("reward", crossing(reward)), ("kind", crossing(kind)), ("until", crossing(until)), ("parts", crossing(parts)), ("balance", crossing(balance))])
        case .rewardReversed(let reward, let kind, let parts, let debt, let balance): return record([("event", crossing("reward_reversed")), ("reward", crossing(reward)), ("kind", crossing(kind)), ("parts", crossing(parts)), ("debt", crossing(debt)), ("balance", crossing(balance))])
        case .stockChanged(let kind, let taken): return record([("event", crossing("stock_changed")), ("kind", crossing(kind)), ("taken", crossing(taken))])
        case .rewardMoved(let from, let reward, let kind, let until, let earned, let cost): return record([("event", crossing("reward_moved")), ("from", crossing(from)), ("reward", crossing(reward)), ("kind", crossing(kind)), ("until", crossing(until)), ("earned", crossing(earned)), ("cost", given(cost))])
        case .promiseMoved(let purchase, let points, let from): return record([("event", crossing("promise_moved")), ("purchase", crossing(purchase)), ("points", crossing(points)), ("from", crossing(from))])
        case .holdMoved(let hold, let parts, let until, let on): return record([("event", crossing("hold_moved")), ("hold", crossing(hold)), ("parts", crossing(parts)), ("until", crossing(until)), ("on", crossing(on))])
        case .memberAbsorbed(let members, let spending, let awaiting, let debt, let paid): return record([("event", crossing("member_absorbed")), ("members", crossing(members)), ("spending", crossing(spending)), ("awaiting", given(awaiting)), ("debt", crossing(debt)), ("paid", given(paid))])
        case .memberMerged(let into, let series): return record([("event", crossing("member_merged")), ("into", crossing(into)), ("series", crossing(series))])
        case .cycleOpened(let series, let cycle, let of, let rules): return record([("event", crossing("cycle_opened")), ("series", crossing(series)), ("cycle", crossing(cycle)), ("of", crossing(of)), ("rules", crossing(rules))])
        case .stampGiven(let place, let purchase, let on): return record([("event", crossing("stamp_given")), ("place", crossing(place)), ("purchase", crossing(purchase)), ("on", crossing(on))])
        case .stampTakenBack(let place, let purchase, let on): return record([("event", crossing("stamp_taken_back")), ("place", crossing(place)), ("purchase", crossing(purchase)), ("on", crossing(on))])
        case .stampKept(let purchase): return record([("event", crossing("stamp_kept")), ("purchase", crossing(purchase))])
        case .rewardEarned(let reward, let kind, let until): return record([("event", crossing("reward_earned")), ("reward", crossing(reward)), ("kind", crossing(kind)), ("until", crossing(until))])
        case .rewardRedeemed(let reward, let kind, let purchase): return record([("event", crossing("reward_redeemed")), ("reward", crossing(reward)), ("kind", crossing(kind)), ("purchase", crossing(purchase))])
        case .rewardReturned(let reward, let kind): return record([("event", crossing("reward_returned")), ("reward", crossing(reward)), ("kind", crossing(kind))])
        case .rewardLapsed(let reward, let kind, let cause): return record([("event", crossing("reward_lapsed")), ("reward", crossing(reward)), ("kind", crossing(kind)), ("cause", crossing(cause))])
        case .rewardTakenBack(let reward, let kind): return record([("event", crossing("reward_taken_back")), ("reward", crossing(reward)), ("kind", crossing(kind))])
        }
    }

    public static func decode(_ value: Value) throws -> Event {
        let fields = try Fields(value)
        let word: String = try fields.need("event")
        switch word {
        case "rules_published": return .rulesPublished(version: try fields.need("version"), document: try fields.need("document"))
        case "card_issued": return .cardIssued(card: try fields.need("card"), number: try fields.need("number"))
        case "card_assigned": return .cardAssigned(card: try fields.need("card"), member: try fields.need("member"))
        case "card_replaced": return .cardReplaced(card: try fields.need("card"))
        case "member_registered": return .memberRegistered(member: try fields.need("member"), kind: try fields.need("kind"))
        case "profile_changed": return .profileChanged(fields: try fields.need("fields"))
        case "kind_changed": return .kindChanged(kind: try fields.need("kind"))
        case "membership_started": return .membershipStarted(membership: try fields.need("membership"), card: try fields.need("card"), number: try fields.need("number"), starts: try fields.need("starts"), ends: try fields.need("ends"), fee: try fields.need("fee"))
        case "membership_renewed": return .membershipRenewed(membership: try fields.need("membership"), starts: try fields.need("starts"), ends: try fields.need("ends"), fee: try fields.need("fee"))
        case "membership_card_changed": return .membershipCardChanged(card: try fields.need("card"), number: try fields.need("number"))
        case "membership_ended": return .membershipEnded(membership: try fields.need("membership"), ended: try fields.need("ended"))
        case "member_blocked": return .memberBlocked
        case "member_unblocked": return .memberUnblocked
        case "member_closed": return .memberClosed
        case "member_reopened": return .memberReopened
        case "member_erased": return .memberErased
        case "purchase_recorded": return .purchaseRecorded(purchase: try fields.need("purchase"), member: try fields.maybe("member"), outlet: try fields.maybe("outlet"), receipt: try fields.maybe("receipt"), amount: try fields.need("amount"), gross: try fields.maybe("gross"), charges: try fields.maybe("charges"), lines: try fields.maybe("lines") ?? [], shares: try fields.maybe("shares") ?? [], state: try fields.maybe("state"), payBy: try fields.maybe("pay_by"), rules: try fields.need("rules"))
        case "purchase_awaited": return .purchaseAwaited(purchase: try fields.need("purchase"), until: try fields.need("until"), on: try fields.need("on"))
        case "purchase_paid": return .purchasePaid(purchase: try fields.need("purchase"), receipt: try fields.maybe("receipt"))
        case "purchase_completed": return .purchaseCompleted(purchase: try fields.need("purchase"))
        case "purchase_cancelled": return .purchaseCancelled(purchase: try fields.need("purchase"))
        case "purchase_expired": return .purchaseExpired(purchase: try fields.need("purchase"))
        case "purchase_reopened": return .purchaseReopened(purchase: try fields.need("purchase"), state: try fields.need("state"), rules: try fields.need("rules"))
        case "purchase_marked": return .purchaseMarked(purchase: try fields.need("purchase"), mark: try fields.need("mark"))
        case "purchase_adopted": return .purchaseAdopted(purchase: try fields.need("purchase"), member: try fields.need("member"), rules: try fields.need("rules"))
        case "purchase_voided": return .purchaseVoided(purchase: try fields.need("purchase"))
        case "purchase_refunded": return .purchaseRefunded(purchase: try fields.need("purchase"), money: try fields.need("money"), amount: try fields.maybe("amount"), units: try fields.maybe("units") ?? [], whole: try fields.need("whole"))
        case "receipt_reprinted": return .receiptReprinted(purchase: try fields.need("purchase"), times: try fields.need("times"))
        case "purchase_counted": return .purchaseCounted(purchase: try fields.need("purchase"), on: try fields.need("on"), spent: try fields.need("spent"), purchases: try fields.need("purchases"))
        case "level_set": return .levelSet(before: try fields.maybe("before"), steps: try fields.need("steps"))
        case "points_promised": return .pointsPromised(purchase: try fields.need("purchase"), points: try fields.need("points"), from: try fields.maybe("from"), shares: try fields.maybe("shares") ?? [], level: try fields.need("level"))
        case "points_earned": return .pointsEarned(purchase: try fields.need("purchase"), parts: try fields.need("parts"), debt: try fields.maybe("debt"), promised: try fields.maybe("promised") ?? false, shares: try fields.maybe("shares") ?? [], level: try fields.need("level"), lot: try fields.need("lot"), until: try fields.maybe("until"), on: try fields.need("on"), balance: try fields.need("balance"))
        case "points_taken_back": return .pointsTakenBack(purchase: try fields.need("purchase"), parts: try fields.need("parts"), promised: try fields.maybe("promised"), debt: try fields.maybe("debt"), forgiven: try fields.maybe("forgiven"), on: try fields.need("on"), balance: try fields.need("balance"))
        case "points_spent": return .pointsSpent(purchase: try fields.maybe("purchase"), parts: try fields.need("parts"), value: try fields.need("value"), balance: try fields.need("balance"))
        case "points_returned": return .pointsReturned(purchase: try fields.need("purchase"), parts: try fields.need("parts"), debt: try fields.maybe("debt"), balance: try fields.need("balance"))
        case "points_held": return .pointsHeld(hold: try fields.need("hold"), parts: try fields.need("parts"), until: try fields.need("until"), on: try fields.need("on"), balance: try fields.need("balance"))
        case "points_released": return .pointsReleased(hold: try fields.need("hold"), parts: try fields.need("parts"), debt: try fields.maybe("debt"), balance: try fields.need("balance"))
        case "hold_spent": return .holdSpent(hold: try fields.need("hold"), points: try fields.need("points"), value: try fields.need("value"))
        case "points_expired": return .pointsExpired(parts: try fields.need("parts"), balance: try fields.need("balance"))
        case "points_granted": return .pointsGranted(parts: try fields.need("parts"), debt: try fields.maybe("debt"), balance: try fields.need("balance"))
        case "points_deducted": return .pointsDeducted(parts: try fields.need("parts"), balance: try fields.need("balance"))
        case "points_sent": return .pointsSent(to: try fields.need("to"), parts: try fields.need("parts"), balance: try fields.need("balance"))
        case "points_received": return .pointsReceived(from: try fields.need("from"), parts: try fields.need("parts"), debt: try fields.maybe("debt"), balance: try fields.need("balance"))
        case "reward_bought": return .rewardBought(reward: try fields.need("reward"), kind: try fields.need("kind"), until: try fields.maybe("until"), parts: try fields.need("parts"), balance: try fields.need("balance"))
        case "reward_reversed": return .rewardReversed(reward: try fields.need("reward"), kind: try fields.need("kind"), parts: try fields.need("parts"), debt: try fields.maybe("debt"), balance: try fields.need("balance"))
        case "stock_changed": return .stockChanged(kind: try fields.need("kind"), taken: try fields.need("taken"))
        case "reward_moved": return .rewardMoved(from: try fields.need("from"), reward: try fields.need("reward"), kind: try fields.need("kind"), until: try fields.maybe("until"), earned: try fields.need("earned"), cost: try fields.maybe("cost") ?? [])
        case "promise_moved": return .promiseMoved(purchase: try fields.need("purchase"), points: try fields.need("points"), from: try fields.maybe("from"))
        case "hold_moved": return .holdMoved(hold: try fields.need("hold"), parts: try fields.need("parts"), until: try fields.need("until"), on: try fields.need("on"))
        case "member_absorbed": return .memberAbsorbed(members: try fields.need("members"), spending: try fields.maybe("spending"), awaiting: try fields.maybe("awaiting") ?? [], debt: try fields.maybe("debt"), paid: try fields.maybe("paid") ?? [])
        case "member_merged": return .memberMerged(into: try fields.need("into"), series: try fields.maybe("series"))
        case "cycle_opened": return .cycleOpened(series: try fields.need("series"), cycle: try fields.need("cycle"), of: try fields.need("of"), rules: try fields.need("rules"))
        case "stamp_given": return .stampGiven(place: try fields.need("place"), purchase: try fields.maybe("purchase"), on: try fields.need("on"))
        case "stamp_taken_back": return .stampTakenBack(place: try fields.need("place"), purchase: try fields.need("purchase"), on: try fields.need("on"))
        case "stamp_kept": return .stampKept(purchase: try fields.need("purchase"))
        case "reward_earned": return .rewardEarned(reward: try fields.need("reward"), kind: try fields.need("kind"), until: try fields.maybe("until"))
        case "reward_redeemed": return .rewardRedeemed(reward: try fields.need("reward"), kind: try fields.need("kind"), purchase: try fields.maybe("purchase"))
        case "reward_returned": return .rewardReturned(reward: try fields.need("reward"), kind: try fields.need("kind"))
        case "reward_lapsed": return .rewardLapsed(reward: try fields.need("reward"), kind: try fields.need("kind"), cause: try fields.need("cause"))
        case "reward_taken_back": return .rewardTakenBack(reward: try fields.need("reward"), kind: try fields.need("kind"))
        default: throw Unknown(word)
        }
    }
}
