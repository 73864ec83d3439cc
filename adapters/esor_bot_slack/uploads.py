"""Pictures and files on their way to a conversation, each once: Slack hands out an address, takes it, and shows it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from time import time
from typing import Any

import aiohttp

from esor_bot.domain import moments
from esor_bot.domain.reply import File, Picture
from esor_bot.serving.trouble import Limited, Trouble, pause
from esor_bot_slack.calls import Calls, Refused, Unclear
from esor_bot_slack.heard import PLATFORM
from esor_bot_slack.posting import Poster, Target

_LOG = logging.getLogger(__name__)
_PATIENCE = 60.0
_TRIES = 5


class Uploads:
    """Sends files. One that can't be sent is logged; the message before it stands by itself."""

    def __init__(self, calls: Calls, poster: Poster, session: aiohttp.ClientSession) -> None:
        self._calls = calls
        self._poster = poster
        self._session = session

    async def send(
        self, files: Iterable[Picture | File], target: Target, look: bool = False, since: float | None = None
    ) -> None:
        """Send files to a conversation; `look`: they may be there already, from a moment on."""
        for file in files:
            try:
                if not (look and await self._there(target, since, "name", file.name)):
                    await self._send(file, target)
            except Trouble as error:
                _LOG.error("file_not_sent", extra={"platform": PLATFORM, "reason": error.reason})

    async def _send(self, file: Picture | File, target: Target) -> None:
        given = await self._calls.surely("files.getUploadURLExternal", form=described(file))
        id_ = str(given.get("file_id") or "")
        await self._put(str(given.get("upload_url") or ""), file.data)
        await self._complete(id_, file.name, target)

    async def _put(self, address: str, data: bytes) -> None:
        """Hand the bytes over, without any token: the address itself is the permission."""
        for turn in range(_TRIES):
            try:
                async with asyncio.timeout(_PATIENCE), self._session.post(address, data=data) as answer:
                    if answer.status < 300:
                        return
                    if answer.status < 500:
                        raise Refused(f"upload_{answer.status}")
            except (aiohttp.ClientError, OSError, TimeoutError):
                pass
            await asyncio.sleep(pause(turn))
        raise Unclear("upload")

    async def _complete(self, id_: str, name: str, target: Target) -> None:
        since = time() - 60.0
        asked: dict[str, Any] = {"files": [{"id": id_, "title": name}], "channel_id": target.channel}
        if target.thread:
            asked["thread_ts"] = target.thread
        trouble: Trouble = Unclear("unreachable")
        for turn in range(_TRIES):
            try:
                await self._calls.once("files.completeUploadExternal", asked)
                return
            except Limited as error:
                trouble = error
                await asyncio.sleep(error.seconds)
            except Unclear as error:
                trouble = error
                await asyncio.sleep(pause(turn))
                if error.sent and await self._there(target, since, "id", id_):
                    return
        raise trouble

    async def _there(self, target: Target, since: float | None, what: str, value: str) -> bool:
        """Say whether a message of a conversation shows such a file."""
        messages = await self._poster.messages(target, since if since is not None else time() - 60.0) or ()
        return any(file.get(what) == value for message in messages for file in message.get("files") or ())


def described(file: Picture | File) -> dict[str, str]:
    """Return what Slack is told of a file: its name, its size, and what a picture shows."""
    told = {"filename": file.name, "length": str(len(file.data))}
    return {**told, "alt_txt": moments.plainly(file.shows)[:1000]} if isinstance(file, Picture) else told
