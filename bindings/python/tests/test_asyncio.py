"""Coroutines: cancelled at any moment, on any loop, in any thread."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support import OWNER, PATIENCE, RULES, SARI, finish, opened, purchases, store

from loyalty_engine import CardRef, Loyalty, MemberRef, PurchaseRef, Receipt, RewardRef, RulesSource, aio
from loyalty_engine.types import FirstState, NewPurchase

#: The counter gives a reward with the first stamp, so that there is one to hand over.
GENEROUS = RULES.replace("per_cycle = 10", "per_cycle = 10\nat_activation = 1").replace('{ 10 =', '{ 1 = "voucher", 10 =')
GENEROUS += '[points]\nper = "1000"\ntransfer = true\nmoney_off = { value = "10" }\ncatalogue = { voucher = { cost = 1 } }\n'
TONO = MemberRef(phone="081200000003")
BOUGHT = PurchaseRef(receipt=Receipt(number="INV-1", outlet="kemang"))

#: Every command on a shop of its own, with what has to be done before it.
COMMANDS: dict[str, dict[str, Any]] = {
    "publish_rules": {"rules": RulesSource(text=RULES)},
    "issue_cards": {"count": 3},
    "activate": {"card": CardRef(number="CARD-2"), "name": "Tono", "phone": "081200000003"},
    "register": {"name": "Tono", "phone": "081200000003"},
    "update_profile": {"member": SARI, "address": "Jalan Kemang 1"},
    "renew": {"member": SARI},
    "block": {"member": SARI, "reason": "lost"},
    "unblock": {"member": SARI, "reason": "found"},
    "replace_card": {"member": SARI, "card": CardRef(number="CARD-2")},
    "close": {"member": SARI, "reason": "moved"},
    "record_purchase": {"member": SARI, "amount": Decimal("75000"), "outlet": "kemang"},
    "void_purchase": {"purchase": PurchaseRef(receipt=Receipt(number="INV-1", outlet="kemang")), "reason": "wrong"},
    "redeem": {"member": SARI, "reward": RewardRef(kind="voucher")},
    "undo_redemption": {"reason": "wrong"},
    "settle": {"member": SARI},
    "reopen": {"member": SARI, "reason": "came back"},
    "erase": {},
    "pay_purchase": {"purchase": BOUGHT},
    "complete_purchase": {"purchase": BOUGHT},
    "cancel_purchase": {"purchase": BOUGHT, "reason": "called off"},
    "reopen_purchase": {"purchase": BOUGHT, "reason": "it was right"},
    "mark_purchase": {"purchase": BOUGHT, "mark": "shipped"},
    "adopt_purchase": {"purchase": BOUGHT, "member": SARI},
    "refund_purchase": {"purchase": BOUGHT, "amount": Decimal("1000"), "reason": "cold"},
    "exchange_purchase": {"purchase": BOUGHT, "bought": NewPurchase(amount=Decimal("60000")), "reason": "cold"},
    "reprint_receipt": {"purchase": BOUGHT},
    "adjust_points": {"member": SARI, "points": 5, "reason": "welcome"},
    "transfer_points": {"member": SARI, "to": MemberRef(phone="081200000003"), "points": 1},
    "spend_points": {"member": SARI, "points": 1},
    "hold_points": {"member": SARI, "points": 1, "until": datetime(2100, 1, 1, tzinfo=timezone.utc)},
    "release_points": {"member": SARI},
    "buy_reward": {"member": SARI, "reward": "voucher"},
    "reverse_reward": {"reason": "changed their mind"},
    "merge": {"member": MemberRef(phone="081200000003"), "into": SARI},
}

#: How the purchase begins that a command goes on with.
BEGINS: dict[str, FirstState] = {"pay_purchase": "pending", "complete_purchase": "paid", "cancel_purchase": "paid"}


def prepared(loyalty: Loyalty, program: str, command: str) -> dict[str, Any]:
    """A shop where the command can be done, and the command's arguments."""
    owner = loyalty.program(program, OWNER)
    owner.publish_rules(RulesSource(text=GENEROUS))
    owner.issue_cards(numbers=["CARD-1", "CARD-2"])
    owner.activate(CardRef(number="CARD-1"), name="Sari", phone="081234567890")
    given = dict(COMMANDS[command])
    if command == "unblock":
        owner.block(SARI, reason="lost")
    if command == "adopt_purchase":
        owner.record_purchase(amount=Decimal("75000"), outlet="kemang", receipt="INV-1")
    elif "purchase" in COMMANDS[command] or "points" in command or command in ("buy_reward", "reverse_reward"):
        begins = BEGINS.get(command, "completed")
        owner.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang", receipt="INV-1", state=begins)
    if command == "reopen_purchase":
        owner.void_purchase(BOUGHT, reason="wrong")
    if command in ("merge", "transfer_points"):
        owner.register("Tono", phone="081200000003")
    if command == "reopen":
        owner.close(SARI, reason="moved")
    if command == "erase":
        given["member"] = owner.look_up(SARI).id
    if command == "release_points":
        given["hold"] = owner.hold_points(SARI, points=1, until=datetime(2100, 1, 1, tzinfo=timezone.utc)).hold
    if command == "reverse_reward":
        given["reward"] = owner.buy_reward(SARI, reward="voucher").earned[0].id
    if command == "undo_redemption":
        redeemed = owner.redeem(SARI, reward=RewardRef(kind="voucher")).redeemed
        assert redeemed
        given["reward"] = redeemed.id
    return given


def events(dump: str) -> Counter[str]:
    return Counter(part.split('"', 1)[0] for part in dump.split('"event":"')[1:])


#: What stands in somebody else's log.
ELSEWHERE = {"transfer_points": "points_received", "merge": "member_merged"}


def happened(*outcomes: Any) -> Counter[str]:
    elsewhere = [ELSEWHERE[outcome.operation] for outcome in outcomes if outcome.operation in ELSEWHERE]
    return Counter([event.event for outcome in outcomes for event in outcome.events] + elsewhere)


def test_every_command_is_here() -> None:
    import inspect

    methods = inspect.getmembers(aio.Program, inspect.isfunction)
    public = [(name, method) for name, method in methods if not name.startswith("_")]
    names = {name for name, method in public if "dry_run" in inspect.signature(method).parameters}
    assert names == COMMANDS.keys()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("sort", ["memory", "sqlite", "postgres"])
def test_a_cancelled_command_happens_whole_or_not_at_all(sort: str, command: str, tmp_path: Path) -> None:
    with store(sort, tmp_path) as url:
        loyalty = aio.Loyalty(url)
        # In memory a stranger has the same engine, elsewhere one of its own.
        stranger = Loyalty.__new__(Loyalty)
        stranger._native = loyalty._native
        if sort != "memory":
            stranger = Loyalty(url)
            stranger.migrate()
        for moment in range(8):
            asyncio.run(cancelled_at(loyalty, stranger, f"shop-{moment}", command, moment))


async def cancelled_at(loyalty: aio.Loyalty, stranger: Loyalty, program: str, command: str, moment: int) -> None:
    given = prepared(stranger, program, command)
    before = events(stranger.dump(program))
    method = getattr(loyalty.program(program, OWNER), command)
    task = asyncio.create_task(method(**given, key="once"))
    for _ in range(moment):
        await asyncio.sleep(0 if moment < 4 else 0.001)
    task.cancel()
    result = (await asyncio.gather(task, return_exceptions=True))[0]
    # The stranger finds nothing locked and nothing half-done; what it writes is there afterwards.
    written = stranger.program(program, OWNER).register("Rina", phone="081200000009")
    again = await asyncio.wait_for(method(**given, key="once"), PATIENCE)
    if not isinstance(result, BaseException):
        assert again.events == result.events
    assert events(stranger.dump(program)) == before + happened(written, again), f"{command} at {moment}"
    assert (await method(**given, key="once")).replay
    assert stranger.verify(program).findings == ()


@pytest.mark.parametrize("sort", ["sqlite", "postgres"])
def test_a_hundred_cancelled_at_once_have_one_effect_each(sort: str, tmp_path: Path) -> None:
    async def main() -> None:
        cashier = aio.Loyalty(url).program("kopi-hub", OWNER)

        def buy(number: int) -> Any:
            return cashier.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang", key=f"K-{number}")

        tasks = [asyncio.create_task(buy(number)) for number in range(100)]
        for number, task in enumerate(tasks):
            if number % 10 == 0:
                await asyncio.sleep(0)
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for number in range(100):
            await asyncio.wait_for(buy(number), PATIENCE)

    with store(sort, tmp_path) as url:
        loyalty = opened(url)
        asyncio.run(main())
        assert purchases(loyalty) == 100
        assert loyalty.verify("kopi-hub").findings == ()


@pytest.mark.parametrize("sort", ["memory", "sqlite", "postgres"])
def test_several_loops_in_several_threads_share_one_engine(sort: str, tmp_path: Path) -> None:
    with store(sort, tmp_path) as url:
        loyalty = aio.Loyalty(url)
        asyncio.run(loyalty.migrate())
        sync = Loyalty.__new__(Loyalty)
        sync._native = loyalty._native
        prepared(sync, "kopi-hub", "renew")
        failures: list[BaseException] = []

        async def buy() -> None:
            cashier = loyalty.program("kopi-hub", OWNER)
            calls = [cashier.record_purchase(None, amount=Decimal("75000"), outlet="kemang") for _ in range(10)]
            await asyncio.wait_for(asyncio.gather(*calls), PATIENCE)

        def loop() -> None:
            try:
                asyncio.run(buy())
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=loop) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert failures == []
        assert purchases(sync) == 40


@pytest.mark.parametrize("sort", ["sqlite", "postgres"])
def test_a_loop_that_is_closed_meanwhile_loses_nothing(sort: str, tmp_path: Path) -> None:
    async def begin() -> None:
        cashier = aio.Loyalty(url).program("kopi-hub", OWNER)
        for number in range(20):
            asyncio.get_running_loop().create_task(
                cashier.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang", key=f"K-{number}")
            )
        await asyncio.sleep(0)

    with store(sort, tmp_path) as url:
        loyalty = opened(url)
        loop = asyncio.new_event_loop()
        loop.run_until_complete(begin())
        pending = asyncio.all_tasks(loop)
        loop.close()
        for task in pending:
            task._log_destroy_pending = False  # type: ignore[attr-defined]
        cashier = loyalty.program("kopi-hub", OWNER)
        for number in range(20):
            cashier.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang", key=f"K-{number}")
        assert purchases(loyalty) == 20
        assert loyalty.verify("kopi-hub").findings == ()


def test_a_timeout_is_kept_while_the_store_is_locked(tmp_path: Path) -> None:
    import time

    from support import connect, schema_of

    async def ask() -> None:
        cashier = aio.Loyalty(url).program("kopi-hub", OWNER)
        await cashier.look_up(SARI)
        call = cashier.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang", key="K")
        began = time.monotonic()
        with pytest.raises(asyncio.TimeoutError):
            if hasattr(asyncio, "timeout"):
                async with asyncio.timeout(0.3):
                    await call
            else:
                await asyncio.wait_for(call, 0.3)
        assert 0.2 < time.monotonic() - began < 5

    with store("postgres", tmp_path) as url:
        loyalty = opened(url)
        with connect() as other, other.transaction():
            other.execute(f"LOCK TABLE {schema_of(url)}.purchase IN ACCESS EXCLUSIVE MODE")
            asyncio.run(ask())
        # What was no longer waited for was done, or is done now; in either case once.
        loyalty.program("kopi-hub", OWNER).record_purchase(SARI, amount=Decimal("75000"), outlet="kemang", key="K")
        assert purchases(loyalty) == 1


def test_the_loop_turns_while_a_call_waits(tmp_path: Path) -> None:
    from support import connect, schema_of

    async def ask() -> int:
        cashier = aio.Loyalty(url).program("kopi-hub", OWNER)
        await cashier.look_up(SARI)
        task = asyncio.create_task(cashier.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang"))
        turns = 0
        with connect() as other, other.transaction():
            other.execute(f"LOCK TABLE {schema_of(url)}.purchase IN ACCESS EXCLUSIVE MODE")
            while turns < 1000:
                await asyncio.sleep(0)
                turns += 1
        await asyncio.wait_for(task, PATIENCE)
        return turns

    with store("postgres", tmp_path) as url:
        opened(url)
        assert asyncio.run(ask()) == 1000


def test_uvloop(tmp_path: Path) -> None:
    uvloop = pytest.importorskip("uvloop")

    async def buy() -> None:
        cashier = aio.Loyalty(url).program("kopi-hub", OWNER)
        calls = [cashier.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang") for _ in range(50)]
        task = asyncio.create_task(cashier.history(SARI))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait_for(asyncio.gather(*calls), PATIENCE)

    for sort in ("sqlite", "postgres"):
        with store(sort, tmp_path) as url:
            loyalty = opened(url)
            uvloop.run(buy())
            assert purchases(loyalty) == 50


EXIT = """
import asyncio, sys, threading
from decimal import Decimal
from loyalty_engine import aio
from support import OWNER, SARI, opened

opened(sys.argv[1])
sort = sys.argv[2]
shop = aio.Loyalty(sys.argv[1]).program("kopi-hub", OWNER)

def done(*_):
    pass

for number in range(50):
    call = shop._call("record_purchase", {"member": SARI, "amount": Decimal("75000")}, None, None, False)
    shop._native.begin("call", call, done)
if sort == "threads":
    from loyalty_engine import Loyalty
    waiting = Loyalty(sys.argv[1]).program("kopi-hub", OWNER)

    def forever():
        while True:
            waiting.record_purchase(SARI, amount=Decimal("75000"))

    for _ in range(4):
        threading.Thread(target=forever, daemon=True).start()
if sort == "loop":
    async def leave():
        for number in range(20):
            asyncio.get_running_loop().create_task(shop.record_purchase(SARI, amount=Decimal("75000")))
        await asyncio.sleep(0)
    asyncio.run(leave())
print("bye")
"""


@pytest.mark.parametrize("way", ["callbacks", "threads", "loop"])
@pytest.mark.parametrize("sort", ["sqlite", "postgres"])
def test_the_interpreter_ends_while_calls_are_under_way(sort: str, way: str, tmp_path: Path) -> None:
    with store(sort, tmp_path) as url:
        assert finish(EXIT, url, way, timeout=20).endswith("bye\n")
