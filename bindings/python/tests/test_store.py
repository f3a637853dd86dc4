"""A store in Python behind one method, and decisions for a host that keeps its own tables."""

from __future__ import annotations

import asyncio
import json
import threading
from decimal import Decimal
from typing import Any

import pytest

import loyalty_engine
from loyalty_engine import (
    Actor, Broken, CardRef, Decided, Invalid, Load, Loyalty, MemberRef, Refused, Rules, RulesSource, Unavailable,
    aio, compile, conformance, to_json,
)  # fmt: skip
from support import CASHIER, OWNER, RULES, contract

PUTRI = MemberRef(phone="0812-3456-7890")


class Rows:
    """Rows under versions, and not a word of loyalty."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.written = 0
        self.lock = threading.Lock()

    def call(self, name: str, asked: str, /) -> str:
        with self.lock:
            return json.dumps(getattr(self, name)(**json.loads(asked)))

    def load(self, program: str, rows: list[list[str]], groups: list[list[str]]) -> list[dict[str, Any]]:
        return [
            row for key, row in self.rows.items()
            if key[0] == program and ([row["table"], row["id"]] in rows or [row["table"], row["group"]] in groups)
        ]  # fmt: skip

    def commit(self, program: str, rows: list[dict[str, Any]]) -> bool:
        def version(row: dict[str, Any]) -> int:
            found: int = self.rows.get((program, row["table"], row["id"]), {"version": 0})["version"]
            return found

        if any(row["expect"] not in (None, version(row)) for row in rows):
            return False
        for row in (row for row in rows if "state" in row):
            key = program, row["table"], row["id"]
            if row["state"] is None:
                self.rows.pop(key, None)
                continue
            self.written += 1
            found = self.rows.get(key, {"version": 0, "position": self.written})
            changed = {"table": row["table"], "id": row["id"], "group": row.get("group"), "state": row["state"]}
            self.rows[key] = found | changed | {"version": found["version"] + 1}
        return True

    def list(self, program: str, table: str, after: dict[str, Any], limit: int, group: str | None = None) -> Any:
        [(by, start)] = after.items()
        found = [
            row for key, row in self.rows.items()
            if key[:2] == (program, table) and row[by] > start and group in (None, row["group"])
        ]  # fmt: skip
        return sorted(found, key=lambda row: row[by])[:limit]


class Awaited(Rows):
    """The same, as a store on a network is asked."""

    async def call(self, name: str, asked: str, /) -> str:  # type: ignore[override]
        await asyncio.sleep(0)
        return super().call(name, asked)


@pytest.mark.parametrize("case", conformance.cases())
def test_a_store_in_python_does_everything_that_a_store_has_to_do(case: str) -> None:
    assert conformance.findings(case, Rows()) == ()


def test_there_are_cases_and_no_others() -> None:
    assert len(conformance.cases()) >= 29
    with pytest.raises(Invalid):
        conformance.findings("no_such_case", Rows())


def test_a_store_that_does_less_is_found_out() -> None:
    class Forgetful(Rows):
        def commit(self, program: str, rows: list[dict[str, Any]]) -> bool:
            return super().commit(program, [row | {"expect": None} for row in rows])

    assert conformance.findings("a_handle_has_one_owner", Forgetful()) != ()


def bare(error: Exception) -> str:
    return to_json({"error": error})


@pytest.mark.parametrize("flavour", ["sync", "async", "awaited"])
def test_every_scenario_holds_on_a_store_in_python(flavour: str) -> None:
    async def steps(scenario: Any) -> None:
        sync = Loyalty(Rows(), seed=1)
        awaited = aio.Loyalty(Awaited() if flavour == "awaited" else Rows(), seed=1)
        for step in scenario["steps"]:
            call = step["call"]
            try:
                answer = sync.call(call) if flavour == "sync" else await awaited.call(call)
            except loyalty_engine.LoyaltyError as error:
                assert bare(error) == step["answer"], scenario["name"]
            else:
                expected = json.loads(step["answer"])["ok"]
                [named] = expected.values() if "query" in call else [expected]
                assert json.loads(to_json(answer)) == named, scenario["name"]

    async def scenarios() -> None:
        for scenario in contract("scenarios")["scenarios"]:
            await steps(scenario)

    asyncio.run(scenarios())


def shop(store: Rows) -> Loyalty:
    loyalty = Loyalty(store, seed=1)
    owner = loyalty.program("kopi-hub", OWNER)
    owner.publish_rules(RulesSource(text=RULES))
    owner.issue_cards(numbers=["KH-1"])
    owner.activate(CardRef(number="KH-1"), name="Putri", phone="0812-3456-7890")
    return loyalty


@pytest.mark.parametrize(
    ("answer", "error"),
    [("nonsense", Broken), ("{}", Broken), (17, Broken), (None, Broken), (OSError("the disk is full"), OSError),
     (KeyboardInterrupt(), KeyboardInterrupt)],
)  # fmt: skip
def test_what_a_store_raises_or_says_wrongly_is_told(answer: Any, error: type[BaseException]) -> None:
    store = Rows()
    loyalty = shop(store)
    before = loyalty.dump("kopi-hub")

    def wrong(name: str, asked: str) -> Any:
        if isinstance(answer, BaseException):
            raise answer
        return answer

    store.call = wrong  # type: ignore[method-assign]
    with pytest.raises(error):
        loyalty.program("kopi-hub", CASHIER).record_purchase(PUTRI, amount=Decimal("75000"))
    del store.call  # type: ignore[method-assign]
    assert loyalty.dump("kopi-hub") == before


def test_a_commit_of_which_nothing_is_known_is_done_once() -> None:
    class Cut(Rows):
        cut = False

        def commit(self, program: str, rows: list[dict[str, Any]]) -> bool:
            done = super().commit(program, rows)
            if self.cut:
                self.cut = False
                raise TimeoutError("the cable was pulled")
            return done

    store = Cut()
    till = shop(store).program("kopi-hub", CASHIER)
    store.cut = True
    with pytest.raises(TimeoutError):
        till.record_purchase(PUTRI, amount=Decimal("75000"), receipt="INV-1", key="k")
    assert till.record_purchase(PUTRI, amount=Decimal("75000"), receipt="INV-1", key="k").replay
    assert till.look_up(PUTRI).stamps.count == 1  # type: ignore[union-attr]


def test_eight_threads_on_one_store() -> None:
    till = shop(Rows()).program("kopi-hub", CASHIER)

    def buy(number: int) -> None:
        till.record_purchase(PUTRI, amount=Decimal("75000"), receipt=f"INV-{number}")

    threads = [threading.Thread(target=buy, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert till.look_up(PUTRI).stamps.count == 8  # type: ignore[union-attr]


def test_what_is_no_store_is_said() -> None:
    with pytest.raises(TypeError, match="has a method `call"):
        Loyalty(17)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="works with loyalty_engine.aio"):
        Loyalty(Awaited()).dump("kopi-hub")


def decided(rules: Rules, tables: Rows, call: dict[str, Any]) -> Any:
    """What a host does that keeps its own tables."""
    decision = rules.decide(call)
    while isinstance(decision, Load):
        decision = rules.decide(call, decision, json.loads(tables.call("load", json.dumps(decision._asdict()))))
    assert isinstance(decision, Decided)
    if decision.commit is not None:
        assert tables.call("commit", json.dumps(decision.commit)) == "true"
    return decision.answer


def test_a_day_is_decided_without_a_store() -> None:
    rules, tables = compile(RULES, seed=1), Rows()

    def ask(actor: Actor, **asked: Any) -> Any:
        return decided(rules, tables, {"program": "kopi-hub", "actor": actor, "at": "2026-11-21T03:00:00Z"} | asked)

    ask(OWNER, command={"issue_cards": {"numbers": ["KH-1"]}})
    ask(OWNER, command={"activate": {"card": {"number": "KH-1"}, "name": "Putri", "phone": "0812-3456-7890"}})
    purchase = {"record_purchase": {"member": PUTRI, "amount": Decimal("75000"), "receipt": "INV-1"}}
    assert ask(CASHIER, command=purchase).stamps[0].number == 1
    assert ask(CASHIER, command=purchase).replay
    with pytest.raises(Refused):
        ask(CASHIER, command={"redeem": {"member": PUTRI, "reward": {"kind": "cake"}}})
    refused = ask(CASHIER, key="k", command={"redeem": {"member": PUTRI, "reward": {"kind": "cake"}}})
    assert isinstance(refused, Refused) and refused.code == "unknown_reward"
    assert ask(CASHIER, query={"look_up": {"member": PUTRI}}).stamps.count == 1


def test_rules_and_calls_that_make_no_sense() -> None:
    with pytest.raises(Invalid) as found:
        compile("[program]\n")
    assert len(found.value.problems) > 1
    with pytest.raises(Invalid):
        compile()
    with pytest.raises(Invalid):
        compile(RULES).decide({"program": "kopi-hub"})
    with pytest.raises(Invalid):
        decided(compile(RULES), Rows(), {"program": "kopi-hub", "actor": OWNER, "query": {"list_members": {}}})
