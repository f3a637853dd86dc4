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
 */
public data class Document(
    public val program: ProgramSection,
    public val membership: MembershipSection? = null,
    public val renewal: RenewalSection? = null,
    public val stamps: StampsSection? = null,
    public val rewards: Map<String, RewardSection>? = null,
) : Crossing {
    override fun encode(): Value = record("program" to program.encode(), "membership" to membership?.let { it.encode() }, "renewal" to renewal?.let { it.encode() }, "stamps" to stamps?.let { it.encode() }, "rewards" to rewards?.let { crossing(it) { it.encode() } })

    public companion object {
        internal fun decode(value: Value): Document {
            val fields = Fields(value)
            return Document(fields.need("program") { ProgramSection.decode(it) }, fields.maybe("membership") { MembershipSection.decode(it) }, fields.maybe("renewal") { RenewalSection.decode(it) }, fields.maybe("stamps") { StampsSection.decode(it) }, fields.maybe("rewards") { map(it) { RewardSection.decode(it) } })
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
    public val basis: Basis? = null,
    public val rewards: Map<String, String>? = null,
) : Crossing {
    override fun encode(): Value = record("per_cycle" to crossing(perCycle), "min_amount" to crossing(minAmount), "at_activation" to atActivation?.let { crossing(it) }, "every" to every?.let { it.encode() }, "max_per_purchase" to maxPerPurchase?.let { crossing(it) }, "max_per_day" to maxPerDay?.let { crossing(it) }, "basis" to basis?.let { it.encode() }, "rewards" to rewards?.let { crossing(it) { crossing(it) } })

    public companion object {
        internal fun decode(value: Value): StampsSection {
            val fields = Fields(value)
            return StampsSection(fields.need("per_cycle") { whole(it) }, fields.need("min_amount") { decimal(it) }, fields.maybe("at_activation") { whole(it) }, fields.maybe("every") { Every.decode(it) }, fields.maybe("max_per_purchase") { whole(it) }, fields.maybe("max_per_day") { whole(it) }, fields.maybe("basis") { Basis.decode(it) }, fields.maybe("rewards") { map(it) { text(it) } })
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
 */
public data class Register(
    public val name: String,
    public val phone: String? = null,
    public val email: String? = null,
) : Command {
    override val operation: String get() = "register"

    override fun encode(): Value = record("name" to crossing(name), "phone" to phone?.let { crossing(it) }, "email" to email?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): Register {
            val fields = Fields(value)
            return Register(fields.need("name") { text(it) }, fields.maybe("phone") { text(it) }, fields.maybe("email") { text(it) })
        }
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
    public val gender: String? = null,
    public val notes: String? = null,
    public val kind: MemberKind? = null,
    public val clear: List<ProfileField> = emptyList(),
) : Command {
    override val operation: String get() = "update_profile"

    override fun encode(): Value = record("member" to member.encode(), "name" to name?.let { crossing(it) }, "phone" to phone?.let { crossing(it) }, "email" to email?.let { crossing(it) }, "birth_date" to birthDate?.let { crossing(it) }, "address" to address?.let { crossing(it) }, "gender" to gender?.let { crossing(it) }, "notes" to notes?.let { crossing(it) }, "kind" to kind?.let { it.encode() }, "clear" to clear.ifEmpty { null }?.let { crossing(it) { it.encode() } })

    public companion object {
        internal fun decode(value: Value): UpdateProfile {
            val fields = Fields(value)
            return UpdateProfile(fields.need("member") { MemberRef.decode(it) }, fields.maybe("name") { text(it) }, fields.maybe("phone") { text(it) }, fields.maybe("email") { text(it) }, fields.maybe("birth_date") { date(it) }, fields.maybe("address") { text(it) }, fields.maybe("gender") { text(it) }, fields.maybe("notes") { text(it) }, fields.maybe("kind") { MemberKind.decode(it) }, fields.maybe("clear") { list(it) { ProfileField.decode(it) } }.orEmpty())
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
 * Record a till's purchase, paid and completed.
 *
 * @property member Who bought; left out for a passer-by.
 * @property amount What was paid.
 * @property gross The price before discounts, where it differs.
 * @property outlet Where; the actor's outlet when left out.
 * @property receipt The receipt number, unique at its outlet. It is an idempotency key by itself.
 */
public data class RecordPurchase(
    public val member: MemberRef? = null,
    public val amount: BigDecimal,
    public val gross: BigDecimal? = null,
    public val outlet: String? = null,
    public val receipt: String? = null,
) : Command {
    override val operation: String get() = "record_purchase"

    override fun encode(): Value = record("member" to member?.let { it.encode() }, "amount" to crossing(amount), "gross" to gross?.let { crossing(it) }, "outlet" to outlet?.let { crossing(it) }, "receipt" to receipt?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): RecordPurchase {
            val fields = Fields(value)
            return RecordPurchase(fields.maybe("member") { MemberRef.decode(it) }, fields.need("amount") { decimal(it) }, fields.maybe("gross") { decimal(it) }, fields.maybe("outlet") { text(it) }, fields.maybe("receipt") { text(it) })
        }
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
    public val reasons: List<Reason> = emptyList(),
    public val events: List<Event> = emptyList(),
) : Crossing {
    override fun encode(): Value = record("operation" to crossing(operation), "at" to crossing(at), "rules" to crossing(rules), "replay" to if (replay) crossing(true) else null, "dry_run" to if (dryRun) crossing(true) else null, "member" to member?.let { crossing(it) }, "purchase" to purchase?.let { crossing(it) }, "cards" to cards.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "membership" to membership?.let { it.encode() }, "stamps" to stamps.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "earned" to earned.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "redeemed" to redeemed?.let { it.encode() }, "reasons" to reasons.ifEmpty { null }?.let { crossing(it) { it.encode() } }, "events" to events.ifEmpty { null }?.let { crossing(it) { it.encode() } })

    public companion object {
        internal fun decode(value: Value): Outcome {
            val fields = Fields(value)
            return Outcome(fields.need("operation") { text(it) }, fields.need("at") { moment(it) }, fields.need("rules") { whole(it) }, fields.maybe("replay") { flag(it) } ?: false, fields.maybe("dry_run") { flag(it) } ?: false, fields.maybe("member") { text(it) }, fields.maybe("purchase") { text(it) }, fields.maybe("cards") { list(it) { IssuedCard.decode(it) } }.orEmpty(), fields.maybe("membership") { MembershipTerm.decode(it) }, fields.maybe("stamps") { list(it) { GivenStamp.decode(it) } }.orEmpty(), fields.maybe("earned") { list(it) { NamedReward.decode(it) } }.orEmpty(), fields.maybe("redeemed") { NamedReward.decode(it) }, fields.maybe("reasons") { list(it) { Reason.decode(it) } }.orEmpty(), fields.maybe("events") { list(it) { Event.decode(it) } }.orEmpty())
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
 * @property since When the member became known.
 * @property profile Who it is.
 * @property membership The newest membership.
 * @property stamps The stamp card in hand.
 * @property rewards Rewards that wait to be handed over, oldest first.
 */
public data class MemberView(
    public val id: String,
    public val kind: MemberKind,
    public val status: MemberStatus,
    public val since: Instant,
    public val profile: Profile,
    public val membership: MembershipView? = null,
    public val stamps: StampCard? = null,
    public val rewards: List<RewardView>,
) : Crossing {
    override fun encode(): Value = record("id" to crossing(id), "kind" to kind.encode(), "status" to status.encode(), "since" to crossing(since), "profile" to profile.encode(), "membership" to membership?.let { it.encode() }, "stamps" to stamps?.let { it.encode() }, "rewards" to crossing(rewards) { it.encode() })

    public companion object {
        internal fun decode(value: Value): MemberView {
            val fields = Fields(value)
            return MemberView(fields.need("id") { text(it) }, fields.need("kind") { MemberKind.decode(it) }, fields.need("status") { MemberStatus.decode(it) }, fields.need("since") { moment(it) }, fields.need("profile") { Profile.decode(it) }, fields.maybe("membership") { MembershipView.decode(it) }, fields.maybe("stamps") { StampCard.decode(it) }, fields.need("rewards") { list(it) { RewardView.decode(it) } })
        }
    }
}

/**
 * Who a member is. Erasing a person removes this record and its handles, and nothing else has to change.
 *
 * @property name The name.
 * @property phone The phone number in E.164, unique within the program.
 * @property email The e-mail address, unique within the program.
 * @property birthDate The day of birth.
 * @property address The postal address.
 * @property gender As the person says.
 * @property notes What the staff should know.
 */
public data class Profile(
    public val name: String? = null,
    public val phone: String? = null,
    public val email: String? = null,
    public val birthDate: LocalDate? = null,
    public val address: String? = null,
    public val gender: String? = null,
    public val notes: String? = null,
) : Crossing {
    override fun encode(): Value = record("name" to name?.let { crossing(it) }, "phone" to phone?.let { crossing(it) }, "email" to email?.let { crossing(it) }, "birth_date" to birthDate?.let { crossing(it) }, "address" to address?.let { crossing(it) }, "gender" to gender?.let { crossing(it) }, "notes" to notes?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): Profile {
            val fields = Fields(value)
            return Profile(fields.maybe("name") { text(it) }, fields.maybe("phone") { text(it) }, fields.maybe("email") { text(it) }, fields.maybe("birth_date") { date(it) }, fields.maybe("address") { text(it) }, fields.maybe("gender") { text(it) }, fields.maybe("notes") { text(it) })
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
 */
public data class MemberLine(
    public val id: String,
    public val kind: MemberKind,
    public val status: MemberStatus,
    public val profile: Profile,
    public val membership: MembershipStatus? = null,
    public val ends: LocalDate? = null,
    public val card: String? = null,
) : Crossing {
    override fun encode(): Value = record("id" to crossing(id), "kind" to kind.encode(), "status" to status.encode(), "profile" to profile.encode(), "membership" to membership?.let { it.encode() }, "ends" to ends?.let { crossing(it) }, "card" to card?.let { crossing(it) })

    public companion object {
        internal fun decode(value: Value): MemberLine {
            val fields = Fields(value)
            return MemberLine(fields.need("id") { text(it) }, fields.need("kind") { MemberKind.decode(it) }, fields.need("status") { MemberStatus.decode(it) }, fields.need("profile") { Profile.decode(it) }, fields.maybe("membership") { MembershipStatus.decode(it) }, fields.maybe("ends") { date(it) }, fields.maybe("card") { text(it) })
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

/** Where a purchase stands. */
public enum class PurchaseState(
    /** The word that crosses. */
    public val word: String,
) : Crossing {
    COMPLETED("completed"),
    REFUNDED("refunded"),
    ;

    override fun encode(): Value = crossing(word)

    public companion object {
        internal fun decode(value: Value): PurchaseState = text(value).let { word -> entries.find { it.word == word } ?: unknown(word) }
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
