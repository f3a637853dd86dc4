"""What the tests share: stores of their own, the contract, and calls as the methods' annotations want them."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import itertools
import json
import os
import sys
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal, Union

import pytest

import loyalty_engine
from loyalty_engine import Actor, LoyaltyError, MemberRef, RulesSource, aio, to_json

ROOT = Path(os.environ.get("LOYALTY_ROOT") or Path(__file__).resolve().parents[3])
DATABASE_URL = os.environ.get("DATABASE_URL")
SEED = 1
#: Longer than anything here takes: whoever is not back by then hangs.
PATIENCE = 60
STORES = ["memory", "sqlite", "postgres"]
needs_postgres = pytest.mark.skipif(not DATABASE_URL, reason="DATABASE_URL names no PostgreSQL")

OWNER = Actor("owner", "budi")
CASHIER = Actor("cashier", "sari", outlet="kemang")
RULES = """
[program]
name = "Kopi Hub"
currency = "IDR"
time_zone = "Asia/Jakarta"
rounding = { places = 0, mode = "half_up" }
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
SARI = MemberRef(phone="081234567890")


def opened(url: str, seed: int | None = None) -> loyalty_engine.Loyalty:
    """A store with a program, and Sari, who has a card."""
    loyalty = loyalty_engine.Loyalty(url, seed=seed)
    loyalty.migrate()
    owner = loyalty.program("kopi-hub", OWNER)
    owner.publish_rules(RulesSource(text=RULES))
    owner.issue_cards(numbers=["CARD-1"])
    owner.activate(loyalty_engine.CardRef(number="CARD-1"), name="Sari", phone="081234567890")
    return loyalty


def purchases(loyalty: loyalty_engine.Loyalty) -> int:
    """How many purchases were recorded, whoever looks."""
    return loyalty.dump("kopi-hub").count('"event":"purchase_recorded"')


@functools.cache
def contract(name: str) -> Any:
    """What `cargo xtask contract` wrote."""
    path = ROOT / "target/contract" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))


_numbers = itertools.count()


@contextmanager
def store(sort: str, folder: Path) -> Iterator[str]:
    """The URL of an empty store, which is gone afterwards."""
    number = next(_numbers)
    if sort == "memory":
        yield "memory:"
    elif sort == "sqlite":
        yield f"sqlite:{folder}/{number}.loyalty"
    else:
        if not DATABASE_URL:
            pytest.skip("DATABASE_URL names no PostgreSQL")
        name = f"python_{os.getpid()}_{number}"
        yield f"{DATABASE_URL}{'&' if '?' in DATABASE_URL else '?'}schema={name}"
        sql(f"DROP SCHEMA IF EXISTS {name} CASCADE")


def schema_of(url: str) -> str:
    return url.rsplit("schema=", 1)[1]


def connect() -> Any:
    """A connection that has nothing to do with the engine."""
    import psycopg

    assert DATABASE_URL
    return psycopg.connect(DATABASE_URL, autocommit=True, options="-c client_min_messages=error")


def sql(statement: str) -> list[Any]:
    with connect() as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


class Inexpressible(Exception):
    """The typed methods have no word for it: Python itself refuses such a call."""


def convert(value: Any, hint: Any) -> Any:
    """A JSON value in the type that an annotation names; what has no such form stays as it is."""
    origin, of = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        (hint,) = [one for one in of if one is not type(None)]
        return convert(value, hint)
    if origin in (tuple, Sequence) and isinstance(value, list):
        return tuple(convert(one, of[0]) for one in value)
    if origin is Mapping and isinstance(value, dict):
        return {name: convert(one, of[1]) for name, one in value.items()}
    if isinstance(value, str) and origin is not Literal:
        return _exact(value, hint)
    if dataclasses.is_dataclass(hint) and isinstance(value, dict):
        return dataclass(value, hint)
    return value


def _exact(text: str, hint: Any) -> Any:
    try:
        if hint is Decimal and str(Decimal(text)) == text:
            return Decimal(text)
        if hint is date and date.fromisoformat(text).isoformat() == text:
            return date.fromisoformat(text)
        if hint is datetime and "T" in text:
            moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
            return moment if moment.tzinfo else text
    except (ValueError, InvalidOperation):
        pass
    return text


def dataclass(fields: dict[str, Any], of: Any) -> Any:
    """Our own class, where it has a word for everything that was said; a plain dictionary otherwise."""
    hints = typing.get_type_hints(of)
    named = {python(name): value for name, value in fields.items()}
    required = [f.name for f in dataclasses.fields(of) if f.default is dataclasses.MISSING]
    known = {f.name for f in dataclasses.fields(of)}
    if not named.keys() <= known or not named.keys() >= set(required) or None in named.values():
        return fields
    return of(**{name: convert(value, hints[name]) for name, value in named.items()})


def python(name: str) -> str:
    return f"{name}_" if name == "from" else name


def typed(call: Any) -> tuple[str, Actor, str, dict[str, Any]]:
    """A call as a program's method takes it: the program, who asks, the method, and its arguments."""
    if not isinstance(call, dict) or not call.keys() <= {"program", "actor", "command", "query", "at", "key", "dry_run"}:
        raise Inexpressible
    asked = call.get("command", call.get("query"))
    if not isinstance(asked, dict) or len(asked) != 1 or not {"program", "actor"} <= call.keys():
        raise Inexpressible
    if "command" in call and "query" in call:
        raise Inexpressible
    [(operation, arguments)] = asked.items()
    if operation.startswith("_") or not isinstance(arguments, dict):
        raise Inexpressible
    method = getattr(loyalty_engine.Program, operation, None)
    if operation in ("batch", "acting_as", "name", "actor") or method is None:
        raise Inexpressible
    hints = typing.get_type_hints(method)
    if ("dry_run" in hints) != ("command" in call):
        raise Inexpressible
    given = {python(name): value for name, value in arguments.items()}
    if None in call.values() or None in arguments.values():
        raise Inexpressible  # To Python that is nothing said.
    given |= {name: call[name] for name in ("at", "key", "dry_run") if name in call}
    given = {name: convert(value, hints.get(name)) for name, value in given.items()}
    try:
        __import__("inspect").signature(method).bind(None, **given)
    except TypeError:
        raise Inexpressible from None
    actor = convert(call["actor"], Actor)
    if not isinstance(actor, Actor):
        raise Inexpressible
    return call["program"], actor, operation, given


class Desk:
    """An engine under test, waiting or awaited; every answer is in its bytes."""

    def __init__(self, url: str, flavour: str) -> None:
        self.is_async = flavour == "async"
        self.loyalty: Any = aio.Loyalty(url, seed=SEED) if self.is_async else loyalty_engine.Loyalty(url, seed=SEED)

    def wait(self, answer: Any) -> Any:
        if not self.is_async:
            return answer()

        async def ask() -> Any:
            return await answer()

        return asyncio.run(ask())

    def raw(self, call: Any) -> str:
        return self._told(lambda: self.loyalty.call(call), call)

    def typed(self, call: Any) -> str:
        program, actor, operation, given = typed(call)
        return self._told(lambda: getattr(self.loyalty.program(program, actor), operation)(**given), call)

    def _told(self, answer: Any, call: Any) -> str:
        try:
            found = to_json(self.wait(answer))
        except LoyaltyError as error:
            return f'{{"error":{to_json(error)}}}'
        return f'{{"ok":{found}}}'


def finish(code: str, *arguments: str, timeout: float = PATIENCE) -> str:
    """What a program of its own says, when it ends well and in time."""
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=timeout,
        cwd=Path(__file__).parent,
    )
    assert done.returncode == 0, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout
