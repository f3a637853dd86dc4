// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
package dev.loyalty.engine

import dev.loyalty.engine.border.Value
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate

/** A program, and every operation on it. Each call waits for its answer on its own thread. */
public class BlockingProgram internal constructor(border: Border, name: String, actor: Actor) :
    BlockingProgramBase(border, name, actor) {
    /**
     * Publish a new version of the rules.
     *
     * @param rules The rules.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun publishRules(
        rules: RulesSource,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(PublishRules(rules), key, at, dryRun))

    /**
     * Make cards.
     *
     * @param count How many, up to 10 000.
     * @param numbers Numbers that are printed already.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun issueCards(
        count: Long? = null,
        numbers: List<String>? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(IssueCards(count, numbers), key, at, dryRun))

    /**
     * Give a card to a person and start their membership.
     *
     * @param card The card.
     * @param name The person's name.
     * @param phone The person's phone, in any spelling.
     * @param email The person's e-mail address.
     * @param starts The first day; today when left out.
     * @param ends The last day; by the rules when left out.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun activate(
        card: CardRef,
        name: String,
        phone: String,
        email: String? = null,
        starts: LocalDate? = null,
        ends: LocalDate? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Activate(card, name, phone, email, starts, ends), key, at, dryRun))

    /**
     * Make a person known, without a card.
     *
     * @param name The person's name.
     * @param phone The person's phone, in any spelling.
     * @param email The person's e-mail address.
     * @param birthDate The day of birth.
     * @param address The postal address.
     * @param city The city.
     * @param province The province or state.
     * @param postalCode The postal code.
     * @param gender As the person says.
     * @param notes What the staff should know.
     * @param kind What sort of customer it is; a walk-in when left out.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun register(
        name: String,
        phone: String? = null,
        email: String? = null,
        birthDate: LocalDate? = null,
        address: String? = null,
        city: String? = null,
        province: String? = null,
        postalCode: String? = null,
        gender: String? = null,
        notes: String? = null,
        kind: MemberKind? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Register(name, phone, email, birthDate, address, city, province, postalCode, gender, notes, kind), key, at, dryRun))

    /**
     * Change a profile.
     *
     * @param member Whose.
     * @param name The name.
     * @param phone The phone, in any spelling.
     * @param email The e-mail address.
     * @param birthDate The day of birth.
     * @param address The postal address.
     * @param city The city.
     * @param province The province or state.
     * @param postalCode The postal code.
     * @param gender As the person says.
     * @param notes What the staff should know.
     * @param kind Makes somebody a VIP, or an ordinary customer again.
     * @param clear Fields to empty.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun updateProfile(
        member: MemberRef,
        name: String? = null,
        phone: String? = null,
        email: String? = null,
        birthDate: LocalDate? = null,
        address: String? = null,
        city: String? = null,
        province: String? = null,
        postalCode: String? = null,
        gender: String? = null,
        notes: String? = null,
        kind: MemberKind? = null,
        clear: List<ProfileField> = emptyList(),
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(UpdateProfile(member, name, phone, email, birthDate, address, city, province, postalCode, gender, notes, kind, clear), key, at, dryRun))

    /**
     * Renew a membership.
     *
     * @param member Whose.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun renew(
        member: MemberRef,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Renew(member), key, at, dryRun))

    /**
     * Block a member.
     *
     * @param member Whom.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun block(
        member: MemberRef,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Block(member, reason), key, at, dryRun))

    /**
     * Unblock a member.
     *
     * @param member Whom.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun unblock(
        member: MemberRef,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Unblock(member, reason), key, at, dryRun))

    /**
     * Replace a lost card.
     *
     * @param member Whose.
     * @param card The new card.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun replaceCard(
        member: MemberRef,
        card: CardRef,
        reason: String? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(ReplaceCard(member, card, reason), key, at, dryRun))

    /**
     * Close a member.
     *
     * @param member Whom.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun close(
        member: MemberRef,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Close(member, reason), key, at, dryRun))

    /**
     * Take back that a member was closed.
     *
     * @param member Whom.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun reopen(
        member: MemberRef,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Reopen(member, reason), key, at, dryRun))

    /**
     * Remove a member's personal data for good.
     *
     * @param member Whom, by id alone: a phone would stand under an idempotency key again.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun erase(
        member: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Erase(member), key, at, dryRun))

    /**
     * Record a till's purchase, paid and completed.
     *
     * @param member Who bought; left out for a passer-by.
     * @param amount What was paid.
     * @param gross The price before discounts, where it differs.
     * @param charges What of the amount is tax or delivery.
     * @param lines What was bought.
     * @param points Pay a part of the amount with so many of the buyer's points.
     * @param outlet Where; the actor's outlet when left out.
     * @param receipt The receipt number, unique at its outlet. It is an idempotency key by itself.
     * @param state How it begins; completed when left out.
     * @param payBy With `state = "pending"`: until when it has to be paid; by the rules when left out.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun recordPurchase(
        member: MemberRef? = null,
        amount: BigDecimal,
        gross: BigDecimal? = null,
        charges: Charges? = null,
        lines: List<PurchaseLine> = emptyList(),
        points: Long? = null,
        outlet: String? = null,
        receipt: String? = null,
        state: FirstState? = null,
        payBy: Instant? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(RecordPurchase(member, amount, gross, charges, lines, points, outlet, receipt, state, payBy), key, at, dryRun))

    /**
     * Take a purchase back as a whole.
     *
     * @param purchase Which.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun voidPurchase(
        purchase: PurchaseRef,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(VoidPurchase(purchase, reason), key, at, dryRun))

    /**
     * Say that an order was paid.
     *
     * @param purchase Which.
     * @param receipt Its receipt number, where it has none yet.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun payPurchase(
        purchase: PurchaseRef,
        receipt: String? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(PayPurchase(purchase, receipt), key, at, dryRun))

    /**
     * Say that a purchase was handed over.
     *
     * @param purchase Which.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun completePurchase(
        purchase: PurchaseRef,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(CompletePurchase(purchase), key, at, dryRun))

    /**
     * Call a purchase off before it is handed over.
     *
     * @param purchase Which.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun cancelPurchase(
        purchase: PurchaseRef,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(CancelPurchase(purchase, reason), key, at, dryRun))

    /**
     * Let a purchase stand again that was called off or taken back.
     *
     * @param purchase Which.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun reopenPurchase(
        purchase: PurchaseRef,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(ReopenPurchase(purchase, reason), key, at, dryRun))

    /**
     * Note a step on a purchase's way that only informs.
     *
     * @param purchase Which.
     * @param mark The step.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun markPurchase(
        purchase: PurchaseRef,
        mark: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(MarkPurchase(purchase, mark), key, at, dryRun))

    /**
     * Count a purchase by nobody for a member.
     *
     * @param purchase Which.
     * @param member For whom.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun adoptPurchase(
        purchase: PurchaseRef,
        member: MemberRef,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(AdoptPurchase(purchase, member), key, at, dryRun))

    /**
     * Give a purchase back: all of it, some units, or an amount.
     *
     * @param purchase Which.
     * @param units Only these units.
     * @param amount Only so much of the bill.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun refundPurchase(
        purchase: PurchaseRef,
        units: List<Units> = emptyList(),
        amount: BigDecimal? = null,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(RefundPurchase(purchase, units, amount, reason), key, at, dryRun))

    /**
     * Give something back and buy something else, in one.
     *
     * @param purchase What something is given back of.
     * @param units Only these units.
     * @param amount Only so much of the bill.
     * @param bought What is bought instead.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun exchangePurchase(
        purchase: PurchaseRef,
        units: List<Units> = emptyList(),
        amount: BigDecimal? = null,
        bought: NewPurchase,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(ExchangePurchase(purchase, units, amount, bought, reason), key, at, dryRun))

    /**
     * Count that a receipt was printed once more.
     *
     * @param purchase Which.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun reprintReceipt(
        purchase: PurchaseRef,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(ReprintReceipt(purchase), key, at, dryRun))

    /**
     * Give or take points by hand.
     *
     * @param member Whose.
     * @param points How many; below zero takes them.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun adjustPoints(
        member: MemberRef,
        points: Long,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(AdjustPoints(member, points, reason), key, at, dryRun))

    /**
     * Give points to another member.
     *
     * @param member Who gives.
     * @param to Who gets.
     * @param points How many.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun transferPoints(
        member: MemberRef,
        to: MemberRef,
        points: Long,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(TransferPoints(member, to, points), key, at, dryRun))

    /**
     * Spend points as money off.
     *
     * @param member Whose.
     * @param points How many.
     * @param hold Or all of this hold.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun spendPoints(
        member: MemberRef,
        points: Long? = null,
        hold: String? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(SpendPoints(member, points, hold), key, at, dryRun))

    /**
     * Hold points back for something.
     *
     * @param member Whose.
     * @param points How many.
     * @param until Until when; then they are there again.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun holdPoints(
        member: MemberRef,
        points: Long,
        until: Instant,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(HoldPoints(member, points, until), key, at, dryRun))

    /**
     * Let held points go.
     *
     * @param member Whose.
     * @param hold Which.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun releasePoints(
        member: MemberRef,
        hold: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(ReleasePoints(member, hold), key, at, dryRun))

    /**
     * Buy a reward with points.
     *
     * @param member Who buys.
     * @param reward Which reward of the catalogue.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun buyReward(
        member: MemberRef,
        reward: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(BuyReward(member, reward), key, at, dryRun))

    /**
     * Give a reward back that was bought with points.
     *
     * @param reward Which.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun reverseReward(
        reward: String,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(ReverseReward(reward, reason), key, at, dryRun))

    /**
     * Make two members one who are the same person.
     *
     * @param member Who turned out to be the other.
     * @param into Who stays.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun merge(
        member: MemberRef,
        into: MemberRef,
        reason: String? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Merge(member, into, reason), key, at, dryRun))

    /**
     * Hand a reward over.
     *
     * @param member Whose.
     * @param reward Which.
     * @param purchase The purchase it is used on.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun redeem(
        member: MemberRef,
        reward: RewardRef,
        purchase: PurchaseRef? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Redeem(member, reward, purchase), key, at, dryRun))

    /**
     * Take a handed-over reward back.
     *
     * @param reward Which.
     * @param reason Why.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun undoRedemption(
        reward: String,
        reason: String,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(UndoRedemption(reward, reason), key, at, dryRun))

    /**
     * Write down what time has done to a member.
     *
     * @param member Whom.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun settle(
        member: MemberRef,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Settle(member), key, at, dryRun))

    /**
     * One member, as of now.
     *
     * @param member Whom.
     * @param at The moment; the machine's clock when left out.
     */
    public fun lookUp(
        member: MemberRef,
        at: Instant? = null,
    ): MemberView = MemberView.decode(query("look_up", record("member" to member.encode()), at))

    /**
     * A member's entries, oldest first.
     *
     * @param member Whose.
     * @param after Go on after this entry.
     * @param limit How many, up to 1000; 100 when left out.
     * @param at The moment; the machine's clock when left out.
     */
    public fun history(
        member: MemberRef,
        after: Long? = null,
        limit: Long? = null,
        at: Instant? = null,
    ): HistoryView = HistoryView.decode(query("history", record("member" to member.encode(), "after" to after?.let { crossing(it) }, "limit" to limit?.let { crossing(it) }), at))

    /**
     * One purchase, as of now.
     *
     * @param purchase Which.
     * @param at The moment; the machine's clock when left out.
     */
    public fun lookUpPurchase(
        purchase: PurchaseRef,
        at: Instant? = null,
    ): PurchaseView = PurchaseView.decode(query("look_up_purchase", record("purchase" to purchase.encode()), at))

    /**
     * What went in and out of a member's points, oldest first.
     *
     * @param member Whose.
     * @param after Go on after this entry of the member's log.
     * @param limit Look through so many entries, up to 1000; 100 when left out.
     * @param at The moment; the machine's clock when left out.
     */
    public fun statement(
        member: MemberRef,
        after: Long? = null,
        limit: Long? = null,
        at: Instant? = null,
    ): StatementView = StatementView.decode(query("statement", record("member" to member.encode(), "after" to after?.let { crossing(it) }, "limit" to limit?.let { crossing(it) }), at))

    /**
     * Which points run out by a day.
     *
     * @param member Whose.
     * @param by The last day that counts.
     * @param at The moment; the machine's clock when left out.
     */
    public fun forecast(
        member: MemberRef,
        by: LocalDate,
        at: Instant? = null,
    ): ForecastView = ForecastView.decode(query("forecast", record("member" to member.encode(), "by" to crossing(by)), at))

    /**
     * Members, by the order in which they became known.
     *
     * @param search Only these: a part of the name, phone or e-mail address.
     * @param status Only members who stand so.
     * @param membership Only members whose newest membership stands so.
     * @param kind Only this sort of customer.
     * @param level Only members on this level.
     * @param after Go on after this member.
     * @param limit How many, up to 1000; 100 when left out.
     * @param at The moment; the machine's clock when left out.
     */
    public fun listMembers(
        search: String? = null,
        status: MemberStatus? = null,
        membership: MembershipStatus? = null,
        kind: MemberKind? = null,
        level: String? = null,
        after: String? = null,
        limit: Long? = null,
        at: Instant? = null,
    ): MembersView = MembersView.decode(query("list_members", record("search" to search?.let { crossing(it) }, "status" to status?.let { it.encode() }, "membership" to membership?.let { it.encode() }, "kind" to kind?.let { it.encode() }, "level" to level?.let { crossing(it) }, "after" to after?.let { crossing(it) }, "limit" to limit?.let { crossing(it) }), at))

    /**
     * Figures of the program.
     *
     * @param at The moment; the machine's clock when left out.
     */
    public fun summary(
        at: Instant? = null,
    ): Summary = Summary.decode(query("summary", record(), at))

    /**
     * The rules in force.
     *
     * @param version Which; the newest when left out.
     * @param at The moment; the machine's clock when left out.
     */
    public fun readRules(
        version: Long? = null,
        at: Instant? = null,
    ): RulesView = RulesView.decode(query("read_rules", record("version" to version?.let { crossing(it) }), at))
}
