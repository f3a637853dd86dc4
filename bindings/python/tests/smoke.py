"""The wheel on a Python of which nothing else is known: a purchase, a refusal, a coroutine, a fork, many ends."""

import asyncio
import os
import pickle
import subprocess
import sys
import tempfile
from decimal import Decimal

import loyalty_engine
from loyalty_engine import Actor, CardRef, Loyalty, MemberRef, Refused, RulesSource, aio

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
"""

#: Ends as soon as its last answer is there, while whoever brought it may still be on the way out.
LAST = """
import asyncio, sys
from loyalty_engine import Actor, MemberRef, aio
shop = aio.Loyalty(f"sqlite:{sys.argv[1]}/shop.loyalty").program("kopi-hub", Actor("owner", "budi"))
asyncio.run(shop.look_up(MemberRef(phone="081234567890")))
"""

with tempfile.TemporaryDirectory() as folder:
    loyalty = Loyalty(f"sqlite:{folder}/shop.loyalty")
    owner = loyalty.program("kopi-hub", Actor("owner", "budi"))
    owner.publish_rules(RulesSource(text=RULES))
    owner.issue_cards(numbers=["CARD-1"])
    member = owner.activate(CardRef(number="CARD-1"), name="Sari", phone="081234567890").member
    outcome = owner.record_purchase(MemberRef(id=member), amount=Decimal("75000"), outlet="kemang")
    assert [stamp.number for stamp in outcome.stamps] == [1], outcome
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    try:
        owner.activate(CardRef(number="CARD-1"), name="Tono", phone="081200000003")
    except Refused as refused:
        assert refused.code == "card_assigned", refused
    else:
        raise SystemExit("a card was given to two people")
    child = os.fork()
    if child == 0:
        owner.record_purchase(MemberRef(id=member), amount=Decimal("75000"), outlet="kemang")
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    later = aio.Loyalty(f"sqlite:{folder}/shop.loyalty").program("kopi-hub", Actor("owner", "budi"))

    async def purchase() -> int:
        outcome = await later.record_purchase(MemberRef(id=member), amount=Decimal("75000"), outlet="kemang")
        return outcome.stamps[0].number

    assert asyncio.run(purchase()) == 3
    assert loyalty.verify("kopi-hub").findings == ()
    for _ in range(10):
        assert subprocess.call([sys.executable, "-c", LAST, folder]) == 0
print(f"loyalty_engine {loyalty_engine.__version__} works on CPython {sys.version.split()[0]}")
