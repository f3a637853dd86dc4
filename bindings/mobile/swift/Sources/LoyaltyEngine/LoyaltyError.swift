// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.

import Foundation
import LoyaltyBorder

/// Every end of a call other than an answer. Its kind says what to do, its code what is the matter.
public struct LoyaltyError: Error, Sendable {
    /// What to do about it.
    public enum Kind: Hashable, Sendable {
        /// The rules say no: show it to the person who asked.
        case refused(Refusal)
        /// The input makes no sense: fix it. Every problem is listed.
        case invalid([Problem])
        /// The actor's role does not reach that far.
        case forbidden
        /// Others were faster each time: send the same request again.
        case conflict
        /// The store did not answer: send the same request, same key, again.
        case unavailable(String)
        /// Stored data can't be read, or our own bug: call someone.
        case broken
    }

    /// With the facts that belong to it.
    public let kind: Kind
    /// Stable; of invalid input, that of the first problem.
    public let code: String
    /// For people; nobody matches on it.
    public let message: String
    /// Should the same request, with the same key, be sent again?
    public let retry: Bool

    init(_ error: Value) throws {
        let fields = try Fields(error)
        code = try fields.need("code")
        message = try fields.need("message")
        retry = try fields.need("retry")
        let word: String = try fields.need("kind")
        switch word {
        case "refused": kind = .refused(try fields.need("fields"))
        case "invalid": kind = .invalid(try fields.need("problems"))
        case "forbidden": kind = .forbidden
        case "conflict": kind = .conflict
        case "unavailable": kind = .unavailable(try fields.need("outcome"))
        case "broken": kind = .broken
        default: throw Unknown(word)
        }
    }
}
