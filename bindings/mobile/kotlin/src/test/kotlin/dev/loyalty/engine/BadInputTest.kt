package dev.loyalty.engine

import java.math.BigDecimal
import java.math.BigInteger
import java.time.Instant
import java.time.LocalDate
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assertions.fail
import org.junit.jupiter.api.Test

/** What makes no sense is named by its field, and nothing of it is stored. */
class BadInputTest {
    private val contract = Contract.read("bad_input.json")
    private val loyalty = Loyalty("memory:", seed = contract["seed"].longValue())
    private val kopihub = loyalty.program("kopi-hub", Actor(Role.OWNER, "budi"))
    private val sari = MemberRef.Phone("081234567890")
    private val at = Instant.parse("2026-11-21T03:00:00Z")

    init {
        runBlocking { contract["setup"].forEach { loyalty.call(Contract.call(it)!!) } }
    }

    @Test
    fun `every row of the table`() = runBlocking {
        val before = loyalty.dump("kopi-hub")
        val rows = contract["rows"].filter { !it["call"].isNull && Contract.call(it["call"]) != null }
        for (row in rows) {
            refuses(row["why"].textValue(), row["field"].textValue(), row["code"].textValue()) {
                loyalty.call(Contract.call(row["call"])!!)
            }
            assertEquals(before, loyalty.dump("kopi-hub"), row["why"].textValue())
        }
        println("${rows.size} rows of bad input")
        assertTrue(rows.size > 400)
    }

    @Test
    fun `Kotlin's own values, as far as the types let them through`() = runBlocking {
        val before = loyalty.dump("kopi-hub")
        for ((amount, code) in listOf(
            "1E+400" to "too_large", "1E+2147483647" to "too_large", "1E-400" to "too_precise",
            "0.5" to "too_precise", "-1" to "negative", "9".repeat(100_000) to "too_large",
        )) {
            refuses(amount.take(20), "amount", code) { kopihub.recordPurchase(sari, BigDecimal(amount), at = at) }
        }
        for (half in listOf("\uD800", "a\uDC00", "\uDC00\uD800", "\uD83D")) {
            refuses("half a character", "name", "malformed") { kopihub.register(half, at = at) }
            refuses("half a character", "member.phone", "malformed") { kopihub.lookUp(MemberRef.Phone(half)) }
        }
        for (moment in listOf(Instant.MAX, Instant.MIN)) {
            refuses("$moment", "at", "not_a_moment") { kopihub.register("Putri", at = moment) }
        }
        for (date in listOf(LocalDate.MAX, LocalDate.MIN)) {
            val update = UpdateProfile(sari, birthDate = date)
            refuses("$date", "birth_date", "not_a_date") { kopihub.batch(listOf(Request(update))).single().getOrThrow() }
        }
        refuses("ten million letters", "name", "too_long") { kopihub.register("a".repeat(10_000_000), at = at) }
        refuses("too many", "count", "out_of_range") { kopihub.issueCards(count = Long.MAX_VALUE) }
        refuses("below zero", "count", "out_of_range") { kopihub.issueCards(count = -1) }
        refuses("a list of nothing", "numbers", "blank") { kopihub.issueCards(numbers = emptyList()) }
        refuses("half a program", "program", "malformed") { loyalty.program("\uD800", kopihub.actor).summary() }
        assertEquals(before, loyalty.dump("kopi-hub"))
    }

    @Test
    fun `whatever a map can hold`() = runBlocking {
        val before = loyalty.dump("kopi-hub")
        for (amount in listOf(0.1, 75000.0f, Double.NaN, 75000, Long.MIN_VALUE, BigInteger.TWO.pow(64), Any(), 'x')) {
            refuses("$amount", "amount", "not_a_decimal") { purchase("amount" to amount) }
        }
        refuses("half a name", "request", "malformed") { loyalty.call(mapOf("\uD800" to 1)) }
        refuses("a foreign name", "command", "not_an_object") { loyalty.call(envelope(mapOf(5 to 1))) }
        var deep: Any? = 1
        repeat(100_000) { deep = listOf(deep) }
        val cycle = mutableListOf<Any?>().also { it.add(it) }
        for (endless in listOf(deep, cycle)) {
            val error = refused { purchase("amount" to endless) }
            assertEquals("too_deep", error.code)
        }
        assertEquals(before, loyalty.dump("kopi-hub"))
    }

    @Test
    fun `a place that is none`() = runBlocking {
        for (url in listOf("", "shop.loyalty", "sqlite:", "sqlite:\u0000", "\uD800", "postgres://x?schema=A")) {
            refuses(url, "url", "not_a_store") { Loyalty(url) }
        }
    }

    private fun envelope(command: Any?) =
        mapOf("program" to "kopi-hub", "actor" to kopihub.actor, "at" to at, "command" to command)

    private suspend fun purchase(vararg fields: Pair<String, Any?>) =
        loyalty.call(envelope(mapOf("record_purchase" to mapOf(*fields))))

    private inline fun refuses(why: String, field: String, code: String, ask: () -> Any?) {
        val problem = refused(ask).problems.first()
        assertEquals(field to code, problem.field to problem.code.word, why)
    }

    private inline fun refused(ask: () -> Any?): LoyaltyException.Invalid {
        try {
            ask()
        } catch (invalid: LoyaltyException.Invalid) {
            assertEquals(invalid.problems.first().code.word, invalid.code)
            assertEquals(false, invalid.retry)
            return invalid
        }
        fail<Nothing>("it was let through")
        error("unreachable")
    }
}
