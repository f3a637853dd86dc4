package dev.loyalty.engine

import dev.loyalty.engine.border.Checked

/**
 * Rules without a store, for a host that keeps its own tables.
 *
 * @param documents The rules in TOML or JSON: every version there has been, oldest first.
 * @param seed Ids that are the same each time, for tests.
 */
public class Rules(documents: List<String>, seed: Long? = null) : AutoCloseable {
    private val checked = guarded { Checked.check(documents, seed?.toULong()) }

    /**
     * Decides a call in the words of `spec/schema.json`.
     *
     * @param known Nothing at first; then `{"load": …, "rows": […]}`: what the decision before wanted loaded, and what is
     *   there of it.
     */
    public fun decide(call: Map<String, Any?>, known: String = ""): Decision {
        val decided = Fields(guarded { checked.decide(known, raw(call)) })
        decided.maybe("load", ::text)?.let { return Decision.Load(it) }
        val reply = decided.need("reply") { reply ->
            choice(reply) { word, of -> runCatching { if (word == "ok") plain(of) else throw LoyaltyException.decode(of) } }
        }
        return Decision.Decided(reply, decided.maybe("commit", ::text))
    }

    override fun close(): Unit = checked.close()
}

/** What a decision came to. */
public sealed interface Decision {
    /** Rows have to be loaded first: [json] says which. */
    public data class Load(public val json: String) : Decision

    /**
     * An answer.
     *
     * @property reply What is said to who asked.
     * @property commit JSON of what has to be written before it holds, whole or not at all; nothing when there is nothing.
     */
    public data class Decided(public val reply: Result<Any?>, public val commit: String?) : Decision
}
