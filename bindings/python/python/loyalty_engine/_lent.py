"""An engine on connections of the host's, and on a store of its own."""

from __future__ import annotations

import asyncio
import inspect
import threading
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from ._files import opening
from ._native import Lent, Native


class Store(Protocol):
    """A store of your own, behind one method.

    It keeps rows under versions, and knows nothing of what they mean. `call("load", json)` answers with the rows that
    are asked for, as one consistent view; `call("commit", json)` with `true`, or `false` if one expectation does not
    hold and nothing was written; `call("list", json)` with rows in order. Several threads may call at once. What it
    raises comes out of the call.
    """

    def call(self, name: str, json: str, /) -> str | Awaitable[str]: ...


def opened(store: str | Store, seed: int | None) -> Native | Own:
    """What is asked: an engine on its own store, or on one of the host's."""
    if not isinstance(store, str):
        return Own(store, seed)
    opening(store)
    return Native(store, seed)


def wait(lent: Lent, kind: str, values: Any, query: Callable[[str, tuple[Any, ...]], Any]) -> Any:
    """Asks, and waits. What `query` raises comes out as it is, when the engine has ended what it was about."""
    raised: list[BaseException] = []

    def run(sql: str, given: tuple[Any, ...]) -> Any:
        try:
            return query(sql, given)
        except BaseException as error:
            raised.append(error)
            return {"message": str(error)}

    try:
        return lent.wait(kind, values, run)
    finally:
        if raised:
            raise raised[0]


class Own:
    """An engine on a store of the host's own."""

    __slots__ = ("_lent", "_store")

    def __init__(self, store: Store, seed: int | None) -> None:
        if not callable(getattr(store, "call", None)):
            raise TypeError(f"a store is a URL, or has a method `call(name, json)`; this is a {type(store).__name__}")
        self._lent = Lent("store:", seed)
        self._store = store

    def place(self) -> str:
        return type(self._store).__name__

    def wait(self, kind: str, values: Any, /) -> Any:
        def query(name: str, given: tuple[Any, ...]) -> Any:
            answer = self._store.call(name, given[0])
            if inspect.isawaitable(answer):
                getattr(answer, "close", lambda: None)()
                raise TypeError("a store that has to be awaited works with loyalty_engine.aio")
            return [[answer]]

        return wait(self._lent, kind, values, query)

    def begin(self, kind: str, values: Any, done: Callable[[Any, BaseException | None], object], /) -> None:
        """A store that is awaited is awaited in the loop that asks; the engine waits for it on a thread of its own."""
        loop = asyncio.get_running_loop()

        async def awaited(answer: Awaitable[str]) -> str:
            return await answer

        def query(name: str, given: tuple[Any, ...]) -> Any:
            answer = self._store.call(name, given[0])
            if inspect.isawaitable(answer):
                answer = asyncio.run_coroutine_threadsafe(awaited(answer), loop).result()
            return [[answer]]

        def work() -> None:
            try:
                answer = wait(self._lent, kind, values, query)
            except BaseException as error:
                done(None, error)
            else:
                done(answer, None)

        threading.Thread(target=work, name="loyalty", daemon=True).start()
