package dev.loyalty.engine

import java.io.File
import java.math.BigDecimal
import java.nio.file.Path
import java.time.Duration
import java.util.UUID
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A day without a connection, and the evening on which it is there again. */
class CommandQueueTest {
    private val card = MemberRef.Card("CARD-1")

    /** What happens at the till while it is offline; the fifth the server will refuse. */
    private val day = listOf(
        RecordPurchase(member = card, amount = BigDecimal("75000"), receipt = "INV-1"),
        Redeem(card, RewardRef.Kind("free_drink")),
        Register("Dewi", phone = "081299900001"),
        RecordPurchase(member = MemberRef.Phone("081299900001"), amount = BigDecimal("20000"), receipt = "INV-2"),
        RecordPurchase(member = card, amount = BigDecimal("60000"), receipt = "INV-TAKEN"),
        VoidPurchase(PurchaseRef.Receipt(Receipt("kemang", "INV-1")), reason = "wrong till"),
        RecordPurchase(member = MemberRef.Card("CARD-2"), amount = BigDecimal("50000"), receipt = "INV-3"),
    )
    private val manager = Actor(Role.MANAGER, "tono", outlet = "kemang")

    @Test
    fun `cut off at every point, and nothing is lost or doubled`() = runBlocking {
        val uncut = evening(cuts = emptyList())
        assertEquals(listOf("key_reused"), uncut.refused)
        assertEquals(day.size - 1, uncut.answered)
        for (number in 1..day.size) {
            for (point in Point.entries) {
                val cut = evening(cuts = listOf(number to point))
                assertEquals(uncut.server, cut.server, "cut at command $number, $point")
                assertEquals(uncut.phone, cut.phone, "cut at command $number, $point")
            }
        }
        val all = evening(cuts = (1..day.size).flatMap { number -> Point.entries.map { number to it } })
        assertEquals(uncut.server, all.server, "cut everywhere")
        println("${day.size * Point.entries.size} cuts, and all of them in one evening")
    }

    @Test
    fun `the process ends between answer and removal, at every command`() = runBlocking {
        val uncut = evening(cuts = emptyList())
        val shop = Shop()
        val refused = mutableListOf<String>()
        shop.open()
        shop.phone().use { phone -> shop.queue(phone).use { queue -> work(queue) } }
        for (number in 1..day.size) {
            assertEquals(ENDED, endsWhileTelling(shop), "the process ended before command $number was removed")
            shop.phone().use { phone ->
                shop.queue(phone).use { queue ->
                    assertEquals(day.size.toLong() - number + 1, queue.size)
                    val told = runCatching { queue.replay({ _, no -> refused += no.code }, tell(shop, only = 1)) }
                    assertEquals(number < day.size, told.exceptionOrNull() is Cut, "${told.exceptionOrNull()}")
                }
            }
        }
        assertEquals(uncut.server, shop.dump())
        assertEquals(uncut.refused, refused)
    }

    @Test
    fun `what is refused here is not kept, and a wrong file is left alone`() = runBlocking {
        val shop = Shop()
        shop.open()
        shop.phone().use { phone ->
            shop.queue(phone).use { queue ->
                assertThrows(LoyaltyException.Refused::class.java) {
                    runBlocking { queue.execute(KOPI_HUB, sari, Redeem(card, RewardRef.Kind("free_drink"))) }
                }
                assertEquals(0, queue.size)
                repeat(2) { queue.execute(KOPI_HUB, sari, day.first(), key = "k", at = morning) }
                assertEquals(1, queue.size)
            }
            for (wrong in listOf("", "\u0000", shop.folder.resolve("phone.loyalty").toString())) {
                val invalid = assertThrows(LoyaltyException.Invalid::class.java) { CommandQueue(phone, wrong) }
                assertEquals("not_a_store", invalid.code)
            }
        }
    }

    private enum class Point { BEFORE_THE_SERVER, AFTER_THE_SERVER }

    private class Cut : Exception("the line is cut")

    private class Evening(val server: String, val phone: String, val refused: List<String>, val answered: Int)

    /** A phone and a server, each with a store of its own. */
    private class Shop {
        val folder: Path = folder()
        private val database = System.getenv("DATABASE_URL")
        val url: String = if (database == null) {
            "sqlite:${folder.resolve("server.loyalty")}"
        } else {
            "$database?schema=kotlin_${UUID.randomUUID().toString().replace('-', '_')}"
        }

        fun phone() = Loyalty("sqlite:${folder.resolve("phone.loyalty")}")

        fun server() = Loyalty(url)

        fun queue(phone: Loyalty) = CommandQueue(phone, folder.resolve("queue").toString())

        suspend fun open() {
            phone().use { it.openShop(cards = 2) }
            server().use {
                it.openShop(cards = 2)
                val taken = RecordPurchase(member = MemberRef.Card("CARD-2"), BigDecimal("50000"), receipt = "INV-TAKEN")
                it.program(KOPI_HUB, sari).batch(listOf(Request(taken, at = morning))).single().getOrThrow()
            }
        }

        suspend fun dump(): String = server().use { server ->
            assertEquals(Verified(emptyList()), server.verify(KOPI_HUB))
            story(server)
        }
    }

    private suspend fun work(queue: CommandQueue) = day.forEachIndexed { at, command ->
        val moment = morning + Duration.ofMinutes(at + 1L)
        queue.execute(KOPI_HUB, manager, command, key = "key-$at", at = moment)
    }

    private fun tell(shop: Shop, only: Int): suspend (QueuedCall) -> Unit {
        var told = 0
        return { call ->
            if (told++ == only) throw Cut()
            shop.server().use { outcomeOf(it.callJson(call.json)) }
        }
    }

    private suspend fun evening(cuts: List<Pair<Int, Point>>): Evening {
        val shop = Shop()
        val refused = mutableListOf<String>()
        val keys = mutableListOf<String>()
        val waiting = cuts.toMutableList()
        shop.open()
        shop.phone().use { phone ->
            shop.queue(phone).use { work(it) }
            shop.server().use { server ->
                while (true) {
                    val tried = runCatching {
                        shop.queue(phone).use { queue ->
                            queue.replay({ _, no -> refused += no.code }) { call ->
                                val number = call.key.removePrefix("key-").toInt() + 1
                                if (waiting.remove(number to Point.BEFORE_THE_SERVER)) throw Cut()
                                val reply = server.callJson(call.json)
                                if (waiting.remove(number to Point.AFTER_THE_SERVER)) throw Cut()
                                outcomeOf(reply)
                                keys += call.key
                            }
                        }
                    }
                    if (tried.exceptionOrNull() is Cut) continue
                    tried.getOrThrow()
                    break
                }
            }
            assertTrue(waiting.isEmpty(), "every cut was made")
            assertEquals(keys.distinct(), keys)
            assertEquals(Verified(emptyList()), phone.verify(KOPI_HUB))
            return Evening(shop.dump(), story(phone), refused, keys.size)
        }
    }

    /** Another process tells the server once, and ends at once. */
    private fun endsWhileTelling(shop: Shop): Int {
        val classPath = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
        val process = ProcessBuilder(
            java, "-cp", classPath, "dev.loyalty.engine.CommandQueueTestKt",
            shop.folder.toString(), shop.url,
        ).redirectErrorStream(true).redirectOutput(File(shop.folder.toFile(), "child.log")).start()
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends")
        return process.exitValue()
    }
}

private const val ENDED = 137

/** Whom an id belongs to differs from store to store; the order in which they appear does not. */
private suspend fun story(loyalty: Loyalty): String {
    val names = mutableMapOf<String, String>()
    val members = loyalty.program(KOPI_HUB, rina).listMembers(at = morning).members
    members.sortedBy { it.profile.phone }.forEach { names[it.id] = "member-${it.profile.phone}" }
    val lines = loyalty.dump(KOPI_HUB).lines().map { line -> names.entries.fold(line) { text, (id, name) -> text.replace(id, name) } }
    return lines.map { it.replace(Regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "id") }.sorted().joinToString("\n")
}

/** Tells the server the first command, and is gone before it can remove it. */
public fun main(arguments: Array<String>): Unit = runBlocking {
    val (folder, url) = arguments
    val queue = CommandQueue(Loyalty("sqlite:$folder/phone.loyalty"), "$folder/queue")
    val server = Loyalty(url)
    queue.replay({ _, _ -> Runtime.getRuntime().halt(ENDED) }) { call ->
        server.callJson(call.json)
        Runtime.getRuntime().halt(ENDED)
    }
    Unit
}
