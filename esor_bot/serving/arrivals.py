"""What arrived and is being worked on: kept until it was answered, held meanwhile, and taken up again after a crash."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Generic, Protocol, TypeVar

from esor_bot.desk.intake import Intake
from esor_bot.desk.seen import Seen
from esor_bot.domain.conversation import Event
from esor_bot.ports import Arrival
from esor_bot.serving.pools import Pools

HOLDING, LOOKING = 10.0, 10.0
"""So often what is worked on is held for longer, and what was left is looked for."""

OLDEST = timedelta(hours=24)
"""What is older is not answered any more: whoever asked has long gone elsewhere."""

_BATCH = 20
_LOG = logging.getLogger(__name__)


class Reported(Protocol):
    """What a platform reported: the event, with whatever its adapter needs to answer it."""

    @property
    def event(self) -> Event:
        """The event; its name is the same each time it is reported."""

    @property
    def kind(self) -> str:
        """What kind of thing was done, in one word of ours."""

    @property
    def lane(self) -> str:
        """What has to stay in order with it."""

    def dump(self) -> str:
        """Return it as JSON text."""


_Reported = TypeVar("_Reported", bound=Reported)


class Arrivals(Generic[_Reported]):
    """The intake of the core, as one platform uses it. `load` reads what `dump` wrote, and raises ValueError."""

    def __init__(self, intake: Intake, pools: Pools, platform: str, load: Callable[[str], _Reported]) -> None:
        self._intake = intake
        self._pools = pools
        self._platform = platform
        self._load = load
        self._held: Counter[str] = Counter()
        self._seen = Seen()

    def new(self, key: str) -> bool:
        """Say whether something is new to this process: most of what repeats itself need not be looked up."""
        return self._seen.first(key)

    def first(self, heard: _Reported) -> asyncio.Future[bool]:
        """Keep something; say whether it came for the first time."""
        scene = heard.event.scene
        arrival = Arrival(key_of(heard), self._platform, scene.person.id, heard.dump(), scene.now)
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
                    _LOG.info("arrival_taken", extra={"platform": self._platform})

    async def take_up(self, take: Callable[[_Reported, str, datetime], Awaitable[None]]) -> None:
        """Hand on what a process that died has left, again and again, until it is cancelled."""
        while True:
            while left := await self._left():
                for arrival in left:
                    await self._again(arrival, take)
                if len(left) < _BATCH:
                    break
            await asyncio.sleep(LOOKING)

    async def _left(self) -> Sequence[Arrival]:
        return await self._pools.arrival(partial(self._intake.left, self._platform, _BATCH))

    async def _again(self, arrival: Arrival, take: Callable[[_Reported, str, datetime], Awaitable[None]]) -> None:
        if arrival.key in self._held:
            return
        reason = ""
        try:
            heard = self._load(arrival.body)
        except ValueError:
            reason = "not_read"
        else:
            reason = "too_old" if datetime.now(UTC) - arrival.at > OLDEST else ""
        if reason:
            _LOG.error("arrival_dropped", extra={"platform": self._platform, "reason": reason})
            await self.done(arrival.key)
            return
        _LOG.info("arrival_taken_up", extra={"platform": self._platform, "kind": heard.kind})
        await take(heard, arrival.key, arrival.at)


def key_of(heard: Reported) -> str:
    """Return the name by which something is kept; the core uses the event's own for what comes of it."""
    return f"heard:{heard.event.scene.event}"
