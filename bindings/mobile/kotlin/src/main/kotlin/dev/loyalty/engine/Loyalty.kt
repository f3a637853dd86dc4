package dev.loyalty.engine

import dev.loyalty.engine.border.Value
import dev.loyalty.engine.border.readJson
import dev.loyalty.engine.border.writeJson

/**
 * An engine on a store. It connects when it is first used, and any number of threads and coroutines may use it at once.
 */
public class Loyalty private constructor(internal val border: Border) : AutoCloseable {
    /**
     * On a store of the engine's: `memory:`, `sqlite:PATH` or `postgres://USER@HOST/DATABASE`.
     *
     * @param url The store.
     * @param seed Ids that are the same each time, for tests.
     */
    public constructor(url: String, seed: Long? = null) : this(OpenedBorder(url, seed))

    /**
     * On a store of your own.
     *
     * @param store The store.
     * @param seed Ids that are the same each time, for tests.
     */
    public constructor(store: Store, seed: Long? = null) : this(StoreBorder(store, seed))

    /** The same engine, waiting for each answer on the thread that asks. */
    public val blocking: BlockingLoyalty = BlockingLoyalty(border)

    /** A program, as somebody uses it. */
    public fun program(name: String, actor: Actor): Program = Program(border, name, actor)

    /** Asks in the words of `spec/schema.json`: maps, lists, text, numbers, and Kotlin's own exact values. */
    public suspend fun call(call: Map<String, Any?>): Any? = plain(border.ask("call", raw(call)))

    /** The same with JSON on both sides, for a server: `{"ok": …}` or `{"error": …}`. */
    public suspend fun callJson(call: String): String = try {
        "{\"ok\":${writeJson(border.ask("call", guarded { readJson(call) }))}}"
    } catch (error: LoyaltyException) {
        "{\"error\":${toJson(error)}}"
    }

    /** Brings the store's schema up to date, making it where there is none. */
    public suspend fun migrate(): Migrated = migrated(border.ask("job", job("migrate")))

    /** Writes down what time has done to a program's members. Right answers never wait for it; reports may. */
    public suspend fun settle(program: String, dryRun: Boolean = false): Settled =
        settled(border.ask("job", job("settle", program, dryRun)))

    /** Replays every event of a program, and compares what comes out with what is stored. */
    public suspend fun verify(program: String): Verified = verified(border.ask("job", job("verify", program)))

    /** Everything that is stored of a program, in the same bytes from every store that holds the same. */
    public suspend fun dump(program: String): String = dumped(border.ask("job", job("dump", program)))

    /** Lets the store go. What is under way ends first. */
    override fun close(): Unit = border.close()

    override fun toString(): String = "Loyalty(${border.place})"
}

/** [Loyalty], waiting for each answer on the thread that asks. */
public class BlockingLoyalty internal constructor(private val border: Border) {
    /** A program, as somebody uses it. */
    public fun program(name: String, actor: Actor): BlockingProgram = BlockingProgram(border, name, actor)

    /** Asks in the words of `spec/schema.json`: maps, lists, text, numbers, and Kotlin's own exact values. */
    public fun call(call: Map<String, Any?>): Any? = plain(border.wait("call", raw(call)))

    /** Brings the store's schema up to date, making it where there is none. */
    public fun migrate(): Migrated = migrated(border.wait("job", job("migrate")))

    /** Writes down what time has done to a program's members. Right answers never wait for it; reports may. */
    public fun settle(program: String, dryRun: Boolean = false): Settled =
        settled(border.wait("job", job("settle", program, dryRun)))

    /** Replays every event of a program, and compares what comes out with what is stored. */
    public fun verify(program: String): Verified = verified(border.wait("job", job("verify", program)))

    /** Everything that is stored of a program, in the same bytes from every store that holds the same. */
    public fun dump(program: String): String = dumped(border.wait("job", job("dump", program)))
}

/** A schema's version before and now; both 0 where there is no schema. */
public data class Migrated(public val found: Long, public val now: Long)

/**
 * What a sweep did.
 *
 * @property members Members who were due.
 * @property ended Memberships that had ended.
 * @property lapsed Rewards that had lapsed.
 * @property errors What went wrong, member by member; the others are settled.
 */
public data class Settled(
    public val members: Long,
    public val ended: Long,
    public val lapsed: Long,
    public val errors: List<String>,
)

/**
 * What a proof found.
 *
 * @property findings What is not as it must be; nothing when all is well.
 */
public data class Verified(public val findings: List<String>)

/** An answer, a part of one or an exception as JSON, in the very bytes in which every other language has it. */
public fun toJson(value: Crossing): String = guarded { writeJson(value.encode()) }

/** The outcome in a server's `{"ok": …}`; its `{"error": …}` is thrown as it would have been here. */
public fun outcomeOf(reply: String): Outcome = choice(guarded { readJson(reply) }) { word, of ->
    if (word == "ok") Outcome.decode(of) else throw LoyaltyException.decode(of)
}

private fun job(job: String, program: String? = null, dryRun: Boolean = false): Value = record(
    job to record("program" to program?.let { crossing(it) }, "dry_run" to if (dryRun) crossing(true) else null),
)

private fun migrated(value: Value): Migrated =
    Fields(value).let { Migrated(it.need("found", ::whole), it.need("now", ::whole)) }

private fun settled(value: Value): Settled = Fields(value).let {
    val errors = it.need("errors") { errors -> list(errors, ::text) }
    Settled(it.need("members", ::whole), it.need("ended", ::whole), it.need("lapsed", ::whole), errors)
}

private fun verified(value: Value): Verified =
    Verified(Fields(value).need("findings") { findings -> list(findings, ::text) })

private fun dumped(value: Value): String = Fields(value).need("dump", ::text)
