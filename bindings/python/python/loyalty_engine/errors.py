# Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
"""One exception for each kind of error. The kind says what to do, the code what is wrong."""

from __future__ import annotations

from ._errors import LoyaltyError, Problem
from .types import Refusal

__all__ = ["LoyaltyError", "Problem", "KINDS", "Refused", "Invalid", "Forbidden", "Conflict", "Unavailable", "Broken"]


class Refused(LoyaltyError):
    """The rules say no: show it to the person who asked."""

    fields: Refusal
    """The facts of the refusal."""


class Invalid(LoyaltyError):
    """The input makes no sense: fix it. Every problem is listed."""

    problems: tuple[Problem, ...]
    """Every problem, with its field."""


class Forbidden(LoyaltyError):
    """The actor's role does not reach that far."""


class Conflict(LoyaltyError):
    """Others were faster each time: send the same request again."""


class Unavailable(LoyaltyError):
    """The store did not answer: send the same request, same key, again."""

    outcome: str
    """May it have happened? `not_done` or `unknown`."""


class Broken(LoyaltyError):
    """Stored data can't be read, or our own bug: call someone."""


#: Exceptions by kind.
KINDS: dict[str, type[LoyaltyError]] = {
    "refused": Refused,
    "invalid": Invalid,
    "forbidden": Forbidden,
    "conflict": Conflict,
    "unavailable": Unavailable,
    "broken": Broken,
}
