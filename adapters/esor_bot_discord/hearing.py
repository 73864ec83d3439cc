"""What the gateway tells: what is for the bot is handed to the work, channels are noted, everything else is nothing."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from time import time
from typing import Any

from esor_bot.reception.offered import Offered
from esor_bot.serving.lanes import Lanes
from esor_bot_discord.calls import DiscordTrouble
from esor_bot_discord.heard import PLATFORM
from esor_bot_discord.inbound import Self, spoken, wanted
from esor_bot_discord.inbound_acts import AUTOCOMPLETE, acted, typed, way_of
from esor_bot_discord.line import Line
from esor_bot_discord.missed import Missed
from esor_bot_discord.posting import Poster
from esor_bot_discord.posts import Posts
from esor_bot_discord.rooms import Room, Rooms
from esor_bot_discord.task import Tools
from esor_bot_discord.work import Work

_CHOICES = 25
_LOG = logging.getLogger(__name__)


class Hearing:
    """Hears the gateway."""

    def __init__(self, me: Self, tools: Tools, work: Work, poster: Poster, rooms: Rooms, posts: Posts) -> None:
        self._me = me
        self._tools = tools
        self._work = work
        self._poster = poster
        self._rooms = rooms
        self._posts = posts
        self._offered = Offered(tools.app.house.knowledge)
        self._lanes: Lanes = tools.lanes
        self._missed = Missed(tools.calls, rooms, tools.lanes, self._message)

    def heard(self, event: str, data: Mapping[str, Any]) -> None:
        """Take an event."""
        self._tools.office.changed(event)
        match event:
            case "READY":
                self._missed.begun()
            case "MESSAGE_CREATE":
                self._missed.heard(data)
                self._message(data)
            case "INTERACTION_CREATE":
                self._interaction(data)
            case "GUILD_CREATE":
                for channel in (*(data.get("channels") or ()), *(data.get("threads") or ())):
                    self._rooms.heard(channel, str(data.get("id") or ""))
                self._missed.server(data)
            case "CHANNEL_DELETE" | "THREAD_DELETE":
                self._rooms.forget(str(data.get("id")))
            case "GUILD_DELETE" | "GUILD_ROLE_CREATE" | "GUILD_ROLE_DELETE" | "GUILD_ROLE_UPDATE":
                pass  # only the office is to know
            case _:
                self._rooms.heard(data)
                if event == "THREAD_CREATE":
                    self._posts.heard(data)

    def _message(self, message: Mapping[str, Any]) -> None:
        if str((message.get("author") or {}).get("id")) == self._me.user:
            self._poster.heard(message)
        elif wanted(message, self._me):
            if not message.get("guild_id"):
                self._rooms.met(str(message["author"]["id"]), str(message["channel_id"]))
            self._lanes.add(f"heard:{message['channel_id']}", partial(self._spoken, message, datetime.now(UTC)))

    async def _spoken(self, message: Mapping[str, Any], now: datetime) -> None:
        room = await self._room(message)
        for heard in spoken(message, room, self._me, now):
            await self._work.accept(heard)

    async def _room(self, message: Mapping[str, Any]) -> Room | None:
        """Return where something was written; None in direct messages, and where Discord does not tell."""
        if not message.get("guild_id"):
            return None
        try:
            return await self._rooms.room(str(message["channel_id"]))
        except DiscordTrouble as error:
            _LOG.warning("channel_not_known", extra={"platform": PLATFORM, "reason": error.why})
            return None

    def _interaction(self, payload: Mapping[str, Any]) -> None:
        now = datetime.fromtimestamp(time(), UTC)
        if payload.get("type") == AUTOCOMPLETE:
            line = Line(self._tools.calls, self._tools.metrics, way_of(payload, now))
            found = self._offered.found(typed(payload), _CHOICES)
            choices = [{"name": one.label, "value": one.question} for one in found]
            self._lanes.add(f"choices:{payload['id']}", partial(self._offer, line, choices))
        elif act := acted(payload, self._me, now):
            self._work.act(act)

    async def _offer(self, line: Line, choices: list[dict[str, str]]) -> None:
        try:
            await line.choices(choices)
        except DiscordTrouble as error:
            _LOG.info("choices_not_shown", extra={"platform": PLATFORM, "reason": error.why})
