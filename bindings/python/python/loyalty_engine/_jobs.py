"""What comes of a job."""

from __future__ import annotations

from typing import NamedTuple


class Migrated(NamedTuple):
    """A schema's version before and now; both 0 where there is no schema."""

    found: int
    now: int


class Settled(NamedTuple):
    """What a sweep did."""

    members: int
    """Members who were due."""
    ended: int
    """Memberships that had ended."""
    lapsed: int
    """Rewards that had lapsed."""
    errors: tuple[str, ...]
    """What went wrong, member by member; the others are settled."""


class Verified(NamedTuple):
    """What a proof found."""

    findings: tuple[str, ...]
    """What is not as it must be; nothing when all is well."""
