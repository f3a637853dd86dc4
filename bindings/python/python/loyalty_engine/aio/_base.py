"""Waiting in an event loop for what a thread of the engine's answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from .._base import Bound, answers
from .._engine import Asked
from ..errors import LoyaltyError
from ..types import Outcome


async def ask(native: Asked, kind: str, values: Any) -> Any:
    """Asks, and gives the loop to others until the answer is there."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Any] = loop.create_future()

    def settle(value: Any, error: BaseException | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(value)
        else:
            future.set_exception(error)

    def done(value: Any, error: BaseException | None) -> None:
        try:
            loop.call_soon_threadsafe(settle, value, error)
        except RuntimeError:
            pass  # The loop is closed: nobody waits any more.

    native.begin(kind, values, done)
    return await future


class AsyncProgramBase(Bound):
    """A program whose operations are awaited."""

    __slots__ = ()

    async def _ask(self, kind: str, values: Any) -> Any:
        return await ask(self._native, kind, values)

    async def _command(self, command: str, given: Any, key: str | None, at: datetime | None, dry_run: bool) -> Any:
        return await self._ask("call", self._call(command, given, key, at, dry_run))

    async def _query(self, query: str, given: Any, at: datetime | None) -> Any:
        return await self._ask("call", self._question(query, given, at))

    async def batch(self, requests: Iterable[Any]) -> list[Outcome | LoyaltyError]:
        """Does each command, in order, each seeing the ones before it; a refused one does not disturb the others.

        :param requests: Commands of `loyalty_engine.types`, or a `Request` around one.
        """
        return answers(await self._ask("batch", self._batch(requests)))
