import Foundation
import LoyaltyBorder

/// Commands of a device that is often offline. Each is done on the device's own store at once, under a key and at its own
/// moment, and kept in a file until `replay` has told the server. Wherever that is cut off, nothing is lost and nothing is
/// done twice: the server knows the key.
///
/// Name a member by card or phone, and a purchase by its receipt: ids are made by each store for itself.
public actor CommandQueue {
    private let waiting: Waiting
    private var replaying = false

    /// - Parameter file: A file of the queue's own.
    public init(loyalty: Loyalty, file: String) throws {
        waiting = try guarded { try Waiting.open(here: loyalty.opened, path: file) }
    }

    /// How many commands wait to be told.
    public func size() throws -> Int { Int(clamping: try guarded { try waiting.size() }) }

    /// Does a command here, and keeps it for the server. What is refused here is not kept.
    public func execute(
        program: String, actor: LoyaltyEngine.Actor, _ command: any Command, key: String = UUID().uuidString, at: Date = Date()
    ) throws -> Outcome {
        let asked = Request(command, key: key, at: at).envelope(program, actor)
        return try Outcome.decode(guarded { try waiting.execute(asked: asked) })
    }

    /// Tells the server, in order, until nothing waits. `send` returns when the server has answered, and throws what it said
    /// otherwise: `outcome(of:)` does both. What it refused is removed too, and handed to `refused`; after any other error
    /// the command stays, and the error goes on to the caller, who tries again later.
    public func replay(
        refused: (QueuedCall, LoyaltyError) async -> Void, send: (QueuedCall) async throws -> Void
    ) async throws {
        guard !replaying else { return }
        replaying = true
        defer { replaying = false }
        while let told = try guarded({ try waiting.first() }) {
            let call = QueuedCall(key: told.key, json: told.json)
            do {
                try await send(call)
            } catch let error as LoyaltyError {
                switch error.kind {
                case .refused, .invalid, .forbidden: await refused(call, error)
                default: throw error
                }
            }
            try guarded { try waiting.remove(place: told.place) }
        }
    }
}

/// A command that waits to be told.
public struct QueuedCall: Hashable, Sendable {
    /// Its idempotency key.
    public let key: String
    /// The call with its envelope: the body for a server that hands it to `call`.
    public let json: String
}
