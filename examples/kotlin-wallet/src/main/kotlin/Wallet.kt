import dev.loyalty.engine.Actor
import dev.loyalty.engine.CardRef
import dev.loyalty.engine.Command
import dev.loyalty.engine.CommandQueue
import dev.loyalty.engine.Loyalty
import dev.loyalty.engine.LoyaltyException
import dev.loyalty.engine.MemberRef
import dev.loyalty.engine.Outcome
import dev.loyalty.engine.RecordPurchase
import dev.loyalty.engine.Redeem
import dev.loyalty.engine.RewardRef
import dev.loyalty.engine.Role
import dev.loyalty.engine.RulesSource
import dev.loyalty.engine.outcomeOf
import java.io.File
import java.io.IOException
import java.math.BigDecimal
import java.time.Instant
import kotlinx.coroutines.runBlocking

private const val PROGRAM = "kopi-hub"
private val OPENED = Instant.parse("2026-11-21T03:00:00Z")
private val OWNER = Actor(Role.OWNER, "rina")
private val CASHIER = Actor(Role.CASHIER, "sari", outlet = "kemang")
private val CARD = MemberRef.Card("CARD-1")

/** A till's wallet: shows a member's card and gives stamps, with a network and without one. */
class Wallet(folder: File, private val words: Words) : AutoCloseable {
    private val phone = Loyalty("sqlite:$folder/phone.loyalty")
    private val queue = CommandQueue(phone, "$folder/queue")

    // In a shop it stands behind HTTP and is handed the same JSON.
    private val server = Loyalty("sqlite:$folder/server.loyalty")
    private var connected = false
    private var minutes = 0L

    suspend fun open() {
        for (store in listOf(phone, server)) {
            store.migrate()
            val shop = store.program(PROGRAM, OWNER)
            shop.publishRules(RulesSource.Text(RULES), at = OPENED)
            shop.issueCards(numbers = listOf("CARD-1"), at = OPENED)
            shop.activate(CardRef.Number("CARD-1"), name = "Putri", phone = "0812-3456-7890", at = OPENED)
        }
    }

    suspend fun answer(line: String): List<String> {
        val asked = line.trim().split(" ")
        return try {
            when (asked.first()) {
                "kartu", "card" -> card()
                "belanja", "buy" -> buy(BigDecimal(asked[1]), asked[2])
                "ambil", "redeem" -> redeem(asked[1])
                "antrean", "queue" -> listOf(words.waiting(queue.size))
                "sambung", "connect" -> listOf(words.online).also { connected = true }
                "putus", "disconnect" -> listOf(words.offline).also { connected = false }
                "kirim", "send" -> send()
                else -> listOf(words.unclear)
            }
        } catch (error: LoyaltyException) {
            listOf(words.no(error.code))
        } catch (error: IndexOutOfBoundsException) {
            listOf(words.unclear)
        } catch (error: NumberFormatException) {
            listOf(words.unclear)
        }
    }

    private suspend fun card(): List<String> {
        val member = phone.program(PROGRAM, CASHIER).lookUp(CARD, at = now())
        val stamps = member.stamps
        return listOfNotNull(
            words.card(member.profile.name ?: "", stamps?.count ?: 0, stamps?.of ?: 0),
            member.membership?.let { words.until(it.ends.toString()) },
        ) + member.rewards.map { words.reward(it.label) }
    }

    private suspend fun buy(amount: BigDecimal, receipt: String): List<String> {
        val outcome = done(RecordPurchase(member = CARD, amount = amount, receipt = receipt))
        val of = phone.program(PROGRAM, CASHIER).lookUp(CARD, at = now()).stamps?.of ?: 0
        val stamps = outcome.stamps.map { words.stamped(it.number, of) }
        return stamps + outcome.earned.map { words.earned(it.kind) } + outcome.reasons.map { words.no(it.code) }
    }

    private suspend fun redeem(reward: String): List<String> {
        done(Redeem(CARD, RewardRef.Kind(reward)))
        return listOf(words.handedOver)
    }

    private suspend fun done(command: Command): Outcome {
        minutes++
        return queue.execute(PROGRAM, CASHIER, command, at = now())
    }

    private suspend fun send(): List<String> {
        val refused = mutableListOf<String>()
        val answered = try {
            queue.replay({ _, no -> refused += words.refusedByServer(no.code) }) { call ->
                if (!connected) throw IOException("no network")
                outcomeOf(server.callJson(call.json))
            }
        } catch (error: IOException) {
            return listOf(words.offline)
        }
        return refused + words.told(answered)
    }

    private fun now(): Instant = OPENED.plusSeconds(60 * minutes)

    override fun close() {
        queue.close()
        listOf(phone, server).forEach(Loyalty::close)
    }
}

fun main(arguments: Array<String>): Unit = runBlocking {
    val (language, folder) = arguments
    val words = if (language == "id") INDONESIAN else ENGLISH
    File(folder).mkdirs()
    Wallet(File(folder), words).use { wallet ->
        wallet.open()
        println(words.welcome)
        for (line in generateSequence(::readLine).takeWhile { it !in setOf("selesai", "quit") }) {
            println("> $line")
            wallet.answer(line).forEach(::println)
        }
    }
}

private const val RULES = """
[program]
name = "Kopi Hub"
currency = "IDR"
time_zone = "Asia/Jakarta"
phone_region = "ID"
rounding = { places = 0 }

[membership]
lasts = { months = 3 }

[stamps]
per_cycle = 5
min_amount = "50000"
rewards = { 1 = "free_drink" }

[rewards.free_drink]
label = "Free Americano"
kind = "item"
"""
