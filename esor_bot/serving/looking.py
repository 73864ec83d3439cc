"""The office's place on a platform, looked at again and again: sooner where something is wrong, or has changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from esor_bot.desk.roster import Roster

EVERY, SOON = 300.0, 15.0
"""After so many seconds it is looked at again where all was well, and where it was not."""

_LOG = logging.getLogger(__name__)


class Looking:
    """Says when to look, and what was seen: in the roster, and in the log, there once for each reason."""

    def __init__(self, platform: str, roster: Roster, every: float = EVERY, soon: float = SOON) -> None:
        self._platform = platform
        self._roster = roster
        self._every = every
        self._soon = soon
        self._changed = asyncio.Event()
        self._said = ""

    def changed(self) -> None:
        """Let it be looked at at once."""
        self._changed.set()

    async def run(self, look: Callable[[], Awaitable[bool]]) -> None:
        """Look again and again, until it is cancelled; `look` says whether all is well."""
        while True:
            self._changed.clear()
            rest = self._every if await look() else self._soon
            with suppress(TimeoutError):
                async with asyncio.timeout(rest):
                    await self._changed.wait()

    def say(self, reason: str, *, works: bool = False) -> None:
        """Note and log what is wrong with the office, "" for nothing; `works`: it is told of questions all the same."""
        self._roster.fault(self._platform, "" if works else reason)
        self.not_seen(reason)

    def not_seen(self, reason: str) -> None:
        """Log why the office was not seen now, where that says nothing of how it is: what is known of it stays."""
        if reason == self._said:
            return
        self._said = reason
        if reason:
            _LOG.error("office_not_seen", extra={"platform": self._platform, "reason": reason})
        else:
            _LOG.info("office_seen", extra={"platform": self._platform})
