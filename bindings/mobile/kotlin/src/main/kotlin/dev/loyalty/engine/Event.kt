// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
package dev.loyalty.engine

import dev.loyalty.engine.border.Value
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate

/** One fact. Events carry ids and figures only, never personal data. */
public sealed interface Event : Crossing {
    /** The word that tells it from the others. */
    public val event: String

    /** A version of the rules came into force. */
    public data class RulesPublished(
        public val version: Long,
        public val document: Document,
    ) : Event {
        override val event: String get() = "rules_published"

        override fun encode(): Value = record("event" to crossing(event), "version" to crossing(version), "document" to document.encode())
    }

    /** A card was made. */
    public data class CardIssued(
        public val card: String,
        public val number: String,
    ) : Event {
        override val event: String get() = "card_issued"

        override fun encode(): Value = record("event" to crossing(event), "card" to crossing(card), "number" to crossing(number))
    }

    /** A card got its owner. */
    public data class CardAssigned(
        public val card: String,
        public val member: String,
    ) : Event {
        override val event: String get() = "card_assigned"

        override fun encode(): Value = record("event" to crossing(event), "card" to crossing(card), "member" to crossing(member))
    }

    /** A card was lost; its number is dead for good. */
    public data class CardReplaced(
        public val card: String,
    ) : Event {
        override val event: String get() = "card_replaced"

        override fun encode(): Value = record("event" to crossing(event), "card" to crossing(card))
    }

    /** Somebody became known. */
    public data class MemberRegistered(
        public val member: String,
        public val kind: MemberKind,
    ) : Event {
        override val event: String get() = "member_registered"

        override fun encode(): Value = record("event" to crossing(event), "member" to crossing(member), "kind" to kind.encode())
    }

    /** The profile was changed; what it says stands in the profile alone. */
    public data class ProfileChanged(
        public val fields: List<ProfileField>,
    ) : Event {
        override val event: String get() = "profile_changed"

        override fun encode(): Value = record("event" to crossing(event), "fields" to crossing(fields) { it.encode() })
    }

    /** What sort of customer somebody is was changed. */
    public data class KindChanged(
        public val kind: MemberKind,
    ) : Event {
        override val event: String get() = "kind_changed"

        override fun encode(): Value = record("event" to crossing(event), "kind" to kind.encode())
    }

    /** A membership began. */
    public data class MembershipStarted(
        public val membership: Long,
        public val card: String,
        public val number: String,
        public val starts: LocalDate,
        public val ends: LocalDate,
        public val fee: BigDecimal,
    ) : Event {
        override val event: String get() = "membership_started"

        override fun encode(): Value = record("event" to crossing(event), "membership" to crossing(membership), "card" to crossing(card), "number" to crossing(number), "starts" to crossing(starts), "ends" to crossing(ends), "fee" to crossing(fee))
    }

    /** A membership was renewed by one more period. */
    public data class MembershipRenewed(
        public val membership: Long,
        public val starts: LocalDate,
        public val ends: LocalDate,
        public val fee: BigDecimal,
    ) : Event {
        override val event: String get() = "membership_renewed"

        override fun encode(): Value = record("event" to crossing(event), "membership" to crossing(membership), "starts" to crossing(starts), "ends" to crossing(ends), "fee" to crossing(fee))
    }

    /** A membership moved to another card. */
    public data class MembershipCardChanged(
        public val card: String,
        public val number: String,
    ) : Event {
        override val event: String get() = "membership_card_changed"

        override fun encode(): Value = record("event" to crossing(event), "card" to crossing(card), "number" to crossing(number))
    }

    /** A membership was over after this day. */
    public data class MembershipEnded(
        public val membership: Long,
        public val ended: LocalDate,
    ) : Event {
        override val event: String get() = "membership_ended"

        override fun encode(): Value = record("event" to crossing(event), "membership" to crossing(membership), "ended" to crossing(ended))
    }

    /** A member was blocked. */
    public data object MemberBlocked : Event {
        override val event: String get() = "member_blocked"

        override fun encode(): Value = record("event" to crossing(event))
    }

    /** A member was unblocked. */
    public data object MemberUnblocked : Event {
        override val event: String get() = "member_unblocked"

        override fun encode(): Value = record("event" to crossing(event))
    }

    /** A member was closed. */
    public data object MemberClosed : Event {
        override val event: String get() = "member_closed"

        override fun encode(): Value = record("event" to crossing(event))
    }

    /** A member who was closed came back. */
    public data object MemberReopened : Event {
        override val event: String get() = "member_reopened"

        override fun encode(): Value = record("event" to crossing(event))
    }

    /** A member's personal data was removed for good; figures stay. */
    public data object MemberErased : Event {
        override val event: String get() = "member_erased"

        override fun encode(): Value = record("event" to crossing(event))
    }

    /**
     * A purchase was recorded.
     *
     * @property shares What each line has of the bill.
     * @property rules The rules it is judged by.
     */
    public data class PurchaseRecorded(
        public val purchase: String,
        public val member: String? = null,
        public val outlet: String? = null,
        public val receipt: String? = null,
        public val amount: BigDecimal,
        public val gross: BigDecimal? = null,
        public val charges: Charges? = null,
        public val lines: List<PurchaseLine> = emptyList(),
        public val shares: List<BigDecimal> = emptyList(),
        public val state: PurchaseState? = null,
        public val payBy: Instant? = null,
        public val rules: Long,
    ) : Event {
        override val event: String get() = "purchase_recorded"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "member" to member?.let { crossing(it) }, "outlet" to outlet?.let { crossing(it) }, "receipt" to receipt?.let { crossing(it) }, "amount" to crossing(amount), "gross" to gross?.let { crossing(it) }, "charges" to charges?.let { it.encode() }, "lines" to lines.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "shares" to shares.ifEmpty { null }?.let { crossing(it) { crossing(it) } }, "state" to state?.let { it.encode() }, "pay_by" to payBy?.let { crossing(it) }, "rules" to crossing(rules))
    }

    /**
     * An order waits to be paid.
     *
     * @property on The day of that moment, where the program is.
     */
    public data class PurchaseAwaited(
        public val purchase: String,
        public val until: Instant,
        public val on: LocalDate,
    ) : Event {
        override val event: String get() = "purchase_awaited"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "until" to crossing(until), "on" to crossing(on))
    }

    /** An order was paid. */
    public data class PurchasePaid(
        public val purchase: String,
        public val receipt: String? = null,
    ) : Event {
        override val event: String get() = "purchase_paid"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "receipt" to receipt?.let { crossing(it) })
    }

    /** A purchase was handed over. */
    public data class PurchaseCompleted(
        public val purchase: String,
    ) : Event {
        override val event: String get() = "purchase_completed"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase))
    }

    /** A purchase was called off. */
    public data class PurchaseCancelled(
        public val purchase: String,
    ) : Event {
        override val event: String get() = "purchase_cancelled"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase))
    }

    /** An order was not paid in time. */
    public data class PurchaseExpired(
        public val purchase: String,
    ) : Event {
        override val event: String get() = "purchase_expired"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase))
    }

    /** A purchase that was called off or taken back stands again. */
    public data class PurchaseReopened(
        public val purchase: String,
        public val state: PurchaseState,
        public val rules: Long,
    ) : Event {
        override val event: String get() = "purchase_reopened"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "state" to state.encode(), "rules" to crossing(rules))
    }

    /** Something happened on a purchase's way that only informs. */
    public data class PurchaseMarked(
        public val purchase: String,
        public val mark: String,
    ) : Event {
        override val event: String get() = "purchase_marked"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "mark" to crossing(mark))
    }

    /** A purchase by nobody turned out to be a member's. */
    public data class PurchaseAdopted(
        public val purchase: String,
        public val member: String,
        public val rules: Long,
    ) : Event {
        override val event: String get() = "purchase_adopted"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "member" to crossing(member), "rules" to crossing(rules))
    }

    /** A purchase was taken back as a whole, as if it had never been. */
    public data class PurchaseVoided(
        public val purchase: String,
    ) : Event {
        override val event: String get() = "purchase_voided"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase))
    }

    /**
     * A purchase, or a part of it, was given back.
     *
     * @property money Money that goes back.
     * @property amount By amount: how much of the bill.
     * @property units By line: how many units.
     * @property whole Is nothing left of it?
     */
    public data class PurchaseRefunded(
        public val purchase: String,
        public val money: BigDecimal,
        public val amount: BigDecimal? = null,
        public val units: List<Units> = emptyList(),
        public val whole: Boolean,
    ) : Event {
        override val event: String get() = "purchase_refunded"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "money" to crossing(money), "amount" to amount?.let { crossing(it) }, "units" to units.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "whole" to crossing(whole))
    }

    /** A receipt was printed once more. */
    public data class ReceiptReprinted(
        public val purchase: String,
        public val times: Long,
    ) : Event {
        override val event: String get() = "receipt_reprinted"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "times" to crossing(times))
    }

    /**
     * A purchase counts for its buyer, or no longer does.
     *
     * @property on The day for which it counts.
     */
    public data class PurchaseCounted(
        public val purchase: String,
        public val on: LocalDate,
        public val spent: BigDecimal,
        public val purchases: Long,
    ) : Event {
        override val event: String get() = "purchase_counted"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "on" to crossing(on), "spent" to crossing(spent), "purchases" to crossing(purchases))
    }

    /** The buyer's level, since when, and how time alone will change it. */
    public data class LevelSet(
        public val before: String? = null,
        public val steps: List<LevelStep>,
    ) : Event {
        override val event: String get() = "level_set"

        override fun encode(): Value = record("event" to crossing(event), "before" to before?.let { crossing(it) }, "steps" to crossing(steps) { it.encode() })
    }

    /** A purchase will earn points. */
    public data class PointsPromised(
        public val purchase: String,
        public val points: Long,
        public val from: LocalDate? = null,
        public val shares: List<Long> = emptyList(),
        public val level: BigDecimal,
    ) : Event {
        override val event: String get() = "points_promised"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "points" to crossing(points), "from" to from?.let { crossing(it) }, "shares" to shares.ifEmpty { null }?.let { crossing(it) { crossing(it) } }, "level" to crossing(level))
    }

    /**
     * Points are there. What paid a debt is no part of them.
     *
     * @property promised Were they promised?
     * @property lot The lot they went to, and its last day.
     */
    public data class PointsEarned(
        public val purchase: String,
        public val parts: List<Lot>,
        public val debt: Long? = null,
        public val promised: Boolean = false,
        public val shares: List<Long> = emptyList(),
        public val level: BigDecimal,
        public val lot: Long,
        public val until: LocalDate? = null,
        public val on: LocalDate,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_earned"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "parts" to crossing(parts) { it.encode() }, "debt" to debt?.let { crossing(it) }, "promised" to if (promised) crossing(true) else null, "shares" to shares.ifEmpty { null }?.let { crossing(it) { crossing(it) } }, "level" to crossing(level), "lot" to crossing(lot), "until" to until?.let { crossing(it) }, "on" to crossing(on), "balance" to crossing(balance))
    }

    /**
     * Points were taken back with the purchase that gave them.
     *
     * @property promised Of those that were only promised.
     * @property debt Those that were gone and are owed now.
     * @property forgiven Those that were gone and stay so.
     */
    public data class PointsTakenBack(
        public val purchase: String,
        public val parts: List<Lot>,
        public val promised: Long? = null,
        public val debt: Long? = null,
        public val forgiven: Long? = null,
        public val on: LocalDate,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_taken_back"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "parts" to crossing(parts) { it.encode() }, "promised" to promised?.let { crossing(it) }, "debt" to debt?.let { crossing(it) }, "forgiven" to forgiven?.let { crossing(it) }, "on" to crossing(on), "balance" to crossing(balance))
    }

    /** Points were spent as money off. */
    public data class PointsSpent(
        public val purchase: String? = null,
        public val parts: List<Lot>,
        public val value: BigDecimal,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_spent"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to purchase?.let { crossing(it) }, "parts" to crossing(parts) { it.encode() }, "value" to crossing(value), "balance" to crossing(balance))
    }

    /** Points that a purchase was paid with came back. */
    public data class PointsReturned(
        public val purchase: String,
        public val parts: List<Lot>,
        public val debt: Long? = null,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_returned"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "parts" to crossing(parts) { it.encode() }, "debt" to debt?.let { crossing(it) }, "balance" to crossing(balance))
    }

    /** Points are held back for something. */
    public data class PointsHeld(
        public val hold: String,
        public val parts: List<Lot>,
        public val until: Instant,
        public val on: LocalDate,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_held"

        override fun encode(): Value = record("event" to crossing(event), "hold" to crossing(hold), "parts" to crossing(parts) { it.encode() }, "until" to crossing(until), "on" to crossing(on), "balance" to crossing(balance))
    }

    /** Points that were held back are there again. */
    public data class PointsReleased(
        public val hold: String,
        public val parts: List<Lot>,
        public val debt: Long? = null,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_released"

        override fun encode(): Value = record("event" to crossing(event), "hold" to crossing(hold), "parts" to crossing(parts) { it.encode() }, "debt" to debt?.let { crossing(it) }, "balance" to crossing(balance))
    }

    /** Points that were held back were spent. */
    public data class HoldSpent(
        public val hold: String,
        public val points: Long,
        public val value: BigDecimal,
    ) : Event {
        override val event: String get() = "hold_spent"

        override fun encode(): Value = record("event" to crossing(event), "hold" to crossing(hold), "points" to crossing(points), "value" to crossing(value))
    }

    /** Points ran out. */
    public data class PointsExpired(
        public val parts: List<Lot>,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_expired"

        override fun encode(): Value = record("event" to crossing(event), "parts" to crossing(parts) { it.encode() }, "balance" to crossing(balance))
    }

    /** Points were given by hand. */
    public data class PointsGranted(
        public val parts: List<Lot>,
        public val debt: Long? = null,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_granted"

        override fun encode(): Value = record("event" to crossing(event), "parts" to crossing(parts) { it.encode() }, "debt" to debt?.let { crossing(it) }, "balance" to crossing(balance))
    }

    /** Points were taken by hand. */
    public data class PointsDeducted(
        public val parts: List<Lot>,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_deducted"

        override fun encode(): Value = record("event" to crossing(event), "parts" to crossing(parts) { it.encode() }, "balance" to crossing(balance))
    }

    /** Points went to somebody else. */
    public data class PointsSent(
        public val to: String,
        public val parts: List<Lot>,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_sent"

        override fun encode(): Value = record("event" to crossing(event), "to" to crossing(to), "parts" to crossing(parts) { it.encode() }, "balance" to crossing(balance))
    }

    /** Points came from somebody else. */
    public data class PointsReceived(
        public val from: String,
        public val parts: List<Lot>,
        public val debt: Long? = null,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "points_received"

        override fun encode(): Value = record("event" to crossing(event), "from" to crossing(from), "parts" to crossing(parts) { it.encode() }, "debt" to debt?.let { crossing(it) }, "balance" to crossing(balance))
    }

    /** A reward was bought with points. */
    public data class RewardBought(
        public val reward: String,
        public val kind: String,
        public val until: LocalDate? = null,
        public val parts: List<Lot>,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "reward_bought"

        override fun encode(): Value = record("event" to crossing(event), "reward" to crossing(reward), "kind" to crossing(kind), "until" to until?.let { crossing(it) }, "parts" to crossing(parts) { it.encode() }, "balance" to crossing(balance))
    }

    /** A reward that was bought with points was given back for them. */
    public data class RewardReversed(
        public val reward: String,
        public val kind: String,
        public val parts: List<Lot>,
        public val debt: Long? = null,
        public val balance: Long,
    ) : Event {
        override val event: String get() = "reward_reversed"

        override fun encode(): Value = record("event" to crossing(event), "reward" to crossing(reward), "kind" to crossing(kind), "parts" to crossing(parts) { it.encode() }, "debt" to debt?.let { crossing(it) }, "balance" to crossing(balance))
    }

    /** So many of a reward are left in stock. */
    public data class StockChanged(
        public val kind: String,
        public val taken: Long,
    ) : Event {
        override val event: String get() = "stock_changed"

        override fun encode(): Value = record("event" to crossing(event), "kind" to crossing(kind), "taken" to crossing(taken))
    }

    /** A reward passed to the member its owner turned out to be. */
    public data class RewardMoved(
        public val from: String,
        public val reward: String,
        public val kind: String,
        public val until: LocalDate? = null,
        public val earned: Instant,
        public val cost: List<Lot> = emptyList(),
    ) : Event {
        override val event: String get() = "reward_moved"

        override fun encode(): Value = record("event" to crossing(event), "from" to crossing(from), "reward" to crossing(reward), "kind" to crossing(kind), "until" to until?.let { crossing(it) }, "earned" to crossing(earned), "cost" to cost.ifEmpty { null }?.let { crossing(it) { it.encode() } })
    }

    /** A promise passed to the member its owner turned out to be. */
    public data class PromiseMoved(
        public val purchase: String,
        public val points: Long,
        public val from: LocalDate? = null,
    ) : Event {
        override val event: String get() = "promise_moved"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "points" to crossing(points), "from" to from?.let { crossing(it) })
    }

    /** Points held back passed to the member their owner turned out to be, held back as before. */
    public data class HoldMoved(
        public val hold: String,
        public val parts: List<Lot>,
        public val until: Instant,
        public val on: LocalDate,
    ) : Event {
        override val event: String get() = "hold_moved"

        override fun encode(): Value = record("event" to crossing(event), "hold" to crossing(hold), "parts" to crossing(parts) { it.encode() }, "until" to crossing(until), "on" to crossing(on))
    }

    /**
     * What somebody had who turned out to be this member.
     *
     * @property members Who it was, and who had turned out to be them before.
     * @property debt What they owed, and what of it is paid at once.
     */
    public data class MemberAbsorbed(
        public val members: List<String>,
        public val spending: Spending? = null,
        public val awaiting: List<Awaiting> = emptyList(),
        public val debt: Long? = null,
        public val paid: List<Lot> = emptyList(),
    ) : Event {
        override val event: String get() = "member_absorbed"

        override fun encode(): Value = record("event" to crossing(event), "members" to crossing(members) { crossing(it) }, "spending" to spending?.let { it.encode() }, "awaiting" to awaiting.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "debt" to debt?.let { crossing(it) }, "paid" to paid.ifEmpty { null }?.let { crossing(it) { it.encode() } })
    }

    /** Somebody turned out to be another member. */
    public data class MemberMerged(
        public val into: String,
        public val series: Long? = null,
    ) : Event {
        override val event: String get() = "member_merged"

        override fun encode(): Value = record("event" to crossing(event), "into" to crossing(into), "series" to series?.let { crossing(it) })
    }

    /** The next card was opened; it runs to its end under these rules. */
    public data class CycleOpened(
        public val series: Long,
        public val cycle: Long,
        public val of: Long,
        public val rules: Long,
    ) : Event {
        override val event: String get() = "cycle_opened"

        override fun encode(): Value = record("event" to crossing(event), "series" to crossing(series), "cycle" to crossing(cycle), "of" to crossing(of), "rules" to crossing(rules))
    }

    /**
     * A stamp was given.
     *
     * @property on The day it counts for.
     */
    public data class StampGiven(
        public val place: String,
        public val purchase: String? = null,
        public val on: LocalDate,
    ) : Event {
        override val event: String get() = "stamp_given"

        override fun encode(): Value = record("event" to crossing(event), "place" to crossing(place), "purchase" to purchase?.let { crossing(it) }, "on" to crossing(on))
    }

    /**
     * The last stamp of the card was taken back.
     *
     * @property on The day it had counted for.
     */
    public data class StampTakenBack(
        public val place: String,
        public val purchase: String,
        public val on: LocalDate,
    ) : Event {
        override val event: String get() = "stamp_taken_back"

        override fun encode(): Value = record("event" to crossing(event), "place" to crossing(place), "purchase" to crossing(purchase), "on" to crossing(on))
    }

    /** A stamp could not be taken back; the purchase is flagged. */
    public data class StampKept(
        public val purchase: String,
    ) : Event {
        override val event: String get() = "stamp_kept"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase))
    }

    /** A reward was earned. */
    public data class RewardEarned(
        public val reward: String,
        public val kind: String,
        public val until: LocalDate? = null,
    ) : Event {
        override val event: String get() = "reward_earned"

        override fun encode(): Value = record("event" to crossing(event), "reward" to crossing(reward), "kind" to crossing(kind), "until" to until?.let { crossing(it) })
    }

    /** A reward was handed over. */
    public data class RewardRedeemed(
        public val reward: String,
        public val kind: String,
        public val purchase: String? = null,
    ) : Event {
        override val event: String get() = "reward_redeemed"

        override fun encode(): Value = record("event" to crossing(event), "reward" to crossing(reward), "kind" to crossing(kind), "purchase" to purchase?.let { crossing(it) })
    }

    /** A reward that was handed over was given back. */
    public data class RewardReturned(
        public val reward: String,
        public val kind: String,
    ) : Event {
        override val event: String get() = "reward_returned"

        override fun encode(): Value = record("event" to crossing(event), "reward" to crossing(reward), "kind" to crossing(kind))
    }

    /** A reward can no longer be had. */
    public data class RewardLapsed(
        public val reward: String,
        public val kind: String,
        public val cause: LapseCause,
    ) : Event {
        override val event: String get() = "reward_lapsed"

        override fun encode(): Value = record("event" to crossing(event), "reward" to crossing(reward), "kind" to crossing(kind), "cause" to cause.encode())
    }

    /** A reward was taken back with the stamp that earned it. */
    public data class RewardTakenBack(
        public val reward: String,
        public val kind: String,
    ) : Event {
        override val event: String get() = "reward_taken_back"

        override fun encode(): Value = record("event" to crossing(event), "reward" to crossing(reward), "kind" to crossing(kind))
    }

    public companion object {
        internal fun decode(value: Value): Event {
            val fields = Fields(value)
            return when (val word = fields.need("event") { text(it) }) {
                "rules_published" -> RulesPublished(fields.need("version") { whole(it) }, fields.need("document") { Document.decode(it) })
                "card_issued" -> CardIssued(fields.need("card") { text(it) }, fields.need("number") { text(it) })
                "card_assigned" -> CardAssigned(fields.need("card") { text(it) }, fields.need("member") { text(it) })
                "card_replaced" -> CardReplaced(fields.need("card") { text(it) })
                "member_registered" -> MemberRegistered(fields.need("member") { text(it) }, fields.need("kind") { MemberKind.decode(it) })
                "profile_changed" -> ProfileChanged(fields.need("fields") { list(it) { ProfileField.decode(it) } })
                "kind_changed" -> KindChanged(fields.need("kind") { MemberKind.decode(it) })
                "membership_started" -> MembershipStarted(fields.need("membership") { whole(it) }, fields.need("card") { text(it) }, fields.need("number") { text(it) }, fields.need("starts") { date(it) }, fields.need("ends") { date(it) }, fields.need("fee") { decimal(it) })
                "membership_renewed" -> MembershipRenewed(fields.need("membership") { whole(it) }, fields.need("starts") { date(it) }, fields.need("ends") { date(it) }, fields.need("fee") { decimal(it) })
                "membership_card_changed" -> MembershipCardChanged(fields.need("card") { text(it) }, fields.need("number") { text(it) })
                "membership_ended" -> MembershipEnded(fields.need("membership") { whole(it) }, fields.need("ended") { date(it) })
                "member_blocked" -> MemberBlocked
                "member_unblocked" -> MemberUnblocked
                "member_closed" -> MemberClosed
                "member_reopened" -> MemberReopened
                "member_erased" -> MemberErased
                "purchase_recorded" -> PurchaseRecorded(fields.need("purchase") { text(it) }, fields.maybe("member") { text(it) }, fields.maybe("outlet") { text(it) }, fields.maybe("receipt") { text(it) }, fields.need("amount") { decimal(it) }, fields.maybe("gross") { decimal(it) }, fields.maybe("charges") { Charges.decode(it) }, fields.maybe("lines") { list(it) { PurchaseLine.decode(it) } }.orEmpty(), fields.maybe("shares") { list(it) { decimal(it) } }.orEmpty(), fields.maybe("state") { PurchaseState.decode(it) }, fields.maybe("pay_by") { moment(it) }, fields.need("rules") { whole(it) })
                "purchase_awaited" -> PurchaseAwaited(fields.need("purchase") { text(it) }, fields.need("until") { moment(it) }, fields.need("on") { date(it) })
                "purchase_paid" -> PurchasePaid(fields.need("purchase") { text(it) }, fields.maybe("receipt") { text(it) })
                "purchase_completed" -> PurchaseCompleted(fields.need("purchase") { text(it) })
                "purchase_cancelled" -> PurchaseCancelled(fields.need("purchase") { text(it) })
                "purchase_expired" -> PurchaseExpired(fields.need("purchase") { text(it) })
                "purchase_reopened" -> PurchaseReopened(fields.need("purchase") { text(it) }, fields.need("state") { PurchaseState.decode(it) }, fields.need("rules") { whole(it) })
                "purchase_marked" -> PurchaseMarked(fields.need("purchase") { text(it) }, fields.need("mark") { text(it) })
                "purchase_adopted" -> PurchaseAdopted(fields.need("purchase") { text(it) }, fields.need("member") { text(it) }, fields.need("rules") { whole(it) })
                "purchase_voided" -> PurchaseVoided(fields.need("purchase") { text(it) })
                "purchase_refunded" -> PurchaseRefunded(fields.need("purchase") { text(it) }, fields.need("money") { decimal(it) }, fields.maybe("amount") { decimal(it) }, fields.maybe("units") { list(it) { Units.decode(it) } }.orEmpty(), fields.need("whole") { flag(it) })
                "receipt_reprinted" -> ReceiptReprinted(fields.need("purchase") { text(it) }, fields.need("times") { whole(it) })
                "purchase_counted" -> PurchaseCounted(fields.need("purchase") { text(it) }, fields.need("on") { date(it) }, fields.need("spent") { decimal(it) }, fields.need("purchases") { whole(it) })
                "level_set" -> LevelSet(fields.maybe("before") { text(it) }, fields.need("steps") { list(it) { LevelStep.decode(it) } })
                "points_promised" -> PointsPromised(fields.need("purchase") { text(it) }, fields.need("points") { whole(it) }, fields.maybe("from") { date(it) }, fields.maybe("shares") { list(it) { whole(it) } }.orEmpty(), fields.need("level") { decimal(it) })
                "points_earned" -> PointsEarned(fields.need("purchase") { text(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.maybe("debt") { whole(it) }, fields.maybe("promised") { flag(it) } ?: false, fields.maybe("shares") { list(it) { whole(it) } }.orEmpty(), fields.need("level") { decimal(it) }, fields.need("lot") { whole(it) }, fields.maybe("until") { date(it) }, fields.need("on") { date(it) }, fields.need("balance") { whole(it) })
                "points_taken_back" -> PointsTakenBack(fields.need("purchase") { text(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.maybe("promised") { whole(it) }, fields.maybe("debt") { whole(it) }, fields.maybe("forgiven") { whole(it) }, fields.need("on") { date(it) }, fields.need("balance") { whole(it) })
                "points_spent" -> PointsSpent(fields.maybe("purchase") { text(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.need("value") { decimal(it) }, fields.need("balance") { whole(it) })
                "points_returned" -> PointsReturned(fields.need("purchase") { text(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.maybe("debt") { whole(it) }, fields.need("balance") { whole(it) })
                "points_held" -> PointsHeld(fields.need("hold") { text(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.need("until") { moment(it) }, fields.need("on") { date(it) }, fields.need("balance") { whole(it) })
                "points_released" -> PointsReleased(fields.need("hold") { text(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.maybe("debt") { whole(it) }, fields.need("balance") { whole(it) })
                "hold_spent" -> HoldSpent(fields.need("hold") { text(it) }, fields.need("points") { whole(it) }, fields.need("value") { decimal(it) })
                "points_expired" -> PointsExpired(fields.need("parts") { list(it) { Lot.decode(it) } }, fields.need("balance") { whole(it) })
                "points_granted" -> PointsGranted(fields.need("parts") { list(it) { Lot.decode(it) } }, fields.maybe("debt") { whole(it) }, fields.need("balance") { whole(it) })
                "points_deducted" -> PointsDeducted(fields.need("parts") { list(it) { Lot.decode(it) } }, fields.need("balance") { whole(it) })
                "points_sent" -> PointsSent(fields.need("to") { text(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.need("balance") { whole(it) })
                "points_received" -> PointsReceived(fields.need("from") { text(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.maybe("debt") { whole(it) }, fields.need("balance") { whole(it) })
                "reward_bought" -> RewardBought(fields.need("reward") { text(it) }, fields.need("kind") { text(it) }, fields.maybe("until") { date(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.need("balance") { whole(it) })
                "reward_reversed" -> RewardReversed(fields.need("reward") { text(it) }, fields.need("kind") { text(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.maybe("debt") { whole(it) }, fields.need("balance") { whole(it) })
                "stock_changed" -> StockChanged(fields.need("kind") { text(it) }, fields.need("taken") { whole(it) })
                "reward_moved" -> RewardMoved(fields.need("from") { text(it) }, fields.need("reward") { text(it) }, fields.need("kind") { text(it) }, fields.maybe("until") { date(it) }, fields.need("earned") { moment(it) }, fields.maybe("cost") { list(it) { Lot.decode(it) } }.orEmpty())
                "promise_moved" -> PromiseMoved(fields.need("purchase") { text(it) }, fields.need("points") { whole(it) }, fields.maybe("from") { date(it) })
                "hold_moved" -> HoldMoved(fields.need("hold") { text(it) }, fields.need("parts") { list(it) { Lot.decode(it) } }, fields.need("until") { moment(it) }, fields.need("on") { date(it) })
                "member_absorbed" -> MemberAbsorbed(fields.need("members") { list(it) { text(it) } }, fields.maybe("spending") { Spending.decode(it) }, fields.maybe("awaiting") { list(it) { Awaiting.decode(it) } }.orEmpty(), fields.maybe("debt") { whole(it) }, fields.maybe("paid") { list(it) { Lot.decode(it) } }.orEmpty())
                "member_merged" -> MemberMerged(fields.need("into") { text(it) }, fields.maybe("series") { whole(it) })
                "cycle_opened" -> CycleOpened(fields.need("series") { whole(it) }, fields.need("cycle") { whole(it) }, fields.need("of") { whole(it) }, fields.need("rules") { whole(it) })
                "stamp_given" -> StampGiven(fields.need("place") { text(it) }, fields.maybe("purchase") { text(it) }, fields.need("on") { date(it) })
                "stamp_taken_back" -> StampTakenBack(fields.need("place") { text(it) }, fields.need("purchase") { text(it) }, fields.need("on") { date(it) })
                "stamp_kept" -> StampKept(fields.need("purchase") { text(it) })
                "reward_earned" -> RewardEarned(fields.need("reward") { text(it) }, fields.need("kind") { text(it) }, fields.maybe("until") { date(it) })
                "reward_redeemed" -> RewardRedeemed(fields.need("reward") { text(it) }, fields.need("kind") { text(it) }, fields.maybe("purchase") { text(it) })
                "reward_returned" -> RewardReturned(fields.need("reward") { text(it) }, fields.need("kind") { text(it) })
                "reward_lapsed" -> RewardLapsed(fields.need("reward") { text(it) }, fields.need("kind") { text(it) }, fields.need("cause") { LapseCause.decode(it) })
                "reward_taken_back" -> RewardTakenBack(fields.need("reward") { text(it) }, fields.need("kind") { text(it) })
                else -> unknown(word)
            }
        }
    }
}
