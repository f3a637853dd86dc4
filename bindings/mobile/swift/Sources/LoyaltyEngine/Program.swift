// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.

import Foundation
import LoyaltyBorder

/// Every operation on a program. A cancelled task still waits for its answer; the work is done in any case.
extension Program {
    /// Publish a new version of the rules.
    ///
    /// - Parameter rules: The rules.
    public func publishRules(rules: RulesSource, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(PublishRules(rules: rules), key, at, dryRun))
    }

    /// Make cards.
    ///
    /// - Parameter count: How many, up to 10 000.
    /// - Parameter numbers: Numbers that are printed already.
    public func issueCards(count: Int? = nil, numbers: [String]? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(IssueCards(count: count, numbers: numbers), key, at, dryRun))
    }

    /// Give a card to a person and start their membership.
    ///
    /// - Parameter card: The card.
    /// - Parameter name: The person's name.
    /// - Parameter phone: The person's phone, in any spelling.
    /// - Parameter email: The person's e-mail address.
    /// - Parameter starts: The first day; today when left out.
    /// - Parameter ends: The last day; by the rules when left out.
    public func activate(card: CardRef, name: String, phone: String, email: String? = nil, starts: Day? = nil, ends: Day? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Activate(card: card, name: name, phone: phone, email: email, starts: starts, ends: ends), key, at, dryRun))
    }

    /// Make a person known, without a card.
    ///
    /// - Parameter name: The person's name.
    /// - Parameter phone: The person's phone, in any spelling.
    /// - Parameter email: The person's e-mail address.
    public func register(name: String, phone: String? = nil, email: String? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Register(name: name, phone: phone, email: email), key, at, dryRun))
    }

    /// Change a profile.
    ///
    /// - Parameter member: Whose.
    /// - Parameter name: The name.
    /// - Parameter phone: The phone, in any spelling.
    /// - Parameter email: The e-mail address.
    /// - Parameter birthDate: The day of birth.
    /// - Parameter address: The postal address.
    /// - Parameter gender: As the person says.
    /// - Parameter notes: What the staff should know.
    /// - Parameter kind: Makes somebody a VIP, or an ordinary customer again.
    /// - Parameter clear: Fields to empty.
    public func updateProfile(member: MemberRef, name: String? = nil, phone: String? = nil, email: String? = nil, birthDate: Day? = nil, address: String? = nil, gender: String? = nil, notes: String? = nil, kind: MemberKind? = nil, clear: [ProfileField] = [], key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(UpdateProfile(member: member, name: name, phone: phone, email: email, birthDate: birthDate, address: address, gender: gender, notes: notes, kind: kind, clear: clear), key, at, dryRun))
    }

    /// Renew a membership.
    ///
    /// - Parameter member: Whose.
    public func renew(member: MemberRef, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Renew(member: member), key, at, dryRun))
    }

    /// Block a member.
    ///
    /// - Parameter member: Whom.
    /// - Parameter reason: Why.
    public func block(member: MemberRef, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Block(member: member, reason: reason), key, at, dryRun))
    }

    /// Unblock a member.
    ///
    /// - Parameter member: Whom.
    /// - Parameter reason: Why.
    public func unblock(member: MemberRef, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Unblock(member: member, reason: reason), key, at, dryRun))
    }

    /// Replace a lost card.
    ///
    /// - Parameter member: Whose.
    /// - Parameter card: The new card.
    /// - Parameter reason: Why.
    public func replaceCard(member: MemberRef, card: CardRef, reason: String? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(ReplaceCard(member: member, card: card, reason: reason), key, at, dryRun))
    }

    /// Close a member.
    ///
    /// - Parameter member: Whom.
    /// - Parameter reason: Why.
    public func close(member: MemberRef, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Close(member: member, reason: reason), key, at, dryRun))
    }

    /// Record a till's purchase, paid and completed.
    ///
    /// - Parameter member: Who bought; left out for a passer-by.
    /// - Parameter amount: What was paid.
    /// - Parameter gross: The price before discounts, where it differs.
    /// - Parameter outlet: Where; the actor's outlet when left out.
    /// - Parameter receipt: The receipt number, unique at its outlet. It is an idempotency key by itself.
    public func recordPurchase(member: MemberRef? = nil, amount: Decimal, gross: Decimal? = nil, outlet: String? = nil, receipt: String? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(RecordPurchase(member: member, amount: amount, gross: gross, outlet: outlet, receipt: receipt), key, at, dryRun))
    }

    /// Take a purchase back as a whole.
    ///
    /// - Parameter purchase: Which.
    /// - Parameter reason: Why.
    public func voidPurchase(purchase: PurchaseRef, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(VoidPurchase(purchase: purchase, reason: reason), key, at, dryRun))
    }

    /// Hand a reward over.
    ///
    /// - Parameter member: Whose.
    /// - Parameter reward: Which.
    /// - Parameter purchase: The purchase it is used on.
    public func redeem(member: MemberRef, reward: RewardRef, purchase: PurchaseRef? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Redeem(member: member, reward: reward, purchase: purchase), key, at, dryRun))
    }

    /// Take a handed-over reward back.
    ///
    /// - Parameter reward: Which.
    /// - Parameter reason: Why.
    public func undoRedemption(reward: String, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(UndoRedemption(reward: reward, reason: reason), key, at, dryRun))
    }

    /// Write down what time has done to a member.
    ///
    /// - Parameter member: Whom.
    public func settle(member: MemberRef, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Settle(member: member), key, at, dryRun))
    }

    /// One member, as of now.
    ///
    /// - Parameter member: Whom.
    public func lookUp(member: MemberRef, at: Date? = nil) async throws -> MemberView {
        try MemberView.decode(await query("look_up", record([("member", crossing(member))]), at))
    }

    /// A member's entries, oldest first.
    ///
    /// - Parameter member: Whose.
    /// - Parameter after: Go on after this entry.
    /// - Parameter limit: How many, up to 1000; 100 when left out.
    public func history(member: MemberRef, after: Int? = nil, limit: Int? = nil, at: Date? = nil) async throws -> HistoryView {
        try HistoryView.decode(await query("history", record([("member", crossing(member)), ("after", crossing(after)), ("limit", crossing(limit))]), at))
    }

    /// Members, by the order in which they became known.
    ///
    /// - Parameter search: Only these: a part of the name, phone or e-mail address.
    /// - Parameter status: Only members who stand so.
    /// - Parameter membership: Only members whose newest membership stands so.
    /// - Parameter kind: Only this sort of customer.
    /// - Parameter after: Go on after this member.
    /// - Parameter limit: How many, up to 1000; 100 when left out.
    public func listMembers(search: String? = nil, status: MemberStatus? = nil, membership: MembershipStatus? = nil, kind: MemberKind? = nil, after: String? = nil, limit: Int? = nil, at: Date? = nil) async throws -> MembersView {
        try MembersView.decode(await query("list_members", record([("search", crossing(search)), ("status", crossing(status)), ("membership", crossing(membership)), ("kind", crossing(kind)), ("after", crossing(after)), ("limit", crossing(limit))]), at))
    }

    /// Figures of the program.
    ///
    public func summary(at: Date? = nil) async throws -> Summary {
        try Summary.decode(await query("summary", record([]), at))
    }

    /// The rules in force.
    ///
    /// - Parameter version: Which; the newest when left out.
    public func readRules(version: Int? = nil, at: Date? = nil) async throws -> RulesView {
        try RulesView.decode(await query("read_rules", record([("version", crossing(version))]), at))
    }
}
