// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
package dev.loyalty.engine

import dev.loyalty.engine.border.Value
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate

/**
 * Every end of a call other than an answer. Its class says what to do, its code what is the matter.
 *
 * @property code Stable; of invalid input, that of the first problem.
 * @property retry Should the same request, with the same key, be sent again?
 */
public sealed class LoyaltyException private constructor(
    private val error: Value,
    fields: Fields,
) : Exception(fields.need("message") { text(it) }), Crossing {
    public val code: String = fields.need("code") { text(it) }
    public val retry: Boolean = fields.need("retry") { flag(it) }

    override fun encode(): Value = error

    /** The rules say no: show it to the person who asked. */
    public class Refused internal constructor(error: Value, fields: Fields) : LoyaltyException(error, fields) {
        /** The facts of the refusal. */
        public val refusal: Refusal = fields.need("fields") { Refusal.decode(it) }
    }

    /** The input makes no sense: fix it. Every problem is listed. */
    public class Invalid internal constructor(error: Value, fields: Fields) : LoyaltyException(error, fields) {
        /** Every problem, with its field. */
        public val problems: List<Problem> = fields.need("problems") { list(it) { Problem.decode(it) } }
    }

    /** The actor's role does not reach that far. */
    public class Forbidden internal constructor(error: Value, fields: Fields) : LoyaltyException(error, fields)

    /** Others were faster each time: send the same request again. */
    public class Conflict internal constructor(error: Value, fields: Fields) : LoyaltyException(error, fields)

    /** The store did not answer: send the same request, same key, again. */
    public class Unavailable internal constructor(error: Value, fields: Fields) : LoyaltyException(error, fields) {
        /** May it have happened? `not_done` or `unknown`. */
        public val outcome: String = fields.need("outcome") { text(it) }
    }

    /** Stored data can't be read, or our own bug: call someone. */
    public class Broken internal constructor(error: Value, fields: Fields) : LoyaltyException(error, fields)

    public companion object {
        internal fun decode(error: Value): LoyaltyException {
            val fields = Fields(error)
            return when (val word = fields.need("kind") { text(it) }) {
                "refused" -> Refused(error, fields)
                "invalid" -> Invalid(error, fields)
                "forbidden" -> Forbidden(error, fields)
                "conflict" -> Conflict(error, fields)
                "unavailable" -> Unavailable(error, fields)
                "broken" -> Broken(error, fields)
                else -> unknown(word)
            }
        }
    }
}
