"""The gateway, by discord.py: it connects, resumes and begins anew; what comes is handed on as Discord sent it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from esor_bot.metrics import Metrics
from esor_bot_discord.heard import PLATFORM

EVENTS = (
    "CHANNEL_CREATE",
    "CHANNEL_DELETE",
    "CHANNEL_UPDATE",
    "GUILD_CREATE",
    "GUILD_DELETE",
    "GUILD_ROLE_CREATE",
    "GUILD_ROLE_DELETE",
    "GUILD_ROLE_UPDATE",
    "INTERACTION_CREATE",
    "MESSAGE_CREATE",
    "THREAD_CREATE",
    "THREAD_DELETE",
    "THREAD_UPDATE",
)
"""What is heard; everything else is left alone, so that nothing piles up."""

_LOG = logging.getLogger(__name__)

Hear = Callable[[str, Mapping[str, Any]], None]


def addresses(api_url: str, gateway_url: str) -> None:
    """Let the library use these addresses."""
    Route.BASE = api_url
    if gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def intents() -> discord.Intents:
    """Return what Discord is asked to tell: nothing that it holds to be private."""
    wanted = discord.Intents.none()
    wanted.guilds = wanted.guild_messages = wanted.dm_messages = True
    return wanted


class Gateway(discord.Client):
    """One connection, made again whenever it breaks, until it is closed."""

    def __init__(self, hear: Hear, metrics: Metrics) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody wants to speak
        super().__init__(
            intents=intents(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            guild_ready_timeout=0.1,
        )
        self._hear = hear
        self._metrics = metrics
        self._times = 0
        self.connected = False
        theirs = self._connection.parsers
        self._connection.parsers = {
            "READY": self._begun("READY", theirs["READY"]),
            "RESUMED": self._begun("RESUMED", theirs["RESUMED"]),
            **{event: self._handed(event) for event in EVENTS},
        }

    async def on_disconnect(self) -> None:
        """Note that nothing is heard now."""
        if self.connected:
            _LOG.warning("gateway_lost", extra={"platform": PLATFORM})
        self.connected = False

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Log what fails; the library would print it."""
        _LOG.exception("gateway_event_failed", extra={"platform": PLATFORM, "kind": event_method})

    def _begun(self, event: str, theirs: Callable[[Any], None]) -> Callable[[Any], None]:
        def begun(data: Any) -> None:  # noqa: ANN401 - the library's
            theirs(data)
            self.connected = True
            if event == "READY":  # a session that knows of nothing before it
                self._handed(event)(data)
            self._times += 1
            if self._times > 1:
                self._metrics.reconnected(PLATFORM)
                _LOG.info("gateway_again", extra={"platform": PLATFORM, "times": self._times})

        return begun

    def _handed(self, event: str) -> Callable[[Any], None]:
        def handed(data: Any) -> None:  # noqa: ANN401 - any JSON
            try:
                self._hear(event, data)
            except Exception as error:  # noqa: BLE001 - one event that nobody understands must not end the connection
                _LOG.exception("not_understood", extra={"platform": PLATFORM, "reason": type(error).__name__})

        return handed


async def closed(gateway: Gateway, running: asyncio.Task[None]) -> None:
    """Close a connection and wait until it has ended."""
    gateway.connected = False
    if not gateway.is_closed():
        await gateway.close()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
