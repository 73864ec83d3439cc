"""Files of people, as Discord keeps them. No token goes there: the addresses are signed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import aiohttp

from esor_bot.domain.conversation import Attachment
from esor_bot.serving import trouble
from esor_bot.serving.downloads import PIECE, Download
from esor_bot_discord.calls import Calls, Refused, Unclear
from esor_bot_discord.inbound import attachments

LOST = "surface_discord.file_not_fetched"

_HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net", "cdn.discord.com"})


class Files:
    """The files that Discord keeps."""

    def __init__(self, calls: Calls, session: aiohttp.ClientSession, api_url: str) -> None:
        self._calls = calls
        self._session = session
        self._api = urlsplit(api_url)

    async def whole(self, file: Attachment) -> Attachment:
        """Return a file as the message that holds it tells now: its address is good for a day only.

        Raises Trouble where it is not there any more.
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

    def why(self, error: trouble.Refused) -> str:
        """Return the sentence that says why nothing is told of a file."""
        return "surface.file.gone"

    def ours(self, address: str) -> bool:
        """Say whether an address is Discord's."""
        parts = urlsplit(address)
        if (parts.scheme, parts.netloc) == (self._api.scheme, self._api.netloc):
            return True
        return parts.scheme == "https" and parts.netloc in _HOSTS

    @asynccontextmanager
    async def open(self, address: str) -> AsyncIterator[Download]:
        """Ask an address."""
        try:
            async with self._session.get(address, allow_redirects=False) as answer:
                yield Download(answer.status, answer.headers.get("Location", ""), answer.content.iter_chunked(PIECE))
        except aiohttp.ClientError as error:
            raise Unclear(type(error).__name__) from None
