package dev.loyalty.engine

import dev.loyalty.engine.border.Failure
import dev.loyalty.engine.border.Lending
import dev.loyalty.engine.border.Opened
import dev.loyalty.engine.border.Step
import dev.loyalty.engine.border.Value
import kotlinx.coroutines.runBlocking

/** The engine beneath the package, with its errors as exceptions. */
internal interface Border : AutoCloseable {
    val place: String

    fun wait(kind: String, asked: Value): Value

    suspend fun ask(kind: String, asked: Value): Value
}

/** On a store of the engine's. */
internal class OpenedBorder(url: String, seed: Long?) : Border {
    // What is no text is no store; the engine says so.
    val opened: Opened = guarded { Opened.open(if (url.isText()) url else "", seed?.toULong()) }

    override val place: String get() = opened.place()

    override fun wait(kind: String, asked: Value): Value = guarded { opened.wait(kind, asked) }

    override suspend fun ask(kind: String, asked: Value): Value = guarded { opened.ask(kind, asked) }

    override fun close(): Unit = opened.close()
}

/** On a store of the host's own, which is asked one thing after the other. */
internal class StoreBorder(private val store: Store, seed: Long?) : Border {
    private val lending = guarded { Lending.open("store:", seed?.toULong()) }

    override val place: String get() = store::class.simpleName ?: "a store of the host's own"

    override fun wait(kind: String, asked: Value): Value = runBlocking { ask(kind, asked) }

    override suspend fun ask(kind: String, asked: Value): Value = guarded {
        lending.talk(kind, asked).use { talk ->
            var thrown: Exception? = null
            var said: Value? = null
            while (true) {
                val step = try {
                    talk.turn(said)
                } catch (failure: Failure.Engine) {
                    throw thrown ?: failure
                }
                if (step is Step.Done) return step.answer
                said = try {
                    answer(step as Step.Query)
                } catch (error: Exception) {
                    thrown = thrown ?: error
                    record("message" to crossing(error.toString()))
                }
            }
            @Suppress("UNREACHABLE_CODE") error("a call never ends in the middle")
        }
    }

    private suspend fun answer(query: Step.Query): Value {
        val json = text(list(query.values) { it }.single())
        return Value.Many(listOf(Value.Many(listOf(crossing(store.call(query.name, json))))))
    }

    override fun close(): Unit = lending.close()
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
