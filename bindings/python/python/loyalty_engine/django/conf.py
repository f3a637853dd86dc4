"""The settings: one dictionary, `LOYALTY`, read when it is needed."""

from __future__ import annotations

from typing import Any

from django.conf import settings

#: What may stand there, and what holds when it does not.
DEFAULTS: dict[str, Any] = {
    # The alias of the database in which programs live.
    "DATABASE": "default",
    # The program that `program(actor)` means; nothing for a project with several.
    "PROGRAM": None,
    # The schema on PostgreSQL.
    "SCHEMA": "loyalty",
    # Who somebody in the admin is to the engine: a dotted path to a function of the request.
    "ACTOR": "loyalty_engine.django.admin.actor",
    # Ids that are the same each time, for tests.
    "SEED": None,
}


def given() -> dict[str, Any]:
    """What the project says."""
    return dict(getattr(settings, "LOYALTY", {}))


def get(name: str) -> Any:
    """One setting."""
    return given().get(name, DEFAULTS[name])
