"""Files of people, read from Discord straight into memory. No token goes there: the addresses are signed."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import aiohttp

from esor_bot.domain.conversation import Attachment
from esor_bot.serving.checks import NotFetched
from esor_bot.serving.trouble import Unclear
from esor_bot_discord.calls import Calls, DiscordTrouble, Refused, pause
from esor_bot_discord.heard import PLATFORM
from esor_bot_discord.inbound import attachments

_LOG = logging.getLogger(__name__)
_HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net", "cdn.discord.com"})
_PATIENCE, _TRIES, _HOPS = 90.0, 4, 3
_PIECE = 65_536


class Downloads:
    """Fetches files."""

    def __init__(self, calls: Calls, session: aiohttp.ClientSession, api_url: str) -> None:
        self._calls = calls
        self._session = session
        self._api = urlsplit(api_url)

    async def whole(self, file: Attachment) -> Attachment:
        """Return a file as the message that holds it tells now: its address is good for a day only.

        Raises DiscordTrouble where it is not there any more.
        """
        channel, _, rest = file.id.partition("/")
        message, _, id_ = rest.partition("/")
        if file.address or not id_:
            return file
        told = await self._calls.surely("GET", f"/channels/{channel}/messages/{message}", patience=5.0)
        for one in attachments(told.get("attachments"), f"{channel}/{message}/"):
            if one.id == file.id:
                return replace(one, name=one.name or file.name)
        raise Refused(404, 10008)

    async def fetch(self, file: Attachment, most: int) -> bytes:
        """Return what is in a file. Raises NotFetched where it is not to be had, or larger than wanted."""
        try:
            file = await self.whole(file)
        except Refused:
            raise NotFetched("surface.file.gone") from None
        except DiscordTrouble:
            raise NotFetched("surface_discord.file_not_fetched") from None
        if file.size > most:
            raise NotFetched("surface.file.too_large")
        for turn in range(_TRIES):
            try:
                async with asyncio.timeout(_PATIENCE):
                    return await self._read(file.address, most)
            except (Unclear, aiohttp.ClientError, OSError, TimeoutError) as error:
                reason = error.why if isinstance(error, Unclear) else type(error).__name__
                _LOG.info("file_tried_again", extra={"platform": PLATFORM, "reason": reason})
                await asyncio.sleep(pause(turn))
        raise NotFetched("surface_discord.file_not_fetched")

    async def _read(self, address: str, most: int) -> bytes:
        for _ in range(_HOPS):
            if not self._is_discord(address):
                _LOG.error("file_elsewhere", extra={"platform": PLATFORM})
                raise NotFetched("surface_discord.file_not_fetched")
            async with self._session.get(address, allow_redirects=False) as answer:
                if answer.status in {301, 302, 303, 307, 308}:
                    address = urljoin(address, answer.headers.get("Location", ""))
                    continue
                return await self._body(answer, most)
        raise NotFetched("surface_discord.file_not_fetched")

    async def _body(self, answer: aiohttp.ClientResponse, most: int) -> bytes:
        if answer.status >= 500 or answer.status == 429:
            raise Unclear(f"http_{answer.status}")
        if answer.status >= 400:
            raise NotFetched("surface.file.gone")
        data = bytearray()
        async for piece in answer.content.iter_chunked(_PIECE):
            data += piece
            if len(data) > most:
                raise NotFetched("surface.file.too_large")
        return bytes(data)

    def _is_discord(self, address: str) -> bool:
        """Say whether an address is Discord's."""
        parts = urlsplit(address)
        if (parts.scheme, parts.netloc) == (self._api.scheme, self._api.netloc):
            return True
        return parts.scheme == "https" and parts.netloc in _HOSTS
