"""Work in the background: so much at once, what is of one lane in order, and none of it forgotten."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic

Job = Callable[[], Awaitable[object]]

MOST = 200
_LOG = logging.getLogger(__name__)


class Lanes:
    """Runs jobs. Those of one lane run one after the other; of all lanes together so many run at once."""

    def __init__(self, most: int = MOST) -> None:
        self._free = asyncio.Semaphore(most)
        self._waiting: dict[str, deque[Job]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def count(self) -> int:
        """How many jobs run or wait."""
        return len(self._tasks) + sum(len(jobs) for jobs in self._waiting.values())

    def add(self, lane: str, job: Job) -> None:
        """Let a job run when its turn comes. What it raises is logged."""
        if lane in self._waiting:
            self._waiting[lane].append(job)
            return
        self._waiting[lane] = deque((job,))
        self._start(self._run(lane))

    async def finish(self, seconds: float) -> None:
        """Wait until all that runs is done, for so many seconds at most; what is then left is cut off."""
        until = monotonic() + seconds
        while self._tasks and (left := until - monotonic()) > 0:
            await asyncio.wait(set(self._tasks), timeout=left)
        for task in set(self._tasks):
            task.cancel()
        if self._tasks:
            _LOG.warning("work_cut_off", extra={"count": len(self._tasks)})
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, lane: str) -> None:
        jobs = self._waiting[lane]
        try:
            while jobs:
                async with self._free:
                    await self._one(jobs.popleft())
        finally:
            del self._waiting[lane]

    async def _one(self, job: Job) -> None:
        try:
            await job()
        except Exception as error:  # noqa: BLE001 - one job that fails must not hold up those behind it
            _LOG.exception("work_failed", extra={"reason": type(error).__name__})
