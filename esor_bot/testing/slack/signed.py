"""Events over HTTP: requests to the bot, with Slack's signature."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import aiohttp

from esor_bot.testing.slack.sending import Delivery
from esor_bot.testing.slack.world import World

FORM = "application/x-www-form-urlencoded"


class Requests:
    """Sends requests to the bot. `stamp` and `secret` are changed by a test that forges one."""

    def __init__(self, world: World, address: str) -> None:
        self._world = world
        self._address = address
        self._session: aiohttp.ClientSession | None = None
        self.old = 0
        self.forged = False

    async def send(self, delivery: Delivery, attempt: int, reason: str) -> str:
        """Send a request; return "" once it was acknowledged, or why it was not."""
        body, kind = _body(delivery)
        headers = {"Content-Type": kind, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        headers |= self._signature(body)
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason or "http_timeout"}
        try:
            async with asyncio.timeout(self._world.rules.acknowledge):
                async with self._client().post(self._address, data=body, headers=headers) as response:
                    return self._heard(delivery, response.status, await response.text())
        except TimeoutError:
            return "http_timeout"
        except aiohttp.ClientError:
            return "connection_failed"

    async def close(self) -> None:
        """Close what is open."""
        if self._session is not None:
            await self._session.close()

    def _heard(self, delivery: Delivery, status: int, text: str) -> str:
        delivery.status = status
        if self._world.faults.loses_acknowledgement():
            return "http_timeout"
        if not 200 <= status < 300:
            return "http_error"
        try:
            delivery.body = json.loads(text) if text else None
        except ValueError:
            delivery.body = text
        return ""

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    def _signature(self, body: bytes) -> dict[str, str]:
        stamp = str(int(time.time()) - self.old)
        secret = "somebody else's" if self.forged else self._world.secret
        digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def _body(delivery: Delivery) -> tuple[bytes, str]:
    if delivery.kind == "slash_commands":
        return urlencode(delivery.payload).encode(), FORM
    if delivery.kind == "interactive":
        return urlencode({"payload": json.dumps(delivery.payload)}).encode(), FORM
    return json.dumps(delivery.payload).encode(), "application/json"
