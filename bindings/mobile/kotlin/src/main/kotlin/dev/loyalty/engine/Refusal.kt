// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
package dev.loyalty.engine

import dev.loyalty.engine.border.Value
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate

/** The rules say no. Show it to the person who asked. */
public sealed interface Refusal : Crossing {
    /** The word that tells it from the others. */
    public val code: String

    /** This idempotency key or receipt was used for something else. Use a new one. */
    public data object KeyReused : Refusal {
        override val code: String get() = "key_reused"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** No rules were ever published under this program. Publish some first. */
    public data object UnknownProgram : Refusal {
        override val code: String get() = "unknown_program"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** A card with this number exists, perhaps in other capitals. */
    public data class CardNumberTaken(
        public val number: String,
    ) : Refusal {
        override val code: String get() = "card_number_taken"

        override fun encode(): Value = record("code" to crossing(code), "number" to crossing(number))
    }

    /** No card has this number or public id. */
    public data object CardNotFound : Refusal {
        override val code: String get() = "card_not_found"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** This card was lost and replaced; it is dead for good. */
    public data object CardReplaced : Refusal {
        override val code: String get() = "card_replaced"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** This card belongs to somebody already. */
    public data object CardAssigned : Refusal {
        override val code: String get() = "card_assigned"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** Nobody in this program answers to this reference. */
    public data object MemberNotFound : Refusal {
        override val code: String get() = "member_not_found"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The member was closed; figures stay, nothing can be added. */
    public data object MemberClosed : Refusal {
        override val code: String get() = "member_closed"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The member is blocked. Unblock first, or tell the person. */
    public data object MemberBlocked : Refusal {
        override val code: String get() = "member_blocked"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** There is nothing to unblock. */
    public data object NotBlocked : Refusal {
        override val code: String get() = "not_blocked"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** This person's membership still runs: renew it, or replace the card. */
    public data class AlreadyActive(
        public val member: String,
        public val until: LocalDate,
    ) : Refusal {
        override val code: String get() = "already_active"

        override fun encode(): Value = record("code" to crossing(code), "member" to crossing(member), "until" to crossing(until))
    }

    /** Another member of the program has this phone number. */
    public data object PhoneTaken : Refusal {
        override val code: String get() = "phone_taken"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** Another member of the program has this e-mail address. */
    public data object EmailTaken : Refusal {
        override val code: String get() = "email_taken"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The rules offer no membership, or this person never had one. */
    public data object NoMembership : Refusal {
        override val code: String get() = "no_membership"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The membership begins later. */
    public data class MembershipNotStarted(
        public val from: LocalDate,
    ) : Refusal {
        override val code: String get() = "membership_not_started"

        override fun encode(): Value = record("code" to crossing(code), "from" to crossing(from))
    }

    /** The membership is over; renew it. */
    public data class MembershipExpired(
        public val on: LocalDate,
    ) : Refusal {
        override val code: String get() = "membership_expired"

        override fun encode(): Value = record("code" to crossing(code), "on" to crossing(on))
    }

    /** The rules know no reward of this name, or this id was never earned. */
    public data object UnknownReward : Refusal {
        override val code: String get() = "unknown_reward"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** Nothing of this kind is open. */
    public data class NoReward(
        public val reward: String,
    ) : Refusal {
        override val code: String get() = "no_reward"

        override fun encode(): Value = record("code" to crossing(code), "reward" to crossing(reward))
    }

    /** This reward was handed over already. */
    public data object RewardRedeemed : Refusal {
        override val code: String get() = "reward_redeemed"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** This reward can no longer be had. */
    public data object RewardLapsed : Refusal {
        override val code: String get() = "reward_lapsed"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** Only a reward that was handed over can be given back. */
    public data object RewardNotRedeemed : Refusal {
        override val code: String get() = "reward_not_redeemed"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The rules allow an undo only so long. */
    public data class UndoTooLate(
        public val until: LocalDate,
    ) : Refusal {
        override val code: String get() = "undo_too_late"

        override fun encode(): Value = record("code" to crossing(code), "until" to crossing(until))
    }

    /** No purchase has this id or receipt. */
    public data object PurchaseNotFound : Refusal {
        override val code: String get() = "purchase_not_found"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** A purchase in this state can't make this move. */
    public data class PurchaseState(
        public val purchase: String,
        public val state: dev.loyalty.engine.PurchaseState,
    ) : Refusal {
        override val code: String get() = "purchase_state"

        override fun encode(): Value = record("code" to crossing(code), "purchase" to crossing(purchase), "state" to state.encode())
    }

    public companion object {
        internal fun decode(value: Value): Refusal {
            val fields = Fields(value)
            return when (val word = fields.need("code") { text(it) }) {
                "key_reused" -> KeyReused
                "unknown_program" -> UnknownProgram
                "card_number_taken" -> CardNumberTaken(fields.need("number") { text(it) })
                "card_not_found" -> CardNotFound
                "card_replaced" -> CardReplaced
                "card_assigned" -> CardAssigned
                "member_not_found" -> MemberNotFound
                "member_closed" -> MemberClosed
                "member_blocked" -> MemberBlocked
                "not_blocked" -> NotBlocked
                "already_active" -> AlreadyActive(fields.need("member") { text(it) }, fields.need("until") { date(it) })
                "phone_taken" -> PhoneTaken
                "email_taken" -> EmailTaken
                "no_membership" -> NoMembership
                "membership_not_started" -> MembershipNotStarted(fields.need("from") { date(it) })
                "membership_expired" -> MembershipExpired(fields.need("on") { date(it) })
                "unknown_reward" -> UnknownReward
                "no_reward" -> NoReward(fields.need("reward") { text(it) })
                "reward_redeemed" -> RewardRedeemed
                "reward_lapsed" -> RewardLapsed
                "reward_not_redeemed" -> RewardNotRedeemed
                "undo_too_late" -> UndoTooLate(fields.need("until") { date(it) })
                "purchase_not_found" -> PurchaseNotFound
                "purchase_state" -> PurchaseState(fields.need("purchase") { text(it) }, fields.need("state") { dev.loyalty.engine.PurchaseState.decode(it) })
                else -> unknown(word)
            }
        }
    }
}
