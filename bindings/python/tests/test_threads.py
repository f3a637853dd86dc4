"""Many threads on one engine, and an interpreter that runs on while they wait."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from support import OWNER, PATIENCE, SARI, STORES, connect, opened, purchases, schema_of, store

from loyalty_engine import LoyaltyError, types


@pytest.mark.parametrize("sort", STORES)
def test_sixteen_threads_on_one_engine(sort: str, tmp_path: Path) -> None:
    with store(sort, tmp_path) as url:
        loyalty = opened(url)
        cashier = loyalty.program("kopi-hub", OWNER)

        def buy(number: int) -> None:
            while True:
                try:
                    cashier.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang", key=f"K-{number}")
                    return
                except LoyaltyError as error:
                    if not error.retry:
                        raise

        with ThreadPoolExecutor(16) as pool:
            list(pool.map(buy, range(320), timeout=PATIENCE))
        assert purchases(loyalty) == 320
        assert loyalty.verify("kopi-hub").findings == ()


def test_the_interpreter_runs_on_while_a_call_waits(tmp_path: Path) -> None:
    with store("postgres", tmp_path) as url:
        loyalty = opened(url)
        cashier = loyalty.program("kopi-hub", OWNER)
        answered = threading.Event()

        def buy() -> None:
            cashier.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang")
            answered.set()

        with connect() as other:
            with other.transaction():
                other.execute(f"LOCK TABLE {schema_of(url)}.purchase IN ACCESS EXCLUSIVE MODE")
                waiting = threading.Thread(target=buy)
                waiting.start()
                deadline = time.monotonic() + PATIENCE
                while not blocked(url):
                    assert time.monotonic() < deadline, "the purchase never came to the lock"
                counted = 0
                while counted < 1_000_000:
                    counted += 1
                assert not answered.is_set(), "the purchase did not wait for the lock"
            waiting.join(PATIENCE)
        assert answered.is_set()
        assert purchases(loyalty) == 1


def blocked(url: str) -> bool:
    with connect() as other:
        found = other.execute(
            "SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation "
            "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT l.granted AND n.nspname = %s",
            (schema_of(url),),
        ).fetchone()
        return bool(found and found[0])


@pytest.mark.parametrize("sort", STORES)
def test_a_batch_answers_each_call(sort: str, tmp_path: Path) -> None:
    with store(sort, tmp_path) as url:
        loyalty = opened(url)
        owner = loyalty.program("kopi-hub", OWNER)
        good = types.RecordPurchase(member=SARI, amount=Decimal("75000"), outlet="kemang")
        unknown = types.RecordPurchase(member=types.MemberRef(phone="081299999999"), amount=Decimal("75000"))
        senseless = types.RecordPurchase(member=SARI, amount=Decimal("-1"))
        answers = owner.batch([good, unknown, senseless, good])
        kinds = [getattr(answer, "code", None) or [stamp.number for stamp in answer.stamps] for answer in answers]
        assert kinds == [[1], "member_not_found", "negative", [2]]
        assert purchases(loyalty) == 2
