"""All the parts of Discord while it is served, put together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

import aiohttp

from esor_bot.app import App
from esor_bot.desk.intake import Intake
from esor_bot.desk.roster import Roster
from esor_bot.metrics import Metrics
from esor_bot.serving.arrivals import Arrivals
from esor_bot.serving.checks import Checks
from esor_bot.serving.delivery import Delivery
from esor_bot.serving.downloads import Downloads
from esor_bot.serving.introduced import asked_again
from esor_bot.serving.lanes import Lanes
from esor_bot.serving.once import Once
from esor_bot.serving.pools import Pools
from esor_bot_discord.calls import Calls, DiscordTrouble, pause
from esor_bot_discord.commands import see_to_commands
from esor_bot_discord.downloads import LOST, Files
from esor_bot_discord.forms import Forms
from esor_bot_discord.heard import PLATFORM, Heard
from esor_bot_discord.hearing import Hearing
from esor_bot_discord.inbound import Self
from esor_bot_discord.noticeboard import DiscordNoticeboard
from esor_bot_discord.posting import Poster
from esor_bot_discord.posts import Posts
from esor_bot_discord.rooms import Rooms
from esor_bot_discord.roster import Office
from esor_bot_discord.settings import DiscordSettings
from esor_bot_discord.showing import Shower
from esor_bot_discord.task import Tools
from esor_bot_discord.work import STORED_WITHIN, Work

_LOG = logging.getLogger(__name__)


class Kit:
    """The parts."""

    def __init__(
        self,
        settings: DiscordSettings,
        app: App,
        intake: Intake,
        roster: Roster,
        metrics: Metrics,
        calls: Calls,
        session: aiohttp.ClientSession,
        me: Self,
    ) -> None:
        self.lanes = Lanes()
        self._app = app
        self._calls = calls
        self._pools = Pools(PLATFORM)
        rooms, poster = Rooms(calls), Poster(calls, metrics)
        shower = Shower(poster, rooms)
        self._arrivals = Arrivals(intake, self._pools, PLATFORM, Heard.load)
        files = Files(calls, session, settings.api_url)
        self._office = Office(calls, rooms, roster, settings.office_channel, me)
        tools = Tools(
            app,
            calls,
            self._arrivals,
            Once(PLATFORM, self._arrivals, self.lanes, metrics, STORED_WITHIN),
            self._office,
            shower,
            Forms(),
            Checks(app, Downloads(PLATFORM, files, LOST, LOST), self._pools.checks),
            files,
            self.lanes,
            self._pools,
            metrics,
        )
        self._work = Work(tools)
        posts = Posts(calls, rooms, me.user)
        self.hearing = Hearing(me, tools, self._work, poster, rooms, posts)
        board = DiscordNoticeboard(app.house.wording, calls, poster, shower, rooms, posts, settings.office_channel)
        self.messenger = Delivery(PLATFORM, app.notice, app.cards, board, self._pools.core)

    @property
    def refused(self) -> str:
        """Why Discord does not want us any more, "" as long as it does."""
        return self._calls.refused

    def standing(self) -> list[Coroutine[Any, Any, None]]:
        """Return what runs as long as Discord is served."""
        watching = asked_again(lambda: self._calls.refused, self._asked)
        return [self._arrivals.keep(), self._arrivals.take_up(self._work.take_up), watching, self._office.run()]

    async def register(self) -> None:
        """See to it that Discord has the commands as they are now: it is told of them where they have changed."""
        house, turn = self._app.house, 0
        while True:
            try:
                await see_to_commands(self._calls, house.wording, house.languages)
            except DiscordTrouble as error:
                _LOG.warning("commands_not_registered", extra={"platform": PLATFORM, "reason": error.why})
                turn += 1
                await asyncio.sleep(pause(turn))
            else:
                return

    async def close(self) -> None:
        """Let everything go."""
        self._pools.close()

    async def _asked(self) -> None:
        """Ask whether a token that was refused is good again."""
        await self._calls.once("GET", "/users/@me")
        self._calls.refused = ""
