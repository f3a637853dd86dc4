// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
package dev.loyalty.engine

import dev.loyalty.engine.border.Value
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate

/** Why something that a user might have expected did not happen. */
public sealed interface Reason : Crossing {
    /** The word that tells it from the others. */
    public val code: String

    /** The program is paused: nothing is given. */
    public data object ProgramPaused : Reason {
        override val code: String get() = "program_paused"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The buyer has no membership. */
    public data object NotAMember : Reason {
        override val code: String get() = "not_a_member"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** A blocked member gets nothing. */
    public data object MemberBlocked : Reason {
        override val code: String get() = "member_blocked"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The membership begins later. */
    public data class MembershipNotStarted(
        public val from: LocalDate,
    ) : Reason {
        override val code: String get() = "membership_not_started"

        override fun encode(): Value = record("code" to crossing(code), "from" to crossing(from))
    }

    /** The membership was over. */
    public data class MembershipExpired(
        public val on: LocalDate,
    ) : Reason {
        override val code: String get() = "membership_expired"

        override fun encode(): Value = record("code" to crossing(code), "on" to crossing(on))
    }

    /** The amount that counts is too small. */
    public data class BelowMinimum(
        public val minimum: BigDecimal,
    ) : Reason {
        override val code: String get() = "below_minimum"

        override fun encode(): Value = record("code" to crossing(code), "minimum" to crossing(minimum))
    }

    /** The day's stamps are given. */
    public data class DailyLimit(
        public val limit: Long,
    ) : Reason {
        override val code: String get() = "daily_limit"

        override fun encode(): Value = record("code" to crossing(code), "limit" to crossing(limit))
    }

    /** One purchase gives no more. */
    public data class PurchaseLimit(
        public val limit: Long,
    ) : Reason {
        override val code: String get() = "purchase_limit"

        override fun encode(): Value = record("code" to crossing(code), "limit" to crossing(limit))
    }

    /** The card is full: what the purchase gives beyond it is dropped. */
    public data class CardFull(
        public val limit: Long,
    ) : Reason {
        override val code: String get() = "card_full"

        override fun encode(): Value = record("code" to crossing(code), "limit" to crossing(limit))
    }

    /** One purchase earns no more points. */
    public data class PointsLimit(
        public val limit: Long,
    ) : Reason {
        override val code: String get() = "points_limit"

        override fun encode(): Value = record("code" to crossing(code), "limit" to crossing(limit))
    }

    /** The day's points are earned. */
    public data class PointsDailyLimit(
        public val limit: Long,
    ) : Reason {
        override val code: String get() = "points_daily_limit"

        override fun encode(): Value = record("code" to crossing(code), "limit" to crossing(limit))
    }

    /** Fewer points were spent than offered: the bill or the rules take no more. */
    public data class PointsNotNeeded(
        public val offered: Long,
        public val spent: Long,
    ) : Reason {
        override val code: String get() = "points_not_needed"

        override fun encode(): Value = record("code" to crossing(code), "offered" to crossing(offered), "spent" to crossing(spent))
    }

    /** More points than can be counted. */
    public data object TooLarge : Reason {
        override val code: String get() = "too_large"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The reward of the last stamp was handed over or has lapsed, so the stamp stays and the purchase is flagged. */
    public data object StampKept : Reason {
        override val code: String get() = "stamp_kept"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The stamp's card was started afresh since; there is nothing to take back. */
    public data object StampGone : Reason {
        override val code: String get() = "stamp_gone"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** The newest version says the same. */
    public data class RulesUnchanged(
        public val version: Long,
    ) : Reason {
        override val code: String get() = "rules_unchanged"

        override fun encode(): Value = record("code" to crossing(code), "version" to crossing(version))
    }

    /** Time has changed nothing. */
    public data object NothingDue : Reason {
        override val code: String get() = "nothing_due"

        override fun encode(): Value = record("code" to crossing(code))
    }

    /** All of it was so already. */
    public data object NothingChanged : Reason {
        override val code: String get() = "nothing_changed"

        override fun encode(): Value = record("code" to crossing(code))
    }

    public companion object {
        internal fun decode(value: Value): Reason {
            val fields = Fields(value)
            return when (val word = fields.need("code") { text(it) }) {
                "program_paused" -> ProgramPaused
                "not_a_member" -> NotAMember
                "member_blocked" -> MemberBlocked
                "membership_not_started" -> MembershipNotStarted(fields.need("from") { date(it) })
                "membership_expired" -> MembershipExpired(fields.need("on") { date(it) })
                "below_minimum" -> BelowMinimum(fields.need("minimum") { decimal(it) })
                "daily_limit" -> DailyLimit(fields.need("limit") { whole(it) })
                "purchase_limit" -> PurchaseLimit(fields.need("limit") { whole(it) })
                "card_full" -> CardFull(fields.need("limit") { whole(it) })
                "points_limit" -> PointsLimit(fields.need("limit") { whole(it) })
                "points_daily_limit" -> PointsDailyLimit(fields.need("limit") { whole(it) })
                "points_not_needed" -> PointsNotNeeded(fields.need("offered") { whole(it) }, fields.need("spent") { whole(it) })
                "too_large" -> TooLarge
                "stamp_kept" -> StampKept
                "stamp_gone" -> StampGone
                "rules_unchanged" -> RulesUnchanged(fields.need("version") { whole(it) })
                "nothing_due" -> NothingDue
                "nothing_changed" -> NothingChanged
                else -> unknown(word)
            }
        }
    }
}
