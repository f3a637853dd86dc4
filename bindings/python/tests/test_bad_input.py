"""What makes no sense is told by its field and its code, and changes nothing; what Python raises is raised."""

from __future__ import annotations

import enum
import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support import CASHIER, OWNER, RULES, SARI, Desk, Inexpressible, contract, opened, typed

from loyalty_engine import Actor, CardRef, Invalid, Loyalty, LoyaltyError, MemberRef, Outcome, Program, RulesSource, types

ROWS = contract("bad_input")["rows"]


@pytest.fixture(scope="module", params=["sync", "async"])
def desk(request: Any) -> Desk:
    desk = Desk("memory:", request.param)
    for call in contract("bad_input")["setup"]:
        assert desk.raw(call).startswith('{"ok":'), call
    return desk


def test_every_row_of_bad_input(desk: Desk) -> None:
    before = desk.wait(lambda: desk.loyalty.dump("kopi-hub"))
    raw = through_methods = 0
    for row in ROWS:
        if row["call"] is None:
            continue
        expected = (row["field"], row["code"])
        assert first_problem(desk.raw(row["call"])) == expected, row["why"]
        raw += 1
        try:
            found = desk.typed(row["call"])
        except Inexpressible:
            continue
        assert first_problem(found) == expected, row["why"]
        through_methods += 1
    assert desk.wait(lambda: desk.loyalty.dump("kopi-hub")) == before
    assert (raw, through_methods) >= (470, 400), "fewer rows than there were"


def first_problem(answer: str) -> tuple[str, str]:
    error = json.loads(answer)["error"]
    assert error["kind"] == "invalid", answer
    return error["problems"][0]["field"], error["problems"][0]["code"]


class WithIndex:
    """As a number of numpy's."""

    def __index__(self) -> int:
        return 3


class Text(str):
    pass


class Number(int):
    pass


class Names(dict):  # type: ignore[type-arg]
    pass


class Word(str, enum.Enum):
    KEMANG = "kemang"


class Plain(enum.Enum):
    KEMANG = "kemang"


@dataclass
class Foreign:
    phone: str = "081234567890"


class Nowhere(tzinfo):
    """Says nothing of its offset."""

    def utcoffset(self, _: datetime | None) -> None:
        return None


class RaisingZone(tzinfo):
    def utcoffset(self, _: datetime | None) -> timedelta:
        raise ZeroDivisionError("the zone's own trouble")


class RaisingText:
    def __str__(self) -> str:
        raise ZeroDivisionError("the text's own trouble")

    __repr__ = __str__


class RaisingAttributes:
    def __getattr__(self, name: str) -> Any:
        raise ZeroDivisionError("the attribute's own trouble")

    @property
    def __class__(self) -> Any:
        raise ZeroDivisionError("the class's own trouble")


class RaisingDecimal(Decimal):
    def __str__(self) -> str:
        raise ZeroDivisionError("the decimal's own trouble")


class RaisingMapping(Mapping[str, Any]):
    def __getitem__(self, name: str) -> Any:
        raise ZeroDivisionError("the mapping's own trouble")

    def __iter__(self) -> Iterator[str]:
        return iter(["phone"])

    def __len__(self) -> int:
        return 1


def cycle() -> Any:
    inner: dict[str, Any] = {}
    inner["member"] = inner
    return inner


def ring() -> Any:
    items: list[Any] = []
    items.append(items)
    return items


UTC = timezone.utc
#: No argument of any operation takes one of these.
WRONG: dict[str, Callable[[], Any]] = {
    "float": lambda: 75000.0,
    "nan": lambda: float("nan"),
    "infinity": lambda: float("inf"),
    "bytes": lambda: b"75000",
    "bytearray": lambda: bytearray(b"75000"),
    "memoryview": lambda: memoryview(b"75000"),
    "set": lambda: {1, 2},
    "frozenset": lambda: frozenset("ab"),
    "object": object,
    "index": WithIndex,
    "complex": lambda: 1j,
    "ellipsis": lambda: ...,
    "plain enum": lambda: Plain.KEMANG,
    "time": lambda: time(9, 0),
    "timedelta": lambda: timedelta(days=1),
    "lone surrogate": lambda: "\ud800",
    "NUL": lambda: "a\0b",
    "10 MB": lambda: "9" * 10_000_000,
    "a dictionary with numbers for names": lambda: {1: "a"},
    "a dictionary with a surrogate for a name": lambda: {"\udfff": "a"},
    "a dictionary in itself": cycle,
    "a list in itself": ring,
    "a list of a million": lambda: [None] * 1_000_000,
    "an endless range": lambda: range(10**15),
    "generator": lambda: (one for one in "ab"),
    "foreign dataclass": Foreign,
    "class": lambda: MemberRef,
    "another class of ours": lambda: types.Actor("cashier", "sari"),
    "function": lambda: print,
    "module": lambda: json,
    "2 ** 64": lambda: 2**64,
    "-(2 ** 63) - 1": lambda: -(2**63) - 1,
    "2 ** 10000": lambda: 2**10_000,
    "1E+400": lambda: Decimal("1E+400"),
    "1E-400": lambda: Decimal("1E-400"),
    "1E+999999": lambda: Decimal("1E+999999"),
    "raising attributes": RaisingAttributes,
    "raising text": RaisingText,
}
#: These belong somewhere; elsewhere they are wrong.
STRANGE: dict[str, Callable[[], Any]] = {
    "bool": lambda: True,
    "naive datetime": lambda: datetime(2026, 3, 2, 9, 0),
    "datetime nowhere": lambda: datetime(2026, 3, 2, 9, 0, tzinfo=Nowhere()),
    "date.min": lambda: date.min,
    "date.max": lambda: date.max,
    "datetime.min": lambda: datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
    "datetime.max": lambda: datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
    "NaN": lambda: Decimal("NaN"),
    "sNaN": lambda: Decimal("sNaN"),
    "Infinity": lambda: Decimal("Infinity"),
    "-0": lambda: Decimal("-0"),
    "negative": lambda: Decimal("-1"),
    "str": lambda: Text("kemang"),
    "int": lambda: Number(3),
    "dict": lambda: Names(phone="081234567890"),
    "word": lambda: Word.KEMANG,
    "empty": lambda: "",
    "tuple": lambda: (),
}

VALID: dict[str, dict[str, Any]] = {
    "publish_rules": {"rules": RulesSource(text=RULES)},
    "issue_cards": {"numbers": ["CARD-9"]},
    "activate": {"card": CardRef(number="CARD-2"), "name": "Tono", "phone": "081200000003"},
    "register": {"name": "Tono", "phone": "081200000003"},
    "update_profile": {"member": SARI, "address": "Jalan Kemang 1"},
    "renew": {"member": SARI},
    "block": {"member": SARI, "reason": "lost"},
    "unblock": {"member": SARI},
    "replace_card": {"member": SARI, "card": CardRef(number="CARD-2")},
    "redeem": {"member": SARI, "reward": types.RewardRef(kind="voucher")},
    "undo_redemption": {"reward": "019cac46-1500-7c76-94ec-fd7b0b623b80.1.1.10"},
    "record_purchase": {"member": SARI, "amount": Decimal("75000")},
    "erase": {"member": "019cac46-1500-7c76-94ec-fd7b0b623b80"},
    "mark_purchase": {"mark": "shipped"},
    "exchange_purchase": {"bought": types.NewPurchase(amount=Decimal("60000"))},
    "adjust_points": {"points": 5},
    "transfer_points": {"points": 1},
    "hold_points": {"points": 1, "until": datetime(2100, 1, 1, tzinfo=timezone.utc)},
    "release_points": {"hold": "019cac46-1500-7c76-94ec-fd7b0b623b80"},
    "buy_reward": {"reward": "voucher"},
    "reverse_reward": {"reward": "019cac46-1500-7c76-94ec-fd7b0b623b80.1.1.10"},
    "forecast": {"by": date(2027, 1, 1)},
}


def places() -> Iterator[tuple[str, str]]:
    """Every argument of every operation."""
    for name, method in inspect.getmembers(Program, inspect.isfunction):
        if name.startswith("_") or name in ("batch", "acting_as"):
            continue
        for argument in inspect.signature(method).parameters:
            if argument != "self":
                yield name, argument


def arguments(operation: str) -> dict[str, Any]:
    """Something for every required argument, so that only one is wrong."""
    given = {}
    for name, parameter in inspect.signature(getattr(Program, operation)).parameters.items():
        if name != "self" and parameter.default is inspect.Parameter.empty:
            known = VALID.get(operation, {})
            wants = str(parameter.annotation)
            if name in known:
                given[name] = known[name]
            elif "MemberRef" in wants:
                given[name] = SARI
            elif "CardRef" in wants:
                given[name] = CardRef(number="CARD-1")
            elif "Ref" in wants:
                given[name] = getattr(types, wants.removeprefix("_t."))(id="019cac46-1500-7c76-94ec-fd7b0b623b80")
            else:
                given[name] = "anything"
    return given


@pytest.fixture
def loyalty() -> Loyalty:
    return opened("memory:", seed=1)


@pytest.mark.parametrize("wrong", WRONG)
def test_no_argument_takes_it(loyalty: Loyalty, wrong: str) -> None:
    before = loyalty.dump("kopi-hub")
    owner = loyalty.program("kopi-hub", OWNER)
    for operation, argument in places():
        given = arguments(operation) | {argument: WRONG[wrong]()}
        with pytest.raises(Invalid) as caught:
            getattr(owner, operation)(**given)
        field, expected = caught.value.problems[0].field, argument.rstrip("_")
        parts = field.split(".")
        assert expected in parts or field in ("card", "member", "reward"), f"{operation}({argument}): {field}"
    assert loyalty.dump("kopi-hub") == before


@pytest.mark.parametrize("strange", STRANGE)
def test_nothing_crashes_on_it(loyalty: Loyalty, strange: str) -> None:
    owner = loyalty.program("kopi-hub", OWNER)
    for operation, argument in places():
        given = arguments(operation) | {argument: STRANGE[strange]()} | {"dry_run": True}
        if "dry_run" not in inspect.signature(getattr(Program, operation)).parameters:
            del given["dry_run"]
        try:
            answer = getattr(owner, operation)(**given)
        except LoyaltyError as error:
            assert not isinstance(error, types_of_trouble()), f"{operation}({argument}): {error!r}"
        else:
            assert answer is not None
    assert loyalty.verify("kopi-hub").findings == ()


def types_of_trouble() -> tuple[type[LoyaltyError], ...]:
    from loyalty_engine import Broken, Conflict, Unavailable

    return (Broken, Conflict, Unavailable)


@pytest.mark.parametrize("raising", [RaisingDecimal, RaisingMapping, lambda: datetime(2026, 3, 2, tzinfo=RaisingZone())])
def test_an_exception_of_the_values_own_comes_out_as_it_is(loyalty: Loyalty, raising: Callable[[], Any]) -> None:
    before = loyalty.dump("kopi-hub")
    owner = loyalty.program("kopi-hub", OWNER)
    for operation, argument in places():
        given = arguments(operation) | {argument: raising()}
        with pytest.raises(ZeroDivisionError, match="own trouble"):
            getattr(owner, operation)(**given)
    with pytest.raises(ZeroDivisionError, match="own trouble"):
        owner.batch([types.RecordPurchase(member=SARI, amount=raising()), types.Renew(member=SARI)])
    assert loyalty.dump("kopi-hub") == before


def test_an_exception_comes_out_of_a_coroutine_too() -> None:
    import asyncio

    from loyalty_engine import aio

    async def ask() -> Any:
        cashier = aio.Loyalty("memory:").program("kopi-hub", CASHIER)
        return await cashier.record_purchase(SARI, amount=RaisingDecimal(1))

    with pytest.raises(ZeroDivisionError, match="own trouble"):
        asyncio.run(ask())


def purchase(loyalty: Loyalty, **given: Any) -> Outcome:
    return loyalty.program("kopi-hub", OWNER).record_purchase(SARI, **given)


def code(loyalty: Loyalty, **given: Any) -> tuple[str, str]:
    with pytest.raises(Invalid) as caught:
        purchase(loyalty, **given)
    return caught.value.problems[0].field, caught.value.code


def test_money_is_exact_or_refused(loyalty: Loyalty) -> None:
    good = Decimal("75000")
    for amount in (good, "75000", Decimal("7.5E+4"), Text("75000"), Decimal("75000.00")):
        outcome = purchase(loyalty, amount=amount, outlet="kemang", dry_run=True)
        assert [event.amount for event in outcome.events if hasattr(event, "amount")][:1] == [good], repr(amount)
    assert code(loyalty, amount=75000.0) == ("amount", "not_a_decimal")
    assert code(loyalty, amount=75000) == ("amount", "not_a_decimal")
    assert code(loyalty, amount=True) == ("amount", "not_a_decimal")
    assert code(loyalty, amount=b"75000")[0] == "amount"
    assert code(loyalty, amount=Decimal("NaN")) == ("amount", "not_a_decimal")
    assert code(loyalty, amount=Decimal("1E+400")) == ("amount", "too_large")
    assert code(loyalty, amount=Decimal("1E-400")) == ("amount", "too_precise")


def test_moments_have_an_offset(loyalty: Loyalty) -> None:
    from zoneinfo import ZoneInfo

    def moment(at: Any) -> Any:
        return purchase(loyalty, amount=Decimal("75000"), outlet="kemang", at=at, dry_run=True).at

    now = datetime.now(UTC).replace(microsecond=0)
    assert moment(now) == now
    assert moment(now).tzinfo == UTC
    assert moment(now.astimezone(ZoneInfo("Asia/Jakarta"))) == now
    assert moment(now.astimezone(timezone(timedelta(hours=7, minutes=7, seconds=12)))) == now
    naive = now.replace(tzinfo=None)
    for wrong in (naive, naive.replace(tzinfo=Nowhere()), now.date()):
        assert code(loyalty, amount=Decimal("75000"), at=wrong) == ("at", "not_a_moment")
    for beyond in (STRANGE["datetime.max"](), STRANGE["datetime.min"]()):
        assert code(loyalty, amount=Decimal("75000"), at=beyond)[0] == "at"


def test_words_and_mappings_of_any_class_are_taken(loyalty: Loyalty) -> None:
    from types import MappingProxyType

    amount = Decimal("75000")
    assert purchase(loyalty, amount=amount, outlet=Word.KEMANG, dry_run=True).stamps
    assert purchase(loyalty, amount=amount, outlet=Text("kemang"), dry_run=True).stamps
    owner = loyalty.program("kopi-hub", OWNER)
    wanted: Any = MappingProxyType({"phone": "081234567890"})
    assert owner.record_purchase(wanted, amount=amount, outlet="kemang", dry_run=True).stamps


def test_misuse_is_a_type_error(loyalty: Loyalty) -> None:
    not_an_actor: Any
    for not_an_actor in (None, "sari", {"role": "owner", "id": "budi"}, Actor):
        with pytest.raises(TypeError, match="who asks is an Actor"):
            loyalty.program("kopi-hub", not_an_actor)
    owner = loyalty.program("kopi-hub", OWNER)
    not_a_command: Any
    for not_a_command in (None, "renew", {"renew": {}}, types.RecordPurchase, OWNER, SARI):
        with pytest.raises(TypeError, match="a batch takes commands"):
            owner.batch([not_a_command])
    with pytest.raises(TypeError):
        owner.record_purchase(SARI)  # type: ignore[call-arg]
    with pytest.raises(Invalid) as caught:
        Loyalty("mysql://nobody")
    assert (caught.value.problems[0].field, caught.value.code) == ("url", "not_a_store")
    with pytest.raises(TypeError):
        Loyalty(None)  # type: ignore[arg-type]
    with pytest.raises(OverflowError):
        Loyalty("memory:", seed=-1)


def test_a_file_system_path_with_a_zero_byte_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        Loyalty(f"sqlite:{tmp_path}/a\0b")


def test_the_typed_form_is_really_typed() -> None:
    call = {
        "program": "kopi-hub",
        "actor": {"role": "cashier", "id": "sari", "outlet": "kemang"},
        "at": "2026-03-02T09:00:00+07:00",
        "command": {"record_purchase": {"member": {"phone": "0812"}, "amount": "75000"}},
    }
    program, actor, operation, given = typed(call)
    assert (program, actor, operation) == ("kopi-hub", CASHIER, "record_purchase")
    assert given["member"] == MemberRef(phone="0812")
    assert given["amount"] == Decimal("75000")
    assert isinstance(given["amount"], Decimal)
    assert given["at"].utcoffset() == timedelta(hours=7)
