"""All the parts of Slack while it is connected, put together."""

from __future__ import annotations

import logging
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import aiohttp

from esor_bot.app import App
from esor_bot.desk.intake import Intake
from esor_bot.desk.roster import Roster
from esor_bot.domain.conversation import Upload
from esor_bot.metrics import Metrics
from esor_bot.serving.arrivals import Arrivals
from esor_bot.serving.checks import Checks
from esor_bot.serving.delivery import Delivery
from esor_bot.serving.downloads import Downloads
from esor_bot.serving.introduced import asked_again
from esor_bot.serving.lanes import Lanes
from esor_bot.serving.once import Once
from esor_bot.serving.pools import Pools
from esor_bot.serving.trouble import Trouble
from esor_bot_slack.answering_urls import Addresses
from esor_bot_slack.calls import Calls
from esor_bot_slack.checks import Means
from esor_bot_slack.downloads import ELSEWHERE, LOST, Files
from esor_bot_slack.filled import FilledForms
from esor_bot_slack.forms import Forms
from esor_bot_slack.heard import PLATFORM, Heard
from esor_bot_slack.home import Home
from esor_bot_slack.inbound import Self
from esor_bot_slack.noticeboard import SlackNoticeboard
from esor_bot_slack.pacing import Pace
from esor_bot_slack.people import People
from esor_bot_slack.posting import Echoes, Poster
from esor_bot_slack.roster import Office
from esor_bot_slack.settings import SlackSettings
from esor_bot_slack.showing import Shower
from esor_bot_slack.uploads import Uploads
from esor_bot_slack.work import Tools, Work

_LOG = logging.getLogger(__name__)


class Kit:
    """The parts; it is what hears (Ears), and hands on to them what was heard."""

    def __init__(
        self,
        settings: SlackSettings,
        app: App,
        intake: Intake,
        roster: Roster,
        metrics: Metrics,
        calls: Calls,
        session: aiohttp.ClientSession,
        me: Self,
    ) -> None:
        self.app = app
        self.lanes = Lanes()
        self.echoes = Echoes()
        self._calls = calls
        self._pools = Pools(PLATFORM)
        self._people = People(calls, me.team)
        self.office = Office(calls, self._people, roster, settings.office_channel, me)
        self._arrivals = Arrivals(intake, self._pools, PLATFORM, Heard.load)
        self._gone = ""
        poster = Poster(calls, self.echoes, Pace(), metrics)
        uploads = Uploads(calls, poster, session)
        shower = Shower(calls, poster, Addresses(session, settings.api_host), uploads)
        self._files = Files(calls, session, settings.token.get_secret_value(), settings.api_url)
        board = SlackNoticeboard(app.house.wording, calls, poster, shower, settings.office_channel)
        self.messenger = Delivery(PLATFORM, app.notice, app.cards, board, self._pools.core)
        tools = Tools(
            app,
            calls,
            self._arrivals,
            Once(PLATFORM, self._arrivals, self.lanes, metrics),
            self._people,
            shower,
            Forms(calls),
            Home(app, calls, self._pools),
            Checks(app, Downloads(PLATFORM, self._files, LOST, ELSEWHERE), self._pools.checks),
            Means(calls, poster, shower, uploads),
            self._files,
            self.lanes,
            self._pools,
            metrics,
        )
        self._work = Work(tools)
        self._filled = FilledForms(tools, self._work)

    @property
    def refused(self) -> str:
        """Why Slack does not want us any more, "" as long as it does."""
        return self._gone or self._calls.refused

    def standing(self) -> list[Coroutine[Any, Any, None]]:
        """Return what runs as long as Slack is served."""
        taking = self._arrivals.take_up(self._work.take_up)
        watching = asked_again(lambda: self._calls.refused, partial(self._calls.once, "auth.test", form={}))
        return [self._arrivals.keep(), taking, self.office.run(), watching]

    async def close(self) -> None:
        """Let everything go."""
        await self._people.close()
        self._pools.close()

    async def accept(self, heard: Heard) -> None:
        """Keep something, and let it be worked on."""
        await self._work.accept(heard)

    async def file(self, heard: Heard) -> None:
        """Look what kind of file was put into a channel, without reading it."""
        self.lanes.add(f"{heard.lane}:file", partial(self._look, heard))

    async def submitted(self, heard: Heard) -> Mapping[str, Any] | None:
        """Return what to answer to a form within its acknowledgement, None where it is to close."""
        return await self._filled.answer(heard)

    def roster_changed(self, channel: str) -> None:
        """Note that somebody came to a channel or left it."""
        self.office.changed(channel)

    def gone(self, why: str) -> None:
        """Note that the app was taken out of the workspace."""
        self._gone = why
        _LOG.critical("slack_gone", extra={"platform": PLATFORM, "reason": why})

    async def _look(self, heard: Heard) -> None:
        if not isinstance(heard.event, Upload) or self._calls.lacks("files:read"):
            return
        try:
            file = await self._files.whole(heard.event.file)
        except Trouble as error:
            _LOG.warning("file_not_known", extra={"platform": PLATFORM, "reason": error.reason})
            return
        if file.name.lower().endswith(".pdf"):
            await self.accept(replace(heard, event=replace(heard.event, file=file)))
