"""Tries on a store of your own what every store has to do.

    from loyalty_engine import conformance

    @pytest.mark.parametrize("case", conformance.cases())
    def test_store(case: str) -> None:
        assert conformance.findings(case, MyStore()) == ()
"""

from __future__ import annotations

from ._lent import Own, Store

__all__ = ["cases", "findings"]


class _Nowhere:
    def call(self, name: str, json: str, /) -> str:
        raise NotImplementedError


def cases() -> tuple[str, ...]:
    """The names of everything that a store has to do."""
    named: tuple[str, ...] = Own(_Nowhere(), None).wait("job", {"conformance": {}})["cases"]
    return named


def findings(case: str, store: Store) -> tuple[str, ...]:
    """Tries one of them on an empty store, and says what is wrong: nothing when all is well."""
    found: tuple[str, ...] = Own(store, None).wait("job", {"conformance": {"case": case}})["findings"]
    return found
