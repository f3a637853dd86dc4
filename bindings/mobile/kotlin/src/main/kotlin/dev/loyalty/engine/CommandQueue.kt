package dev.loyalty.engine

import dev.loyalty.engine.border.Opened
import dev.loyalty.engine.border.Waiting
import java.time.Instant
import java.util.UUID
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext

/**
 * Commands of a device that is often offline. Each is done on the device's own store at once, under a key and at its own
 * moment, and kept in a file until [replay] has told the server. Wherever that is cut off, also by the end of the
 * process, nothing is lost and nothing is done twice: the server knows the key.
 *
 * Name a member by card or phone, and a purchase by its receipt: ids are made by each store for itself.
 *
 * @param loyalty The device's own store, one of the engine's; it stays open as long as the queue is used.
 * @param file A file of the queue's own.
 */
public class CommandQueue(loyalty: Loyalty, file: String) : AutoCloseable {
    private val waiting = guarded { Waiting.open(opened(loyalty), if (file.isText()) file else "") }
    private val replaying = Mutex()

    /** How many commands wait to be told. */
    public val size: Long get() = guarded { waiting.size() }.toLong()

    /**
     * Does a command here, and keeps it for the server. What is refused here is not kept.
     *
     * @param program The tenant.
     * @param actor Who asks.
     * @param command What is to be done, such as [RecordPurchase].
     * @param key The idempotency key: give the same one when you ask again after an exception whose `retry` is true.
     * @param at The moment.
     */
    public suspend fun execute(
        program: String,
        actor: Actor,
        command: Command,
        key: String = UUID.randomUUID().toString(),
        at: Instant = Instant.now(),
    ): Outcome = withContext(Dispatchers.IO) {
        Outcome.decode(guarded { waiting.execute(request(program, actor, Request(command, key, at))) })
    }

    /**
     * Tells the server, in order, until nothing waits. [send] returns when the server has answered, and throws what the
     * server said otherwise: [outcomeOf] does both. What it refused is removed too, and handed to [refused]; after any
     * other exception the command stays and the exception goes on to the caller, who tries again later.
     *
     * @return How many the server answered.
     */
    public suspend fun replay(
        refused: suspend (QueuedCall, LoyaltyException) -> Unit,
        send: suspend (QueuedCall) -> Unit,
    ): Int = replaying.withLock {
        var answered = 0
        while (true) {
            val told = withContext(Dispatchers.IO) { guarded { waiting.first() } } ?: break
            val call = QueuedCall(told.key, told.json)
            try {
                send(call)
                answered++
            } catch (no: LoyaltyException) {
                if (no !is LoyaltyException.Refused && no !is LoyaltyException.Invalid && no !is LoyaltyException.Forbidden) {
                    throw no
                }
                refused(call, no)
            }
            withContext(Dispatchers.IO) { guarded { waiting.remove(told.place) } }
        }
        answered
    }

    override fun close(): Unit = waiting.close()
}

private fun opened(loyalty: Loyalty): Opened =
    (loyalty.border as? OpenedBorder)?.opened ?: throw IllegalArgumentException("a queue needs a store of the engine's")

/**
 * A command that waits to be told.
 *
 * @property key Its idempotency key.
 * @property json The call with its envelope: the body for a server that hands it to `call`.
 */
public data class QueuedCall(public val key: String, public val json: String)
