"""What arrived and is being worked on: kept until it was answered, held meanwhile, and taken up again after a crash."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from esor_bot.desk.intake import Intake
from esor_bot.ports import Arrival
from esor_bot_slack.heard import PLATFORM, Heard
from esor_bot_slack.pools import Pools

HOLDING, LOOKING = 10.0, 10.0
"""So often what is worked on is held for longer, and what was left is looked for."""

OLDEST = timedelta(hours=24)
"""What is older is not answered any more: whoever asked has long gone elsewhere."""

_BATCH = 20
_REMEMBERED = 20_000
_LOG = logging.getLogger(__name__)

TakeUp = Callable[[Heard, str, datetime], Awaitable[None]]


class Arrivals:
    """The intake of the core, as seen by Slack."""

    def __init__(self, intake: Intake, pools: Pools) -> None:
        self._intake = intake
        self._pools = pools
        self._held: Counter[str] = Counter()
        self._seen: OrderedDict[str, None] = OrderedDict()

    def new(self, key: str) -> bool:
        """Say whether something is new to this process: most of what repeats itself need not be looked up."""
        if key in self._seen:
            return False
        self._seen[key] = None
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return True

    def first(self, heard: Heard) -> asyncio.Future[bool]:
        """Keep something; say whether it came for the first time."""
        now = heard.event.scene.now
        arrival = Arrival(key_of(heard), PLATFORM, heard.event.scene.person.id, heard.dump(), now)
        return self._pools.arrival(partial(self._intake.first, arrival))

    def hold(self, key: str) -> None:
        """Let something be held as long as it is worked on."""
        self._held[key] += 1

    def let_go(self, key: str) -> None:
        """Hold something no longer."""
        self._held[key] -= 1
        if self._held[key] <= 0:
            del self._held[key]

    async def done(self, key: str) -> None:
        """Say that something was answered."""
        await self._pools.arrival(partial(self._intake.done, key))

    async def keep(self) -> None:
        """Hold what is worked on, again and again, until it is cancelled."""
        while True:
            await asyncio.sleep(HOLDING)
            for key in list(self._held):
                if key in self._held and not await self._pools.arrival(partial(self._intake.still_mine, key)):
                    _LOG.info("arrival_taken", extra={"platform": PLATFORM})

    async def take_up(self, take: TakeUp) -> None:
        """Hand on what a process that died has left, again and again, until it is cancelled."""
        while True:
            while left := await self._left():
                for arrival in left:
                    await self._again(arrival, take)
                if len(left) < _BATCH:
                    break
            await asyncio.sleep(LOOKING)

    async def _left(self) -> Sequence[Arrival]:
        return await self._pools.arrival(partial(self._intake.left, PLATFORM, _BATCH))

    async def _again(self, arrival: Arrival, take: TakeUp) -> None:
        if arrival.key in self._held:
            return
        reason = ""
        try:
            heard = Heard.load(arrival.body)
        except ValueError:
            reason = "not_read"
        else:
            reason = "too_old" if datetime.now(UTC) - arrival.at > OLDEST else ""
        if reason:
            _LOG.error("arrival_dropped", extra={"platform": PLATFORM, "reason": reason})
            await self.done(arrival.key)
            return
        _LOG.info("arrival_taken_up", extra={"platform": PLATFORM, "kind": heard.kind})
        await take(heard, arrival.key, arrival.at)


def key_of(heard: Heard) -> str:
    """Return the name by which something is kept; the core uses the event's own for what comes of it."""
    return f"heard:{heard.key}"
