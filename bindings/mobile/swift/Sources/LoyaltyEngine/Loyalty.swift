import Foundation
import LoyaltyBorder

/// An engine on a store: `memory:`, `sqlite:PATH` or `postgres://USER@HOST/DATABASE`. It connects when it is first used,
/// and any number of tasks may use it at once.
public final class Loyalty: Sendable {
    let opened: Opened

    /// - Parameter url: The store.
    /// - Parameter seed: Ids that are the same each time, for tests.
    public init(url: String, seed: UInt64? = nil) throws {
        opened = try guarded { try Opened.open(url: url, seed: seed) }
    }

    /// A program, as somebody uses it.
    public func program(_ name: String, actor: Actor) -> Program { Program(opened: opened, name: name, actor: actor) }

    /// Brings the store's schema up to date, making it where there is none.
    public func migrate() async throws { _ = try await opened.asked("job", record([("migrate", record([]))])) }

    /// Replays every event of a program, and compares what comes out with what is stored: nothing when all is well.
    public func verify(_ program: String) async throws -> [String] {
        let job = record([("verify", record([("program", crossing(program))]))])
        return try Fields(await opened.asked("job", job)).need("findings")
    }

    /// Everything that is stored of a program, in the same bytes from every store that holds the same.
    public func dump(_ program: String) async throws -> String {
        let job = record([("dump", record([("program", crossing(program))]))])
        return try Fields(await opened.asked("job", job)).need("dump")
    }
}

/// A program of a store, and who acts on it.
public struct Program: Sendable {
    let opened: Opened
    /// The tenant.
    public let name: String
    /// Who asks.
    public let actor: Actor

    /// The same program, asked by somebody else.
    public func acting(as actor: Actor) -> Program { Program(opened: opened, name: name, actor: actor) }

    /// Does each command, in order, each seeing the ones before it; a refused one does not disturb the others.
    public func batch(_ requests: [Request]) async throws -> [Result<Outcome, LoyaltyError>] {
        let replies = try await opened.asked("batch", .many(requests.map { $0.envelope(name, actor) }))
        guard case .many(let replies) = replies else { throw Unknown("no list") }
        return try replies.map { reply in
            let (word, of) = try choice(reply)
            return try word == "ok" ? .success(Outcome.decode(of)) : .failure(LoyaltyError(of))
        }
    }

    func command(_ command: some Command, _ key: String?, _ at: Date?, _ dryRun: Bool) async throws -> Value {
        let request = Request(command, key: key, at: at, dryRun: dryRun)
        return try await opened.asked("call", request.envelope(name, actor))
    }

    func query(_ query: String, _ given: Value, _ at: Date?) async throws -> Value {
        let asked = record([
            ("program", crossing(name)), ("actor", crossing(actor)), ("query", record([(query, given)])), ("at", crossing(at)),
        ])
        return try await opened.asked("call", asked)
    }
}

/// A command with its envelope, for batches.
public struct Request: Sendable {
    let command: any Command
    let key: String?
    let at: Date?
    let dryRun: Bool

    /// - Parameter command: What is to be done, such as `RecordPurchase`.
    /// - Parameter key: The idempotency key.
    /// - Parameter at: The moment; the machine's clock when left out.
    /// - Parameter dryRun: Answer the same, and write nothing.
    public init(_ command: any Command, key: String? = nil, at: Date? = nil, dryRun: Bool = false) {
        self.command = command
        self.key = key
        self.at = at
        self.dryRun = dryRun
    }

    func envelope(_ program: String, _ actor: Actor) -> Value {
        record([
            ("program", crossing(program)), ("actor", crossing(actor)),
            ("command", record([(command.operation, command.encode())])),
            ("key", crossing(key)), ("at", crossing(at)), ("dry_run", given(dryRun)),
        ])
    }
}

/// The outcome in a server's `{"ok": …}`; its `{"error": …}` is thrown as it would have been here.
public func outcome(of reply: String) throws -> Outcome {
    let (word, of) = try choice(guarded { try readJson(json: reply) })
    guard word == "ok" else { throw try LoyaltyError(of) }
    return try Outcome.decode(of)
}

extension Opened {
    func asked(_ kind: String, _ value: Value) async throws -> Value {
        do {
            return try await ask(kind: kind, asked: value)
        } catch Failure.Engine(let error) {
            throw try LoyaltyError(error)
        }
    }
}

func guarded<T>(_ work: () throws -> T) throws -> T {
    do {
        return try work()
    } catch Failure.Engine(let error) {
        throw try LoyaltyError(error)
    }
}
