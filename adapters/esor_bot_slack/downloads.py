"""Files of people, fetched from Slack with the bot's token, which goes to nobody but Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import aiohttp

from esor_bot.domain.conversation import Attachment
from esor_bot.serving import trouble
from esor_bot.serving.checks import NotFetched
from esor_bot.serving.downloads import PIECE, Download
from esor_bot_slack.calls import Calls, Refused, Unclear
from esor_bot_slack.inbound_text import attachments

LOST, ELSEWHERE = "surface_slack.file_not_fetched", "surface_slack.file_elsewhere"

_NO_PERMISSION = "surface_slack.file_no_permission"
_SLACK = (".slack.com", ".slack-edge.com", ".slack-files.com")
_PAGE = (b"<!doctype html", b"<html")


class Files:
    """The files that Slack keeps."""

    def __init__(self, calls: Calls, session: aiohttp.ClientSession, token: str, api_url: str) -> None:
        self._calls = calls
        self._session = session
        self._token = token
        self._api = urlsplit(api_url)

    async def whole(self, file: Attachment) -> Attachment:
        """Return a file with its name, size and address, which Slack may not have told yet. Raises Trouble."""
        if self._calls.lacks("files:read"):
            raise Refused("missing_scope", "files:read")
        if file.name and file.address:
            return file
        answer = await self._calls.surely("files.info", form={"file": file.id}, tries=3)
        found = next(iter(attachments([answer.get("file") or {}])))
        return replace(found, id=file.id, name=found.name or file.name)

    def why(self, error: trouble.Refused) -> str:
        """Return the sentence that says why nothing is told of a file."""
        return _NO_PERMISSION if error.why == "missing_scope" else "surface.file.gone"

    def ours(self, address: str) -> bool:
        """Say whether an address is Slack's, and so may see the token."""
        parts = urlsplit(address)
        if (parts.scheme, parts.netloc) == (self._api.scheme, self._api.netloc):
            return True
        return parts.scheme == "https" and (parts.hostname or "").endswith(_SLACK)

    @asynccontextmanager
    async def open(self, address: str) -> AsyncIterator[Download]:
        """Ask an address, with the token."""
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            async with self._session.get(address, headers=headers, allow_redirects=False) as answer:
                yield Download(answer.status, answer.headers.get("Location", ""), _pieces(answer))
        except aiohttp.ClientError as error:
            raise Unclear(type(error).__name__) from None


async def _pieces(answer: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    """Yield what is in a file. In its place Slack shows a page to sign in to who may not read it."""
    begun = False
    async for piece in answer.content.iter_chunked(PIECE):
        if not begun and answer.content_type == "text/html" and piece.lstrip().lower().startswith(_PAGE):
            raise NotFetched(_NO_PERMISSION)
        begun = True
        yield piece
