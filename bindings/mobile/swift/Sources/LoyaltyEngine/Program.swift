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
    /// - Parameter birthDate: The day of birth.
    /// - Parameter address: The postal address.
    /// - Parameter city: The city.
    /// - Parameter province: The province or state.
    /// - Parameter postalCode: The postal code.
    /// - Parameter gender: As the person says.
    /// - Parameter notes: What the staff should know.
    /// - Parameter kind: What sort of customer it is; a walk-in when left out.
    public func register(name: String, phone: String? = nil, email: String? = nil, birthDate: Day? = nil, address: String? = nil, city: String? = nil, province: String? = nil, postalCode: String? = nil, gender: String? = nil, notes: String? = nil, kind: MemberKind? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Register(name: name, phone: phone, email: email, birthDate: birthDate, address: address, city: city, province: province, postalCode: postalCode, gender: gender, notes: notes, kind: kind), key, at, dryRun))
    }

    /// Change a profile.
    ///
    /// - Parameter member: Whose.
    /// - Parameter name: The name.
    /// - Parameter phone: The phone, in any spelling.
    /// - Parameter email: The e-mail address.
    /// - Parameter birthDate: The day of birth.
    /// - Parameter address: The postal address.
    /// - Parameter city: The city.
    /// - Parameter province: The province or state.
    /// - Parameter postalCode: The postal code.
    /// - Parameter gender: As the person says.
    /// - Parameter notes: What the staff should know.
    /// - Parameter kind: Makes somebody a VIP, or an ordinary customer again.
    /// - Parameter clear: Fields to empty.
    public func updateProfile(member: MemberRef, name: String? = nil, phone: String? = nil, email: String? = nil, birthDate: Day? = nil, address: String? = nil, city: String? = nil, province: String? = nil, postalCode: String? = nil, gender: String? = nil, notes: String? = nil, kind: MemberKind? = nil, clear: [ProfileField] = [], key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(UpdateProfile(member: member, name: name, phone: phone, email: email, birthDate: birthDate, address: address, city: city, province: province, postalCode: postalCode, gender: gender, notes: notes, kind: kind, clear: clear), key, at, dryRun))
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

    /// Take back that a member was closed.
    ///
    /// - Parameter member: Whom.
    /// - Parameter reason: Why.
    public func reopen(member: MemberRef, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Reopen(member: member, reason: reason), key, at, dryRun))
    }

    /// Remove a member's personal data for good.
    ///
    /// - Parameter member: Whom, by id alone: a phone would stand under an idempotency key again.
    public func erase(member: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Erase(member: member), key, at, dryRun))
    }

    /// Record a till's purchase, paid and completed.
    ///
    /// - Parameter member: Who bought; left out for a passer-by.
    /// - Parameter amount: What was paid.
    /// - Parameter gross: The price before discounts, where it differs.
    /// - Parameter charges: What of the amount is tax or delivery.
    /// - Parameter lines: What was bought.
    /// - Parameter points: Pay a part of the amount with so many of the buyer's points.
    /// - Parameter outlet: Where; the actor's outlet when left out.
    /// - Parameter receipt: The receipt number, unique at its outlet. It is an idempotency key by itself.
    /// - Parameter state: How it begins; completed when left out.
    /// - Parameter payBy: With `state = "pending"`: until when it has to be paid; by the rules when left out.
    public func recordPurchase(member: MemberRef? = nil, amount: Decimal, gross: Decimal? = nil, charges: Charges? = nil, lines: [PurchaseLine] = [], points: Int? = nil, outlet: String? = nil, receipt: String? = nil, state: FirstState? = nil, payBy: Date? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(RecordPurchase(member: member, amount: amount, gross: gross, charges: charges, lines: lines, points: points, outlet: outlet, receipt: receipt, state: state, payBy: payBy), key, at, dryRun))
    }

    /// Take a purchase back as a whole.
    ///
    /// - Parameter purchase: Which.
    /// - Parameter reason: Why.
    public func voidPurchase(purchase: PurchaseRef, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(VoidPurchase(purchase: purchase, reason: reason), key, at, dryRun))
    }

    /// Say that an order was paid.
    ///
    /// - Parameter purchase: Which.
    /// - Parameter receipt: Its receipt number, where it has none yet.
    public func payPurchase(purchase: PurchaseRef, receipt: String? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(PayPurchase(purchase: purchase, receipt: receipt), key, at, dryRun))
    }

    /// Say that a purchase was handed over.
    ///
    /// - Parameter purchase: Which.
    public func completePurchase(purchase: PurchaseRef, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(CompletePurchase(purchase: purchase), key, at, dryRun))
    }

    /// Call a purchase off before it is handed over.
    ///
    /// - Parameter purchase: Which.
    /// - Parameter reason: Why.
    public func cancelPurchase(purchase: PurchaseRef, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(CancelPurchase(purchase: purchase, reason: reason), key, at, dryRun))
    }

    /// Let a purchase stand again that was called off or taken back.
    ///
    /// - Parameter purchase: Which.
    /// - Parameter reason: Why.
    public func reopenPurchase(purchase: PurchaseRef, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(ReopenPurchase(purchase: purchase, reason: reason), key, at, dryRun))
    }

    /// Note a step on a purchase's way that only informs.
    ///
    /// - Parameter purchase: Which.
    /// - Parameter mark: The step.
    public func markPurchase(purchase: PurchaseRef, mark: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(MarkPurchase(purchase: purchase, mark: mark), key, at, dryRun))
    }

    /// Count a purchase by nobody for a member.
    ///
    /// - Parameter purchase: Which.
    /// - Parameter member: For whom.
    public func adoptPurchase(purchase: PurchaseRef, member: MemberRef, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(AdoptPurchase(purchase: purchase, member: member), key, at, dryRun))
    }

    /// Give a purchase back: all of it, some units, or an amount.
    ///
    /// - Parameter purchase: Which.
    /// - Parameter units: Only these units.
    /// - Parameter amount: Only so much of the bill.
    /// - Parameter reason: Why.
    public func refundPurchase(purchase: PurchaseRef, units: [Units] = [], amount: Decimal? = nil, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(RefundPurchase(purchase: purchase, units: units, amount: amount, reason: reason), key, at, dryRun))
    }

    /// Give something back and buy something else, in one.
    ///
    /// - Parameter purchase: What something is given back of.
    /// - Parameter units: Only these units.
    /// - Parameter amount: Only so much of the bill.
    /// - Parameter bought: What is bought instead.
    /// - Parameter reason: Why.
    public func exchangePurchase(purchase: PurchaseRef, units: [Units] = [], amount: Decimal? = nil, bought: NewPurchase, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(ExchangePurchase(purchase: purchase, units: units, amount: amount, bought: bought, reason: reason), key, at, dryRun))
    }

    /// Count that a receipt was printed once more.
    ///
    /// - Parameter purchase: Which.
    public func reprintReceipt(purchase: PurchaseRef, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(ReprintReceipt(purchase: purchase), key, at, dryRun))
    }

    /// Give or take points by hand.
    ///
    /// - Parameter member: Whose.
    /// - Parameter points: How many; below zero takes them.
    /// - Parameter reason: Why.
    public func adjustPoints(member: MemberRef, points: Int, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(AdjustPoints(member: member, points: points, reason: reason), key, at, dryRun))
    }

    /// Give points to another member.
    ///
    /// - Parameter member: Who gives.
    /// - Parameter to: Who gets.
    /// - Parameter points: How many.
    public func transferPoints(member: MemberRef, to: MemberRef, points: Int, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(TransferPoints(member: member, to: to, points: points), key, at, dryRun))
    }

    /// Spend points as money off.
    ///
    /// - Parameter member: Whose.
    /// - Parameter points: How many.
    /// - Parameter hold: Or all of this hold.
    public func spendPoints(member: MemberRef, points: Int? = nil, hold: String? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(SpendPoints(member: member, points: points, hold: hold), key, at, dryRun))
    }

    /// Hold points back for something.
    ///
    /// - Parameter member: Whose.
    /// - Parameter points: How many.
    /// - Parameter until: Until when; then they are there again.
    public func holdPoints(member: MemberRef, points: Int, until: Date, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(HoldPoints(member: member, points: points, until: until), key, at, dryRun))
    }

    /// Let held points go.
    ///
    /// - Parameter member: Whose.
    /// - Parameter hold: Which.
    public func releasePoints(member: MemberRef, hold: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(ReleasePoints(member: member, hold: hold), key, at, dryRun))
    }

    /// Buy a reward with points.
    ///
    /// - Parameter member: Who buys.
    /// - Parameter reward: Which reward of the catalogue.
    public func buyReward(member: MemberRef, reward: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(BuyReward(member: member, reward: reward), key, at, dryRun))
    }

    /// Give a reward back that was bought with points.
    ///
    /// - Parameter reward: Which.
    /// - Parameter reason: Why.
    public func reverseReward(reward: String, reason: String, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(ReverseReward(reward: reward, reason: reason), key, at, dryRun))
    }

    /// Make two members one who are the same person.
    ///
    /// - Parameter member: Who turned out to be the other.
    /// - Parameter into: Who stays.
    /// - Parameter reason: Why.
    public func merge(member: MemberRef, into: MemberRef, reason: String? = nil, key: String? = nil, at: Date? = nil, dryRun: Bool = false) async throws -> Outcome {
        try Outcome.decode(await command(Merge(member: member, into: into, reason: reason), key, at, dryRun))
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

    /// One purchase, as of now.
    ///
    /// - Parameter purchase: Which.
    public func lookUpPurchase(purchase: PurchaseRef, at: Date? = nil) async throws -> PurchaseView {
        try PurchaseView.decode(await query("look_up_purchase", record([("purchase", crossing(purchase))]), at))
    }

    /// What went in and out of a member's points, oldest first.
    ///
    /// - Parameter member: Whose.
    /// - Parameter after: Go on after this entry of the member's log.
    /// - Parameter limit: Look through so many entries, up to 1000; 100 when left out.
    public func statement(member: MemberRef, after: Int? = nil, limit: Int? = nil, at: Date? = nil) async throws -> StatementView {
        try StatementView.decode(await query("statement", record([("member", crossing(member)), ("after", crossing(after)), ("limit", crossing(limit))]), at))
    }

    /// Which points run out by a day.
    ///
    /// - Parameter member: Whose.
    /// - Parameter by: The last day that counts.
    public func forecast(member: MemberRef, by: Day, at: Date? = nil) async throws -> ForecastView {
        try ForecastView.decode(await query("forecast", record([("member", crossing(member)), ("by", crossing(by))]), at))
    }

    /// Members, by the order in which they became known.
    ///
    /// - Parameter search: Only these: a part of the name, phone or e-mail address.
    /// - Parameter status: Only members who stand so.
    /// - Parameter membership: Only members whose newest membership stands so.
    /// - Parameter kind: Only this sort of customer.
    /// - Parameter level: Only members on this level.
    /// - Parameter after: Go on after this member.
    /// - Parameter limit: How many, up to 1000; 100 when left out.
    public func listMembers(search: String? = nil, status: MemberStatus? = nil, membership: MembershipStatus? = nil, kind: MemberKind? = nil, level: String? = nil, after: String? = nil, limit: Int? = nil, at: Date? = nil) async throws -> MembersView {
        try MembersView.decode(await query("list_members", record([("search", crossing(search)), ("status", crossing(status)), ("membership", crossing(membership)), ("kind", crossing(kind)), ("level", crossing(level)), ("after", crossing(after)), ("limit", crossing(limit))]), at))
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
