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

    /** A purchase was recorded. */
    public data class PurchaseRecorded(
        public val purchase: String,
        public val member: String? = null,
        public val outlet: String? = null,
        public val receipt: String? = null,
        public val amount: BigDecimal,
        public val gross: BigDecimal? = null,
    ) : Event {
        override val event: String get() = "purchase_recorded"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase), "member" to member?.let { crossing(it) }, "outlet" to outlet?.let { crossing(it) }, "receipt" to receipt?.let { crossing(it) }, "amount" to crossing(amount), "gross" to gross?.let { crossing(it) })
    }

    /** A purchase was taken back as a whole. */
    public data class PurchaseVoided(
        public val purchase: String,
    ) : Event {
        override val event: String get() = "purchase_voided"

        override fun encode(): Value = record("event" to crossing(event), "purchase" to crossing(purchase))
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
                "purchase_recorded" -> PurchaseRecorded(fields.need("purchase") { text(it) }, fields.maybe("member") { text(it) }, fields.maybe("outlet") { text(it) }, fields.maybe("receipt") { text(it) }, fields.need("amount") { decimal(it) }, fields.maybe("gross") { decimal(it) })
                "purchase_voided" -> PurchaseVoided(fields.need("purchase") { text(it) })
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
