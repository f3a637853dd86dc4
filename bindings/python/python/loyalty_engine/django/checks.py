"""What `manage.py check` says of the settings."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.utils.connection import ConnectionDoesNotExist

from . import conf
from ._connection import dialect
from .apps import keep_off_files

#: Generated columns of JSON and strict tables.
_SQLITE_MIN = (3, 38)


def check_settings(app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Every problem with `LOYALTY`."""
    problems: list[CheckMessage] = []
    for name in conf.given():
        if name not in conf.DEFAULTS:
            close = difflib.get_close_matches(name, conf.DEFAULTS, 1)
            hint = f"Did you mean {close[0]!r}?" if close else f"There are {', '.join(conf.DEFAULTS)}."
            problems.append(Error(f"LOYALTY has no setting {name!r}.", hint=hint, id="loyalty.E001"))
    alias = conf.get("DATABASE")
    try:
        connection = connections[alias]
    except ConnectionDoesNotExist:
        hint = "Name one of DATABASES."
        return [*problems, Error(f"LOYALTY['DATABASE'] names no database: {alias!r}.", hint=hint, id="loyalty.E002")]
    if dialect(alias) is None:
        message = f"The database {alias!r} is neither SQLite nor PostgreSQL."
        problems.append(Error(message, hint="Name another one in LOYALTY['DATABASE'].", id="loyalty.E003"))
    elif connection.vendor == "sqlite" and sqlite3.sqlite_version_info < _SQLITE_MIN:
        message = f"SQLite {sqlite3.sqlite_version} is too old."
        problems.append(Error(message, hint="Use 3.38 or newer.", id="loyalty.E004"))
    for file in keep_off_files():
        message = f"{file} is open with Django's SQLite and with the engine's own, which lose each other's locks."
        hint = "Use loyalty_engine.django in place of loyalty_engine.Loyalty."
        problems.append(Error(message, hint=hint, id="loyalty.E005"))
    return problems
