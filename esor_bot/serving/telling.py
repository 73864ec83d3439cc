"""How far something is, told while it goes on: not more often than somebody can read it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

PAUSE = 1.5
"""Seconds between two tellings."""


class Telling:
    """Tells how far something is, not more often than every so many seconds; what was meanwhile is left out."""

    def __init__(self, tell: Callable[[int, int], Awaitable[None]], pause: float = PAUSE) -> None:
        self._tell = tell
        self._pause = pause
        self._loop = asyncio.get_running_loop()
        self._latest: tuple[int, int] | None = None
        self._news = asyncio.Event()

    def from_thread(self, done: int, total: int) -> None:
        """Note how far it is; any thread may call it."""
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self._loop.call_soon_threadsafe(self._note, done, total)

    async def run(self) -> None:
        """Tell, until it is cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            if self._latest is not None:
                await self._tell(*self._latest)
            await asyncio.sleep(self._pause)

    def _note(self, done: int, total: int) -> None:
        self._latest = (done, total)
        self._news.set()
