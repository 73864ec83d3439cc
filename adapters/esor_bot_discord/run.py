"""Discord while it is served: connected, heard, answered, and left in good order."""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import discord

from esor_bot.app import App
from esor_bot.desk.intake import Intake
from esor_bot.desk.messenger import Messenger
from esor_bot.desk.roster import Roster
from esor_bot.errors import UsageError
from esor_bot.metrics import Metrics
from esor_bot.serving import trouble
from esor_bot.serving.delivery import NotConnected
from esor_bot.serving.introduced import introduced, waited
from esor_bot.serving.sole import Sole
from esor_bot_discord.calls import LONGEST, Calls, Refused, pause
from esor_bot_discord.gateway import Gateway, addresses, closed
from esor_bot_discord.heard import PLATFORM
from esor_bot_discord.inbound import Self
from esor_bot_discord.kit import Kit
from esor_bot_discord.settings import DISCORD_PREFIX, DiscordSettings

FINISHING = 10.0
"""Seconds in which what runs is finished when it is to stop."""

AGENT = f"DiscordBot (https://github.com/Rapptz/discord.py, {discord.__version__}) esor-bot"
_LOG = logging.getLogger(__name__)


class DiscordPlatform:
    """Discord, by its settings."""

    def __init__(self, settings: DiscordSettings, app: App, intake: Intake, roster: Roster, metrics: Metrics) -> None:
        self._settings = settings
        self._app = app
        self._intake = intake
        self._roster = roster
        self._metrics = metrics
        self._kit: Kit | None = None
        self._gateway: Gateway | None = None
        self._sole: Sole | None = None

    @property
    def messenger(self) -> Messenger:
        """What delivers to its places."""
        return NotConnected() if self._kit is None else self._kit.messenger

    @property
    def ready(self) -> bool:
        """Say whether it is connected, or another process is, and its token is good."""
        kit, gateway, sole = self._kit, self._gateway, self._sole
        heard = (gateway is not None and gateway.connected) or (sole is not None and sole.waiting)
        return kit is not None and not kit.refused and heard

    async def run(self, stop: asyncio.Event) -> None:
        """Connect and serve until `stop` is set. Raises UsageError where Discord refuses the token."""
        settings = self._settings
        connector = aiohttp.TCPConnector(limit=64, keepalive_timeout=30.0)
        proxy = proxy_of(settings.api_url)
        async with (
            aiohttp.ClientSession(connector=connector, proxy=proxy) as direct,
            aiohttp.ClientSession(trust_env=True) as session,
        ):
            calls = Calls(settings.token.get_secret_value(), settings.api_url, AGENT, direct)
            me = await self._authorised(calls, stop)
            if me is None:
                return
            kit = Kit(settings, self._app, self._intake, self._roster, self._metrics, calls, session, me)
            self._kit = kit
            try:
                await self._serve(kit, calls, stop)
            finally:
                self._kit = None
                await kit.close()

    async def _authorised(self, calls: Calls, stop: asyncio.Event) -> Self | None:
        """Ask Discord once who we are; None where it is to stop before there was an answer."""

        async def ask() -> Self:
            told = await calls.once("GET", "/users/@me")
            return Self(str(told["id"]), self._settings.office_role, self._settings.threads)

        return await introduced(PLATFORM, ask, _refusal, stop, LONGEST)

    async def _serve(self, kit: Kit, calls: Calls, stop: asyncio.Event) -> None:
        """Serve: deliver always, and hear while no other process does."""
        sole = Sole(self._intake.lease(f"{PLATFORM}:gateway"), shared=self._intake.shared)
        self._sole = sole
        standing = [asyncio.ensure_future(one) for one in kit.standing()]
        _LOG.info("serving", extra={"platform": PLATFORM, "kind": "gateway"})
        try:
            while await sole.taken(stop):
                try:
                    await self._hear(kit, calls, sole, stop)
                finally:
                    self._gateway = None
        finally:
            await sole.let_go()
            await kit.lanes.finish(FINISHING)
            self._sole = None
            for task in standing:
                task.cancel()
            await asyncio.gather(*standing, return_exceptions=True)

    async def _hear(self, kit: Kit, calls: Calls, sole: Sole, stop: asyncio.Event) -> None:
        """Hear the gateway, through as many connections as it takes, until it is to stop or another process does."""
        beside = [asyncio.ensure_future(one) for one in (kit.register(), sole.keep())]
        ends = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(sole.lost.wait())]
        turn = 0
        try:
            while not stop.is_set() and not sole.lost.is_set():
                gateway = self._gateway = Gateway(kit.hearing.heard, self._metrics)
                running = asyncio.ensure_future(self._connection(gateway, calls))
                try:
                    await asyncio.wait({running, *ends}, return_when=asyncio.FIRST_COMPLETED)
                    turn = 0 if gateway.connected else turn
                    _refused(running)
                finally:
                    await closed(gateway, running)
                if not stop.is_set() and not sole.lost.is_set():
                    await waited(stop, pause(turn + 1))
                    turn += 1
        finally:
            for task in (*beside, *ends):
                task.cancel()
            await asyncio.gather(*beside, *ends, return_exceptions=True)

    async def _connection(self, gateway: Gateway, calls: Calls) -> None:
        """Connect, and stay connected as long as that makes sense."""
        url = self._settings.gateway_url
        if not url:
            url = str((await calls.surely("GET", "/gateway/bot"))["url"])
        addresses(self._settings.api_url, url)
        async with gateway:
            await gateway.start(self._settings.token.get_secret_value())


def _refusal(error: trouble.Refused) -> str:
    """Say why Discord will not have us before somebody changes the token, "" where it may."""
    refused = isinstance(error, Refused) and error.status in {401, 403}
    return f"Discord refuses the token in {DISCORD_PREFIX}TOKEN" if refused else ""


def proxy_of(address: str) -> str | None:
    """Return the proxy that the environment names for an address, None for none.

    The library would look for it before every call, in a thread, and for passwords of the user's in a file as well.
    """
    parts = urlsplit(address)
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)


def _refused(running: asyncio.Task[None]) -> None:
    """Log why a connection ended. Raises UsageError where another one would end as this one."""
    if not running.done() or running.cancelled():
        return
    error = running.exception()
    if isinstance(error, discord.LoginFailure) or (isinstance(error, discord.ConnectionClosed) and error.code == 4004):
        raise UsageError(f"Discord refuses the token in {DISCORD_PREFIX}TOKEN")
    _LOG.error("gateway_ended", extra={"platform": PLATFORM, "reason": type(error).__name__})
