package dev.loyalty.engine

import dev.loyalty.engine.border.Value
import java.time.Instant

/**
 * A command with its envelope, for batches and queues.
 *
 * @property command What is to be done, such as [RecordPurchase].
 * @property key The idempotency key.
 * @property at The moment; the machine's clock when left out.
 * @property dryRun Answer the same, and write nothing.
 */
public data class Request(
    public val command: Command,
    public val key: String? = null,
    public val at: Instant? = null,
    public val dryRun: Boolean = false,
)

/** A program of a store, and who acts on it. */
public sealed class ProgramBase(internal val border: Border, public val name: String, public val actor: Actor) {
    /** The same program, waiting for each answer on the thread that asks. */
    public val blocking: BlockingProgram get() = BlockingProgram(border, name, actor)

    /** The same program, asked by somebody else. */
    public fun actingAs(actor: Actor): Program = Program(border, name, actor)

    /** Does each command, in order, each seeing the ones before it; a refused one does not disturb the others. */
    public suspend fun batch(requests: List<Request>): List<Result<Outcome>> =
        outcomes(border.ask("batch", crossing(requests) { request(name, actor, it) }))

    internal suspend fun command(command: Command, key: String?, at: Instant?, dryRun: Boolean): Value =
        border.ask("call", request(name, actor, Request(command, key, at, dryRun)))

    internal suspend fun query(query: String, given: Value, at: Instant?): Value =
        border.ask("call", question(name, actor, query, given, at))
}

/** The same, waiting. */
public sealed class BlockingProgramBase(
    internal val border: Border,
    public val name: String,
    public val actor: Actor,
) {
    /** The same program, asked by somebody else. */
    public fun actingAs(actor: Actor): BlockingProgram = BlockingProgram(border, name, actor)

    /** Does each command, in order, each seeing the ones before it; a refused one does not disturb the others. */
    public fun batch(requests: List<Request>): List<Result<Outcome>> =
        outcomes(border.wait("batch", crossing(requests) { request(name, actor, it) }))

    internal fun command(command: Command, key: String?, at: Instant?, dryRun: Boolean): Value =
        border.wait("call", request(name, actor, Request(command, key, at, dryRun)))

    internal fun query(query: String, given: Value, at: Instant?): Value =
        border.wait("call", question(name, actor, query, given, at))
}

private fun question(program: String, actor: Actor, query: String, given: Value, at: Instant?): Value = record(
    "program" to crossing(program),
    "actor" to actor.encode(),
    "query" to record(query to given),
    "at" to at?.let { crossing(it) },
)

private fun outcomes(replies: Value): List<Result<Outcome>> = list(replies) { reply ->
    choice(reply) { word, of ->
        if (word == "ok") Result.success(Outcome.decode(of)) else Result.failure(LoyaltyException.decode(of))
    }
}
