// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.

import Foundation
import LoyaltyBorder

/// Why something that a user might have expected did not happen.
public enum Reason: Crossing, Hashable, Sendable {
    /// The program is paused: nothing is given.
    case programPaused
    /// The buyer has no membership.
    case notAMember
    /// A blocked member gets nothing.
    case memberBlocked
    /// The membership begins later.
    case membershipNotStarted(from: Day)
    /// The membership was over.
    case membershipExpired(on: Day)
    /// The amount that counts is too small.
    case belowMinimum(minimum: Decimal)
    /// The day's stamps are given.
    case dailyLimit(limit: Int)
    /// One purchase gives no more.
    case purchaseLimit(limit: Int)
    /// The card is full: what the purchase gives beyond it is dropped.
    case cardFull(limit: Int)
    /// One purchase earns no more points.
    case pointsLimit(limit: Int)
    /// The day's points are earned.
    case pointsDailyLimit(limit: Int)
    /// Fewer points were spent than offered: the bill or the rules take no more.
    case pointsNotNeeded(offered: Int, spent: Int)
    /// More points than can be counted.
    case tooLarge
    /// The reward of the last stamp was handed over or has lapsed, so the stamp stays and the purchase is flagged.
    case stampKept
    /// The stamp's card was started afresh since; there is nothing to take back.
    case stampGone
    /// The newest version says the same.
    case rulesUnchanged(version: Int)
    /// Time has changed nothing.
    case nothingDue
    /// All of it was so already.
    case nothingChanged

    public func encode() -> Value {
        switch self {
        case .programPaused: return record([("code", crossing("program_paused"))])
        case .notAMember: return record([("code", crossing("not_a_member"))])
        case .memberBlocked: return record([("code", crossing("member_blocked"))])
        case .membershipNotStarted(let from): return record([("code", crossing("membership_not_started")), ("from", crossing(from))])
        case .membershipExpired(let on): return record([("code", crossing("membership_expired")), ("on", crossing(on))])
        case .belowMinimum(let minimum): return record([("code", crossing("below_minimum")), ("minimum", crossing(minimum))])
        case .dailyLimit(let limit): return record([("code", crossing("daily_limit")), ("limit", crossing(limit))])
        case .purchaseLimit(let limit): return record([("code", crossing("purchase_limit")), ("limit", crossing(limit))])
        case .cardFull(let limit): return record([("code", crossing("card_full")), ("limit", crossing(limit))])
        case .pointsLimit(let limit): return record([("code", crossing("points_limit")), ("limit", crossing(limit))])
        case .pointsDailyLimit(let limit): return record([("code", crossing("points_daily_limit")), ("limit", crossing(limit))])
        case .pointsNotNeeded(let offered, let spent): return record([("code", crossing("points_not_needed")), ("offered", crossing(offered)), ("spent", crossing(spent))])
        case .tooLarge: return record([("code", crossing("too_large"))])
        case .stampKept: return record([("code", crossing("stamp_kept"))])
        case .stampGone: return record([("code", crossing("stamp_gone"))])
        case .rulesUnchanged(let version): return record([("code", crossing("rules_unchanged")), ("version", crossing(version))])
        case .nothingDue: return record([("code", crossing("nothing_due"))])
        case .nothingChanged: return record([("code", crossing("nothing_changed"))])
        }
    }

    public static func decode(_ value: Value) throws -> Reason {
        let fields = try Fields(value)
        let word: String = try fields.need("code")
        switch word {
        case "program_paused": return .programPaused
        case "not_a_member": return .notAMember
        case "member_blocked": return .memberBlocked
        case "membership_not_started": return .membershipNotStarted(from: try fields.need("from"))
        case "membership_expired": return .membershipExpired(on: try fields.need("on"))
        case "below_minimum": return .belowMinimum(minimum: try fields.need("minimum"))
        case "daily_limit": return .dailyLimit(limit: try fields.need("limit"))
        case "purchase_limit": return .purchaseLimit(limit: try fields.need("limit"))
        case "card_full": return .cardFull(limit: try fields.need("limit"))
        case "points_limit": return .pointsLimit(limit: try fields.need("limit"))
        case "points_daily_limit": return .pointsDailyLimit(limit: try fields.need("limit"))
        case "points_not_needed": return .pointsNotNeeded(offered: try fields.need("offered"), spent: try fields.need("spent"))
        case "too_large": return .tooLarge
        case "stamp_kept": return .stampKept
        case "stamp_gone": return .stampGone
        case "rules_unchanged": return .rulesUnchanged(version: try fields.need("version"))
        case "nothing_due": return .nothingDue
        case "nothing_changed": return .nothingChanged
        default: throw Unknown(word)
        }
    }
}
