package dev.loyalty.engine

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.node.ArrayNode
import java.math.BigDecimal
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A store in Kotlin behind one method, and decisions for a host that keeps its own tables. */
class StoreTest {
    private val contract = Contract.read("scenarios.json")
    private val card = MemberRef.Card("CARD-1")

    @Test
    fun `it does everything that a store has to do`() {
        val cases = Conformance.cases()
        for (case in cases) assertEquals(emptyList<String>(), Conformance.findings(case, Rows()), case)
        assertTrue(cases.size >= 29)
        println("${cases.size} cases on a store in Kotlin")
        assertThrows(LoyaltyException.Invalid::class.java) { Conformance.findings("no_such_case", Rows()) }
    }

    @Test
    fun `one that does less is found out`() {
        val forgetful = object : Rows() {
            override fun fits(row: JsonNode, version: Long) = true
        }
        assertNotEquals(emptyList<String>(), Conformance.findings("a_handle_has_one_owner", forgetful))
    }

    @Test
    fun `every scenario on it`() = runBlocking {
        for (scenario in contract["scenarios"]) {
            val name = scenario["name"].textValue()
            Loyalty(Rows(), seed = contract["seed"].longValue()).use { loyalty ->
                for (step in scenario["steps"]) {
                    val call = Contract.call(step["call"])!!
                    val expected = step["answer"].textValue()
                    val answer = reply(runCatching { raw(loyalty.call(call)) })
                    assertEquals(expected, if ("query" in call) named(answer, expected) else answer, name)
                }
            }
        }
    }

    @Test
    fun `what it throws comes out, and the next call is as good as ever`() = runBlocking {
        val rows = Rows()
        var wrong: (() -> String)? = null
        Loyalty({ name, json -> wrong?.invoke() ?: rows.call(name, json) }, seed = 1).use { loyalty ->
            loyalty.openShop(cards = 1)
            val till = loyalty.program(KOPI_HUB, sari)
            val before = loyalty.dump(KOPI_HUB)
            val wrongs = mapOf<() -> String, Class<out Exception>>(
                { throw java.io.IOException("the disk is full") } to java.io.IOException::class.java,
                { "nonsense" } to LoyaltyException.Broken::class.java,
                { "{}" } to LoyaltyException.Broken::class.java,
            )
            for ((what, kind) in wrongs) {
                wrong = what
                assertThrows(kind) { runBlocking { till.recordPurchase(card, BigDecimal("75000"), at = morning) } }
                wrong = null
                assertEquals(before, loyalty.dump(KOPI_HUB))
            }
        }
    }

    @Test
    fun `eight at once`() = runBlocking {
        Loyalty(Rows()).use { loyalty ->
            loyalty.openShop(cards = 1)
            val till = loyalty.program(KOPI_HUB, sari)
            (1..8).map { async { till.recordPurchase(card, BigDecimal("75000"), receipt = "INV-$it", at = morning) } }.awaitAll()
            assertEquals(8L, till.lookUp(card, at = morning).stamps?.count)
            assertThrows(IllegalArgumentException::class.java) { CommandQueue(loyalty, "queue") }
            Unit
        }
    }

    @Test
    fun `a day is decided without a store`() = runBlocking {
        val tables = Rows()
        Rules(listOf(RULES), seed = 1).use { rules ->
            suspend fun ask(actor: Actor, sort: String, asked: Any): Any? {
                val call = mapOf("program" to KOPI_HUB, "actor" to actor, "at" to morning, sort to asked)
                var known = ""
                while (true) {
                    when (val decision = rules.decide(call, known)) {
                        is Decision.Load -> known = "{\"load\":${decision.json},\"rows\":${tables.call("load", decision.json)}}"
                        is Decision.Decided -> {
                            decision.commit?.let { assertEquals("true", tables.call("commit", it)) }
                            return decision.reply.getOrThrow()
                        }
                    }
                }
            }
            ask(rina, "command", mapOf("issue_cards" to mapOf("numbers" to listOf("CARD-1"))))
            ask(rina, "command", mapOf("activate" to Activate(CardRef.Number("CARD-1"), "Putri", "081200000001")))
            val bought = ask(sari, "command", mapOf("record_purchase" to RecordPurchase(member = card, amount = BigDecimal("75000"))))
            assertEquals(1L, ((bought as Map<*, *>)["stamps"] as List<*>).size.toLong())
            val refused = assertThrows(LoyaltyException.Refused::class.java) {
                runBlocking { ask(sari, "command", mapOf("redeem" to Redeem(card, RewardRef.Kind("cake")))) }
            }
            assertEquals("unknown_reward", refused.code)
        }
        assertThrows(LoyaltyException.Invalid::class.java) { Rules(listOf("[program]")) }
        Unit
    }
}

/** Rows under versions, and not a word of loyalty. */
private open class Rows : Store {
    private class Row(val position: Long, val version: Long, val group: String?, val state: JsonNode)

    private val mapper = ObjectMapper()
    private val rows = sortedMapOf<Triple<String, String, String>, Row>(compareBy({ it.first }, { it.second }, { it.third }))
    private var written = 0L

    override suspend fun call(name: String, json: String): String {
        yield()
        val asked = mapper.readTree(json)
        val program = asked["program"].textValue()
        return synchronized(rows) {
            when (name) {
                "load" -> load(program, asked)
                "commit" -> commit(program, asked["rows"])
                else -> list(program, asked)
            }
        }.toString()
    }

    open fun fits(row: JsonNode, version: Long): Boolean = row["expect"].isNull || row["expect"].longValue() == version

    private fun load(program: String, asked: JsonNode): ArrayNode {
        fun places(list: JsonNode) = list.map { it[0].textValue() to it[1].textValue() }.toSet()
        val (ids, groups) = places(asked["rows"]) to places(asked["groups"])
        return written(rows.entries.filter { (key, row) ->
            key.first == program && (key.second to key.third in ids || row.group?.let { key.second to it in groups } == true)
        })
    }

    private fun commit(program: String, puts: JsonNode): Boolean {
        fun key(put: JsonNode) = Triple(program, put["table"].textValue(), put["id"].textValue())
        if (!puts.all { fits(it, rows[key(it)]?.version ?: 0) }) return false
        for (put in puts.filter { it.has("state") }) {
            val before = rows[key(put)]
            if (put["state"].isNull) {
                rows.remove(key(put))
            } else {
                val position = before?.position ?: ++written
                rows[key(put)] = Row(position, (before?.version ?: 0) + 1, put["group"]?.textValue(), put["state"])
            }
        }
        return true
    }

    private fun list(program: String, asked: JsonNode): ArrayNode {
        val (group, id, position) = listOf(asked["group"], asked["after"]["id"], asked["after"]["position"])
        val found = rows.entries.filter { (key, row) ->
            key.first == program && key.second == asked["table"].textValue() &&
                (group == null || row.group == group.textValue()) &&
                (id == null || key.third > id.textValue()) && (position == null || row.position > position.longValue())
        }
        val ordered = if (position == null) found else found.sortedBy { it.value.position }
        return written(ordered.take(asked["limit"].intValue()))
    }

    private fun written(found: List<Map.Entry<Triple<String, String, String>, Row>>): ArrayNode {
        val all = mapper.createArrayNode()
        for ((key, row) in found) {
            all.addObject().put("table", key.second).put("id", key.third).put("version", row.version)
                .put("position", row.position).set<JsonNode>("state", row.state)
        }
        return all
    }
}
