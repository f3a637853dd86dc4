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
    /// A purchase was recorded.
    case purchaseRecorded(purchase: String, member: String? = nil, outlet: String? = nil, receipt: String? = nil, amount: Decimal, gross: Decimal? = nil)
    /// A purchase was taken back as a whole.
    case purchaseVoided(purchase: String)
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
        case .purchaseRecorded(let purchase, let member, let outlet, let receipt, let amount, let gross): return record([("event", crossing("purchase_recorded")), ("purchase", crossing(purchase)), ("member", crossing(member)), ("outlet", crossing(outlet)), ("receipt", crossing(receipt)), ("amount", crossing(amount)), ("gross", crossing(gross))])
        case .purchaseVoided(let purchase): return record([("event", crossing("purchase_voided")), ("purchase", crossing(purchase))])
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
        case "purchase_recorded": return .purchaseRecorded(purchase: try fields.need("purchase"), member: try fields.maybe("member"), outlet: try fields.maybe("outlet"), receipt: try fields.maybe("receipt"), amount: try fields.need("amount"), gross: try fields.maybe("gross"))
        case "purchase_voided": return .purchaseVoided(purchase: try fields.need("purchase"))
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
