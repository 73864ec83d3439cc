"""Interactions on their way to the bot: each is told once, and waits for its first answer as long as Discord does."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from typing import Any

from esor_bot.testing.discord import payloads
from esor_bot.testing.discord.interactions import Interaction
from esor_bot.testing.discord.state import Json, Message
from esor_bot.testing.discord.world import World

_KEPT = 20_000
"""So many interactions can be answered at a time."""


class Actor:
    """Tells the bot what people do. `latencies`: the seconds until each first answer."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.latencies: deque[float] = deque(maxlen=1_000_000)
        self.missed = 0

    async def does(
        self, kind: int, user: str, channel: str, data: Json, what: str, source: Message | None = None
    ) -> Interaction:
        """Let somebody do something, and return it once it was answered, or nobody answers any more."""
        world = self._world
        place = world.channels[channel]
        more: dict[str, Any] = {}
        if source is not None:
            more["message"] = payloads.message(world, source)
        payload = payloads.interaction(world, kind, user, place, data=data, **more)
        made = Interaction(world.new_id(), secrets.token_urlsafe(48), kind, user, channel, payload, what, source)
        payload |= {"id": made.id, "token": made.token}
        world.interactions[made.token] = made
        if len(world.interactions) > _KEPT:
            del world.interactions[next(iter(world.interactions))]
        world.emit("INTERACTION_CREATE", payload)
        try:
            await asyncio.wait_for(made.done.wait(), world.rules.first)
        except TimeoutError:
            made.done.set()
        if made.first is None:
            self.missed += 1
            world.refuse(f"{what}: the application did not respond within {world.rules.first:g} s")
        else:
            self.latencies.append(made.first)
        world.poke()
        return made
