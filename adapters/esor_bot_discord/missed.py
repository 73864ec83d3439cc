"""What was written to the bot while it was not connected and Discord keeps no session: it is looked for once it is.

Commands, buttons and forms fail at Discord itself then, and whoever used them sees that. What was written waits there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from time import time
from typing import Any

from esor_bot.serving.lanes import Lanes
from esor_bot_discord.calls import Calls, DiscordTrouble
from esor_bot_discord.heard import PLATFORM
from esor_bot_discord.rooms import Rooms

BEFORE, LONGEST = 600.0, 3600.0
"""Seconds for which is looked back when a process begins, and at most when it was connected before."""

MOST_CHANNELS, MOST_PEOPLE, MOST_MESSAGES = 50, 25, 100
_EPOCH = 1_420_070_400.0
_LOG = logging.getLogger(__name__)

Message = Mapping[str, Any]


class Missed:
    """Looks into the channels in which something was written since, and the direct messages of those met last.

    What is found is heard as if it came now: what was answered already is known by its id, and not answered again.
    """

    def __init__(
        self,
        calls: Calls,
        rooms: Rooms,
        lanes: Lanes,
        hear: Callable[[Message], None],
        clock: Callable[[], float] = time,
    ) -> None:
        self._calls = calls
        self._rooms = rooms
        self._lanes = lanes
        self._hear = hear
        self._clock = clock
        self._last = 0
        self._since = 0

    def heard(self, message: Message) -> None:
        """Note that something was written, and heard."""
        self._last = max(self._last, _number(message.get("id")))

    def begun(self) -> None:
        """Note that a session begins, and look into direct messages."""
        back = LONGEST if self._last else BEFORE
        self._since = max(self._last, at(self._clock() - back))
        self._look(((channel, "") for channel in self._rooms.met_last(MOST_PEOPLE)), self._since)

    def server(self, guild: Mapping[str, Any]) -> None:
        """Look into the channels of a server in which something was written since the session before."""
        since, id_ = max(self._since, at(self._clock() - LONGEST)), str(guild.get("id") or "")
        told = [*(guild.get("channels") or ()), *(guild.get("threads") or ())]
        new = [one for one in told if self._since and _number(one.get("last_message_id")) > since]
        new.sort(key=lambda one: -_number(one.get("last_message_id")))
        self._look(((str(one["id"]), id_) for one in new[:MOST_CHANNELS]), since)

    def _look(self, channels: Iterable[tuple[str, str]], since: int) -> None:
        for channel, guild in channels:  # one after the other: nobody is to be flooded with questions
            self._lanes.add("missed", partial(self._channel, channel, guild, since))

    async def _channel(self, channel: str, guild: str, since: int) -> None:
        query = {"after": str(since), "limit": str(MOST_MESSAGES)}
        try:
            told = await self._calls.surely("GET", f"/channels/{channel}/messages", query=query, patience=10.0)
        except DiscordTrouble as error:
            _LOG.info("missed_not_seen", extra={"platform": PLATFORM, "reason": error.why})
            return
        for message in sorted(told or (), key=lambda one: _number(one.get("id"))):
            self._hear({**message, "channel_id": channel, **({"guild_id": guild} if guild else {})})


def at(seconds: float) -> int:
    """Return the id that a message of a moment would have."""
    return max(int((seconds - _EPOCH) * 1000), 0) << 22


def _number(id_: object) -> int:
    text = str(id_ or "")
    return int(text) if text.isdecimal() else 0
