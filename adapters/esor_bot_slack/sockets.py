"""Socket Mode: connections that Slack sends events through, kept open whatever happens to them.

Two are open at a time, so that what cuts one does not cut us off; one that says nothing any more is closed by the
heartbeat, and each is renewed after a while, for Slack has been seen to forget connections that it keeps open.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any

import aiohttp

from esor_bot.errors import UsageError
from esor_bot.metrics import Metrics
from esor_bot.serving.trouble import Trouble, pause
from esor_bot_slack.calls import REVOKED, Calls, Refused
from esor_bot_slack.heard import PLATFORM
from esor_bot_slack.settings import SLACK_PREFIX

Dispatch = Callable[[Mapping[str, Any], Mapping[str, str]], Awaitable[str]]
"""Is given the payload and the headers of what came; returns what to answer with the acknowledgement, as JSON text."""

LINES = 2
HEARTBEAT = 10.0
RENEWED = 3600.0
_LONGEST = 16 * 1024 * 1024
_LOG = logging.getLogger(__name__)

_HOPELESS = REVOKED | {"not_allowed_token_type", "missing_scope", "no_permission"}


class Sockets:
    """The connections. `run` keeps them until it is cancelled; `stop` lets nothing new in."""

    def __init__(
        self, calls: Calls, session: aiohttp.ClientSession, dispatch: Dispatch, metrics: Metrics, lines: int = LINES
    ) -> None:
        self._calls = calls
        self._session = session
        self._dispatch = dispatch
        self._metrics = metrics
        self._lines = lines
        self._open: set[aiohttp.ClientWebSocketResponse] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = asyncio.Event()
        self._was_open = False
        self.refused = ""

    @property
    def connected(self) -> bool:
        """Say whether a connection is open."""
        return any(not line.closed for line in self._open)

    async def run(self) -> None:
        """Keep the connections open. Raises UsageError where the app token was refused before anything was heard."""
        lines = [asyncio.ensure_future(self._keep(number)) for number in range(self._lines)]
        try:
            await asyncio.gather(*lines)
        finally:
            for line in lines:
                line.cancel()
            await asyncio.gather(*lines, return_exceptions=True)

    async def stop(self) -> None:
        """Close the connections; what they brought is still acknowledged."""
        self._stopped.set()
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=2.0)
        for line in list(self._open):
            with suppress(aiohttp.ClientError, OSError):
                await line.close()

    async def _keep(self, number: int) -> None:
        """Keep one connection open, and make it again when it breaks."""
        turn = 0
        while not self._stopped.is_set():
            began = monotonic()
            try:
                if not await self._serve(RENEWED * (1 + number / self._lines)):
                    turn += 1
                else:
                    turn = 0
            except Refused as error:
                self._refuse(error)
                turn += 1
            except (Trouble, aiohttp.ClientError, OSError, TimeoutError) as error:
                turn += 1
                reason = error.why if isinstance(error, Trouble) else type(error).__name__
                _LOG.warning("socket_not_open", extra={"platform": PLATFORM, "reason": reason})
            if self._stopped.is_set():
                return
            self._metrics.reconnected(PLATFORM)
            if turn and monotonic() - began < 60.0:
                await asyncio.sleep(60.0 if self.refused and not self.connected else pause(turn))

    def _refuse(self, error: Refused) -> None:
        if error.why in _HOPELESS and not self._was_open:
            raise UsageError(f"Slack refuses the token in {SLACK_PREFIX}APP_TOKEN: {error.reason}")
        if error.why in _HOPELESS and not self.refused:
            self.refused = error.why
            _LOG.critical("app_token_refused", extra={"platform": PLATFORM, "reason": error.reason})
        else:
            _LOG.warning("socket_not_open", extra={"platform": PLATFORM, "reason": error.reason})

    async def _serve(self, seconds: float) -> bool:
        """Open one connection and hear it until it ends; say whether it was of any use."""
        answer = await self._calls.once("apps.connections.open", form={})
        self.refused = ""
        async with asyncio.timeout(15.0):
            line = await self._session.ws_connect(
                str(answer.get("url") or ""), heartbeat=HEARTBEAT, max_msg_size=_LONGEST
            )
        self._open.add(line)
        try:
            return await self._hear(line, monotonic() + seconds)
        finally:
            self._open.discard(line)
            with suppress(aiohttp.ClientError, OSError):
                await line.close()

    async def _hear(self, line: aiohttp.ClientWebSocketResponse, until: float) -> bool:
        greeted = False
        while not self._stopped.is_set():
            try:
                message = await line.receive(timeout=max(until - monotonic(), 0.1))
            except TimeoutError:
                return True
            if message.type is not aiohttp.WSMsgType.TEXT:
                if message.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSING, aiohttp.WSMsgType.CLOSED}:
                    return greeted
                if message.type is aiohttp.WSMsgType.ERROR:
                    return greeted
                continue
            packet = _read(message.data)
            if packet.get("type") == "hello":
                greeted = self._was_open = True
            if packet.get("type") == "disconnect" and packet.get("reason") != "warning":
                return greeted and packet.get("reason") != "link_disabled"
            if packet.get("envelope_id"):
                task = asyncio.ensure_future(self._answer(line, packet))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
        return True

    async def _answer(self, line: aiohttp.ClientWebSocketResponse, packet: Mapping[str, Any]) -> None:
        """Hand over what came, and acknowledge it; where its own connection is gone meanwhile, through another."""
        headers = {
            name: str(packet[field])
            for name, field in (("x-slack-retry-num", "retry_attempt"), ("x-slack-retry-reason", "retry_reason"))
            if packet.get(field)
        }
        began = monotonic()
        answer = await self._dispatch(packet.get("payload") or {}, headers)
        told: dict[str, Any] = {"envelope_id": packet["envelope_id"]}
        if answer and packet.get("accepts_response_payload"):
            told["payload"] = json.loads(answer)
        for other in [line, *(one for one in self._open if one is not line)]:
            try:
                await other.send_json(told)
            except (aiohttp.ClientError, OSError, RuntimeError):
                continue
            self._metrics.acknowledged(PLATFORM, monotonic() - began)
            return
        _LOG.info("not_acknowledged", extra={"platform": PLATFORM})  # it comes again, and is known then


def _read(data: str) -> Mapping[str, Any]:
    try:
        packet = json.loads(data)
    except ValueError:
        return {}
    return packet if isinstance(packet, dict) else {}
