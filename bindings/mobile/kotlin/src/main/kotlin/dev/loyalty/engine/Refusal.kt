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

    /** The member's personal data was erased for good; nothing can be added or taken back. */
    public data object MemberErased : Refusal {
        override val code: String get() = "member_erased"

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

    /** There is nothing to reopen. */
    public data object NotClosed : Refusal {
        override val code: String get() = "not_closed"

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

    /** One member can have no more of this reward. */
    public data class RewardLimit(
        public val limit: Long,
    ) : Refusal {
        override val code: String get() = "reward_limit"

        override fun encode(): Value = record("code" to crossing(code), "limit" to crossing(limit))
    }

    /** All there were of this reward are gone. */
    public data object OutOfStock : Refusal {
        override val code: String get() = "out_of_stock"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** This reward is not offered at this time. */
    public data object NotOffered : Refusal {
        override val code: String get() = "not_offered"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** Only a reward that was bought with points can be given back for them. */
    public data object NotBought : Refusal {
        override val code: String get() = "not_bought"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The rules know no points. */
    public data object NoPoints : Refusal {
        override val code: String get() = "no_points"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The rules take no points as money off. */
    public data object NoMoneyOff : Refusal {
        override val code: String get() = "no_money_off"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The rules let nobody give points away. */
    public data object NoTransfer : Refusal {
        override val code: String get() = "no_transfer"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** Both are the same person. */
    public data object SameMember : Refusal {
        override val code: String get() = "same_member"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The rules want more points at once. */
    public data class TooFewPoints(
        public val minimum: Long,
    ) : Refusal {
        override val code: String get() = "too_few_points"

        override fun encode(): Value = record("code" to crossing(code), "minimum" to crossing(minimum))
    }

    /** There are not so many points. */
    public data class PointsShort(
        public val balance: Long,
    ) : Refusal {
        override val code: String get() = "points_short"

        override fun encode(): Value = record("code" to crossing(code), "balance" to crossing(balance))
    }

    /** No points are held back under this id; the hold may have ended. */
    public data object HoldNotFound : Refusal {
        override val code: String get() = "hold_not_found"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The member has as many holds as one can have. Let some go first. */
    public data object TooManyHolds : Refusal {
        override val code: String get() = "too_many_holds"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The member has as many unpaid orders as one can have. */
    public data object TooManyOrders : Refusal {
        override val code: String get() = "too_many_orders"

        override fun encode(): Value = record("code" to crossing(code))
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

    /** The purchase is somebody else's. */
    public data object PurchaseAdopted : Refusal {
        override val code: String get() = "purchase_adopted"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The rules allow a purchase to be adopted only so long. */
    public data class AdoptTooLate(
        public val until: LocalDate,
    ) : Refusal {
        override val code: String get() = "adopt_too_late"

        override fun encode(): Value = record("code" to crossing(code), "until" to crossing(until))
    }

    /** The purchase has a receipt number already. */
    public data object HasReceipt : Refusal {
        override val code: String get() = "has_receipt"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** Fewer units of this line are left than are to come back. */
    public data class UnitsGone(
        public val line: Long,
        public val left: Long,
    ) : Refusal {
        override val code: String get() = "units_gone"

        override fun encode(): Value = record("code" to crossing(code), "line" to crossing(line), "left" to crossing(left))
    }

    /** Less of the bill is left than is to come back. */
    public data class RefundTooLarge(
        public val left: BigDecimal,
    ) : Refusal {
        override val code: String get() = "refund_too_large"

        override fun encode(): Value = record("code" to crossing(code), "left" to crossing(left))
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
                "member_erased" -> MemberErased
                "member_closed" -> MemberClosed
                "member_blocked" -> MemberBlocked
                "not_closed" -> NotClosed
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
                "reward_limit" -> RewardLimit(fields.need("limit") { whole(it) })
                "out_of_stock" -> OutOfStock
                "not_offered" -> NotOffered
                "not_bought" -> NotBought
                "no_points" -> NoPoints
                "no_money_off" -> NoMoneyOff
                "no_transfer" -> NoTransfer
                "same_member" -> SameMember
                "too_few_points" -> TooFewPoints(fields.need("minimum") { whole(it) })
                "points_short" -> PointsShort(fields.need("balance") { whole(it) })
                "hold_not_found" -> HoldNotFound
                "too_many_holds" -> TooManyHolds
                "too_many_orders" -> TooManyOrders
                "purchase_not_found" -> PurchaseNotFound
                "purchase_state" -> PurchaseState(fields.need("purchase") { text(it) }, fields.need("state") { dev.loyalty.engine.PurchaseState.decode(it) })
                "purchase_adopted" -> PurchaseAdopted
                "adopt_too_late" -> AdoptTooLate(fields.need("until") { date(it) })
                "has_receipt" -> HasReceipt
                "units_gone" -> UnitsGone(fields.need("line") { whole(it) }, fields.need("left") { whole(it) })
                "refund_too_large" -> RefundTooLarge(fields.need("left") { decimal(it) })
                else -> unknown(word)
            }
        }
    }
}
