"""What Python's own values are to the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date, datetime, timezone
from itertools import islice
from typing import Any
from uuid import UUID

#: The engine reads no more values than this.
_VALUES_MAX = 65_536


class Data:
    """The base of every type that crosses: printed, it shows what differs from the defaults."""

    def __repr__(self) -> str:
        shown = []
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if field.default is MISSING or value != field.default:
                shown.append(f"{field.name}={value!r}")
        return f"{type(self).__qualname__}({', '.join(shown)})"


def plain(value: Any) -> Any:
    """A value of some class as text, a dictionary or a list; `...` when it is nothing that crosses.

    Its class tells what it is. What its own methods raise is the caller's to see.
    """
    of = type(value)
    if issubclass(of, datetime):
        return _moment(value)
    if issubclass(of, (date, UUID)):
        return str(value)
    if issubclass(of, (bytes, bytearray, memoryview)):
        return ...
    if issubclass(of, Mapping):
        return dict(value) if len(value) <= _VALUES_MAX else ...
    if issubclass(of, Sequence):
        # One more than the engine reads, so that it can say so.
        return list(islice(value, _VALUES_MAX + 1))
    return ...


def _moment(moment: datetime) -> str:
    """In UTC. Without an offset it is no moment, and beyond the calendar neither: its text says so."""
    if moment.utcoffset() is None:
        return moment.isoformat()
    try:
        return moment.astimezone(timezone.utc).isoformat()
    except OverflowError:
        return moment.isoformat()
