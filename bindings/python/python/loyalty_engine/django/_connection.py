"""A connection of Django's, as the engine uses it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db import connections, transaction
from django.db.utils import Error
from django.utils.connection import ConnectionDoesNotExist

from .._lent import wait
from .._native import Lent
from ..errors import Forbidden, Invalid, LoyaltyError, Refused
from . import conf

_PLACE = re.compile(r"[$?](\d+)")
_DIALECTS = {"sqlite": "sqlite:", "postgresql": "postgres:"}


def dialect(alias: str) -> str | None:
    """How the engine speaks to this database; nothing when it does not."""
    found = _DIALECTS.get(connections[alias].vendor)
    return f"{found}{conf.get('SCHEMA')}" if found == "postgres:" else found


def view(noun: str) -> str:
    """One of the engine's views, as Django names a table."""
    try:
        vendor = connections[conf.get("DATABASE")].vendor
    except ConnectionDoesNotExist:  # A check says so.
        vendor = "unknown"
    return f'"{conf.get("SCHEMA")}"."{noun}"' if vendor == "postgresql" else f"loyalty_view_{noun}"


def ask(lent: Lent, alias: str, kind: str, values: Any) -> Any:
    """Asks within the transaction in which the connection is, or within one of its own."""
    said: LoyaltyError | None = None
    with transaction.atomic(using=alias):
        try:
            return wait(lent, kind, values, lambda sql, given: query(alias, sql, given))
        except (Refused, Invalid, Forbidden) as error:
            # An answer as well: a refusal is kept under its key, so nothing is rolled back.
            said = error
    raise said


def query(alias: str, sql: str, given: Sequence[Any]) -> Any:
    """One statement's rows; or the database's code and words, when it refuses."""
    try:
        with connections[alias].cursor() as cursor:
            if given:
                sql, given = placed(sql, given)
                cursor.execute(sql, given)
            else:
                cursor.execute(sql)
            return [] if cursor.description is None else cursor.fetchall()
    except Error as error:
        return {"code": code(error), "message": str(error)}


def placed(sql: str, given: Sequence[Any]) -> tuple[str, list[Any]]:
    """Django's cursors want `%s`, in the order of the values."""
    values: list[Any] = []

    def place(found: re.Match[str]) -> str:
        values.append(given[int(found[1]) - 1])
        return "%s"

    return _PLACE.sub(place, sql.replace("%", "%%")), values


def code(error: BaseException) -> str | None:
    """The database's own code, from the driver's error beneath Django's."""
    for found in (error.__cause__, error):
        for name in ("sqlstate", "pgcode", "sqlite_errorname"):
            value = getattr(found, name, None)
            if isinstance(value, str):
                return value
    return None
