package dev.loyalty.engine

import dev.loyalty.engine.border.Field
import dev.loyalty.engine.border.Value
import java.math.BigDecimal
import java.math.BigInteger
import java.time.Instant
import java.time.LocalDate
import java.time.OffsetDateTime
import java.time.ZonedDateTime

/** Everything that crosses the border: what is asked, what is answered, and the exceptions. */
public sealed interface Crossing {
    /** As it crosses; for the package itself. */
    public fun encode(): Value
}

/** Half of a character is no text, and would become another character on its way. */
internal fun String.isText(): Boolean {
    var at = 0
    while (at < length) {
        val sign = this[at]
        if (sign.isLowSurrogate()) return false
        if (sign.isHighSurrogate() && (++at == length || !this[at].isLowSurrogate())) return false
        at++
    }
    return true
}

internal fun crossing(text: String): Value = if (text.isText()) Value.Text(text) else Value.Malformed

internal fun crossing(flag: Boolean): Value = Value.Flag(flag)

internal fun crossing(number: Long): Value = Value.Whole(number)

internal fun crossing(amount: BigDecimal): Value = Value.Decimal(amount.toString())

internal fun crossing(date: LocalDate): Value = Value.Date(date.toString())

internal fun crossing(moment: Instant): Value = Value.Moment(moment.toString())

internal fun <T> crossing(items: List<T>, encode: (T) -> Value): Value = Value.Many(items.map(encode))

internal fun <T> crossing(items: Map<String, T>, encode: (T) -> Value): Value =
    record(*items.map { (name, value) -> name to encode(value) }.toTypedArray())

/** An object; what was not said is left out. */
internal fun record(vararg fields: Pair<String, Value?>): Value =
    if (fields.all { (name, _) -> name.isText() }) {
        Value.Object(fields.mapNotNull { (name, value) -> value?.let { Field(name, it) } })
    } else {
        Value.Malformed
    }

/** Deeper than any call, and far from the end of the stack. */
private const val DEPTH = 64

/** A value of Kotlin's own, as far as it can cross. The engine says what is wrong with the rest, by its field. */
internal fun raw(value: Any?, depth: Int = 0): Value = when {
    value == null || depth > DEPTH -> Value.Nothing
    value is Boolean -> Value.Flag(value)
    value is CharSequence -> crossing(value.toString())
    value is Byte || value is Short || value is Int || value is Long -> Value.Whole((value as Number).toLong())
    value is BigInteger && value.bitLength() < Long.SIZE_BITS -> Value.Whole(value.toLong())
    value is BigInteger -> Value.Fraction(Double.POSITIVE_INFINITY)
    value is Double || value is Float -> Value.Fraction((value as Number).toDouble())
    value is BigDecimal -> crossing(value)
    value is LocalDate -> crossing(value)
    value is Instant -> crossing(value)
    value is OffsetDateTime -> crossing(value.toInstant())
    value is ZonedDateTime -> crossing(value.toInstant())
    value is Crossing -> value.encode()
    value is Iterable<*> -> Value.Many(value.map { raw(it, depth + 1) })
    value is Map<*, *> && value.keys.all { it is String } ->
        record(*value.map { (name, of) -> name as String to raw(of, depth + 1) }.toTypedArray())
    else -> Value.Fraction(Double.NaN)
}

/** A value that came, in Kotlin's own. */
internal fun plain(value: Value): Any? = when (value) {
    is Value.Nothing, is Value.Malformed -> null
    is Value.Flag -> value.v1
    is Value.Whole -> value.v1
    is Value.Fraction -> value.v1
    is Value.Text -> value.v1
    is Value.Decimal -> BigDecimal(value.v1)
    is Value.Date -> LocalDate.parse(value.v1)
    is Value.Moment -> Instant.parse(value.v1)
    is Value.Many -> value.v1.map(::plain)
    is Value.Object -> value.v1.associate { it.name to plain(it.value) }
}

/** The fields of an object that came. */
internal class Fields(value: Value) {
    private val fields = pairs(value).toMap()

    fun <T> need(name: String, decode: (Value) -> T): T = maybe(name, decode) ?: unknown("no `$name`")

    fun <T> maybe(name: String, decode: (Value) -> T): T? = fields[name]?.takeUnless { it is Value.Nothing }?.let(decode)
}

private fun pairs(value: Value): List<Pair<String, Value>> =
    (value as? Value.Object ?: unknown("no object")).v1.map { it.name to it.value }

internal fun text(value: Value): String = when (value) {
    is Value.Text -> value.v1
    is Value.Decimal -> value.v1
    is Value.Date -> value.v1
    is Value.Moment -> value.v1
    else -> unknown("no text")
}

internal fun decimal(value: Value): BigDecimal = BigDecimal(text(value))

internal fun date(value: Value): LocalDate = LocalDate.parse(text(value))

internal fun moment(value: Value): Instant = Instant.parse(text(value))

internal fun flag(value: Value): Boolean = (value as? Value.Flag ?: unknown("no flag")).v1

internal fun whole(value: Value): Long = (value as? Value.Whole ?: unknown("no whole number")).v1

internal fun <T> list(value: Value, decode: (Value) -> T): List<T> =
    (value as? Value.Many ?: unknown("no list")).v1.map(decode)

internal fun <T> map(value: Value, decode: (Value) -> T): Map<String, T> =
    pairs(value).associate { (name, of) -> name to decode(of) }

internal fun <T> choice(value: Value, decode: (String, Value) -> T): T =
    pairs(value).single().let { (word, of) -> decode(word, of) }

/** Another version's words: the library and this package are always of the same one. */
internal fun unknown(what: String): Nothing = throw IllegalArgumentException("this is of another version: $what")
