"""What every error has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .types import Problem as Problem


class LoyaltyError(Exception):
    """Every end of a call other than an answer. Its class says what to do, its code what is the matter."""

    code: str
    """Stable; of invalid input, that of the first problem."""
    message: str
    """For people; nothing should match on it."""
    retry: bool
    """Should the same request, with the same key, be sent again?"""

    def __init__(self, error: Mapping[str, Any]) -> None:
        super().__init__(error["message"])
        self._error = dict(error)
        for name, value in error.items():
            if name != "kind":
                setattr(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self._error,))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(code={self.code!r}, message={self.message!r})"
