package dev.loyalty.engine

import dev.loyalty.engine.border.Value
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The contract: every scenario's calls, answered in Rust's own bytes. */
class ScenariosTest {
    private val contract = Contract.read("scenarios.json")
    private var typed = 0
    private var untyped = 0

    @Test
    fun `every scenario in memory, with the methods that wait`() = run("in memory", suspending = false) { "memory:" }

    @Test
    fun `every scenario in a file, with the methods that suspend`() = run("in a file", suspending = true) {
        "sqlite:${folder().resolve("shop.loyalty")}"
    }

    private fun run(where: String, suspending: Boolean, url: () -> String) = runBlocking {
        val scenarios = contract["scenarios"]
        for (scenario in scenarios) {
            val name = scenario["name"].textValue()
            Loyalty(url(), seed = contract["seed"].longValue()).use { loyalty ->
                val methods = Typed(loyalty, suspending)
                scenario["steps"].forEachIndexed { at, step ->
                    val call = Contract.call(step["call"])!!
                    val expected = step["answer"].textValue()
                    val answer = reply(answer(loyalty, methods, call)).let { if ("query" in call) named(it, expected) else it }
                    assertEquals(expected, answer, "$name, call ${at + 1}, $where")
                }
                for (program in scenario["programs"]) {
                    assertEquals(Verified(emptyList()), loyalty.verify(program.textValue()), "$name, $where")
                }
            }
        }
        println("${scenarios.size()} scenarios $where: $typed calls through methods, $untyped through call")
        assertTrue(typed > 20 * untyped, "types say nearly everything")
    }

    private suspend fun answer(loyalty: Loyalty, methods: Typed, call: Map<String, Any?>): Result<Value> {
        methods.ask(call)?.let { typed++; return it }
        untyped++
        return runCatching { raw(loyalty.call(call)) }
    }
}
