// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
package dev.loyalty.engine

import dev.loyalty.engine.border.Value
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate

/** What can be done: for batches, and for queues. */
public sealed interface Command : Crossing {
    /** The operation's name. */
    public val operation: String
}

/**
 * Who asks.
 *
 * @property role As what.
 * @property id The host's name for them; a member's own id when the role is `member`.
 * @property outlet The outlet they work at; nothing for those who stand above outlets.
 */
public data class Actor(
    public val role: Role,
    public val id: String,
    public val outlet: String? = null,
) : Crossing {
    override fun encode(): Value = record("role" to role.encode(), "id" to crossing(id), "outlet" to outlet?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): Actor {
            val fields = Fields(value)
            return Actor(fields.need("role") { Role.decode(it) }, fields.need("id") { text(it) }, fields.maybe("outlet") { text(it) })
        }
    }
}

/** As what somebody asks. */
public enum class Role(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    SUPER_ADMIN("super_admin"),
    OWNER("owner"),
    MANAGER("manager"),
    CASHIER("cashier"),
    KITCHEN("kitchen"),
    MEMBER("member"),
    AFFILIATE("affiliate"),
    SYSTEM("system"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Role = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * Publish a new version of the rules: as data or as the text of a TOML or JSON file.
 *
 * @property rules The rules.
 */
public data class PublishRules(
    public val rules: RulesSource,
) : Command {
    override val operation: String get() = "publish_rules"

    override fun encode(): Value = record("rules" to rules.encode())

    public companion object {
        internal fun decode(value: Value): PublishRules {
            val fields = Fields(value)
            return PublishRules(fields.need("rules") { RulesSource.decode(it) })
        }
    }
}

/** Rules as data, or as the text of a file. */
public sealed interface RulesSource : Crossing {
    /** The document as data. It is read when the command is decided, so that every problem is named. */
    public data class Document(public val value: dev.loyalty.engine.Document) : RulesSource {
        override fun encode(): Value = record("document" to value.encode())
    }

    /** The text of a TOML or JSON file. */
    public data class Text(public val value: String) : RulesSource {
        override fun encode(): Value = record("text" to crossing(value))
    }

    public companion object {
        internal fun decode(value: Value): RulesSource = choice(value) { word, it ->
            when (word) {
                "document" -> Document(it.let { dev.loyalty.engine.Document.decode(it) })
                "text" -> Text(it.let { text(it) })
                else -> unknown(word)
            }
        }
    }
}

/**
 * A whole document of rules, before it is checked. Unknown keys are invalid, not ignored.
 *
 * @property program What the program is.
 * @property membership Memberships with a start and an end.
 * @property renewal What a renewal keeps.
 * @property stamps Stamps and what they earn.
 * @property rewards Rewards by name.
 * @property points Points and what they buy.
 * @property levels Levels and what they are worth.
 * @property purchases How purchases live.
 */
public data class Document(
    public val program: ProgramSection,
    public val membership: MembershipSection? = null,
    public val renewal: RenewalSection? = null,
    public val stamps: StampsSection? = null,
    public val rewards: Map<String, RewardSection>? = null,
    public val points: PointsSection? = null,
    public val levels: LevelsSection? = null,
    public val purchases: PurchasesSection? = null,
) : Crossing {
    override fun encode(): Value = record("program" to program.encode(), "membership" to membership?.let { it.encode() }, "renewal" to renewal?.let { it.encode() }, "stamps" to stamps?.let { it.encode() }, "rewards" to rewards?.let { crossing(it) { it.encode() } }, "points" to points?.let { it.encode() }, "levels" to levels?.let { it.encode() }, "purchases" to purchases?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): Document {
            val fields = Fields(value)
            return Document(fields.need("program") { ProgramSection.decode(it) }, fields.maybe("membership") { MembershipSection.decode(it) }, fields.maybe("renewal") { RenewalSection.decode(it) }, fields.maybe("stamps") { StampsSection.decode(it) }, fields.maybe("rewards") { map(it) { RewardSection.decode(it) } }, fields.maybe("points") { PointsSection.decode(it) }, fields.maybe("levels") { LevelsSection.decode(it) }, fields.maybe("purchases") { PurchasesSection.decode(it) })
        }
    }
}

/**
 * `[program]` as written.
 *
 * @property name The program's name, as people read it.
 * @property currency The currency's three letters (ISO 4217).
 * @property timeZone The IANA zone in which its days begin and end.
 * @property rounding How money is rounded; two places, half up, when left out.
 * @property phoneRegion The region a bare phone number belongs to, two letters (ISO 3166).
 * @property active False pauses the program: nothing is given until it is true again.
 */
public data class ProgramSection(
    public val name: String,
    public val currency: String,
    public val timeZone: String,
    public val rounding: RoundingSection? = null,
    public val phoneRegion: String,
    public val active: Boolean? = null,
) : Crossing {
    override fun encode(): Value = record("name" to crossing(name), "currency" to crossing(currency), "time_zone" to crossing(timeZone), "rounding" to rounding?.let { it.encode() }, "phone_region" to crossing(phoneRegion), "active" to active?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): ProgramSection {
            val fields = Fields(value)
            return ProgramSection(fields.need("name") { text(it) }, fields.need("currency") { text(it) }, fields.need("time_zone") { text(it) }, fields.maybe("rounding") { RoundingSection.decode(it) }, fields.need("phone_region") { text(it) }, fields.maybe("active") { flag(it) })
        }
    }
}

/**
 * `program.rounding` as written.
 *
 * @property places Decimal places an amount may have: 0 for rupiah.
 * @property mode What happens to half a unit.
 */
public data class RoundingSection(
    public val places: Long? = null,
    public val mode: RoundingMode? = null,
) : Crossing {
    override fun encode(): Value = record("places" to places?.let { crossing(it) }, "mode" to mode?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): RoundingSection {
            val fields = Fields(value)
            return RoundingSection(fields.maybe("places") { whole(it) }, fields.maybe("mode") { RoundingMode.decode(it) })
        }
    }
}

/** What happens to the part below the last place. */
public enum class RoundingMode(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    HALF_UP("half_up"),
    HALF_EVEN("half_even"),
    DOWN("down"),
    UP("up"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): RoundingMode = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * `[membership]` as written.
 *
 * @property fee What joining or renewing costs; nothing when left out.
 * @property lasts How long it lasts. The end is the start plus this length, and both days are included.
 * @property discountPercent Percent off for members.
 * @property rewardsAtEnd What happens to open rewards when the membership ends.
 */
public data class MembershipSection(
    public val fee: BigDecimal? = null,
    public val lasts: LengthSection,
    public val discountPercent: BigDecimal? = null,
    public val rewardsAtEnd: RewardsAtEnd? = null,
) : Crossing {
    override fun encode(): Value = record("fee" to fee?.let { crossing(it) }, "lasts" to lasts.encode(), "discount_percent" to discountPercent?.let { crossing(it) }, "rewards_at_end" to rewardsAtEnd?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): MembershipSection {
            val fields = Fields(value)
            return MembershipSection(fields.maybe("fee") { decimal(it) }, fields.need("lasts") { LengthSection.decode(it) }, fields.maybe("discount_percent") { decimal(it) }, fields.maybe("rewards_at_end") { RewardsAtEnd.decode(it) })
        }
    }
}

/**
 * A length of time as written: either months or days.
 *
 * @property months So many months.
 * @property month What a month is; a calendar month when left out.
 * @property days So many days.
 */
public data class LengthSection(
    public val months: Long? = null,
    public val month: Month? = null,
    public val days: Long? = null,
) : Crossing {
    override fun encode(): Value = record("months" to months?.let { crossing(it) }, "month" to month?.let { it.encode() }, "days" to days?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): LengthSection {
            val fields = Fields(value)
            return LengthSection(fields.maybe("months") { whole(it) }, fields.maybe("month") { Month.decode(it) }, fields.maybe("days") { whole(it) })
        }
    }
}

/** What a month is. */
public enum class Month(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    CALENDAR("calendar"),
    DAYS_30("30_days"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Month = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/** What happens to open rewards when the membership ends. */
public enum class RewardsAtEnd(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    LAPSE("lapse"),
    KEEP("keep"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): RewardsAtEnd = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * `[renewal]` as written.
 *
 * @property keepStamps False starts the stamps afresh; true when left out.
 */
public data class RenewalSection(
    public val keepStamps: Boolean? = null,
) : Crossing {
    override fun encode(): Value = record("keep_stamps" to keepStamps?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): RenewalSection {
            val fields = Fields(value)
            return RenewalSection(fields.maybe("keep_stamps") { flag(it) })
        }
    }
}

/**
 * `[stamps]` as written.
 *
 * @property perCycle How many stamps fill a card.
 * @property minAmount The amount a purchase must reach.
 * @property atActivation Stamps given when the card is activated; none when left out.
 * @property every One stamp a purchase, or one for each full `min_amount`.
 * @property maxPerPurchase With `every = "amount"`: the most one purchase gives.
 * @property maxPerDay The most one member gets for purchases of one day in the program's zone.
 * @property overflow With `every = "amount"`: what becomes of stamps that a purchase gives beyond a full card.
 * @property basis The amount that counts.
 * @property rewards The reward that a position of the card earns.
 */
public data class StampsSection(
    public val perCycle: Long,
    public val minAmount: BigDecimal,
    public val atActivation: Long? = null,
    public val every: Every? = null,
    public val maxPerPurchase: Long? = null,
    public val maxPerDay: Long? = null,
    public val overflow: Overflow? = null,
    public val basis: Basis? = null,
    public val rewards: Map<String, String>? = null,
) : Crossing {
    override fun encode(): Value = record("per_cycle" to crossing(perCycle), "min_amount" to crossing(minAmount), "at_activation" to atActivation?.let { crossing(it) }, "every" to every?.let { it.encode() }, "max_per_purchase" to maxPerPurchase?.let { crossing(it) }, "max_per_day" to maxPerDay?.let { crossing(it) }, "overflow" to overflow?.let { it.encode() }, "basis" to basis?.let { it.encode() }, "rewards" to rewards?.let { crossing(it) { crossing(it) } })

    public companion object {
        internal fun decode(value: Value): StampsSection {
            val fields = Fields(value)
            return StampsSection(fields.need("per_cycle") { whole(it) }, fields.need("min_amount") { decimal(it) }, fields.maybe("at_activation") { whole(it) }, fields.maybe("every") { Every.decode(it) }, fields.maybe("max_per_purchase") { whole(it) }, fields.maybe("max_per_day") { whole(it) }, fields.maybe("overflow") { Overflow.decode(it) }, fields.maybe("basis") { Basis.decode(it) }, fields.maybe("rewards") { map(it) { text(it) } })
        }
    }
}

/** What one stamp stands for. */
public enum class Every(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    PURCHASE("purchase"),
    AMOUNT("amount"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Every = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/** What becomes of stamps that a purchase gives beyond a full card. */
public enum class Overflow(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    NEXT_CARD("next_card"),
    DROPPED("dropped"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Overflow = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/** The amount that counts. */
public enum class Basis(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    NET("net"),
    GROSS("gross"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Basis = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * One reward as written.
 *
 * @property label What people read.
 * @property kind What it is.
 * @property value With `kind = "voucher"`: what it is worth.
 * @property valid How long it can be had; for ever when left out.
 * @property undoWithin How long after it was handed over it can be given back; for ever when left out.
 */
public data class RewardSection(
    public val label: String,
    public val kind: RewardSort,
    public val value: BigDecimal? = null,
    public val valid: LengthSection? = null,
    public val undoWithin: LengthSection? = null,
) : Crossing {
    override fun encode(): Value = record("label" to crossing(label), "kind" to kind.encode(), "value" to value?.let { crossing(it) }, "valid" to valid?.let { it.encode() }, "undo_within" to undoWithin?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): RewardSection {
            val fields = Fields(value)
            return RewardSection(fields.need("label") { text(it) }, fields.need("kind") { RewardSort.decode(it) }, fields.maybe("value") { decimal(it) }, fields.maybe("valid") { LengthSection.decode(it) }, fields.maybe("undo_within") { LengthSection.decode(it) })
        }
    }
}

/** What a reward is. */
public enum class RewardSort(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    ITEM("item"),
    VOUCHER("voucher"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): RewardSort = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * `[points]` as written.
 *
 * @property earn Points for each `per`; one when left out.
 * @property per With `every = "amount"`: the amount that earns them; 1 when left out.
 * @property every What earns points: an amount, a unit, or a purchase.
 * @property basis The amount that counts.
 * @property without What of the amount does not count.
 * @property exclude What earns nothing.
 * @property round What happens to a part of a point, once, at the end; `down` when left out.
 * @property minAmount A purchase below this amount earns nothing.
 * @property maxPerPurchase The most one purchase earns.
 * @property maxPerDay The most one member earns with the purchases of one day.
 * @property bonuses Multipliers by what is bought, by whom and when, by name.
 * @property combine Of several multipliers that fit: the highest, or all of them.
 * @property pending When points of a purchase are there; at once when left out.
 * @property expires How long points live; for ever when left out.
 * @property spend Which points are spent first.
 * @property whenGone What a refund takes when the points are gone.
 * @property partRefund What a refund of a part takes.
 * @property moneyOff What points are worth as money off; nothing when left out.
 * @property catalogue Rewards that points buy, by the reward's name.
 * @property transfer May members give each other points? No when left out.
 */
public data class PointsSection(
    public val earn: BigDecimal? = null,
    public val per: BigDecimal? = null,
    public val every: EarnBy? = null,
    public val basis: Basis? = null,
    public val without: List<Without> = emptyList(),
    public val exclude: GoodsSection? = null,
    public val round: RoundingMode? = null,
    public val minAmount: BigDecimal? = null,
    public val maxPerPurchase: Long? = null,
    public val maxPerDay: Long? = null,
    public val bonuses: Map<String, BonusSection>? = null,
    public val combine: Combine? = null,
    public val pending: PendingSection? = null,
    public val expires: ExpirySection? = null,
    public val spend: SpendOrder? = null,
    public val whenGone: WhenGone? = null,
    public val partRefund: PartRefund? = null,
    public val moneyOff: MoneyOffSection? = null,
    public val catalogue: Map<String, ItemSection>? = null,
    public val transfer: Boolean? = null,
) : Crossing {
    override fun encode(): Value = record("earn" to earn?.let { crossing(it) }, "per" to per?.let { crossing(it) }, "every" to every?.let { it.encode() }, "basis" to basis?.let { it.encode() }, "without" to without.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "exclude" to exclude?.let { it.encode() }, "round" to round?.let { it.encode() }, "min_amount" to minAmount?.let { crossing(it) }, "max_per_purchase" to maxPerPurchase?.let { crossing(it) }, "max_per_day" to maxPerDay?.let { crossing(it) }, "bonuses" to bonuses?.let { crossing(it) { it.encode() } }, "combine" to combine?.let { it.encode() }, "pending" to pending?.let { it.encode() }, "expires" to expires?.let { it.encode() }, "spend" to spend?.let { it.encode() }, "when_gone" to whenGone?.let { it.encode() }, "part_refund" to partRefund?.let { it.encode() }, "money_off" to moneyOff?.let { it.encode() }, "catalogue" to catalogue?.let { crossing(it) { it.encode() } }, "transfer" to transfer?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): PointsSection {
            val fields = Fields(value)
            return PointsSection(fields.maybe("earn") { decimal(it) }, fields.maybe("per") { decimal(it) }, fields.maybe("every") { EarnBy.decode(it) }, fields.maybe("basis") { Basis.decode(it) }, fields.maybe("without") { list(it) { Without.decode(it) } }.orEmpty(), fields.maybe("exclude") { GoodsSection.decode(it) }, fields.maybe("round") { RoundingMode.decode(it) }, fields.maybe("min_amount") { decimal(it) }, fields.maybe("max_per_purchase") { whole(it) }, fields.maybe("max_per_day") { whole(it) }, fields.maybe("bonuses") { map(it) { BonusSection.decode(it) } }, fields.maybe("combine") { Combine.decode(it) }, fields.maybe("pending") { PendingSection.decode(it) }, fields.maybe("expires") { ExpirySection.decode(it) }, fields.maybe("spend") { SpendOrder.decode(it) }, fields.maybe("when_gone") { WhenGone.decode(it) }, fields.maybe("part_refund") { PartRefund.decode(it) }, fields.maybe("money_off") { MoneyOffSection.decode(it) }, fields.maybe("catalogue") { map(it) { ItemSection.decode(it) } }, fields.maybe("transfer") { flag(it) })
        }
    }
}

/** What earns points. */
public enum class EarnBy(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    AMOUNT("amount"),
    UNIT("unit"),
    PURCHASE("purchase"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): EarnBy = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/** What of an amount does not count. */
public enum class Without(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    TAX("tax"),
    DELIVERY("delivery"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Without = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * Products and categories.
 *
 * @property products These products.
 * @property categories And everything in these categories.
 */
public data class GoodsSection(
    public val products: List<String>? = null,
    public val categories: List<String>? = null,
) : Crossing {
    override fun encode(): Value = record("products" to products?.let { crossing(it) { crossing(it) } }, "categories" to categories?.let { crossing(it) { crossing(it) } })

    public companion object {
        internal fun decode(value: Value): GoodsSection {
            val fields = Fields(value)
            return GoodsSection(fields.maybe("products") { list(it) { text(it) } }, fields.maybe("categories") { list(it) { text(it) } })
        }
    }
}

/**
 * One multiplier as written.
 *
 * @property multiplier By what it multiplies.
 * @property goods Only for these goods; for everything when left out.
 * @property levels Only for buyers on these levels.
 * @property when Only at these times.
 */
public data class BonusSection(
    public val multiplier: BigDecimal,
    public val goods: GoodsSection? = null,
    public val levels: List<String>? = null,
    public val `when`: WindowSection? = null,
) : Crossing {
    override fun encode(): Value = record("multiplier" to crossing(multiplier), "goods" to goods?.let { it.encode() }, "levels" to levels?.let { crossing(it) { crossing(it) } }, "when" to `when`?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): BonusSection {
            val fields = Fields(value)
            return BonusSection(fields.need("multiplier") { decimal(it) }, fields.maybe("goods") { GoodsSection.decode(it) }, fields.maybe("levels") { list(it) { text(it) } }, fields.maybe("when") { WindowSection.decode(it) })
        }
    }
}

/**
 * A window as written. What is left out limits nothing.
 *
 * @property from The first day.
 * @property until The last day, all of it.
 * @property days Days of the week; an empty list is no day at all.
 * @property fromTime From this time of day on, such as `15:00`.
 * @property untilTime Up to this time of day, which is no part of it; earlier than `from_time` it is that of the next morning.
 */
public data class WindowSection(
    public val from: LocalDate? = null,
    public val until: LocalDate? = null,
    public val days: List<Weekday>? = null,
    public val fromTime: String? = null,
    public val untilTime: String? = null,
) : Crossing {
    override fun encode(): Value = record("from" to from?.let { crossing(it) }, "until" to until?.let { crossing(it) }, "days" to days?.let { crossing(it) { it.encode() } }, "from_time" to fromTime?.let { crossing(it) }, "until_time" to untilTime?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): WindowSection {
            val fields = Fields(value)
            return WindowSection(fields.maybe("from") { date(it) }, fields.maybe("until") { date(it) }, fields.maybe("days") { list(it) { Weekday.decode(it) } }, fields.maybe("from_time") { text(it) }, fields.maybe("until_time") { text(it) })
        }
    }
}

/** A day of the week. */
public enum class Weekday(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    MONDAY("monday"),
    TUESDAY("tuesday"),
    WEDNESDAY("wednesday"),
    THURSDAY("thursday"),
    FRIDAY("friday"),
    SATURDAY("saturday"),
    SUNDAY("sunday"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Weekday = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/** Of several multipliers that fit. */
public enum class Combine(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    HIGHEST("highest"),
    MULTIPLY("multiply"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Combine = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * When points of a purchase are there: either of the two.
 *
 * @property untilCompleted Once it is completed.
 * @property days So many days after it was paid.
 */
public data class PendingSection(
    public val untilCompleted: Boolean? = null,
    public val days: Long? = null,
) : Crossing {
    override fun encode(): Value = record("until_completed" to untilCompleted?.let { crossing(it) }, "days" to days?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): PendingSection {
            val fields = Fields(value)
            return PendingSection(fields.maybe("until_completed") { flag(it) }, fields.maybe("days") { whole(it) })
        }
    }
}

/**
 * How long points live as written.
 *
 * @property after So long after they are there.
 * @property endOf Until the end of the month or year in which that falls.
 */
public data class ExpirySection(
    public val after: LengthSection? = null,
    public val endOf: EndOf? = null,
) : Crossing {
    override fun encode(): Value = record("after" to after?.let { it.encode() }, "end_of" to endOf?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): ExpirySection {
            val fields = Fields(value)
            return ExpirySection(fields.maybe("after") { LengthSection.decode(it) }, fields.maybe("end_of") { EndOf.decode(it) })
        }
    }
}

/** Until when. */
public enum class EndOf(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    MONTH("month"),
    YEAR("year"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): EndOf = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/** Which points are spent first. */
public enum class SpendOrder(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    EARLIEST_EXPIRY("earliest_expiry"),
    EARLIEST_EARNED("earliest_earned"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): SpendOrder = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/** What a refund takes when the points are gone. */
public enum class WhenGone(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    DEBT("debt"),
    WHAT_IS_THERE("what_is_there"),
    ONLY_PENDING("only_pending"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): WhenGone = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/** What a refund of a part takes. */
public enum class PartRefund(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    UNIT_SHARE("unit_share"),
    VALUE_RATIO("value_ratio"),
    RECOMPUTE("recompute"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): PartRefund = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * What points are worth as money off, as written.
 *
 * @property value What one point is worth.
 * @property minPoints The fewest that can be spent at once.
 * @property step Only so many at a time.
 * @property maxPercent The most of a bill that points pay, in percent.
 * @property cost What a reward costs whose worth the bill cuts short.
 */
public data class MoneyOffSection(
    public val value: BigDecimal,
    public val minPoints: Long? = null,
    public val step: Long? = null,
    public val maxPercent: BigDecimal? = null,
    public val cost: Cost? = null,
) : Crossing {
    override fun encode(): Value = record("value" to crossing(value), "min_points" to minPoints?.let { crossing(it) }, "step" to step?.let { crossing(it) }, "max_percent" to maxPercent?.let { crossing(it) }, "cost" to cost?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): MoneyOffSection {
            val fields = Fields(value)
            return MoneyOffSection(fields.need("value") { decimal(it) }, fields.maybe("min_points") { whole(it) }, fields.maybe("step") { whole(it) }, fields.maybe("max_percent") { decimal(it) }, fields.maybe("cost") { Cost.decode(it) })
        }
    }
}

/** What points cost when a limit cuts their worth. */
public enum class Cost(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    FOLLOWS_VALUE("follows_value"),
    FULL("full"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Cost = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * A reward that points buy, as written.
 *
 * @property cost How many points it costs.
 * @property stock How many there are for everybody together.
 * @property perMember The most one member can have.
 * @property when Only at these times.
 */
public data class ItemSection(
    public val cost: Long,
    public val stock: Long? = null,
    public val perMember: Long? = null,
    public val `when`: WindowSection? = null,
) : Crossing {
    override fun encode(): Value = record("cost" to crossing(cost), "stock" to stock?.let { crossing(it) }, "per_member" to perMember?.let { crossing(it) }, "when" to `when`?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): ItemSection {
            val fields = Fields(value)
            return ItemSection(fields.need("cost") { whole(it) }, fields.maybe("stock") { whole(it) }, fields.maybe("per_member") { whole(it) }, fields.maybe("when") { WindowSection.decode(it) })
        }
    }
}

/**
 * `[levels]` as written.
 *
 * @property measure What is measured.
 * @property over Over which time.
 * @property months With `over = "months"`: how many, the running one included.
 * @property reviewMonths With `over = "months"`: a review every so many months, counted from January; 1 when left out.
 * @property graceMonths How many months longer a level stays that a review takes away; none when left out.
 * @property loyalFrom Whoever has spent this much in all is a loyal customer.
 * @property steps The levels, by name. Their order follows from their thresholds.
 */
public data class LevelsSection(
    public val measure: Measure? = null,
    public val over: Over? = null,
    public val months: Long? = null,
    public val reviewMonths: Long? = null,
    public val graceMonths: Long? = null,
    public val loyalFrom: BigDecimal? = null,
    public val steps: Map<String, LevelSection>? = null,
) : Crossing {
    override fun encode(): Value = record("measure" to measure?.let { it.encode() }, "over" to over?.let { it.encode() }, "months" to months?.let { crossing(it) }, "review_months" to reviewMonths?.let { crossing(it) }, "grace_months" to graceMonths?.let { crossing(it) }, "loyal_from" to loyalFrom?.let { crossing(it) }, "steps" to steps?.let { crossing(it) { it.encode() } })

    public companion object {
        internal fun decode(value: Value): LevelsSection {
            val fields = Fields(value)
            return LevelsSection(fields.maybe("measure") { Measure.decode(it) }, fields.maybe("over") { Over.decode(it) }, fields.maybe("months") { whole(it) }, fields.maybe("review_months") { whole(it) }, fields.maybe("grace_months") { whole(it) }, fields.maybe("loyal_from") { decimal(it) }, fields.maybe("steps") { map(it) { LevelSection.decode(it) } })
        }
    }
}

/** What levels measure. */
public enum class Measure(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    SPENDING("spending"),
    POINTS("points"),
    PURCHASES("purchases"),
    BALANCE("balance"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Measure = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/** Over which time levels measure. */
public enum class Over(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    LIFETIME("lifetime"),
    CALENDAR_YEAR("calendar_year"),
    MONTHS("months"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): Over = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * One level as written.
 *
 * @property label What people read.
 * @property from What has to be reached.
 * @property discountPercent Percent off on this level.
 * @property multiplier By what points are multiplied on this level.
 */
public data class LevelSection(
    public val label: String,
    public val from: BigDecimal,
    public val discountPercent: BigDecimal? = null,
    public val multiplier: BigDecimal? = null,
) : Crossing {
    override fun encode(): Value = record("label" to crossing(label), "from" to crossing(from), "discount_percent" to discountPercent?.let { crossing(it) }, "multiplier" to multiplier?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): LevelSection {
            val fields = Fields(value)
            return LevelSection(fields.need("label") { text(it) }, fields.need("from") { decimal(it) }, fields.maybe("discount_percent") { decimal(it) }, fields.maybe("multiplier") { decimal(it) })
        }
    }
}

/**
 * `[purchases]` as written.
 *
 * @property payWithinMinutes How many minutes an order waits to be paid; a day when left out.
 * @property judgedBy By which rules a purchase is judged that is reopened or adopted.
 * @property adoptWithinDays How many days a purchase by nobody can be adopted; for ever when left out.
 */
public data class PurchasesSection(
    public val payWithinMinutes: Long? = null,
    public val judgedBy: JudgedBy? = null,
    public val adoptWithinDays: Long? = null,
) : Crossing {
    override fun encode(): Value = record("pay_within_minutes" to payWithinMinutes?.let { crossing(it) }, "judged_by" to judgedBy?.let { it.encode() }, "adopt_within_days" to adoptWithinDays?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): PurchasesSection {
            val fields = Fields(value)
            return PurchasesSection(fields.maybe("pay_within_minutes") { whole(it) }, fields.maybe("judged_by") { JudgedBy.decode(it) }, fields.maybe("adopt_within_days") { whole(it) })
        }
    }
}

/** By which rules a purchase is judged. */
public enum class JudgedBy(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    ITS_DAY("its_day"),
    TODAY("today"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): JudgedBy = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * Make cards: `count` with numbers of the engine's own, or those of `numbers`.
 *
 * @property count How many, up to 10 000.
 * @property numbers Numbers that are printed already.
 */
public data class IssueCards(
    public val count: Long? = null,
    public val numbers: List<String>? = null,
) : Command {
    override val operation: String get() = "issue_cards"

    override fun encode(): Value = record("count" to count?.let { crossing(it) }, "numbers" to numbers?.let { crossing(it) { crossing(it) } })

    public companion object {
        internal fun decode(value: Value): IssueCards {
            val fields = Fields(value)
            return IssueCards(fields.maybe("count") { whole(it) }, fields.maybe("numbers") { list(it) { text(it) } })
        }
    }
}

/**
 * Give a card to a person and start their membership.
 *
 * @property card The card.
 * @property name The person's name.
 * @property phone The person's phone, in any spelling.
 * @property email The person's e-mail address.
 * @property starts The first day; today when left out.
 * @property ends The last day; by the rules when left out.
 */
public data class Activate(
    public val card: CardRef,
    public val name: String,
    public val phone: String,
    public val email: String? = null,
    public val starts: LocalDate? = null,
    public val ends: LocalDate? = null,
) : Command {
    override val operation: String get() = "activate"

    override fun encode(): Value = record("card" to card.encode(), "name" to crossing(name), "phone" to crossing(phone), "email" to email?.let { crossing(it) }, "starts" to starts?.let { crossing(it) }, "ends" to ends?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): Activate {
            val fields = Fields(value)
            return Activate(fields.need("card") { CardRef.decode(it) }, fields.need("name") { text(it) }, fields.need("phone") { text(it) }, fields.maybe("email") { text(it) }, fields.maybe("starts") { date(it) }, fields.maybe("ends") { date(it) })
        }
    }
}

/** A card, by what is at hand. */
public sealed interface CardRef : Crossing {
    /** The printed number, in any case. */
    public data class Number(public val value: String) : CardRef {
        override fun encode(): Value = record("number" to crossing(value))
    }

    /** The id in the QR code. */
    public data class PublicId(public val value: String) : CardRef {
        override fun encode(): Value = record("public_id" to crossing(value))
    }

    public companion object {
        internal fun decode(value: Value): CardRef = choice(value) { word, it ->
            when (word) {
                "number" -> Number(it.let { text(it) })
                "public_id" -> PublicId(it.let { text(it) })
                else -> unknown(word)
            }
        }
    }
}

/**
 * Make a person known, without a card.
 *
 * @property name The person's name.
 * @property phone The person's phone, in any spelling.
 * @property email The person's e-mail address.
 * @property birthDate The day of birth.
 * @property address The postal address.
 * @property city The city.
 * @property province The province or state.
 * @property postalCode The postal code.
 * @property gender As the person says.
 * @property notes What the staff should know.
 * @property kind What sort of customer it is; a walk-in when left out.
 */
public data class Register(
    public val name: String,
    public val phone: String? = null,
    public val email: String? = null,
    public val birthDate: LocalDate? = null,
    public val address: String? = null,
    public val city: String? = null,
    public val province: String? = null,
    public val postalCode: String? = null,
    public val gender: String? = null,
    public val notes: String? = null,
    public val kind: MemberKind? = null,
) : Command {
    override val operation: String get() = "register"

    override fun encode(): Value = record("name" to crossing(name), "phone" to phone?.let { crossing(it) }, "email" to email?.let { crossing(it) }, "birth_date" to birthDate?.let { crossing(it) }, "address" to address?.let { crossing(it) }, "city" to city?.let { crossing(it) }, "province" to province?.let { crossing(it) }, "postal_code" to postalCode?.let { crossing(it) }, "gender" to gender?.let { crossing(it) }, "notes" to notes?.let { crossing(it) }, "kind" to kind?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): Register {
            val fields = Fields(value)
            return Register(fields.need("name") { text(it) }, fields.maybe("phone") { text(it) }, fields.maybe("email") { text(it) }, fields.maybe("birth_date") { date(it) }, fields.maybe("address") { text(it) }, fields.maybe("city") { text(it) }, fields.maybe("province") { text(it) }, fields.maybe("postal_code") { text(it) }, fields.maybe("gender") { text(it) }, fields.maybe("notes") { text(it) }, fields.maybe("kind") { MemberKind.decode(it) })
        }
    }
}

/** What sort of customer somebody is. */
public enum class MemberKind(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    WALK_IN("walk_in"),
    MEMBER("member"),
    VIP("vip"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): MemberKind = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * Change a profile: what is given is set, what is listed in `clear` is emptied, the rest stays.
 *
 * @property member Whose.
 * @property name The name.
 * @property phone The phone, in any spelling.
 * @property email The e-mail address.
 * @property birthDate The day of birth.
 * @property address The postal address.
 * @property city The city.
 * @property province The province or state.
 * @property postalCode The postal code.
 * @property gender As the person says.
 * @property notes What the staff should know.
 * @property kind Makes somebody a VIP, or an ordinary customer again.
 * @property clear Fields to empty.
 */
public data class UpdateProfile(
    public val member: MemberRef,
    public val name: String? = null,
    public val phone: String? = null,
    public val email: String? = null,
    public val birthDate: LocalDate? = null,
    public val address: String? = null,
    public val city: String? = null,
    public val province: String? = null,
    public val postalCode: String? = null,
    public val gender: String? = null,
    public val notes: String? = null,
    public val kind: MemberKind? = null,
    public val clear: List<ProfileField> = emptyList(),
) : Command {
    override val operation: String get() = "update_profile"

    override fun encode(): Value = record("member" to member.encode(), "name" to name?.let { crossing(it) }, "phone" to phone?.let { crossing(it) }, "email" to email?.let { crossing(it) }, "birth_date" to birthDate?.let { crossing(it) }, "address" to address?.let { crossing(it) }, "city" to city?.let { crossing(it) }, "province" to province?.let { crossing(it) }, "postal_code" to postalCode?.let { crossing(it) }, "gender" to gender?.let { crossing(it) }, "notes" to notes?.let { crossing(it) }, "kind" to kind?.let { it.encode() }, "clear" to clear.ifEmpty { null }?.let { crossing(it) { it.encode() } })

    public companion object {
        internal fun decode(value: Value): UpdateProfile {
            val fields = Fields(value)
            return UpdateProfile(fields.need("member") { MemberRef.decode(it) }, fields.maybe("name") { text(it) }, fields.maybe("phone") { text(it) }, fields.maybe("email") { text(it) }, fields.maybe("birth_date") { date(it) }, fields.maybe("address") { text(it) }, fields.maybe("city") { text(it) }, fields.maybe("province") { text(it) }, fields.maybe("postal_code") { text(it) }, fields.maybe("gender") { text(it) }, fields.maybe("notes") { text(it) }, fields.maybe("kind") { MemberKind.decode(it) }, fields.maybe("clear") { list(it) { ProfileField.decode(it) } }.orEmpty())
        }
    }
}

/** A member, by what is at hand. */
public sealed interface MemberRef : Crossing {
    /** The member's id. */
    public data class Id(public val value: String) : MemberRef {
        override fun encode(): Value = record("id" to crossing(value))
    }

    /** The number on the card, in any case. */
    public data class Card(public val value: String) : MemberRef {
        override fun encode(): Value = record("card" to crossing(value))
    }

    /** The id in the card's QR code. */
    public data class PublicId(public val value: String) : MemberRef {
        override fun encode(): Value = record("public_id" to crossing(value))
    }

    /** A phone number, in any spelling. */
    public data class Phone(public val value: String) : MemberRef {
        override fun encode(): Value = record("phone" to crossing(value))
    }

    /** An e-mail address, in any case. */
    public data class Email(public val value: String) : MemberRef {
        override fun encode(): Value = record("email" to crossing(value))
    }

    public companion object {
        internal fun decode(value: Value): MemberRef = choice(value) { word, it ->
            when (word) {
                "id" -> Id(it.let { text(it) })
                "card" -> Card(it.let { text(it) })
                "public_id" -> PublicId(it.let { text(it) })
                "phone" -> Phone(it.let { text(it) })
                "email" -> Email(it.let { text(it) })
                else -> unknown(word)
            }
        }
    }
}

/** A field of the profile, by name. */
public enum class ProfileField(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    NAME("name"),
    PHONE("phone"),
    EMAIL("email"),
    BIRTH_DATE("birth_date"),
    ADDRESS("address"),
    CITY("city"),
    PROVINCE("province"),
    POSTAL_CODE("postal_code"),
    GENDER("gender"),
    NOTES("notes"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): ProfileField = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * Renew a membership.
 *
 * @property member Whose.
 */
public data class Renew(
    public val member: MemberRef,
) : Command {
    override val operation: String get() = "renew"

    override fun encode(): Value = record("member" to member.encode())

    public companion object {
        internal fun decode(value: Value): Renew {
            val fields = Fields(value)
            return Renew(fields.need("member") { MemberRef.decode(it) })
        }
    }
}

/**
 * Block a member.
 *
 * @property member Whom.
 * @property reason Why.
 */
public data class Block(
    public val member: MemberRef,
    public val reason: String,
) : Command {
    override val operation: String get() = "block"

    override fun encode(): Value = record("member" to member.encode(), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): Block {
            val fields = Fields(value)
            return Block(fields.need("member") { MemberRef.decode(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * Unblock a member.
 *
 * @property member Whom.
 * @property reason Why.
 */
public data class Unblock(
    public val member: MemberRef,
    public val reason: String,
) : Command {
    override val operation: String get() = "unblock"

    override fun encode(): Value = record("member" to member.encode(), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): Unblock {
            val fields = Fields(value)
            return Unblock(fields.need("member") { MemberRef.decode(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * Replace a lost card by a free one.
 *
 * @property member Whose.
 * @property card The new card.
 * @property reason Why.
 */
public data class ReplaceCard(
    public val member: MemberRef,
    public val card: CardRef,
    public val reason: String? = null,
) : Command {
    override val operation: String get() = "replace_card"

    override fun encode(): Value = record("member" to member.encode(), "card" to card.encode(), "reason" to reason?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): ReplaceCard {
            val fields = Fields(value)
            return ReplaceCard(fields.need("member") { MemberRef.decode(it) }, fields.need("card") { CardRef.decode(it) }, fields.maybe("reason") { text(it) })
        }
    }
}

/**
 * Close a member: nothing can be added, figures stay.
 *
 * @property member Whom.
 * @property reason Why.
 */
public data class Close(
    public val member: MemberRef,
    public val reason: String,
) : Command {
    override val operation: String get() = "close"

    override fun encode(): Value = record("member" to member.encode(), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): Close {
            val fields = Fields(value)
            return Close(fields.need("member") { MemberRef.decode(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * Take back that a member was closed.
 *
 * @property member Whom.
 * @property reason Why.
 */
public data class Reopen(
    public val member: MemberRef,
    public val reason: String,
) : Command {
    override val operation: String get() = "reopen"

    override fun encode(): Value = record("member" to member.encode(), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): Reopen {
            val fields = Fields(value)
            return Reopen(fields.need("member") { MemberRef.decode(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * Remove a member's personal data for good; figures stay, and whatever else was noted goes.
 *
 * @property member Whom, by id alone: a phone would stand under an idempotency key again.
 */
public data class Erase(
    public val member: String,
) : Command {
    override val operation: String get() = "erase"

    override fun encode(): Value = record("member" to crossing(member))

    public companion object {
        internal fun decode(value: Value): Erase {
            val fields = Fields(value)
            return Erase(fields.need("member") { text(it) })
        }
    }
}

/**
 * Record a till's purchase, paid and completed.
 *
 * @property member Who bought; left out for a passer-by.
 * @property amount What was paid.
 * @property gross The price before discounts, where it differs.
 * @property charges What of the amount is tax or delivery.
 * @property lines What was bought.
 * @property points Pay a part of the amount with so many of the buyer's points.
 * @property outlet Where; the actor's outlet when left out.
 * @property receipt The receipt number, unique at its outlet. It is an idempotency key by itself.
 * @property state How it begins; completed when left out.
 * @property payBy With `state = "pending"`: until when it has to be paid; by the rules when left out.
 */
public data class RecordPurchase(
    public val member: MemberRef? = null,
    public val amount: BigDecimal,
    public val gross: BigDecimal? = null,
    public val charges: Charges? = null,
    public val lines: List<PurchaseLine> = emptyList(),
    public val points: Long? = null,
    public val outlet: String? = null,
    public val receipt: String? = null,
    public val state: FirstState? = null,
    public val payBy: Instant? = null,
) : Command {
    override val operation: String get() = "record_purchase"

    override fun encode(): Value = record("member" to member?.let { it.encode() }, "amount" to crossing(amount), "gross" to gross?.let { crossing(it) }, "charges" to charges?.let { it.encode() }, "lines" to lines.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "points" to points?.let { crossing(it) }, "outlet" to outlet?.let { crossing(it) }, "receipt" to receipt?.let { crossing(it) }, "state" to state?.let { it.encode() }, "pay_by" to payBy?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): RecordPurchase {
            val fields = Fields(value)
            return RecordPurchase(fields.maybe("member") { MemberRef.decode(it) }, fields.need("amount") { decimal(it) }, fields.maybe("gross") { decimal(it) }, fields.maybe("charges") { Charges.decode(it) }, fields.maybe("lines") { list(it) { PurchaseLine.decode(it) } }.orEmpty(), fields.maybe("points") { whole(it) }, fields.maybe("outlet") { text(it) }, fields.maybe("receipt") { text(it) }, fields.maybe("state") { FirstState.decode(it) }, fields.maybe("pay_by") { moment(it) })
        }
    }
}

/**
 * What of a bill is no merchandise.
 *
 * @property tax All the tax within the amount, that of the delivery included.
 * @property delivery What the delivery cost, within the amount.
 * @property deliveryTax The tax within that.
 */
public data class Charges(
    public val tax: BigDecimal? = null,
    public val delivery: BigDecimal? = null,
    public val deliveryTax: BigDecimal? = null,
) : Crossing {
    override fun encode(): Value = record("tax" to tax?.let { crossing(it) }, "delivery" to delivery?.let { crossing(it) }, "delivery_tax" to deliveryTax?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): Charges {
            val fields = Fields(value)
            return Charges(fields.maybe("tax") { decimal(it) }, fields.maybe("delivery") { decimal(it) }, fields.maybe("delivery_tax") { decimal(it) })
        }
    }
}

/**
 * So many units of one product.
 *
 * @property product Which product.
 * @property categories The categories it belongs to.
 * @property quantity How many units.
 * @property unitPrice The price of one, before discounts.
 * @property discount Money off the whole line.
 * @property tax The tax within the line's price.
 */
public data class PurchaseLine(
    public val product: String,
    public val categories: List<String> = emptyList(),
    public val quantity: Long,
    public val unitPrice: BigDecimal,
    public val discount: BigDecimal? = null,
    public val tax: BigDecimal? = null,
) : Crossing {
    override fun encode(): Value = record("product" to crossing(product), "categories" to categories.ifEmpty { null }?.let { crossing(it) { crossing(it) } }, "quantity" to crossing(quantity), "unit_price" to crossing(unitPrice), "discount" to discount?.let { crossing(it) }, "tax" to tax?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): PurchaseLine {
            val fields = Fields(value)
            return PurchaseLine(fields.need("product") { text(it) }, fields.maybe("categories") { list(it) { text(it) } }.orEmpty(), fields.need("quantity") { whole(it) }, fields.need("unit_price") { decimal(it) }, fields.maybe("discount") { decimal(it) }, fields.maybe("tax") { decimal(it) })
        }
    }
}

/** How a purchase begins. */
public enum class FirstState(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    PENDING("pending"),
    PAID("paid"),
    COMPLETED("completed"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): FirstState = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * Take a purchase back as a whole, with what it gave.
 *
 * @property purchase Which.
 * @property reason Why.
 */
public data class VoidPurchase(
    public val purchase: PurchaseRef,
    public val reason: String,
) : Command {
    override val operation: String get() = "void_purchase"

    override fun encode(): Value = record("purchase" to purchase.encode(), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): VoidPurchase {
            val fields = Fields(value)
            return VoidPurchase(fields.need("purchase") { PurchaseRef.decode(it) }, fields.need("reason") { text(it) })
        }
    }
}

/** A purchase, by what is at hand. */
public sealed interface PurchaseRef : Crossing {
    /** The purchase's id. */
    public data class Id(public val value: String) : PurchaseRef {
        override fun encode(): Value = record("id" to crossing(value))
    }

    /** The receipt. */
    public data class Receipt(public val value: dev.loyalty.engine.Receipt) : PurchaseRef {
        override fun encode(): Value = record("receipt" to value.encode())
    }

    public companion object {
        internal fun decode(value: Value): PurchaseRef = choice(value) { word, it ->
            when (word) {
                "id" -> Id(it.let { text(it) })
                "receipt" -> Receipt(it.let { dev.loyalty.engine.Receipt.decode(it) })
                else -> unknown(word)
            }
        }
    }
}

/**
 * A receipt of an outlet.
 *
 * @property outlet The outlet; the actor's when left out.
 * @property number The number.
 */
public data class Receipt(
    public val outlet: String? = null,
    public val number: String,
) : Crossing {
    override fun encode(): Value = record("outlet" to outlet?.let { crossing(it) }, "number" to crossing(number))

    public companion object {
        internal fun decode(value: Value): Receipt {
            val fields = Fields(value)
            return Receipt(fields.maybe("outlet") { text(it) }, fields.need("number") { text(it) })
        }
    }
}

/**
 * Say that an order was paid.
 *
 * @property purchase Which.
 * @property receipt Its receipt number, where it has none yet.
 */
public data class PayPurchase(
    public val purchase: PurchaseRef,
    public val receipt: String? = null,
) : Command {
    override val operation: String get() = "pay_purchase"

    override fun encode(): Value = record("purchase" to purchase.encode(), "receipt" to receipt?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): PayPurchase {
            val fields = Fields(value)
            return PayPurchase(fields.need("purchase") { PurchaseRef.decode(it) }, fields.maybe("receipt") { text(it) })
        }
    }
}

/**
 * Say that a purchase was handed over.
 *
 * @property purchase Which.
 */
public data class CompletePurchase(
    public val purchase: PurchaseRef,
) : Command {
    override val operation: String get() = "complete_purchase"

    override fun encode(): Value = record("purchase" to purchase.encode())

    public companion object {
        internal fun decode(value: Value): CompletePurchase {
            val fields = Fields(value)
            return CompletePurchase(fields.need("purchase") { PurchaseRef.decode(it) })
        }
    }
}

/**
 * Call a purchase off before it is handed over.
 *
 * @property purchase Which.
 * @property reason Why.
 */
public data class CancelPurchase(
    public val purchase: PurchaseRef,
    public val reason: String,
) : Command {
    override val operation: String get() = "cancel_purchase"

    override fun encode(): Value = record("purchase" to purchase.encode(), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): CancelPurchase {
            val fields = Fields(value)
            return CancelPurchase(fields.need("purchase") { PurchaseRef.decode(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * Let a purchase stand again that was called off or taken back as a whole.
 *
 * @property purchase Which.
 * @property reason Why.
 */
public data class ReopenPurchase(
    public val purchase: PurchaseRef,
    public val reason: String,
) : Command {
    override val operation: String get() = "reopen_purchase"

    override fun encode(): Value = record("purchase" to purchase.encode(), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): ReopenPurchase {
            val fields = Fields(value)
            return ReopenPurchase(fields.need("purchase") { PurchaseRef.decode(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * Note a step on a purchase's way that only informs, such as `shipped`.
 *
 * @property purchase Which.
 * @property mark The step.
 */
public data class MarkPurchase(
    public val purchase: PurchaseRef,
    public val mark: String,
) : Command {
    override val operation: String get() = "mark_purchase"

    override fun encode(): Value = record("purchase" to purchase.encode(), "mark" to crossing(mark))

    public companion object {
        internal fun decode(value: Value): MarkPurchase {
            val fields = Fields(value)
            return MarkPurchase(fields.need("purchase") { PurchaseRef.decode(it) }, fields.need("mark") { text(it) })
        }
    }
}

/**
 * Count a purchase by nobody for a member.
 *
 * @property purchase Which.
 * @property member For whom.
 */
public data class AdoptPurchase(
    public val purchase: PurchaseRef,
    public val member: MemberRef,
) : Command {
    override val operation: String get() = "adopt_purchase"

    override fun encode(): Value = record("purchase" to purchase.encode(), "member" to member.encode())

    public companion object {
        internal fun decode(value: Value): AdoptPurchase {
            val fields = Fields(value)
            return AdoptPurchase(fields.need("purchase") { PurchaseRef.decode(it) }, fields.need("member") { MemberRef.decode(it) })
        }
    }
}

/**
 * Give a purchase back: all of it, or only some units of its lines, or an amount.
 *
 * @property purchase Which.
 * @property units Only these units.
 * @property amount Only so much of the bill.
 * @property reason Why.
 */
public data class RefundPurchase(
    public val purchase: PurchaseRef,
    public val units: List<Units> = emptyList(),
    public val amount: BigDecimal? = null,
    public val reason: String,
) : Command {
    override val operation: String get() = "refund_purchase"

    override fun encode(): Value = record("purchase" to purchase.encode(), "units" to units.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "amount" to amount?.let { crossing(it) }, "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): RefundPurchase {
            val fields = Fields(value)
            return RefundPurchase(fields.need("purchase") { PurchaseRef.decode(it) }, fields.maybe("units") { list(it) { Units.decode(it) } }.orEmpty(), fields.maybe("amount") { decimal(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * Units of one line, such as those that come back.
 *
 * @property line Which line, from 1.
 * @property quantity How many units of it.
 */
public data class Units(
    public val line: Long,
    public val quantity: Long,
) : Crossing {
    override fun encode(): Value = record("line" to crossing(line), "quantity" to crossing(quantity))

    public companion object {
        internal fun decode(value: Value): Units {
            val fields = Fields(value)
            return Units(fields.need("line") { whole(it) }, fields.need("quantity") { whole(it) })
        }
    }
}

/**
 * Give something back and buy something else, in one.
 *
 * @property purchase What something is given back of.
 * @property units Only these units.
 * @property amount Only so much of the bill.
 * @property bought What is bought instead.
 * @property reason Why.
 */
public data class ExchangePurchase(
    public val purchase: PurchaseRef,
    public val units: List<Units> = emptyList(),
    public val amount: BigDecimal? = null,
    public val bought: NewPurchase,
    public val reason: String,
) : Command {
    override val operation: String get() = "exchange_purchase"

    override fun encode(): Value = record("purchase" to purchase.encode(), "units" to units.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "amount" to amount?.let { crossing(it) }, "bought" to bought.encode(), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): ExchangePurchase {
            val fields = Fields(value)
            return ExchangePurchase(fields.need("purchase") { PurchaseRef.decode(it) }, fields.maybe("units") { list(it) { Units.decode(it) } }.orEmpty(), fields.maybe("amount") { decimal(it) }, fields.need("bought") { NewPurchase.decode(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * What is bought in exchange.
 *
 * @property amount What it costs, before what comes back is taken off.
 * @property gross The price before discounts, where it differs.
 * @property charges What of the amount is tax or delivery.
 * @property lines What was bought.
 * @property points Pay a part of the amount with so many of the buyer's points.
 * @property outlet Where; the actor's outlet when left out.
 * @property receipt The receipt number, unique at its outlet.
 */
public data class NewPurchase(
    public val amount: BigDecimal,
    public val gross: BigDecimal? = null,
    public val charges: Charges? = null,
    public val lines: List<PurchaseLine> = emptyList(),
    public val points: Long? = null,
    public val outlet: String? = null,
    public val receipt: String? = null,
) : Crossing {
    override fun encode(): Value = record("amount" to crossing(amount), "gross" to gross?.let { crossing(it) }, "charges" to charges?.let { it.encode() }, "lines" to lines.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "points" to points?.let { crossing(it) }, "outlet" to outlet?.let { crossing(it) }, "receipt" to receipt?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): NewPurchase {
            val fields = Fields(value)
            return NewPurchase(fields.need("amount") { decimal(it) }, fields.maybe("gross") { decimal(it) }, fields.maybe("charges") { Charges.decode(it) }, fields.maybe("lines") { list(it) { PurchaseLine.decode(it) } }.orEmpty(), fields.maybe("points") { whole(it) }, fields.maybe("outlet") { text(it) }, fields.maybe("receipt") { text(it) })
        }
    }
}

/**
 * Count that a receipt was printed once more.
 *
 * @property purchase Which.
 */
public data class ReprintReceipt(
    public val purchase: PurchaseRef,
) : Command {
    override val operation: String get() = "reprint_receipt"

    override fun encode(): Value = record("purchase" to purchase.encode())

    public companion object {
        internal fun decode(value: Value): ReprintReceipt {
            val fields = Fields(value)
            return ReprintReceipt(fields.need("purchase") { PurchaseRef.decode(it) })
        }
    }
}

/**
 * Give or take points by hand.
 *
 * @property member Whose.
 * @property points How many; below zero takes them.
 * @property reason Why.
 */
public data class AdjustPoints(
    public val member: MemberRef,
    public val points: Long,
    public val reason: String,
) : Command {
    override val operation: String get() = "adjust_points"

    override fun encode(): Value = record("member" to member.encode(), "points" to crossing(points), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): AdjustPoints {
            val fields = Fields(value)
            return AdjustPoints(fields.need("member") { MemberRef.decode(it) }, fields.need("points") { whole(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * Give points to another member.
 *
 * @property member Who gives.
 * @property to Who gets.
 * @property points How many.
 */
public data class TransferPoints(
    public val member: MemberRef,
    public val to: MemberRef,
    public val points: Long,
) : Command {
    override val operation: String get() = "transfer_points"

    override fun encode(): Value = record("member" to member.encode(), "to" to to.encode(), "points" to crossing(points))

    public companion object {
        internal fun decode(value: Value): TransferPoints {
            val fields = Fields(value)
            return TransferPoints(fields.need("member") { MemberRef.decode(it) }, fields.need("to") { MemberRef.decode(it) }, fields.need("points") { whole(it) })
        }
    }
}

/**
 * Spend points as money off: at once, or those of a hold.
 *
 * @property member Whose.
 * @property points How many.
 * @property hold Or all of this hold.
 */
public data class SpendPoints(
    public val member: MemberRef,
    public val points: Long? = null,
    public val hold: String? = null,
) : Command {
    override val operation: String get() = "spend_points"

    override fun encode(): Value = record("member" to member.encode(), "points" to points?.let { crossing(it) }, "hold" to hold?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): SpendPoints {
            val fields = Fields(value)
            return SpendPoints(fields.need("member") { MemberRef.decode(it) }, fields.maybe("points") { whole(it) }, fields.maybe("hold") { text(it) })
        }
    }
}

/**
 * Hold points back for something.
 *
 * @property member Whose.
 * @property points How many.
 * @property until Until when; then they are there again.
 */
public data class HoldPoints(
    public val member: MemberRef,
    public val points: Long,
    public val until: Instant,
) : Command {
    override val operation: String get() = "hold_points"

    override fun encode(): Value = record("member" to member.encode(), "points" to crossing(points), "until" to crossing(until))

    public companion object {
        internal fun decode(value: Value): HoldPoints {
            val fields = Fields(value)
            return HoldPoints(fields.need("member") { MemberRef.decode(it) }, fields.need("points") { whole(it) }, fields.need("until") { moment(it) })
        }
    }
}

/**
 * Let held points go: they are there again.
 *
 * @property member Whose.
 * @property hold Which.
 */
public data class ReleasePoints(
    public val member: MemberRef,
    public val hold: String,
) : Command {
    override val operation: String get() = "release_points"

    override fun encode(): Value = record("member" to member.encode(), "hold" to crossing(hold))

    public companion object {
        internal fun decode(value: Value): ReleasePoints {
            val fields = Fields(value)
            return ReleasePoints(fields.need("member") { MemberRef.decode(it) }, fields.need("hold") { text(it) })
        }
    }
}

/**
 * Buy a reward with points.
 *
 * @property member Who buys.
 * @property reward Which reward of the catalogue.
 */
public data class BuyReward(
    public val member: MemberRef,
    public val reward: String,
) : Command {
    override val operation: String get() = "buy_reward"

    override fun encode(): Value = record("member" to member.encode(), "reward" to crossing(reward))

    public companion object {
        internal fun decode(value: Value): BuyReward {
            val fields = Fields(value)
            return BuyReward(fields.need("member") { MemberRef.decode(it) }, fields.need("reward") { text(it) })
        }
    }
}

/**
 * Give a reward back that was bought with points and not handed over yet.
 *
 * @property reward Which.
 * @property reason Why.
 */
public data class ReverseReward(
    public val reward: String,
    public val reason: String,
) : Command {
    override val operation: String get() = "reverse_reward"

    override fun encode(): Value = record("reward" to crossing(reward), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): ReverseReward {
            val fields = Fields(value)
            return ReverseReward(fields.need("reward") { text(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * Make two members one who are the same person: everything adds up, and both names go on working.
 *
 * @property member Who turned out to be the other.
 * @property into Who stays.
 * @property reason Why.
 */
public data class Merge(
    public val member: MemberRef,
    public val into: MemberRef,
    public val reason: String? = null,
) : Command {
    override val operation: String get() = "merge"

    override fun encode(): Value = record("member" to member.encode(), "into" to into.encode(), "reason" to reason?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): Merge {
            val fields = Fields(value)
            return Merge(fields.need("member") { MemberRef.decode(it) }, fields.need("into") { MemberRef.decode(it) }, fields.maybe("reason") { text(it) })
        }
    }
}

/**
 * Hand a reward over.
 *
 * @property member Whose.
 * @property reward Which.
 * @property purchase The purchase it is used on.
 */
public data class Redeem(
    public val member: MemberRef,
    public val reward: RewardRef,
    public val purchase: PurchaseRef? = null,
) : Command {
    override val operation: String get() = "redeem"

    override fun encode(): Value = record("member" to member.encode(), "reward" to reward.encode(), "purchase" to purchase?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): Redeem {
            val fields = Fields(value)
            return Redeem(fields.need("member") { MemberRef.decode(it) }, fields.need("reward") { RewardRef.decode(it) }, fields.maybe("purchase") { PurchaseRef.decode(it) })
        }
    }
}

/** A reward, by what is at hand. */
public sealed interface RewardRef : Crossing {
    /** The oldest open one of this kind. */
    public data class Kind(public val value: String) : RewardRef {
        override fun encode(): Value = record("kind" to crossing(value))
    }

    /** Exactly this one. */
    public data class Id(public val value: String) : RewardRef {
        override fun encode(): Value = record("id" to crossing(value))
    }

    public companion object {
        internal fun decode(value: Value): RewardRef = choice(value) { word, it ->
            when (word) {
                "kind" -> Kind(it.let { text(it) })
                "id" -> Id(it.let { text(it) })
                else -> unknown(word)
            }
        }
    }
}

/**
 * Take a handed-over reward back.
 *
 * @property reward Which.
 * @property reason Why.
 */
public data class UndoRedemption(
    public val reward: String,
    public val reason: String,
) : Command {
    override val operation: String get() = "undo_redemption"

    override fun encode(): Value = record("reward" to crossing(reward), "reason" to crossing(reason))

    public companion object {
        internal fun decode(value: Value): UndoRedemption {
            val fields = Fields(value)
            return UndoRedemption(fields.need("reward") { text(it) }, fields.need("reason") { text(it) })
        }
    }
}

/**
 * Write down what time has done to a member.
 *
 * @property member Whom.
 */
public data class Settle(
    public val member: MemberRef,
) : Command {
    override val operation: String get() = "settle"

    override fun encode(): Value = record("member" to member.encode())

    public companion object {
        internal fun decode(value: Value): Settle {
            val fields = Fields(value)
            return Settle(fields.need("member") { MemberRef.decode(it) })
        }
    }
}

/** How somebody stands with the program. */
public enum class MemberStatus(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    ACTIVE("active"),
    INACTIVE("inactive"),
    BLOCKED("blocked"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): MemberStatus = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/** How a membership stands on a day. */
public enum class MembershipStatus(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    ACTIVE("active"),
    NOT_STARTED("not_started"),
    EXPIRED("expired"),
    BLOCKED("blocked"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): MembershipStatus = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * An outcome as plain data, in the words of the counter.
 *
 * @property operation The operation's name.
 * @property at The moment.
 * @property rules The version of the rules it was decided under.
 * @property replay It had happened before; this is the answer of then.
 * @property dryRun Nothing was written.
 * @property member The member it was about.
 * @property purchase The purchase it was about.
 * @property cards Cards that were made.
 * @property membership The membership that began or was renewed.
 * @property stamps Stamps that were given.
 * @property earned Rewards that were earned.
 * @property redeemed The reward that was handed over.
 * @property points What became of the member's points.
 * @property level The level, where it was told or changed.
 * @property refund What goes back to the buyer.
 * @property hold The points that are held back from now on.
 * @property reasons What might have been expected and did not happen, and why.
 * @property events Everything that happened.
 */
public data class Outcome(
    public val operation: String,
    public val at: Instant,
    public val rules: Long,
    public val replay: Boolean = false,
    public val dryRun: Boolean = false,
    public val member: String? = null,
    public val purchase: String? = null,
    public val cards: List<IssuedCard> = emptyList(),
    public val membership: MembershipTerm? = null,
    public val stamps: List<GivenStamp> = emptyList(),
    public val earned: List<NamedReward> = emptyList(),
    public val redeemed: NamedReward? = null,
    public val points: PointsMoved? = null,
    public val level: LevelMoved? = null,
    public val refund: Refund? = null,
    public val hold: String? = null,
    public val reasons: List<Reason> = emptyList(),
    public val events: List<Event> = emptyList(),
) : Crossing {
    override fun encode(): Value = record("operation" to crossing(operation), "at" to crossing(at), "rules" to crossing(rules), "replay" to if (replay) crossing(true) else null, "dry_run" to if (dryRun) crossing(true) else null, "member" to member?.let { crossing(it) }, "purchase" to purchase?.let { crossing(it) }, "cards" to cards.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "membership" to membership?.let { it.encode() }, "stamps" to stamps.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "earned" to earned.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "redeemed" to redeemed?.let { it.encode() }, "points" to points?.let { it.encode() }, "level" to level?.let { it.encode() }, "refund" to refund?.let { it.encode() }, "hold" to hold?.let { crossing(it) }, "reasons" to reasons.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "events" to events.ifEmpty { null }?.let { crossing(it) { it.encode() } })

    public companion object {
        internal fun decode(value: Value): Outcome {
            val fields = Fields(value)
            return Outcome(fields.need("operation") { text(it) }, fields.need("at") { moment(it) }, fields.need("rules") { whole(it) }, fields.maybe("replay") { flag(it) } ?: false, fields.maybe("dry_run") { flag(it) } ?: false, fields.maybe("member") { text(it) }, fields.maybe("purchase") { text(it) }, fields.maybe("cards") { list(it) { IssuedCard.decode(it) } }.orEmpty(), fields.maybe("membership") { MembershipTerm.decode(it) }, fields.maybe("stamps") { list(it) { GivenStamp.decode(it) } }.orEmpty(), fields.maybe("earned") { list(it) { NamedReward.decode(it) } }.orEmpty(), fields.maybe("redeemed") { NamedReward.decode(it) }, fields.maybe("points") { PointsMoved.decode(it) }, fields.maybe("level") { LevelMoved.decode(it) }, fields.maybe("refund") { Refund.decode(it) }, fields.maybe("hold") { text(it) }, fields.maybe("reasons") { list(it) { Reason.decode(it) } }.orEmpty(), fields.maybe("events") { list(it) { Event.decode(it) } }.orEmpty())
        }
    }
}

/**
 * A card that was made.
 *
 * @property number The number printed on it.
 * @property publicId The id in its QR code.
 */
public data class IssuedCard(
    public val number: String,
    public val publicId: String,
) : Crossing {
    override fun encode(): Value = record("number" to crossing(number), "public_id" to crossing(publicId))

    public companion object {
        internal fun decode(value: Value): IssuedCard {
            val fields = Fields(value)
            return IssuedCard(fields.need("number") { text(it) }, fields.need("public_id") { text(it) })
        }
    }
}

/**
 * A membership's period.
 *
 * @property number The member's how-manyeth.
 * @property starts The first day.
 * @property ends The last day.
 * @property fee What it cost.
 */
public data class MembershipTerm(
    public val number: Long,
    public val starts: LocalDate,
    public val ends: LocalDate,
    public val fee: BigDecimal,
) : Crossing {
    override fun encode(): Value = record("number" to crossing(number), "starts" to crossing(starts), "ends" to crossing(ends), "fee" to crossing(fee))

    public companion object {
        internal fun decode(value: Value): MembershipTerm {
            val fields = Fields(value)
            return MembershipTerm(fields.need("number") { whole(it) }, fields.need("starts") { date(it) }, fields.need("ends") { date(it) }, fields.need("fee") { decimal(it) })
        }
    }
}

/**
 * A stamp that was given.
 *
 * @property cycle The round, from 1.
 * @property number Its number on the card, from 1.
 */
public data class GivenStamp(
    public val cycle: Long,
    public val number: Long,
) : Crossing {
    override fun encode(): Value = record("cycle" to crossing(cycle), "number" to crossing(number))

    public companion object {
        internal fun decode(value: Value): GivenStamp {
            val fields = Fields(value)
            return GivenStamp(fields.need("cycle") { whole(it) }, fields.need("number") { whole(it) })
        }
    }
}

/**
 * A reward by name.
 *
 * @property id Its id.
 * @property kind Which reward of the rules.
 * @property until The last day on which it can be had.
 */
public data class NamedReward(
    public val id: String,
    public val kind: String,
    public val until: LocalDate? = null,
) : Crossing {
    override fun encode(): Value = record("id" to crossing(id), "kind" to crossing(kind), "until" to until?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): NamedReward {
            val fields = Fields(value)
            return NamedReward(fields.need("id") { text(it) }, fields.need("kind") { text(it) }, fields.maybe("until") { date(it) })
        }
    }
}

/**
 * What became of a member's points.
 *
 * @property earned Earned, and there.
 * @property pending Earned, and not there yet.
 * @property spent Spent as money off, or for a reward.
 * @property returned Given back that had been spent.
 * @property takenBack Taken back with the purchase that gave them.
 * @property owed Of those, what was gone and is owed now.
 * @property held Held back.
 * @property released No longer held back.
 * @property expired Run out.
 * @property granted Given by hand.
 * @property deducted Taken by hand.
 * @property sent Given to somebody else.
 * @property received Got from somebody else.
 * @property value What they were worth as money off.
 * @property balance What can be spent now; nothing if that did not change.
 */
public data class PointsMoved(
    public val earned: Long? = null,
    public val pending: Long? = null,
    public val spent: Long? = null,
    public val returned: Long? = null,
    public val takenBack: Long? = null,
    public val owed: Long? = null,
    public val held: Long? = null,
    public val released: Long? = null,
    public val expired: Long? = null,
    public val granted: Long? = null,
    public val deducted: Long? = null,
    public val sent: Long? = null,
    public val received: Long? = null,
    public val value: BigDecimal? = null,
    public val balance: Long? = null,
) : Crossing {
    override fun encode(): Value = record("earned" to earned?.let { crossing(it) }, "pending" to pending?.let { crossing(it) }, "spent" to spent?.let { crossing(it) }, "returned" to returned?.let { crossing(it) }, "taken_back" to takenBack?.let { crossing(it) }, "owed" to owed?.let { crossing(it) }, "held" to held?.let { crossing(it) }, "released" to released?.let { crossing(it) }, "expired" to expired?.let { crossing(it) }, "granted" to granted?.let { crossing(it) }, "deducted" to deducted?.let { crossing(it) }, "sent" to sent?.let { crossing(it) }, "received" to received?.let { crossing(it) }, "value" to value?.let { crossing(it) }, "balance" to balance?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): PointsMoved {
            val fields = Fields(value)
            return PointsMoved(fields.maybe("earned") { whole(it) }, fields.maybe("pending") { whole(it) }, fields.maybe("spent") { whole(it) }, fields.maybe("returned") { whole(it) }, fields.maybe("taken_back") { whole(it) }, fields.maybe("owed") { whole(it) }, fields.maybe("held") { whole(it) }, fields.maybe("released") { whole(it) }, fields.maybe("expired") { whole(it) }, fields.maybe("granted") { whole(it) }, fields.maybe("deducted") { whole(it) }, fields.maybe("sent") { whole(it) }, fields.maybe("received") { whole(it) }, fields.maybe("value") { decimal(it) }, fields.maybe("balance") { whole(it) })
        }
    }
}

/**
 * A level before and after.
 *
 * @property before The level before.
 * @property now The level now.
 */
public data class LevelMoved(
    public val before: String? = null,
    public val now: String? = null,
) : Crossing {
    override fun encode(): Value = record("before" to before?.let { crossing(it) }, "now" to now?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): LevelMoved {
            val fields = Fields(value)
            return LevelMoved(fields.maybe("before") { text(it) }, fields.maybe("now") { text(it) })
        }
    }
}

/**
 * What goes back to a buyer.
 *
 * @property money In money.
 * @property whole Is nothing left of the purchase?
 */
public data class Refund(
    public val money: BigDecimal,
    public val whole: Boolean,
) : Crossing {
    override fun encode(): Value = record("money" to crossing(money), "whole" to crossing(whole))

    public companion object {
        internal fun decode(value: Value): Refund {
            val fields = Fields(value)
            return Refund(fields.need("money") { decimal(it) }, fields.need("whole") { flag(it) })
        }
    }
}

/** Where a purchase stands. */
public enum class PurchaseState(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    PENDING("pending"),
    PAID("paid"),
    COMPLETED("completed"),
    CANCELLED("cancelled"),
    EXPIRED("expired"),
    REFUNDED("refunded"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): PurchaseState = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * From a day on somebody is on this level, or on none.
 *
 * @property from The first day.
 * @property level The level.
 */
public data class LevelStep(
    public val from: LocalDate,
    public val level: String? = null,
) : Crossing {
    override fun encode(): Value = record("from" to crossing(from), "level" to level?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): LevelStep {
            val fields = Fields(value)
            return LevelStep(fields.need("from") { date(it) }, fields.maybe("level") { text(it) })
        }
    }
}

/**
 * Points with one expiry.
 *
 * @property lot The member's how-manyeth.
 * @property points How many are left.
 * @property until The last day on which they can be spent.
 */
public data class Lot(
    public val lot: Long,
    public val points: Long,
    public val until: LocalDate? = null,
) : Crossing {
    override fun encode(): Value = record("lot" to crossing(lot), "points" to crossing(points), "until" to until?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): Lot {
            val fields = Fields(value)
            return Lot(fields.need("lot") { whole(it) }, fields.need("points") { whole(it) }, fields.maybe("until") { date(it) })
        }
    }
}

/**
 * Figures over all purchases that count.
 *
 * @property total Of all time.
 * @property months Of the newest months, oldest first; months without any are left out.
 * @property last When something was bought last.
 */
public data class Spending(
    public val total: Figures,
    public val months: List<Month2> = emptyList(),
    public val last: Instant? = null,
) : Crossing {
    override fun encode(): Value = record("total" to total.encode(), "months" to months.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "last" to last?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): Spending {
            val fields = Fields(value)
            return Spending(fields.need("total") { Figures.decode(it) }, fields.maybe("months") { list(it) { Month2.decode(it) } }.orEmpty(), fields.maybe("last") { moment(it) })
        }
    }
}

/**
 * What was spent, earned and bought.
 *
 * @property spent What was paid and did not come back.
 * @property purchases Purchases, those left out that came back as a whole.
 * @property points Points they earned.
 */
public data class Figures(
    public val spent: BigDecimal,
    public val purchases: Long,
    public val points: Long,
) : Crossing {
    override fun encode(): Value = record("spent" to crossing(spent), "purchases" to crossing(purchases), "points" to crossing(points))

    public companion object {
        internal fun decode(value: Value): Figures {
            val fields = Fields(value)
            return Figures(fields.need("spent") { decimal(it) }, fields.need("purchases") { whole(it) }, fields.need("points") { whole(it) })
        }
    }
}

/**
 * The figures of one month.
 *
 * @property month Its first day.
 * @property figures Its figures.
 */
public data class Month2(
    public val month: LocalDate,
    public val figures: Figures,
) : Crossing {
    override fun encode(): Value = record("month" to crossing(month), "figures" to figures.encode())

    public companion object {
        internal fun decode(value: Value): Month2 {
            val fields = Fields(value)
            return Month2(fields.need("month") { date(it) }, fields.need("figures") { Figures.decode(it) })
        }
    }
}

/**
 * An order that waits to be paid.
 *
 * @property purchase Which.
 * @property until Until when.
 * @property on The day of that moment, where the program is.
 */
public data class Awaiting(
    public val purchase: String,
    public val until: Instant,
    public val on: LocalDate,
) : Crossing {
    override fun encode(): Value = record("purchase" to crossing(purchase), "until" to crossing(until), "on" to crossing(on))

    public companion object {
        internal fun decode(value: Value): Awaiting {
            val fields = Fields(value)
            return Awaiting(fields.need("purchase") { text(it) }, fields.need("until") { moment(it) }, fields.need("on") { date(it) })
        }
    }
}

/** Why a reward lapsed. */
public enum class LapseCause(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    EXPIRED("expired"),
    MEMBERSHIP_ENDED("membership_ended"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): LapseCause = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}

/**
 * One member, as of now.
 *
 * @property id The member's name for machines.
 * @property kind What sort of customer it is.
 * @property status How the member stands.
 * @property erased Was the personal data removed for good?
 * @property since When the member became known.
 * @property profile Who it is.
 * @property membership The newest membership.
 * @property stamps The stamp card in hand.
 * @property rewards Rewards that wait to be handed over, oldest first.
 * @property points The points, where the program has them.
 * @property level The level.
 * @property spending What was bought.
 * @property loyal Is it a loyal customer, where the rules say what that is?
 */
public data class MemberView(
    public val id: String,
    public val kind: MemberKind,
    public val status: MemberStatus,
    public val erased: Boolean = false,
    public val since: Instant,
    public val profile: Profile,
    public val membership: MembershipView? = null,
    public val stamps: StampCard? = null,
    public val rewards: List<RewardView>,
    public val points: PointsView? = null,
    public val level: LevelView? = null,
    public val spending: SpendingView? = null,
    public val loyal: Boolean? = null,
) : Crossing {
    override fun encode(): Value = record("id" to crossing(id), "kind" to kind.encode(), "status" to status.encode(), "erased" to if (erased) crossing(true) else null, "since" to crossing(since), "profile" to profile.encode(), "membership" to membership?.let { it.encode() }, "stamps" to stamps?.let { it.encode() }, "rewards" to crossing(rewards) { it.encode() }, "points" to points?.let { it.encode() }, "level" to level?.let { it.encode() }, "spending" to spending?.let { it.encode() }, "loyal" to loyal?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): MemberView {
            val fields = Fields(value)
            return MemberView(fields.need("id") { text(it) }, fields.need("kind") { MemberKind.decode(it) }, fields.need("status") { MemberStatus.decode(it) }, fields.maybe("erased") { flag(it) } ?: false, fields.need("since") { moment(it) }, fields.need("profile") { Profile.decode(it) }, fields.maybe("membership") { MembershipView.decode(it) }, fields.maybe("stamps") { StampCard.decode(it) }, fields.need("rewards") { list(it) { RewardView.decode(it) } }, fields.maybe("points") { PointsView.decode(it) }, fields.maybe("level") { LevelView.decode(it) }, fields.maybe("spending") { SpendingView.decode(it) }, fields.maybe("loyal") { flag(it) })
        }
    }
}

/**
 * Who a member is. Erasing a person removes this record and its handles, and nothing else has to change.
 *
 * @property name The name.
 * @property phone The phone number in E.164, unique within the program.
 * @property email The e-mail address, unique within the program.
 * @property otherPhones Phone numbers of somebody who turned out to be this person.
 * @property otherEmails E-mail addresses of somebody who turned out to be this person.
 * @property birthDate The day of birth.
 * @property address The postal address.
 * @property city The city.
 * @property province The province or state.
 * @property postalCode The postal code.
 * @property gender As the person says.
 * @property notes What the staff should know.
 */
public data class Profile(
    public val name: String? = null,
    public val phone: String? = null,
    public val email: String? = null,
    public val otherPhones: List<String> = emptyList(),
    public val otherEmails: List<String> = emptyList(),
    public val birthDate: LocalDate? = null,
    public val address: String? = null,
    public val city: String? = null,
    public val province: String? = null,
    public val postalCode: String? = null,
    public val gender: String? = null,
    public val notes: String? = null,
) : Crossing {
    override fun encode(): Value = record("name" to name?.let { crossing(it) }, "phone" to phone?.let { crossing(it) }, "email" to email?.let { crossing(it) }, "other_phones" to otherPhones.ifEmpty { null }?.let { crossing(it) { crossing(it) } }, "other_emails" to otherEmails.ifEmpty { null }?.let { crossing(it) { crossing(it) } }, "birth_date" to birthDate?.let { crossing(it) }, "address" to address?.let { crossing(it) }, "city" to city?.let { crossing(it) }, "province" to province?.let { crossing(it) }, "postal_code" to postalCode?.let { crossing(it) }, "gender" to gender?.let { crossing(it) }, "notes" to notes?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): Profile {
            val fields = Fields(value)
            return Profile(fields.maybe("name") { text(it) }, fields.maybe("phone") { text(it) }, fields.maybe("email") { text(it) }, fields.maybe("other_phones") { list(it) { text(it) } }.orEmpty(), fields.maybe("other_emails") { list(it) { text(it) } }.orEmpty(), fields.maybe("birth_date") { date(it) }, fields.maybe("address") { text(it) }, fields.maybe("city") { text(it) }, fields.maybe("province") { text(it) }, fields.maybe("postal_code") { text(it) }, fields.maybe("gender") { text(it) }, fields.maybe("notes") { text(it) })
        }
    }
}

/**
 * A membership, as of now.
 *
 * @property number The member's how-manyeth.
 * @property status How it stands.
 * @property starts The first day.
 * @property ends The last day.
 * @property card The number on the card.
 * @property publicId The id in the card's QR code.
 * @property discountPercent Percent off while it runs.
 */
public data class MembershipView(
    public val number: Long,
    public val status: MembershipStatus,
    public val starts: LocalDate,
    public val ends: LocalDate,
    public val card: String,
    public val publicId: String,
    public val discountPercent: BigDecimal? = null,
) : Crossing {
    override fun encode(): Value = record("number" to crossing(number), "status" to status.encode(), "starts" to crossing(starts), "ends" to crossing(ends), "card" to crossing(card), "public_id" to crossing(publicId), "discount_percent" to discountPercent?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): MembershipView {
            val fields = Fields(value)
            return MembershipView(fields.need("number") { whole(it) }, fields.need("status") { MembershipStatus.decode(it) }, fields.need("starts") { date(it) }, fields.need("ends") { date(it) }, fields.need("card") { text(it) }, fields.need("public_id") { text(it) }, fields.maybe("discount_percent") { decimal(it) })
        }
    }
}

/**
 * A stamp card.
 *
 * @property cycle The round, from 1.
 * @property count Stamps on it.
 * @property of Stamps that fill it.
 * @property rewards What its positions earn.
 */
public data class StampCard(
    public val cycle: Long,
    public val count: Long,
    public val of: Long,
    public val rewards: List<RewardPosition>,
) : Crossing {
    override fun encode(): Value = record("cycle" to crossing(cycle), "count" to crossing(count), "of" to crossing(of), "rewards" to crossing(rewards) { it.encode() })

    public companion object {
        internal fun decode(value: Value): StampCard {
            val fields = Fields(value)
            return StampCard(fields.need("cycle") { whole(it) }, fields.need("count") { whole(it) }, fields.need("of") { whole(it) }, fields.need("rewards") { list(it) { RewardPosition.decode(it) } })
        }
    }
}

/**
 * A position of the card that earns something.
 *
 * @property position The position, from 1.
 * @property kind Which reward of the rules.
 * @property label What people read.
 */
public data class RewardPosition(
    public val position: Long,
    public val kind: String,
    public val label: String,
) : Crossing {
    override fun encode(): Value = record("position" to crossing(position), "kind" to crossing(kind), "label" to crossing(label))

    public companion object {
        internal fun decode(value: Value): RewardPosition {
            val fields = Fields(value)
            return RewardPosition(fields.need("position") { whole(it) }, fields.need("kind") { text(it) }, fields.need("label") { text(it) })
        }
    }
}

/**
 * An open reward.
 *
 * @property id Its id.
 * @property kind Which reward of the rules.
 * @property label What people read.
 * @property value What a voucher is worth.
 * @property until The last day on which it can be had.
 */
public data class RewardView(
    public val id: String,
    public val kind: String,
    public val label: String,
    public val value: BigDecimal? = null,
    public val until: LocalDate? = null,
) : Crossing {
    override fun encode(): Value = record("id" to crossing(id), "kind" to crossing(kind), "label" to crossing(label), "value" to value?.let { crossing(it) }, "until" to until?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): RewardView {
            val fields = Fields(value)
            return RewardView(fields.need("id") { text(it) }, fields.need("kind") { text(it) }, fields.need("label") { text(it) }, fields.maybe("value") { decimal(it) }, fields.maybe("until") { date(it) })
        }
    }
}

/**
 * A member's points.
 *
 * @property balance What can be spent.
 * @property pending What purchases will still bring.
 * @property held What is held back.
 * @property debt What is owed, and paid by what comes next.
 * @property lots What can be spent, by the day on which it runs out.
 */
public data class PointsView(
    public val balance: Long,
    public val pending: Long,
    public val held: Long,
    public val debt: Long,
    public val lots: List<LotView>,
) : Crossing {
    override fun encode(): Value = record("balance" to crossing(balance), "pending" to crossing(pending), "held" to crossing(held), "debt" to crossing(debt), "lots" to crossing(lots) { it.encode() })

    public companion object {
        internal fun decode(value: Value): PointsView {
            val fields = Fields(value)
            return PointsView(fields.need("balance") { whole(it) }, fields.need("pending") { whole(it) }, fields.need("held") { whole(it) }, fields.need("debt") { whole(it) }, fields.need("lots") { list(it) { LotView.decode(it) } })
        }
    }
}

/**
 * Points that run out together.
 *
 * @property points How many.
 * @property until The last day on which they can be spent; nothing if they never run out.
 */
public data class LotView(
    public val points: Long,
    public val until: LocalDate? = null,
) : Crossing {
    override fun encode(): Value = record("points" to crossing(points), "until" to until?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): LotView {
            val fields = Fields(value)
            return LotView(fields.need("points") { whole(it) }, fields.maybe("until") { date(it) })
        }
    }
}

/**
 * A level, as of now.
 *
 * @property name Its name in the rules.
 * @property label What people read.
 * @property since The first day on it.
 * @property ends The day on which time alone takes it away.
 * @property discountPercent Percent off.
 * @property multiplier By what points are multiplied.
 * @property next The next level, and how far away it is.
 */
public data class LevelView(
    public val name: String,
    public val label: String,
    public val since: LocalDate,
    public val ends: LocalDate? = null,
    public val discountPercent: BigDecimal? = null,
    public val multiplier: BigDecimal,
    public val next: NextLevel? = null,
) : Crossing {
    override fun encode(): Value = record("name" to crossing(name), "label" to crossing(label), "since" to crossing(since), "ends" to ends?.let { crossing(it) }, "discount_percent" to discountPercent?.let { crossing(it) }, "multiplier" to crossing(multiplier), "next" to next?.let { it.encode() })

    public companion object {
        internal fun decode(value: Value): LevelView {
            val fields = Fields(value)
            return LevelView(fields.need("name") { text(it) }, fields.need("label") { text(it) }, fields.need("since") { date(it) }, fields.maybe("ends") { date(it) }, fields.maybe("discount_percent") { decimal(it) }, fields.need("multiplier") { decimal(it) }, fields.maybe("next") { NextLevel.decode(it) })
        }
    }
}

/**
 * How far away a level is.
 *
 * @property name Its name in the rules.
 * @property label What people read.
 * @property from What has to be reached.
 * @property missing How much is missing.
 */
public data class NextLevel(
    public val name: String,
    public val label: String,
    public val from: BigDecimal,
    public val missing: BigDecimal,
) : Crossing {
    override fun encode(): Value = record("name" to crossing(name), "label" to crossing(label), "from" to crossing(from), "missing" to crossing(missing))

    public companion object {
        internal fun decode(value: Value): NextLevel {
            val fields = Fields(value)
            return NextLevel(fields.need("name") { text(it) }, fields.need("label") { text(it) }, fields.need("from") { decimal(it) }, fields.need("missing") { decimal(it) })
        }
    }
}

/**
 * What a member has bought.
 *
 * @property total What was paid and did not come back.
 * @property purchases Purchases, those left out that came back as a whole.
 * @property last When something was bought last.
 */
public data class SpendingView(
    public val total: BigDecimal,
    public val purchases: Long,
    public val last: Instant? = null,
) : Crossing {
    override fun encode(): Value = record("total" to crossing(total), "purchases" to crossing(purchases), "last" to last?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): SpendingView {
            val fields = Fields(value)
            return SpendingView(fields.need("total") { decimal(it) }, fields.need("purchases") { whole(it) }, fields.maybe("last") { moment(it) })
        }
    }
}

/**
 * Entries of a log, oldest first.
 *
 * @property entries The entries.
 * @property next Go on after this entry; nothing at the end.
 */
public data class HistoryView(
    public val entries: List<Entry>,
    public val next: Long? = null,
) : Crossing {
    override fun encode(): Value = record("entries" to crossing(entries) { it.encode() }, "next" to next?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): HistoryView {
            val fields = Fields(value)
            return HistoryView(fields.need("entries") { list(it) { Entry.decode(it) } }, fields.maybe("next") { whole(it) })
        }
    }
}

/**
 * What one operation wrote: who, when, under which rules, why, and what happened.
 *
 * @property subject Whose log it stands in.
 * @property seq Its number in that log, from 1.
 * @property at The moment of the operation.
 * @property actor Who asked.
 * @property rules The version of the rules it was decided under.
 * @property operation The operation, by name.
 * @property why The reason that was given. Free text, so it stands apart from the events and can be erased.
 * @property events What happened.
 * @property reasons What might have been expected and did not happen, and why.
 */
public data class Entry(
    public val subject: String,
    public val seq: Long,
    public val at: Instant,
    public val actor: Actor,
    public val rules: Long,
    public val operation: String,
    public val why: String? = null,
    public val events: List<Event>,
    public val reasons: List<Reason> = emptyList(),
) : Crossing {
    override fun encode(): Value = record("subject" to crossing(subject), "seq" to crossing(seq), "at" to crossing(at), "actor" to actor.encode(), "rules" to crossing(rules), "operation" to crossing(operation), "why" to why?.let { crossing(it) }, "events" to crossing(events) { it.encode() }, "reasons" to reasons.ifEmpty { null }?.let { crossing(it) { it.encode() } })

    public companion object {
        internal fun decode(value: Value): Entry {
            val fields = Fields(value)
            return Entry(fields.need("subject") { text(it) }, fields.need("seq") { whole(it) }, fields.need("at") { moment(it) }, fields.need("actor") { Actor.decode(it) }, fields.need("rules") { whole(it) }, fields.need("operation") { text(it) }, fields.maybe("why") { text(it) }, fields.need("events") { list(it) { Event.decode(it) } }, fields.maybe("reasons") { list(it) { Reason.decode(it) } }.orEmpty())
        }
    }
}

/**
 * A purchase, as of now.
 *
 * @property id Its id.
 * @property member Who bought.
 * @property outlet Where.
 * @property receipt The receipt number.
 * @property state How it stands.
 * @property at When it was recorded.
 * @property payBy Until when it has to be paid.
 * @property amount What was paid in money.
 * @property kept What of that did not go back.
 * @property lines What was bought.
 * @property stamps Stamps it gave and has not lost.
 * @property points Points it gave and has not lost.
 * @property pointsSpent Points it was paid with that did not go back.
 * @property timeline What happened on its way, oldest first.
 * @property reprints How often its receipt was printed again.
 */
public data class PurchaseView(
    public val id: String,
    public val member: String? = null,
    public val outlet: String? = null,
    public val receipt: String? = null,
    public val state: PurchaseState,
    public val at: Instant,
    public val payBy: Instant? = null,
    public val amount: BigDecimal,
    public val kept: BigDecimal,
    public val lines: List<PurchaseLineView> = emptyList(),
    public val stamps: Long,
    public val points: Long,
    public val pointsSpent: Long,
    public val timeline: List<Step> = emptyList(),
    public val reprints: Long,
) : Crossing {
    override fun encode(): Value = record("id" to crossing(id), "member" to member?.let { crossing(it) }, "outlet" to outlet?.let { crossing(it) }, "receipt" to receipt?.let { crossing(it) }, "state" to state.encode(), "at" to crossing(at), "pay_by" to payBy?.let { crossing(it) }, "amount" to crossing(amount), "kept" to crossing(kept), "lines" to lines.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "stamps" to crossing(stamps), "points" to crossing(points), "points_spent" to crossing(pointsSpent), "timeline" to timeline.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "reprints" to crossing(reprints))

    public companion object {
        internal fun decode(value: Value): PurchaseView {
            val fields = Fields(value)
            return PurchaseView(fields.need("id") { text(it) }, fields.maybe("member") { text(it) }, fields.maybe("outlet") { text(it) }, fields.maybe("receipt") { text(it) }, fields.need("state") { PurchaseState.decode(it) }, fields.need("at") { moment(it) }, fields.maybe("pay_by") { moment(it) }, fields.need("amount") { decimal(it) }, fields.need("kept") { decimal(it) }, fields.maybe("lines") { list(it) { PurchaseLineView.decode(it) } }.orEmpty(), fields.need("stamps") { whole(it) }, fields.need("points") { whole(it) }, fields.need("points_spent") { whole(it) }, fields.maybe("timeline") { list(it) { Step.decode(it) } }.orEmpty(), fields.need("reprints") { whole(it) })
        }
    }
}

/**
 * A line of a purchase.
 *
 * @property product Which product.
 * @property quantity How many units were bought.
 * @property returned How many of them came back.
 * @property share What the line has of the bill.
 */
public data class PurchaseLineView(
    public val product: String,
    public val quantity: Long,
    public val returned: Long,
    public val share: BigDecimal,
) : Crossing {
    override fun encode(): Value = record("product" to crossing(product), "quantity" to crossing(quantity), "returned" to crossing(returned), "share" to crossing(share))

    public companion object {
        internal fun decode(value: Value): PurchaseLineView {
            val fields = Fields(value)
            return PurchaseLineView(fields.need("product") { text(it) }, fields.need("quantity") { whole(it) }, fields.need("returned") { whole(it) }, fields.need("share") { decimal(it) })
        }
    }
}

/**
 * Something that happened to a purchase.
 *
 * @property what The state it came to, or a step in between that only informs.
 * @property at When.
 */
public data class Step(
    public val what: String,
    public val at: Instant,
) : Crossing {
    override fun encode(): Value = record("what" to crossing(what), "at" to crossing(at))

    public companion object {
        internal fun decode(value: Value): Step {
            val fields = Fields(value)
            return Step(fields.need("what") { text(it) }, fields.need("at") { moment(it) })
        }
    }
}

/**
 * What went in and out of a member's points, oldest first.
 *
 * @property lines The movements.
 * @property next Go on after this entry; nothing at the end.
 */
public data class StatementView(
    public val lines: List<StatementLine>,
    public val next: Long? = null,
) : Crossing {
    override fun encode(): Value = record("lines" to crossing(lines) { it.encode() }, "next" to next?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): StatementView {
            val fields = Fields(value)
            return StatementView(fields.need("lines") { list(it) { StatementLine.decode(it) } }, fields.maybe("next") { whole(it) })
        }
    }
}

/**
 * One movement of points.
 *
 * @property entry The entry of the member's log that it stands in.
 * @property at When.
 * @property what What happened, by the name of its event.
 * @property points Points that came in, or below zero went out.
 * @property balance The balance afterwards.
 * @property purchase The purchase it was for.
 */
public data class StatementLine(
    public val entry: Long,
    public val at: Instant,
    public val what: String,
    public val points: Long,
    public val balance: Long,
    public val purchase: String? = null,
) : Crossing {
    override fun encode(): Value = record("entry" to crossing(entry), "at" to crossing(at), "what" to crossing(what), "points" to crossing(points), "balance" to crossing(balance), "purchase" to purchase?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): StatementLine {
            val fields = Fields(value)
            return StatementLine(fields.need("entry") { whole(it) }, fields.need("at") { moment(it) }, fields.need("what") { text(it) }, fields.need("points") { whole(it) }, fields.need("balance") { whole(it) }, fields.maybe("purchase") { text(it) })
        }
    }
}

/**
 * Which points run out by a day if nothing else happens.
 *
 * @property points How many.
 * @property lots By the day on which they run out.
 */
public data class ForecastView(
    public val points: Long,
    public val lots: List<LotView>,
) : Crossing {
    override fun encode(): Value = record("points" to crossing(points), "lots" to crossing(lots) { it.encode() })

    public companion object {
        internal fun decode(value: Value): ForecastView {
            val fields = Fields(value)
            return ForecastView(fields.need("points") { whole(it) }, fields.need("lots") { list(it) { LotView.decode(it) } })
        }
    }
}

/**
 * A page of members.
 *
 * @property members The members.
 * @property next Go on after this member; nothing at the end.
 */
public data class MembersView(
    public val members: List<MemberLine>,
    public val next: String? = null,
) : Crossing {
    override fun encode(): Value = record("members" to crossing(members) { it.encode() }, "next" to next?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): MembersView {
            val fields = Fields(value)
            return MembersView(fields.need("members") { list(it) { MemberLine.decode(it) } }, fields.maybe("next") { text(it) })
        }
    }
}

/**
 * One member of a list.
 *
 * @property id The member's name for machines.
 * @property kind What sort of customer it is.
 * @property status How the member stands.
 * @property profile Who it is.
 * @property membership How the newest membership stands.
 * @property ends Its last day.
 * @property card The number on the card.
 * @property level The level.
 */
public data class MemberLine(
    public val id: String,
    public val kind: MemberKind,
    public val status: MemberStatus,
    public val profile: Profile,
    public val membership: MembershipStatus? = null,
    public val ends: LocalDate? = null,
    public val card: String? = null,
    public val level: String? = null,
) : Crossing {
    override fun encode(): Value = record("id" to crossing(id), "kind" to kind.encode(), "status" to status.encode(), "profile" to profile.encode(), "membership" to membership?.let { it.encode() }, "ends" to ends?.let { crossing(it) }, "card" to card?.let { crossing(it) }, "level" to level?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): MemberLine {
            val fields = Fields(value)
            return MemberLine(fields.need("id") { text(it) }, fields.need("kind") { MemberKind.decode(it) }, fields.need("status") { MemberStatus.decode(it) }, fields.need("profile") { Profile.decode(it) }, fields.maybe("membership") { MembershipStatus.decode(it) }, fields.maybe("ends") { date(it) }, fields.maybe("card") { text(it) }, fields.maybe("level") { text(it) })
        }
    }
}

/**
 * Figures of the program.
 *
 * @property members Members, closed ones left out.
 * @property active Memberships that run.
 * @property notStarted Memberships that begin later.
 * @property expired Memberships that are over.
 * @property blocked Members who are blocked.
 * @property closed Members who were closed.
 * @property rewards Rewards by kind.
 */
public data class Summary(
    public val members: Long,
    public val active: Long,
    public val notStarted: Long,
    public val expired: Long,
    public val blocked: Long,
    public val closed: Long,
    public val rewards: List<RewardCount>,
) : Crossing {
    override fun encode(): Value = record("members" to crossing(members), "active" to crossing(active), "not_started" to crossing(notStarted), "expired" to crossing(expired), "blocked" to crossing(blocked), "closed" to crossing(closed), "rewards" to crossing(rewards) { it.encode() })

    public companion object {
        internal fun decode(value: Value): Summary {
            val fields = Fields(value)
            return Summary(fields.need("members") { whole(it) }, fields.need("active") { whole(it) }, fields.need("not_started") { whole(it) }, fields.need("expired") { whole(it) }, fields.need("blocked") { whole(it) }, fields.need("closed") { whole(it) }, fields.need("rewards") { list(it) { RewardCount.decode(it) } })
        }
    }
}

/**
 * Rewards of one kind.
 *
 * @property kind Which reward of the rules.
 * @property open Waiting to be handed over.
 * @property used Handed over.
 * @property lapsed Lapsed.
 * @property takenBack Taken back.
 */
public data class RewardCount(
    public val kind: String,
    public val open: Long,
    public val used: Long,
    public val lapsed: Long,
    public val takenBack: Long,
) : Crossing {
    override fun encode(): Value = record("kind" to crossing(kind), "open" to crossing(open), "used" to crossing(used), "lapsed" to crossing(lapsed), "taken_back" to crossing(takenBack))

    public companion object {
        internal fun decode(value: Value): RewardCount {
            val fields = Fields(value)
            return RewardCount(fields.need("kind") { text(it) }, fields.need("open") { whole(it) }, fields.need("used") { whole(it) }, fields.need("lapsed") { whole(it) }, fields.need("taken_back") { whole(it) })
        }
    }
}

/**
 * Rules of one version.
 *
 * @property version The version.
 * @property rules The document.
 */
public data class RulesView(
    public val version: Long,
    public val rules: Document,
) : Crossing {
    override fun encode(): Value = record("version" to crossing(version), "rules" to rules.encode())

    public companion object {
        internal fun decode(value: Value): RulesView {
            val fields = Fields(value)
            return RulesView(fields.need("version") { whole(it) }, fields.need("rules") { Document.decode(it) })
        }
    }
}

/**
 * One field of the input, and what is wrong with it.
 *
 * @property field The field, by its path.
 * @property code What is wrong.
 */
public data class Problem(
    public val field: String,
    public val code: ProblemCode,
) : Crossing {
    override fun encode(): Value = record("field" to crossing(field), "code" to code.encode())

    public companion object {
        internal fun decode(value: Value): Problem {
            val fields = Fields(value)
            return Problem(fields.need("field") { text(it) }, fields.need("code") { ProblemCode.decode(it) })
        }
    }
}

/** What is wrong with one field. */
public enum class ProblemCode(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    MALFORMED("malformed"),
    TOO_DEEP("too_deep"),
    TOO_LONG("too_long"),
    TOO_MANY("too_many"),
    MISSING("missing"),
    UNKNOWN_FIELD("unknown_field"),
    UNKNOWN_VALUE("unknown_value"),
    DUPLICATE("duplicate"),
    NOT_TEXT("not_text"),
    NOT_AN_OBJECT("not_an_object"),
    NOT_A_LIST("not_a_list"),
    NOT_A_FLAG("not_a_flag"),
    NOT_A_WHOLE_NUMBER("not_a_whole_number"),
    BLANK("blank"),
    OUTER_SPACE("outer_space"),
    CONTROL_CHARACTER("control_character"),
    NOT_A_SLUG("not_a_slug"),
    NOT_A_DECIMAL("not_a_decimal"),
    NEGATIVE("negative"),
    ZERO("zero"),
    TOO_LARGE("too_large"),
    TOO_PRECISE("too_precise"),
    OUT_OF_RANGE("out_of_range"),
    NOT_A_MOMENT("not_a_moment"),
    NOT_A_DATE("not_a_date"),
    NOT_A_TIME("not_a_time"),
    NOT_A_ZONE("not_a_zone"),
    NOT_AN_ID("not_an_id"),
    NOT_A_CARD_NUMBER("not_a_card_number"),
    NOT_A_PHONE("not_a_phone"),
    NOT_AN_EMAIL("not_an_email"),
    NOT_A_REGION("not_a_region"),
    NOT_A_STORE("not_a_store"),
    ENDS_BEFORE_START("ends_before_start"),
    ONE_OF("one_of"),
    UNKNOWN_NAME("unknown_name"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): ProblemCode = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
    }
}
