package dev.loyalty.engine

import java.time.Instant

internal const val KOPI_HUB: String = "kopi-hub"
internal val rina: Actor = Actor(Role.OWNER, "rina")
internal val sari: Actor = Actor(Role.CASHIER, "sari", outlet = "kemang")
internal val morning: Instant = Instant.parse("2026-11-21T03:00:00Z")

internal const val RULES: String = """
[program]
name = "Kopi Hub"
currency = "IDR"
time_zone = "Asia/Jakarta"
phone_region = "ID"
rounding = { places = 0 }

[membership]
lasts = { months = 3 }

[stamps]
per_cycle = 10
min_amount = "50000"
rewards = { 1 = "free_drink" }

[rewards.free_drink]
label = "Free Americano"
kind = "item"
"""

/** A shop with one card for each number, each in somebody's hand. */
internal suspend fun Loyalty.openShop(cards: Int) {
    migrate()
    val shop = program(KOPI_HUB, rina)
    shop.publishRules(RulesSource.Text(RULES), at = morning)
    val numbers = (1..cards).map { "CARD-$it" }
    shop.issueCards(numbers = numbers, at = morning)
    numbers.forEachIndexed { at, number ->
        shop.activate(CardRef.Number(number), "Member $at", "0812000%05d".format(at), at = morning)
    }
}
