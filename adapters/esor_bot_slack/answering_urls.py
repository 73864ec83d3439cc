"""Addresses that Slack hands out to answer with: five times, within half an hour."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from esor_bot.serving.trouble import Limited, Trouble, pause
from esor_bot_slack.calls import PATIENCE, Refused, Unclear

MOST = 4
"""So many messages are sent to one address; one use of it is left."""

_TRIES = 3


class Addresses:
    """Sends to such addresses. What was answered with an error on our side is sent again, for nobody else can tell."""

    def __init__(self, session: aiohttp.ClientSession, api_host: str) -> None:
        self._session = session
        self._api_host = api_host

    async def send(self, address: str, body: Mapping[str, Any]) -> None:
        """Send a message. Raises Refused where the address is used up, Limited and Unclear where it may work later."""
        host = urlsplit(address).hostname or ""
        if host != self._api_host and not host.endswith(".slack.com"):
            raise Refused("foreign_address")
        trouble: Trouble = Unclear("unreachable")
        for turn in range(_TRIES):
            try:
                return await self._once(address, body)
            except Limited as error:
                trouble = error
                await asyncio.sleep(error.seconds)
            except Unclear as error:
                trouble = error
                await asyncio.sleep(pause(turn))
        raise trouble

    async def _once(self, address: str, body: Mapping[str, Any]) -> None:
        try:
            async with asyncio.timeout(PATIENCE), self._session.post(address, json=dict(body)) as answer:
                status, retry = answer.status, answer.headers.get("Retry-After", "1")
        except TimeoutError:
            raise Unclear("timeout") from None
        except (aiohttp.ClientError, OSError):
            raise Unclear("connection_lost") from None
        if status == 429:
            raise Limited(float(retry) if retry.isdigit() else 1.0, "ratelimited")
        if status >= 500:
            raise Unclear(f"http_{status}")
        if status >= 400:
            raise Refused("expired_url")
