"""Something that only one process does: it is held while it is done, and another goes on where this one dies."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TypeVar

from esor_bot.desk.lease import HOLDS, Lease

EVERY = 5.0
"""So often it is held again by whoever does it, and asked for by those who wait."""

_LOG = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class Sole:
    """Waits until something is this process's alone, and says when it is not any more.

    `shared`: other processes may be at the same database; where there can be none, nothing is asked for.
    """

    def __init__(self, lease: Lease, *, shared: bool, every: float = EVERY) -> None:
        self._lease = lease
        self._shared = shared
        self._every = every
        self.lost = asyncio.Event()
        self.waiting = False

    async def taken(self, stop: asyncio.Event) -> bool:
        """Wait until it is ours; say so, or that it was to stop before."""
        self.lost.clear()
        while self._shared and not stop.is_set():
            if await _call(self._lease.hold):
                break
            if not self.waiting:
                _LOG.info("standing_by", extra={"part": self._lease.name})
            self.waiting = True
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self._every)
        self.waiting = False
        return not stop.is_set()

    async def keep(self) -> None:
        """Hold it again and again, until it is cancelled or somebody else has it: `lost` is set then.

        Where the database can't be reached nobody else can take it either: it is held on until that can't be sure.
        """
        if not self._shared:
            return
        held = monotonic()
        while True:
            await asyncio.sleep(self._every)
            ours = await _call(self._lease.hold)
            if ours:
                held = monotonic()
            elif ours is False:
                _LOG.warning("lease_lost", extra={"part": self._lease.name})
                self.lost.set()
                return
            elif monotonic() - held > HOLDS.total_seconds():
                _LOG.warning("lease_not_sure", extra={"part": self._lease.name})

    async def let_go(self) -> None:
        """Leave it to whoever waits."""
        if self._shared:
            await _call(self._lease.let_go)


async def _call(work: Callable[[], _Result]) -> _Result:
    return await asyncio.to_thread(work)
