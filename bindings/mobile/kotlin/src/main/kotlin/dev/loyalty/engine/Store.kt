package dev.loyalty.engine

/**
 * A store of your own, behind one method. It keeps rows under versions and knows nothing of what they mean.
 *
 * `load` is answered by the rows that are asked for, as one consistent view; `commit` by `true`, or by `false` if one
 * expectation does not hold and nothing was written; `list` by rows in order. What it throws comes out of the call.
 * [Conformance] tries it.
 */
public fun interface Store {
    /** @param name What is asked; [json] is what it is asked with, and what is answered is JSON as well. */
    public suspend fun call(name: String, json: String): String
}

/** Tries a store of your own. */
public object Conformance {
    /** The names of everything that a store has to do. */
    public fun cases(): List<String> =
        ask({ _, _ -> throw UnsupportedOperationException("this is no store") }, null).need("cases") { list(it, ::text) }

    /** Tries one of them on an empty store, and says what is wrong: nothing when all is well. */
    public fun findings(case: String, store: Store): List<String> = ask(store, case).need("findings") { list(it, ::text) }

    private fun ask(store: Store, case: String?): Fields = StoreBorder(store, null).use { border ->
        Fields(border.wait("job", record("conformance" to record("case" to case?.let { crossing(it) }))))
    }
}
