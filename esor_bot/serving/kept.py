"""A platform that is kept running: one that breaks is put together anew, one that is refused is left, and told of."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from esor_bot.desk.messenger import GaveUp, RetryLater
from esor_bot.domain.case import Place
from esor_bot.errors import UsageError
from esor_bot.metrics import Metrics
from esor_bot.serving.adapter import Adapter, Platform
from esor_bot.serving.board import Part
from esor_bot.serving.kit import Kit

FIRST, LONGEST = 1.0, 60.0
"""After so many seconds a platform that broke is put together anew, each time twice as many, up to the second one."""

_LOG = logging.getLogger(__name__)


class Kept:
    """A platform as long as the process runs, and its messenger whatever becomes of it meanwhile."""

    def __init__(self, adapter: Adapter, kit: Kit, first: float = FIRST) -> None:
        self.name = adapter.name
        self.refused: UsageError | None = None
        self._adapter = adapter
        self._kit = kit
        self._first = first
        self._broken = ""
        self._platform: Platform = self._connected()

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set, or the platform refuses us for good: that stands in `refused` then."""
        failed = 0
        while not stop.is_set():
            try:
                await self._platform.run(stop)
            except UsageError as error:
                self.refused = error
                _LOG.error("platform_refused", extra={"platform": self.name})
                return
            except Exception as error:  # noqa: BLE001 - a fault in one platform must not take down the others
                self._broken = type(error).__name__
                _LOG.error("platform_broke", exc_info=error, extra={"platform": self.name, "times": failed + 1})
            else:
                if stop.is_set():
                    return
                self._broken = "ended"
                _LOG.error("platform_ended", extra={"platform": self.name, "times": failed + 1})
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), min(self._first * 2.0 ** min(failed, 30), LONGEST))
                return
            failed += 1
            self._platform, self._broken = self._connected(), ""

    def part(self) -> Part:
        """Say how it is now."""
        if self.refused is not None:
            return Part("refused", fine=False, reason="see esor-bot doctor")
        if self._broken:
            return Part("broken", fine=False, reason=self._broken)
        return Part("ready", fine=True) if self._platform.ready else Part("connecting", fine=False)

    async def send(self, place: Place, body: str, key: str) -> str:
        """Deliver something through the platform as it is now, and count it."""
        try:
            receipt = await self._platform.messenger.send(place, body, key)
        except (RetryLater, GaveUp) as error:
            self._kit.metrics.sent(self.name, error.why)
            raise
        except BaseException as error:  # what took too long is cancelled
            self._kit.metrics.sent(self.name, type(error).__name__)
            raise
        self._kit.metrics.sent(self.name)
        return receipt

    def _connected(self) -> Platform:
        metrics: Metrics = self._kit.metrics
        return self._adapter.connect(self._kit.app, self._kit.intake, self._kit.roster, metrics)
