"""Rules without a store, for a host that keeps its own tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ._base import answers
from ._native import Compiled
from .errors import LoyaltyError


class Load(NamedTuple):
    """Rows that have to be known before the call can be decided."""

    program: str
    """The tenant; nothing is shared between two."""
    rows: Sequence[tuple[str, str]]
    """Each by its table and id."""
    groups: Sequence[tuple[str, str]]
    """All of a table that were written with this group."""


class Decided(NamedTuple):
    """An answer, and what has to be written before it holds."""

    answer: Any
    """What the call answers: an `Outcome`, or what a question is about. An error is raised instead, unless it is to be
    kept: then it is this."""
    commit: Mapping[str, Any] | None
    """`{"program": …, "rows": […]}`, whole or, if one expectation does not hold, not at all; nothing to write when
    `None`."""


class Rules:
    """A program's rules, checked once."""

    __slots__ = ("_native",)

    def __init__(self, documents: Sequence[str], seed: int | None) -> None:
        self._native = Compiled(documents, seed)

    def decide(
        self, call: Mapping[str, Any], load: Load | None = None, rows: Sequence[Mapping[str, Any]] = ()
    ) -> Load | Decided:
        """Decides a call in the words of `spec/schema.json`.

        :param call: The call.
        :param load: What the decision before wanted loaded.
        :param rows: What is there of it: `{"table": …, "id": …, "version": …, "state": …}` each.
        """
        known = "" if load is None else json.dumps({"load": load._asdict(), "rows": list(rows)})
        decided = self._native.decide(known, call)
        if "load" in decided:
            return Load(**json.loads(decided["load"]))
        commit = decided["commit"]
        [answer] = answers([decided["reply"]])
        if commit is None and isinstance(answer, LoyaltyError):
            raise answer
        return Decided(answer, None if commit is None else json.loads(commit))


def compile(*documents: str, seed: int | None = None) -> Rules:
    """Checks rules, for a host that keeps its own tables.

    :param documents: The rules in TOML or JSON: every version there has been, oldest first.
    :param seed: Ids that are the same each time, for tests.
    """
    return Rules(documents, seed)
