package dev.loyalty.engine

import dev.loyalty.engine.border.Failure
import dev.loyalty.engine.border.Opened
import dev.loyalty.engine.border.Value

/** The engine beneath the package, with its errors as exceptions. */
internal class Border(url: String, seed: Long?) : AutoCloseable {
    // What is no text is no store; the engine says so.
    internal val opened: Opened = guarded { Opened.open(if (url.isText()) url else "", seed?.toULong()) }

    fun wait(kind: String, asked: Value): Value = guarded { opened.wait(kind, asked) }

    suspend fun ask(kind: String, asked: Value): Value = guarded { opened.ask(kind, asked) }

    override fun close(): Unit = opened.close()
}

internal inline fun <T> guarded(work: () -> T): T =
    try {
        work()
    } catch (failure: Failure.Engine) {
        throw LoyaltyException.decode(failure.error)
    }

/** The envelope of a command. */
internal fun request(program: String, actor: Actor, request: Request): Value = record(
    "program" to crossing(program),
    "actor" to actor.encode(),
    "command" to record(request.command.operation to request.command.encode()),
    "key" to request.key?.let { crossing(it) },
    "at" to request.at?.let { crossing(it) },
    "dry_run" to if (request.dryRun) crossing(true) else null,
)
