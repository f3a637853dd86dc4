package dev.loyalty.engine

import java.math.BigDecimal
import java.util.concurrent.atomic.AtomicInteger
import kotlin.random.Random
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Whoever stops waiting stops nothing else. */
class CancellationTest {
    private val amount = BigDecimal("75000")

    @Test
    fun `cancelled in the middle of a call, and asked again under the same key`() = runBlocking(Dispatchers.Default) {
        Loyalty("sqlite:${folder().resolve("shop.loyalty")}").use { loyalty ->
            loyalty.openShop(cards = 1)
            val till = loyalty.program(KOPI_HUB, sari)
            val random = Random(1)
            var cancelled = 0
            var done = 0
            for (round in 1..ROUNDS) {
                suspend fun purchase() =
                    till.recordPurchase(MemberRef.Card("CARD-1"), amount, key = "round-$round", at = morning)
                val job = launch { purchase() }
                repeat(random.nextInt(12)) { yield() }
                withTimeout(PATIENCE) { job.cancelAndJoin() }
                if (job.isCancelled) cancelled++
                if (withTimeout(PATIENCE) { purchase() }.replay && job.isCancelled) done++
            }
            val purchases = Regex("purchase_recorded").findAll(loyalty.dump(KOPI_HUB)).count()
            println("$ROUNDS rounds: $cancelled cancelled, of which $done were done all the same")
            assertEquals(ROUNDS, purchases)
            assertTrue(cancelled > done && done > 0, "some were cancelled before they began, and some in the middle")
            assertEquals(Verified(emptyList()), loyalty.verify(KOPI_HUB))
        }
    }

    @Test
    fun `a thousand at once, on eight cards`() = runBlocking(Dispatchers.Default) {
        for (url in listOf("memory:", "sqlite:${folder().resolve("shop.loyalty")}")) {
            Loyalty(url).use { loyalty ->
                loyalty.openShop(cards = 8)
                val till = loyalty.program(KOPI_HUB, sari)
                val stamps = AtomicInteger()
                (1..1_000).map { number ->
                    async {
                        val card = MemberRef.Card("CARD-${1 + number % 8}")
                        val outcome = till.recordPurchase(card, amount, receipt = "INV-$number", at = morning)
                        stamps.addAndGet(outcome.stamps.size)
                    }
                }.awaitAll()
                assertEquals(1_000, stamps.get())
                assertEquals(Verified(emptyList()), loyalty.verify(KOPI_HUB))
            }
        }
    }

    private companion object {
        const val ROUNDS = 300

        /** Longer than anything here takes, also on a busy disk: whoever is not back by then hangs. */
        const val PATIENCE = 30_000L
    }
}
