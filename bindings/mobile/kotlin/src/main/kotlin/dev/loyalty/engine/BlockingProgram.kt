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
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun register(
        name: String,
        phone: String? = null,
        email: String? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(Register(name, phone, email), key, at, dryRun))

    /**
     * Change a profile.
     *
     * @param member Whose.
     * @param name The name.
     * @param phone The phone, in any spelling.
     * @param email The e-mail address.
     * @param birthDate The day of birth.
     * @param address The postal address.
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
        gender: String? = null,
        notes: String? = null,
        kind: MemberKind? = null,
        clear: List<ProfileField> = emptyList(),
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(UpdateProfile(member, name, phone, email, birthDate, address, gender, notes, kind, clear), key, at, dryRun))

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
     * Record a till's purchase, paid and completed.
     *
     * @param member Who bought; left out for a passer-by.
     * @param amount What was paid.
     * @param gross The price before discounts, where it differs.
     * @param outlet Where; the actor's outlet when left out.
     * @param receipt The receipt number, unique at its outlet. It is an idempotency key by itself.
     * @param key The idempotency key: asked again under it, the first answer comes back.
     * @param at The moment; the machine's clock when left out.
     * @param dryRun Answer the same, and write nothing.
     */
    public fun recordPurchase(
        member: MemberRef? = null,
        amount: BigDecimal,
        gross: BigDecimal? = null,
        outlet: String? = null,
        receipt: String? = null,
        key: String? = null,
        at: Instant? = null,
        dryRun: Boolean = false,
    ): Outcome = Outcome.decode(command(RecordPurchase(member, amount, gross, outlet, receipt), key, at, dryRun))

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
     * Members, by the order in which they became known.
     *
     * @param search Only these: a part of the name, phone or e-mail address.
     * @param status Only members who stand so.
     * @param membership Only members whose newest membership stands so.
     * @param kind Only this sort of customer.
     * @param after Go on after this member.
     * @param limit How many, up to 1000; 100 when left out.
     * @param at The moment; the machine's clock when left out.
     */
    public fun listMembers(
        search: String? = null,
        status: MemberStatus? = null,
        membership: MembershipStatus? = null,
        kind: MemberKind? = null,
        after: String? = null,
        limit: Long? = null,
        at: Instant? = null,
    ): MembersView = MembersView.decode(query("list_members", record("search" to search?.let { crossing(it) }, "status" to status?.let { it.encode() }, "membership" to membership?.let { it.encode() }, "kind" to kind?.let { it.encode() }, "after" to after?.let { crossing(it) }, "limit" to limit?.let { crossing(it) }), at))

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
