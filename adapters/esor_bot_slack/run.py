"""Slack while it is served: connected, heard, answered, and left in good order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from esor_bot.app import App
from esor_bot.desk.intake import Intake
from esor_bot.desk.messenger import Messenger
from esor_bot.desk.roster import Roster
from esor_bot.metrics import Metrics
from esor_bot.serving import trouble
from esor_bot.serving.delivery import NotConnected
from esor_bot.serving.introduced import introduced
from esor_bot_slack.calls import REVOKED, Calls
from esor_bot_slack.heard import PLATFORM
from esor_bot_slack.hearing import Hearing, bolt
from esor_bot_slack.inbound import Self
from esor_bot_slack.kit import Kit
from esor_bot_slack.scopes import missing
from esor_bot_slack.settings import SLACK_PREFIX, SlackSettings
from esor_bot_slack.sockets import Sockets
from esor_bot_slack.web import Door

FINISHING = 10.0
"""Seconds in which what runs is finished when it is to stop."""

_LOG = logging.getLogger(__name__)


class SlackPlatform:
    """Slack, by its settings."""

    def __init__(self, settings: SlackSettings, app: App, intake: Intake, roster: Roster, metrics: Metrics) -> None:
        self._settings = settings
        self._app = app
        self._intake = intake
        self._roster = roster
        self._metrics = metrics
        self._kit: Kit | None = None
        self._line: Sockets | Door | None = None

    @property
    def messenger(self) -> Messenger:
        """What delivers to its places."""
        return NotConnected() if self._kit is None else self._kit.messenger

    @property
    def ready(self) -> bool:
        """Say whether it is connected, and its token is good."""
        line, kit = self._line, self._kit
        return line is not None and kit is not None and line.connected and not kit.refused

    async def run(self, stop: asyncio.Event) -> None:
        """Connect and serve until `stop` is set. Raises UsageError where Slack refuses the token."""
        connector = aiohttp.TCPConnector(limit=64, keepalive_timeout=30.0)
        patience = aiohttp.ClientTimeout(total=None, sock_connect=5.0)
        async with aiohttp.ClientSession(connector=connector, timeout=patience, trust_env=True) as session:
            settings = self._settings
            calls = Calls(settings.token.get_secret_value(), settings.api_url, session)
            me = await self._authorised(calls, stop)
            if me is None:
                return
            kit = Kit(settings, self._app, self._intake, self._roster, self._metrics, calls, session, me)
            self._kit = kit
            try:
                await self._serve(kit, session, me, stop)
            finally:
                self._kit = self._line = None
                await kit.close()

    async def _authorised(self, calls: Calls, stop: asyncio.Event) -> Self | None:
        """Ask Slack once who we are; None where it is to stop before there was an answer."""

        async def ask() -> Self:
            told = await calls.once("auth.test", form={})
            _named(calls.scopes)
            return Self(str(told["team_id"]), str(told["user_id"]), str(told.get("bot_id") or ""))

        return await introduced(PLATFORM, ask, _refusal, stop)

    async def _serve(self, kit: Kit, session: aiohttp.ClientSession, me: Self, stop: asyncio.Event) -> None:
        hearing = Hearing(me, kit, kit.echoes, kit.app.handlers.words)
        app = bolt(hearing, me, self._settings.signing_secret.get_secret_value())
        with suppress(TimeoutError):
            async with asyncio.timeout(5.0):
                await kit.office.look()
        running = [*kit.standing(), *await self._listening(app, session)]
        tasks = [asyncio.ensure_future(one) for one in running]
        stopped = asyncio.ensure_future(stop.wait())
        _LOG.info("serving", extra={"platform": PLATFORM, "kind": "socket" if self._settings.by_socket else "http"})
        try:
            done, _ = await asyncio.wait({*tasks, stopped}, return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stopped}:
                task.result()
        finally:
            if self._line is not None:
                await self._line.stop()
            await kit.lanes.finish(FINISHING)
            for task in (*tasks, stopped):
                task.cancel()
            await asyncio.gather(*tasks, stopped, return_exceptions=True)

    async def _listening(self, app: AsyncApp, session: aiohttp.ClientSession) -> list[Coroutine[Any, Any, None]]:
        """Open the way by which Slack reaches us, and return what has to run for it."""
        settings = self._settings
        if settings.by_socket:
            calls = Calls(settings.app_token.get_secret_value(), settings.api_url, session)
            sockets = Sockets(calls, session, partial(_dispatched, app), self._metrics)
            self._line = sockets
            return [sockets.run()]
        door = Door(app.async_dispatch, self._metrics)
        await door.start(settings.host, settings.port or 0)
        self._line = door
        return []


def _refusal(error: trouble.Refused) -> str:
    """Say why Slack will not have us before somebody changes the token, "" where it may."""
    if error.why not in REVOKED | {"not_allowed_token_type"}:
        return ""
    return f"Slack refuses the token in {SLACK_PREFIX}TOKEN: {error.why}"


def _named(granted: frozenset[str]) -> None:
    """Log each permission that is missing, by its name: much of that Slack does not say before somebody needs it."""
    for scope in missing(granted) if granted else ():
        _LOG.error("scope_missing", extra={"platform": PLATFORM, "reason": scope.name})


async def _dispatched(app: AsyncApp, body: Mapping[str, Any], headers: Mapping[str, str]) -> str:
    """Hand something that came by a socket to bolt, and return what to answer as JSON text, "" for nothing."""
    try:
        request = AsyncBoltRequest(mode="socket_mode", body=dict(body), headers=dict(headers))
    except Exception as error:  # noqa: BLE001 - bolt stumbles over some payloads; sent again, they are no better
        _LOG.error("not_understood", extra={"platform": PLATFORM, "reason": type(error).__name__})
        return ""
    return (await app.async_dispatch(request)).body or ""
