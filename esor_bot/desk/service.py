"""What runs in the background: the outbox and the bells, until they are told to stop."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from esor_bot.desk.bells import Bells
from esor_bot.desk.outbox import Outbox
from esor_bot.errors import StoreError

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rests:
    """How long is rested, in seconds, before looking again: for something to deliver, and for a timer.

    Where the database can't be used it is looked for again after `first`, then each time twice as long, up to
    `longest`. What runs when it is told to stop has the time of `grace` to finish.
    """

    outbox: float = 1.0
    bells: float = 5.0
    first: float = 1.0
    longest: float = 60.0
    grace: float = 10.0


class Service:
    """Runs outbox and bells side by side, so that neither waits for the other."""

    def __init__(
        self, outbox: Outbox, bells: Bells, rests: Rests | None = None, dice: random.Random | None = None
    ) -> None:
        self._outbox = outbox
        self._bells = bells
        self._rests = rests or Rests()
        self._dice = dice or random.Random()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set. Nothing is begun then; what runs is finished, or left to its lease."""
        parts = [
            asyncio.create_task(self._keep_on("outbox", self._outbox.run_once, self._rests.outbox, stop)),
            asyncio.create_task(self._keep_on("bells", self._ring, self._rests.bells, stop)),
        ]
        try:
            await stop.wait()
            await asyncio.wait(parts, timeout=self._rests.grace)
        finally:
            for part in parts:
                part.cancel()
            await asyncio.gather(*parts, return_exceptions=True)

    async def _ring(self) -> int:
        return await asyncio.to_thread(self._bells.run_once)

    async def _keep_on(self, part: str, work: Callable[[], Awaitable[int]], rest: float, stop: asyncio.Event) -> None:
        """Do some work again and again; rest where there is none, and longer where it fails."""
        failed = 0
        while not stop.is_set():
            pause = rest
            try:
                done = await work()
            except Exception as error:  # noqa: BLE001 - the office waits for the next message all the same
                reason = error.reason if isinstance(error, StoreError) else type(error).__name__
                _LOG.warning("service_failed", extra={"part": part, "reason": reason, "times": failed + 1})
                pause = min(self._rests.first * 2.0 ** min(failed, 30), self._rests.longest)
                failed += 1
            else:
                if failed:
                    _LOG.warning("service_recovered", extra={"part": part, "times": failed})
                failed = 0
                if done:
                    continue
            await _rested(stop, pause * self._dice.uniform(0.5, 1.0))


async def _rested(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
