"""What was heard is worked on once: it is kept first, ended when it is answered, and taken up again if it was not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any, Generic, TypeVar

from esor_bot.metrics import Metrics
from esor_bot.serving.arrivals import Arrivals, Reported
from esor_bot.serving.lanes import Lanes
from esor_bot.serving.trouble import Refused, Trouble

Job = Callable[[], Awaitable[bool]]
"""Works on something; says whether it is done with. What is not is taken up again later."""

Known = Callable[[], Awaitable[bool]]
"""Waits until something is kept, or for a moment; says whether it is known to have come before."""

_Reported = TypeVar("_Reported", bound=Reported)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task(Generic[_Reported]):
    """Something that is worked on, under the name by which it is kept.

    `began` is when that began, by a clock of the process; `left` when it came, where another process has left it.
    """

    heard: _Reported
    key: str
    began: float = 0.0
    left: datetime | None = None

    @property
    def again(self) -> bool:
        """Say whether some of it may have been done before."""
        return self.left is not None


class Once:
    """Lets things be worked on in the background. `stored` is for how many seconds an answer waits until they are kept.

    A database out of reach is no reason to leave somebody without an answer.
    """

    def __init__(
        self, platform: str, arrivals: Arrivals[Any], lanes: Lanes, metrics: Metrics, stored: float = 3.0
    ) -> None:
        self._platform = platform
        self._arrivals = arrivals
        self._lanes = lanes
        self._metrics = metrics
        self._stored = stored

    def accept(self, task: Task[Any], job: Job) -> asyncio.Future[bool] | None:
        """Keep something, and let it be worked on in its turn; None for what was heard before, else what ends then."""

        async def unless_known(known: Known) -> bool:
            return not await known() and await self.answered(task, job)

        return self._begin(task, task.heard.lane, unless_known)

    def act(self, task: Task[Any], job: Callable[[Known], Awaitable[bool]]) -> bool:
        """Keep something, and let it be worked on at once; `job` has to ask whether it came before. False: it did."""
        return self._begin(task, task.key, job) is not None

    def take_up(self, task: Task[Any], job: Job) -> None:
        """Let something be worked on that another process has left. Where it breaks again, it is dropped."""
        self._arrivals.hold(task.key)
        self._lanes.add(task.heard.lane, partial(self.held, task, partial(self.answered, task, job)))

    def check(self, task: Task[Any], check: Callable[[], Awaitable[None]]) -> None:
        """Let a file be checked beside everything else: it takes long, and whoever waits may ask meanwhile."""
        self._arrivals.hold(task.key)
        self._lanes.add(f"{task.key}:check", partial(self.held, task, partial(self._checked, check)))

    async def held(self, task: Task[Any], job: Job) -> None:
        """Work on something that is held, and end it."""
        try:
            if await job():
                await self._arrivals.done(task.key)
        except Exception as error:
            if not task.again:  # it is taken up again once, as if we had died
                raise
            _LOG.exception("arrival_dropped", extra={"platform": self._platform, "reason": type(error).__name__})
            await self._arrivals.done(task.key)
        finally:
            self._arrivals.let_go(task.key)

    async def answered(self, task: Task[Any], job: Job) -> bool:
        """Work on something, and count how long that took."""
        done = await job()
        self._metrics.handled(self._platform, task.heard.kind, monotonic() - task.began)
        return done

    async def shown(self, task: Task[Any], showing: Awaitable[bool], waits: Callable[[Refused], bool]) -> bool:
        """Show what came of something; say whether it is done with.

        What can't be shown now is left for later; so is what was refused, where it `waits` for somebody to mend it.
        """
        kind = task.heard.kind
        try:
            return await showing
        except Refused as error:
            _LOG.error("answer_refused", extra={"platform": self._platform, "kind": kind, "reason": error.reason})
            return not waits(error)
        except Trouble as error:
            _LOG.error("answer_not_shown", extra={"platform": self._platform, "kind": kind, "reason": error.reason})
            return False

    def _begin(
        self, task: Task[Any], lane: str, job: Callable[[Known], Awaitable[bool]]
    ) -> asyncio.Future[bool] | None:
        if not self._arrivals.new(task.key):
            return None
        first = self._arrivals.first(task.heard)
        self._arrivals.hold(task.key)
        self._lanes.add(lane, partial(self.held, task, partial(job, partial(self._known, first))))
        return first

    async def _known(self, first: asyncio.Future[bool]) -> bool:
        await asyncio.wait({first}, timeout=self._stored)
        return first.done() and not first.cancelled() and first.exception() is None and not first.result()

    async def _checked(self, check: Callable[[], Awaitable[None]]) -> bool:
        try:
            await check()
        except Trouble as error:
            _LOG.error("check_not_shown", extra={"platform": self._platform, "reason": error.reason})
            return False
        return True
