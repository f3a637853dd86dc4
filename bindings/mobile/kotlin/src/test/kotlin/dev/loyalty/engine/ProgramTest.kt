package dev.loyalty.engine

import java.math.BigDecimal
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What an app sees of a program. */
class ProgramTest {
    private val card = MemberRef.Card("CARD-1")

    @Test
    fun `a purchase is a stamp, and the first stamp a free drink`() = shop { loyalty ->
        val outcome = loyalty.program(KOPI_HUB, sari).recordPurchase(card, amount = BigDecimal("75000"), receipt = "INV-1")
        assertEquals(listOf(GivenStamp(cycle = 1, number = 1)), outcome.stamps)
        assertEquals(listOf("free_drink"), outcome.earned.map { it.kind })
        val given = outcome.events.filterIsInstance<Event.StampGiven>().single()
        assertEquals(outcome.purchase, given.purchase)
        val member = loyalty.program(KOPI_HUB, sari).lookUp(card)
        assertEquals(1L, member.stamps?.count)
        assertEquals(MembershipStatus.ACTIVE, member.membership?.status)
    }

    @Test
    fun `a batch answers each for itself`() = shop { loyalty ->
        val (first, second, third) = loyalty.program(KOPI_HUB, sari).batch(
            listOf(
                Request(RecordPurchase(member = card, amount = BigDecimal("75000")), key = "k1"),
                Request(Redeem(card, RewardRef.Kind("cake"))),
                Request(Redeem(card, RewardRef.Kind("free_drink"))),
            ),
        )
        assertEquals(1, first.getOrThrow().stamps.size)
        assertEquals("unknown_reward", (second.exceptionOrNull() as LoyaltyException.Refused).code)
        assertEquals("free_drink", third.getOrThrow().redeemed?.kind)
    }

    @Test
    fun `each kind of error is an exception of its own`() = shop { loyalty ->
        val till = loyalty.blocking.program(KOPI_HUB, sari)
        val refused = assertThrows(LoyaltyException.Refused::class.java) { till.redeem(card, RewardRef.Kind("free_drink")) }
        assertEquals(Refusal.NoReward(reward = "free_drink"), refused.refusal)
        assertEquals("no `free_drink` to hand over", refused.message)
        val forbidden = assertThrows(LoyaltyException.Forbidden::class.java) { till.publishRules(RulesSource.Text("")) }
        assertEquals("forbidden", forbidden.code)
        val invalid = assertThrows(LoyaltyException.Invalid::class.java) { till.register(" ") }
        assertEquals(listOf("name" to ProblemCode.BLANK), invalid.problems.map { it.field to it.code })
        val unavailable = assertThrows(LoyaltyException.Unavailable::class.java) {
            Loyalty("sqlite:/nowhere/at/all").blocking.verify(KOPI_HUB)
        }
        assertTrue(unavailable.retry)
        assertEquals("not_done", unavailable.outcome)
        assertFalse(refused.retry)
    }

    @Test
    fun `a dry run writes nothing, and a key is answered once`() = shop { loyalty ->
        val till = loyalty.program(KOPI_HUB, sari)
        val before = loyalty.dump(KOPI_HUB)
        assertTrue(till.recordPurchase(card, BigDecimal("75000"), dryRun = true).dryRun)
        assertEquals(before, loyalty.dump(KOPI_HUB))
        val first = till.recordPurchase(card, BigDecimal("75000"), key = "k", at = morning)
        val again = till.recordPurchase(card, BigDecimal("75000"), key = "k", at = morning)
        assertEquals(first.copy(replay = true), again)
    }

    @Test
    fun `a server in Kotlin answers JSON, and the phone reads it`() = shop { server ->
        val call = """{"program":"kopi-hub","actor":{"role":"cashier","id":"sari"},"command":{"%s":%s}}"""
        val purchase = """{"member":{"card":"CARD-1"},"amount":"75000"}"""
        assertEquals(1, outcomeOf(server.callJson(call.format("record_purchase", purchase))).stamps.size)
        val redeem = """{"member":{"card":"CARD-1"},"reward":{"kind":"cake"}}"""
        val refused = assertThrows(LoyaltyException.Refused::class.java) {
            outcomeOf(runBlocking { server.callJson(call.format("redeem", redeem)) })
        }
        assertEquals("unknown_reward", refused.code)
        assertTrue(server.callJson("{").startsWith("""{"error":{"kind":"invalid","code":"malformed""""))
    }

    @Test
    fun `jobs, and what is left after closing`() = runBlocking {
        val loyalty = Loyalty("sqlite:${folder().resolve("shop.loyalty")}")
        assertEquals(0L, loyalty.migrate().found)
        loyalty.openShop(cards = 2)
        assertEquals(loyalty.migrate().now, loyalty.migrate().found)
        assertEquals(0L, loyalty.settle(KOPI_HUB, dryRun = true).members)
        assertEquals(loyalty.dump(KOPI_HUB), loyalty.blocking.dump(KOPI_HUB))
        assertTrue(loyalty.toString().endsWith("shop.loyalty)"))
        loyalty.close()
        assertThrows(IllegalStateException::class.java) { loyalty.blocking.dump(KOPI_HUB) }
        Unit
    }

    private fun shop(test: suspend (Loyalty) -> Unit) = runBlocking {
        Loyalty("memory:").use {
            it.openShop(cards = 2)
            test(it)
        }
    }
}
