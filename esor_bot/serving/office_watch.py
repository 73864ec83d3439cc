"""Whether the office can be reached on each platform: told at the health port, and in the log as long as it can't.

Applicants are served all the same, so the process is ready without it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from time import monotonic

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from esor_bot.desk.roster import Roster
from esor_bot.serving.board import Board, Part

HOUR = 3600.0
_EVERY = 5.0
_LOG = logging.getLogger(__name__)


class OfficeWatch(Collector):
    """Watches the office of those platforms that have one, for the board, the numbers and the log."""

    def __init__(
        self, roster: Roster, platforms: Iterable[str], board: Board, seconds: Callable[[], float] = monotonic
    ) -> None:
        self._roster = roster
        self._platforms = tuple(platforms)
        self._seconds = seconds
        self._said: dict[str, float] = {}
        for platform in self._platforms:
            board.put(f"{platform}_office", partial(self._part, platform))

    async def run(self, stop: asyncio.Event) -> None:
        """Look again and again until `stop` is set."""
        while not stop.is_set():
            self.look()
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _EVERY)

    def look(self) -> None:
        """Look once; log what can't be reached, again each hour, and what can be again."""
        now = self._seconds()
        for platform in self._platforms:
            why = self._roster.faults.get(platform, "")
            if not why:
                if self._said.pop(platform, None) is not None:
                    _LOG.warning("office_back", extra={"platform": platform})
            elif now - self._said.get(platform, -HOUR) >= HOUR:
                self._said[platform] = now
                _LOG.error("office_not_reached", extra={"platform": platform, "reason": why})

    def collect(self) -> Iterator[Metric]:
        """Yield for each platform whether its office can be reached."""
        reached = GaugeMetricFamily(
            "esor_bot_office_reached", "Whether the office's channel can be used.", labels=("platform",)
        )
        for platform in self._platforms:
            reached.add_metric((platform,), 0.0 if platform in self._roster.faults else 1.0)
        yield reached

    def _part(self, platform: str) -> Part:
        why = self._roster.faults.get(platform, "")
        return Part("not_reached" if why else "ready", fine=not why, reason=why, needed=False)
