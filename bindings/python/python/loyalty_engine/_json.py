"""Answers as JSON, in the very bytes in which every other language has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

from ._errors import LoyaltyError

_TAGS = ("event", "code")


def to_json(value: Any) -> str:
    """An answer, or a part of one, as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, (Decimal, date)):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, LoyaltyError):
        return _plain(value._error)
    if hasattr(value, "__dataclass_fields__"):
        tag = {name: getattr(value, name) for name in _TAGS if isinstance(vars(type(value)).get(name), str)}
        # What was left out of an answer is not in its own dictionary either: its class has the default.
        return tag | {name.rstrip("_"): _plain(one) for name, one in vars(value).items() if one is not None}
    return value


def _moment(moment: datetime) -> str:
    text = moment.astimezone(timezone.utc).isoformat()[: -len("+00:00")]
    return (text.rstrip("0") if "." in text else text) + "Z"
