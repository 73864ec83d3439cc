"""Slack over HTTP: one path at which its signed requests are heard."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from time import monotonic

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from esor_bot.errors import UsageError
from esor_bot.metrics import Metrics
from esor_bot_slack.heard import PLATFORM

PATH = "/slack/events"
_LONGEST = 8 * 1024 * 1024
_STAMP = re.compile(r"[0-9]{1,12}")
_LOG = logging.getLogger(__name__)


class Door:
    """Hears requests at a port. What is not signed by Slack, or was signed long ago, gets status 401."""

    def __init__(self, dispatch: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]], metrics: Metrics) -> None:
        self._dispatch = dispatch
        self._metrics = metrics
        self._runner: web.AppRunner | None = None
        self._port: web.BaseSite | None = None

    @property
    def connected(self) -> bool:
        """Say whether the port is open."""
        return self._port is not None

    async def start(self, host: str, port: int) -> None:
        """Open the port. Raises UsageError where that can't be."""
        app = web.Application(client_max_size=_LONGEST)
        app.router.add_post(PATH, self._hear)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=5.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise UsageError(f"port {port} at {host} can't be opened for Slack: {error.strerror}") from None
        self._port = site
        _LOG.info("listening", extra={"platform": PLATFORM, "port": port})

    async def stop(self) -> None:
        """Close the port; requests that are being answered are answered."""
        site, self._port = self._port, None
        if site is not None:
            await site.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _hear(self, request: web.Request) -> web.Response:
        began = monotonic()
        if not _may_be_signed(request):
            return web.Response(status=401)
        try:
            heard = await to_bolt_request(request)
        except Exception as error:  # noqa: BLE001 - bolt stumbles over some of what is no payload of Slack's
            _LOG.warning("not_understood", extra={"platform": PLATFORM, "reason": type(error).__name__})
            return web.Response(status=400)
        answer = await to_aiohttp_response(await self._dispatch(heard))
        if answer.status == 200:
            self._metrics.acknowledged(PLATFORM, monotonic() - began)
        return answer


def _may_be_signed(request: web.Request) -> bool:
    """Say whether a signature can be looked at: over other text than Slack's the verifier would stumble."""
    stamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    return bool(_STAMP.fullmatch(stamp)) and signature.isascii()
