"""What types and exceptions are to Python: copied, pickled, compared, printed and explained."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import pydoc
import re
from decimal import Decimal
from typing import Any

import pytest
from support import CASHIER, OWNER, ROOT, SARI, opened

import loyalty_engine
from loyalty_engine import (
    Actor,
    Invalid,
    Loyalty,
    LoyaltyError,
    MemberRef,
    Outcome,
    Refused,
    Request,
    Unavailable,
    aio,
    errors,
    events,
    reasons,
    refusals,
    to_json,
    types,
)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    loyalty = opened("memory:", seed=1)
    return loyalty.program("kopi-hub", OWNER).record_purchase(SARI, amount=Decimal("75000"), outlet="kemang")


def raised(**given: Any) -> LoyaltyError:
    loyalty = opened("memory:", seed=1)
    with pytest.raises(LoyaltyError) as caught:
        loyalty.program("kopi-hub", OWNER).record_purchase(**given)
    return caught.value


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_an_outcome_is_pickled_copied_and_compared(outcome: Outcome, protocol: int) -> None:
    for again in (pickle.loads(pickle.dumps(outcome, protocol)), copy.copy(outcome), copy.deepcopy(outcome)):
        assert again == outcome
        assert hash(again) == hash(outcome)
        assert repr(again) == repr(outcome)
        assert to_json(again) == to_json(outcome)
        assert type(again) is Outcome
    assert dataclasses.replace(outcome, rules=7) != outcome
    assert dataclasses.asdict(outcome)["stamps"][0]["number"] == 1
    assert Outcome(**{f.name: getattr(outcome, f.name) for f in dataclasses.fields(outcome)}) == outcome


def test_an_answer_is_not_changed(outcome: Outcome) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        outcome.rules = 7  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del outcome.rules


@pytest.mark.parametrize("given", [{"member": MemberRef(phone="081299999999"), "amount": Decimal(1)}, {"amount": 1.5}])
def test_an_exception_is_pickled_and_copied(given: Any) -> None:
    error = raised(**given)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error) == error.message
        assert (again.code, again.retry, again.message) == (error.code, error.retry, error.message)
        assert to_json(again) == to_json(error)
        assert repr(again) == repr(error)


def test_exceptions_say_what_to_do() -> None:
    refused = raised(member=MemberRef(phone="081299999999"), amount=Decimal(1))
    assert isinstance(refused, Refused)
    assert refused.fields == refusals.MemberNotFound()
    assert refused.code == refused.fields.code == "member_not_found"
    assert refused.retry is False
    invalid = raised(member=SARI, amount=1.5)
    assert isinstance(invalid, Invalid)
    assert [(problem.field, problem.code) for problem in invalid.problems] == [("amount", "not_a_decimal")]
    assert repr(invalid).startswith("Invalid(code='not_a_decimal', message=")
    assert issubclass(Unavailable, LoyaltyError)
    assert not issubclass(Refused, Invalid)


def test_what_is_printed_is_what_was_said(outcome: Outcome) -> None:
    assert repr(MemberRef(phone="0812")) == "MemberRef(phone='0812')"
    assert repr(Actor("owner", "budi")) == "Actor(role='owner', id='budi')"
    assert repr(CASHIER) == "Actor(role='cashier', id='sari', outlet='kemang')"
    assert "redeemed" not in repr(outcome)
    assert "reasons" not in repr(outcome)
    names = {n: c for m in (types, events, reasons, refusals) for n, c in vars(m).items() if inspect.isclass(c)}
    import datetime

    assert eval(repr(outcome), names | {"Decimal": Decimal, "datetime": datetime}) == outcome


def test_a_program_and_its_store_say_where_they_are() -> None:
    loyalty = Loyalty("postgres://shop:secret@nowhere:77/shop")
    assert repr(loyalty) == "Loyalty('nowhere:77/shop, schema loyalty')"
    program = loyalty.program("kopi-hub", CASHIER)
    assert "kopi-hub" in repr(program)
    assert "secret" not in repr(program)
    assert program.acting_as(OWNER).actor == OWNER
    assert repr(aio.Loyalty("memory:")) == "Loyalty('memory')"


def test_everything_public_is_explained() -> None:
    for module in (loyalty_engine, aio, errors, events, reasons, refusals, types):
        assert module.__doc__, module
        for name, one in vars(module).items():
            if name.startswith("_") or not inspect.isclass(one) or one.__module__ == "typing":
                continue
            if one.__module__.startswith("loyalty_engine"):
                assert one.__doc__, f"{module.__name__}.{name}"
                assert not one.__doc__.startswith(f"{name}("), f"{module.__name__}.{name}: dataclasses' own words"
    for program in (loyalty_engine.Program, aio.Program):
        for name, method in inspect.getmembers(program, inspect.isfunction):
            assert name.startswith("_") or method.__doc__, name


def test_help_tells_the_arguments() -> None:
    page = pydoc.plain(pydoc.render_doc(loyalty_engine.Program))
    assert inspect.getdoc(loyalty_engine.Program.record_purchase).splitlines()[0] in page
    assert ":param amount:" in page
    assert "idempotency key" in page
    assert pydoc.plain(pydoc.render_doc(loyalty_engine)).count("Loyalty(") > 0


def test_all_names_are_there() -> None:
    for module in (loyalty_engine, aio, errors):
        for name in module.__all__:
            assert hasattr(module, name), f"{module.__name__}.{name}"


def test_a_request_is_a_value() -> None:
    request = Request(types.Renew(member=SARI), key="K")
    assert request == Request(types.Renew(member=SARI), key="K")
    assert pickle.loads(pickle.dumps(request)) == request
    assert "RulesSource" not in repr(request)


@pytest.mark.parametrize("number", [0, 1])
def test_the_readme_runs_as_it_stands(number: int, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (ROOT / "bindings/python/README.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    whole = [block for block in blocks if "import" in block and "Loyalty(" in block][:2]
    assert len(whole) == 2, "the README has a quick start that waits and one that is awaited"
    monkeypatch.chdir(tmp_path)
    exec(compile(whole[number], "README.md", "exec"), {"__name__": "__main__"})
