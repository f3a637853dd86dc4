// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.

import Foundation
import LoyaltyBorder

/// The rules say no. Show it to the person who asked.
public enum Refusal: Crossing, Hashable, Sendable {
    /// This idempotency key or receipt was used for something else. Use a new one.
    case keyReused
    /// No rules were ever published under this program. Publish some first.
    case unknownProgram
    /// A card with this number exists, perhaps in other capitals.
    case cardNumberTaken(number: String)
    /// No card has this number or public id.
    case cardNotFound
    /// This card was lost and replaced; it is dead for good.
    case cardReplaced
    /// This card belongs to somebody already.
    case cardAssigned
    /// Nobody in this program answers to this reference.
    case memberNotFound
    /// The member's personal data was erased for good; nothing can be added or taken back.
    case memberErased
    /// The member was closed; figures stay, nothing can be added.
    case memberClosed
    /// The member is blocked. Unblock first, or tell the person.
    case memberBlocked
    /// There is nothing to reopen.
    case notClosed
    /// There is nothing to unblock.
    case notBlocked
    /// This person's membership still runs: renew it, or replace the card.
    case alreadyActive(member: String, until: Day)
    /// Another member of the program has this phone number.
    case phoneTaken
    /// Another member of the program has this e-mail address.
    case emailTaken
    /// The rules offer no membership, or this person never had one.
    case noMembership
    /// The membership begins later.
    case membershipNotStarted(from: Day)
    /// The membership is over; renew it.
    case membershipExpired(on: Day)
    /// The rules know no reward of this name, or this id was never earned.
    case unknownReward
    /// Nothing of this kind is open.
    case noReward(reward: String)
    /// This reward was handed over already.
    case rewardRedeemed
    /// This reward can no longer be had.
    case rewardLapsed
    /// Only a reward that was handed over can be given back.
    case rewardNotRedeemed
    /// The rules allow an undo only so long.
    case undoTooLate(until: Day)
    /// One member can have no more of this reward.
    case rewardLimit(limit: Int)
    /// All there were of this reward are gone.
    case outOfStock
    /// This reward is not offered at this time.
    case notOffered
    /// Only a reward that was bought with points can be given back for them.
    case notBought
    /// The rules know no points.
    case noPoints
    /// The rules take no points as money off.
    case noMoneyOff
    /// The rules let nobody give points away.
    case noTransfer
    /// Both are the same person.
    case sameMember
    /// The rules want more points at once.
    case tooFewPoints(minimum: Int)
    /// There are not so many points.
    case pointsShort(balance: Int)
    /// No points are held back under this id; the hold may have ended.
    case holdNotFound
    /// The member has as many holds as one can have. Let some go first.
    case tooManyHolds
    /// The member has as many unpaid orders as one can have.
    case tooManyOrders
    /// No purchase has this id or receipt.
    case purchaseNotFound
    /// A purchase in this state can't make this move.
    case purchaseState(purchase: String, state: PurchaseState)
    /// The purchase is somebody else's.
    case purchaseAdopted
    /// The rules allow a purchase to be adopted only so long.
    case adoptTooLate(until: Day)
    /// The purchase has a receipt number already.
    case hasReceipt
    /// Fewer units of this line are left than are to come back.
    case unitsGone(line: Int, left: Int)
    /// Less of the bill is left than is to come back.
    case refundTooLarge(left: Decimal)

    public func encode() -> Value {
        switch self {
        case .keyReused: return record([("code", crossing("key_reused"))])
        case .unknownProgram: return record([("code", crossing("unknown_program"))])
        case .cardNumberTaken(let number): return record([("code", crossing("card_number_taken")), ("number", crossing(number))])
        case .cardNotFound: return record([("code", crossing("card_not_found"))])
        case .cardReplaced: return record([("code", crossing("card_replaced"))])
        case .cardAssigned: return record([("code", crossing("card_assigned"))])
        case .memberNotFound: return record([("code", crossing("member_not_found"))])
        case .memberErased: return record([("code", crossing("member_erased"))])
        case .memberClosed: return record([("code", crossing("member_closed"))])
        case .memberBlocked: return record([("code", crossing("member_blocked"))])
        case .notClosed: return record([("code", crossing("not_closed"))])
        case .notBlocked: return record([("code", crossing("not_blocked"))])
        case .alreadyActive(let member, let until): return record([("code", crossing("already_active")), ("member", crossing(member)), ("until", crossing(until))])
        case .phoneTaken: return record([("code", crossing("phone_taken"))])
        case .emailTaken: return record([("code", crossing("email_taken"))])
        case .noMembership: return record([("code", crossing("no_membership"))])
        case .membershipNotStarted(let from): return record([("code", crossing("membership_not_started")), ("from", crossing(from))])
        case .membershipExpired(let on): return record([("code", crossing("membership_expired")), ("on", crossing(on))])
        case .unknownReward: return record([("code", crossing("unknown_reward"))])
        case .noReward(let reward): return record([("code", crossing("no_reward")), ("reward", crossing(reward))])
        case .rewardRedeemed: return record([("code", crossing("reward_redeemed"))])
        case .rewardLapsed: return record([("code", crossing("reward_lapsed"))])
        case .rewardNotRedeemed: return record([("code", crossing("reward_not_redeemed"))])
        case .undoTooLate(let until): return record([("code", crossing("undo_too_late")), ("until", crossing(until))])
        case .rewardLimit(let limit): return record([("code", crossing("reward_limit")), ("limit", crossing(limit))])
        case .outOfStock: return record([("code", crossing("out_of_stock"))])
        case .notOffered: return record([("code", crossing("not_offered"))])
        case .notBought: return record([("code", crossing("not_bought"))])
        case .noPoints: return record([("code", crossing("no_points"))])
        case .noMoneyOff: return record([("code", crossing("no_money_off"))])
        case .noTransfer: return record([("code", crossing("no_transfer"))])
        case .sameMember: return record([("code", crossing("same_member"))])
        case .tooFewPoints(let minimum): return record([("code", crossing("too_few_points")), ("minimum", crossing(minimum))])
        case .pointsShort(let balance): return record([("code", crossing("points_short")), ("balance", crossing(balance))])
        case .holdNotFound: return record([("code", crossing("hold_not_found"))])
        case .tooManyHolds: return record([("code", crossing("too_many_holds"))])
        case .tooManyOrders: return record([("code", crossing("too_many_orders"))])
        case .purchaseNotFound: return record([("code", crossing("purchase_not_found"))])
        case .purchaseState(let purchase, let state): return record([("code", crossing("purchase_state")), ("purchase", crossing(purchase)), ("state", crossing(state))])
        case .purchaseAdopted: return record([("code", crossing("purchase_adopted"))])
        case .adoptTooLate(let until): return record([("code", crossing("adopt_too_late")), ("until", crossing(until))])
        case .hasReceipt: return record([("code", crossing("has_receipt"))])
        case .unitsGone(let line, let left): return record([("code", crossing("units_gone")), ("line", crossing(line)), ("left", crossing(left))])
        case .refundTooLarge(let left): return record([("code", crossing("refund_too_large")), ("left", crossing(left))])
        }
    }

    public static func decode(_ value: Value) throws -> Refusal {
        let fields = try Fields(value)
        let word: String = try fields.need("code")
        switch word {
        case "key_reused": return .keyReused
        case "unknown_program": return .unknownProgram
        case "card_number_taken": return .cardNumberTaken(number: try fields.need("number"))
        case "card_not_found": return .cardNotFound
        case "card_replaced": return .cardReplaced
        case "card_assigned": return .cardAssigned
        case "member_not_found": return .memberNotFound
        case "member_erased": return .memberErased
        case "member_closed": return .memberClosed
        case "member_blocked": return .memberBlocked
        case "not_closed": return .notClosed
        case "not_blocked": return .notBlocked
        case "already_active": return .alreadyActive(member: try fields.need("member"), until: try fields.need("until"))
        case "phone_taken": return .phoneTaken
        case "email_taken": return .emailTaken
        case "no_membership": return .noMembership
        case "membership_not_started": return .membershipNotStarted(from: try fields.need("from"))
        case "membership_expired": return .membershipExpired(on: try fields.need("on"))
        case "unknown_reward": return .unknownReward
        case "no_reward": return .noReward(reward: try fields.need("reward"))
        case "reward_redeemed": return .rewardRedeemed
        case "reward_lapsed": return .rewardLapsed
        case "reward_not_redeemed": return .rewardNotRedeemed
        case "undo_too_late": return .undoTooLate(until: try fields.need("until"))
        case "reward_limit": return .rewardLimit(limit: try fields.need("limit"))
        case "out_of_stock": return .outOfStock
        case "not_offered": return .notOffered
        case "not_bought": return .notBought
        case "no_points": return .noPoints
        case "no_money_off": return .noMoneyOff
        case "no_transfer": return .noTransfer
        case "same_member": return .sameMember
        case "too_few_points": return .tooFewPoints(minimum: try fields.need("minimum"))
        case "points_short": return .pointsShort(balance: try fields.need("balance"))
        case "hold_not_found": return .holdNotFound
        case "too_many_holds": return .tooManyHolds
        case "too_many_orders": return .tooManyOrders
        case "purchase_not_found": return .purchaseNotFound
        case "purchase_state": return .purchaseState(purchase: try fields.need("purchase"), state: try fields.need("state"))
        case "purchase_adopted": return .purchaseAdopted
        case "adopt_too_late": return .adoptTooLate(until: try fields.need("until"))
        case "has_receipt": return .hasReceipt
        case "units_gone": return .unitsGone(line: try fields.need("line"), left: try fields.need("left"))
        case "refund_too_large": return .refundTooLarge(left: try fields.need("left"))
        default: throw Unknown(word)
        }
    }
}
