"""Files of people, fetched from Slack with the bot's token, which goes to nobody but Slack."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import NoReturn
from urllib.parse import urljoin, urlsplit

import aiohttp

from esor_bot.domain.conversation import Attachment
from esor_bot.serving.checks import NotFetched
from esor_bot.serving.trouble import Trouble
from esor_bot_slack.calls import Calls, Refused, Unclear, pause
from esor_bot_slack.heard import PLATFORM
from esor_bot_slack.inbound_text import attachments

_LOG = logging.getLogger(__name__)
_SLACK = (".slack.com", ".slack-edge.com", ".slack-files.com")
_PATIENCE, _TRIES, _HOPS = 90.0, 3, 3
_PIECE = 65_536
_PAGE = (b"<!doctype html", b"<html")


class Downloads:
    """Fetches files."""

    def __init__(self, calls: Calls, session: aiohttp.ClientSession, token: str, api_url: str) -> None:
        self._calls = calls
        self._session = session
        self._token = token
        self._api = urlsplit(api_url)

    async def whole(self, file: Attachment) -> Attachment:
        """Return a file with its name, size and address, which Slack may not have told yet. Raises Trouble."""
        if file.name and file.address:
            return file
        answer = await self._calls.surely("files.info", form={"file": file.id}, tries=3)
        found = next(iter(attachments([answer.get("file") or {}])))
        return replace(found, id=file.id, name=found.name or file.name)

    async def fetch(self, file: Attachment, most: int) -> bytes:
        """Return what is in a file. Raises NotFetched where it is not to be had, or larger than wanted."""
        if self._calls.lacks("files:read"):
            self._no_permission()
        try:
            file = await self.whole(file)
        except Refused as error:
            _LOG.warning("file_not_fetched", extra={"platform": PLATFORM, "reason": error.reason})
            raise NotFetched(
                "surface_slack.file_no_permission" if error.why == "missing_scope" else "surface.file.gone"
            ) from None
        except Trouble:
            raise NotFetched("surface_slack.file_not_fetched") from None
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
        raise NotFetched("surface_slack.file_not_fetched")

    async def _read(self, address: str, most: int) -> bytes:
        for _ in range(_HOPS):
            if not self._is_slack(address):
                _LOG.error("file_elsewhere", extra={"platform": PLATFORM})
                raise NotFetched("surface_slack.file_elsewhere")
            headers = {"Authorization": f"Bearer {self._token}"}
            async with self._session.get(address, headers=headers, allow_redirects=False) as answer:
                if answer.status in {301, 302, 303, 307, 308}:
                    address = urljoin(address, answer.headers.get("Location", ""))
                    continue
                return await self._body(answer, most)
        raise NotFetched("surface_slack.file_not_fetched")

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
        if answer.content_type == "text/html" and bytes(data[:200]).lstrip().lower().startswith(_PAGE):
            self._no_permission()
        return bytes(data)

    @staticmethod
    def _no_permission() -> NoReturn:
        _LOG.error("file_not_fetched", extra={"platform": PLATFORM, "reason": "missing_scope:files:read"})
        raise NotFetched("surface_slack.file_no_permission")

    def _is_slack(self, address: str) -> bool:
        """Say whether an address is Slack's, and so may see the token."""
        parts = urlsplit(address)
        if (parts.scheme, parts.netloc) == (self._api.scheme, self._api.netloc):
            return True
        return parts.scheme == "https" and (parts.hostname or "").endswith(_SLACK)
