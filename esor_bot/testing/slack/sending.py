"""What goes to the bot: each thing is sent until it is acknowledged, or given up as Slack gives up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, Protocol

from esor_bot.testing.slack.payloads import envelope
from esor_bot.testing.slack.state import Json
from esor_bot.testing.slack.world import World


@dataclass(slots=True, eq=False)
class Delivery:
    """One thing that is sent to the bot: how often, how long until it was acknowledged, and with what body."""

    kind: str
    payload: Json
    attempts: int = 0
    acknowledged: bool = False
    seconds: float = 0.0
    status: int | None = None
    body: Any = None
    why: str = ""
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Transport(Protocol):
    """A way to the bot."""

    async def send(self, delivery: Delivery, attempt: int, reason: str) -> str:
        """Send something once; return "" once it was acknowledged, or why it was not."""


class Sender:
    """Sends, and sends again."""

    def __init__(self, world: World, transport: Transport) -> None:
        self._world = world
        self._transport = transport
        self._tasks: set[asyncio.Task[Any]] = set()
        self.latencies: list[float] = []
        self.missed = 0
        world.emit = self.emit

    def emit(self, event: Json, **about: Any) -> None:  # noqa: ANN401 - any JSON
        """Tell the bot of an event, if it asked to be told of its kind."""
        kind = str(event["type"])
        if kind == "message":
            kind += "." + {"im": "im", "group": "groups"}.get(event["channel_type"], "channels")
        if kind in self._world.events:
            self.later(self.event(event, **about))

    def later(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something beside what is going on."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def event(self, event: Json, **about: Any) -> Delivery:  # noqa: ANN401 - any JSON
        """Deliver an event, again and again until it is acknowledged."""
        delivery = Delivery("events_api", envelope(self._world, event, **about))
        pauses = self._world.rules.redeliver
        for attempt in range(len(pauses) + 1):
            if attempt:
                await asyncio.sleep(pauses[attempt - 1])
            if await self._sent(delivery, attempt):
                break
        else:
            self._world.refuse(f"event {event['type']}: never acknowledged ({delivery.why})")
        delivery.done.set()
        return delivery

    async def again(self, delivery: Delivery, *, other_id: bool = False) -> None:
        """Deliver an event that was acknowledged once more, under its own id or another."""
        payload = {**delivery.payload, "event_id": self._world.new_id("Ev")} if other_id else delivery.payload
        await self._sent(Delivery("events_api", payload), 0 if other_id else 1, "http_timeout")

    async def interaction(self, kind: str, payload: Json, what: str) -> Delivery:
        """Deliver something that a person did, and that is not sent again."""
        delivery = Delivery(kind, payload)
        if not await self._sent(delivery, 0):
            self._world.refuse(f"{what}: not acknowledged ({delivery.why}, status {delivery.status})")
        delivery.done.set()
        return delivery

    async def stop(self) -> None:
        """Leave what was begun."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _sent(self, delivery: Delivery, attempt: int, reason: str = "") -> bool:
        delivery.attempts += 1
        begun = time.monotonic()
        delivery.why = await self._transport.send(delivery, attempt, reason or delivery.why)
        delivery.seconds = time.monotonic() - begun
        delivery.acknowledged = not delivery.why
        if delivery.acknowledged:
            self.latencies.append(delivery.seconds)
        else:
            self.missed += 1
            if delivery.why == "timeout":
                self._world.warn("something was not acknowledged in time")
        self._world.poke()
        return delivery.acknowledged
