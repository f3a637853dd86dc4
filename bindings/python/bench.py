"""What a call from Python costs above the same call in Rust, on the memory store.

    cargo build --release --package loyalty-border --example purchases
    python bench.py …/release/examples/purchases

Rounds of Rust and of Python take turns, each on a store of its own; what is told is the median of the rounds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from loyalty_engine import Actor, CardRef, Loyalty, MemberRef, Program, RulesSource

RULES = """
[program]
name = "Kopi Hub"
currency = "IDR"
time_zone = "Asia/Jakarta"
phone_region = "ID"
[membership]
lasts = { months = 3 }
[stamps]
per_cycle = 10
min_amount = "50000"
rewards = { 10 = "voucher" }
[rewards.voucher]
label = "Voucher"
kind = "voucher"
value = "50000"
"""
ROUNDS, CALLS = 15, 4000
GOAL, SHARE = 8.0, 0.05
SARI, DEWI, AMOUNT = MemberRef(phone="081234567890"), MemberRef(phone="081234567891"), Decimal("75000")


def rust(program: str) -> list[float]:
    said = subprocess.run([program, str(CALLS), RULES], check=True, capture_output=True, text=True).stdout
    return [int(line) / 1000 for line in said.split()]


def shop(loyalty: Loyalty) -> Program:
    """A shop with two members: Sari buys all day long, and Dewi has bought once."""
    owner = loyalty.program("kopi-hub", Actor("owner", "budi"))
    owner.publish_rules(RulesSource(text=RULES))
    owner.issue_cards(numbers=["CARD-1", "CARD-2"])
    owner.activate(CardRef(number="CARD-1"), name="Sari", phone="081234567890")
    owner.activate(CardRef(number="CARD-2"), name="Dewi", phone="081234567891")
    owner.record_purchase(DEWI, amount=AMOUNT, outlet="kemang")
    return owner


def python() -> list[float]:
    owner = shop(Loyalty("memory:"))
    return [
        per_call(lambda: owner.record_purchase(SARI, amount=AMOUNT, outlet="kemang")),
        per_call(lambda: owner.look_up(DEWI)),
    ]


def on_postgres() -> float:
    """The same purchase on a server."""
    loyalty = Loyalty(os.environ["DATABASE_URL"] + f"?schema=bench_python_{os.getpid()}")
    loyalty.migrate()
    owner = shop(loyalty)
    return per_call(lambda: owner.record_purchase(SARI, amount=AMOUNT, outlet="kemang"))


def per_call(call: Callable[[], Any]) -> float:
    began = time.perf_counter_ns()
    for _ in range(CALLS):
        call()
    return (time.perf_counter_ns() - began) / CALLS / 1000


def main() -> None:
    program = sys.argv[1]
    rounds = [(rust(program), python()) for _ in range(ROUNDS)]
    costs = []
    print(f"medians of {ROUNDS} rounds of {CALLS} calls, in microseconds")
    for place, name in enumerate(["record_purchase", "look_up"]):
        in_rust = statistics.median(one[place] for one, _ in rounds)
        here = statistics.median(one[place] for _, one in rounds)
        above = statistics.median(there[place] - one[place] for one, there in rounds)
        word = "met" if above <= GOAL else "missed"
        print(f"{name}: Rust {in_rust:.2f}, Python {here:.2f}")
        print(f"target P16 {name}: {above:.2f} us above Rust (goal {GOAL:.0f} us) {word}")
        costs.append(above)
    server = on_postgres()
    share = costs[0] / server
    word = "met" if share <= SHARE else "missed"
    print(f"record_purchase on PostgreSQL: {server:.0f}")
    print(f"target P16: {share:.1%} of the purchase on PostgreSQL (goal {SHARE:.0%}) {word}")


if __name__ == "__main__":
    main()
