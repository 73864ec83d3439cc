"""The check of a file: all that is said of it stands in the person's direct messages, and changes as it goes on."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace

from esor_bot.app import App
from esor_bot.domain.form import Checking
from esor_bot.domain.reply import Reply, Text
from esor_bot.reception.saying import only
from esor_bot.serving.telling import Telling
from esor_bot.wording import Wording
from esor_bot_slack.calls import REVOKED, Calls, Refused, SlackTrouble
from esor_bot_slack.downloads import Downloads, NotFetched
from esor_bot_slack.heard import PLATFORM, Way
from esor_bot_slack.outbound import Payload
from esor_bot_slack.posting import Posted, Poster, Target
from esor_bot_slack.showing import Shower, Shown, body_of, direct
from esor_bot_slack.uploads import Uploads

MOST = 10
"""So many checks run or wait at a time."""

_MEGABYTE = 1_000_000
_LOG = logging.getLogger(__name__)


class Checks:
    """Runs checks, one at a time."""

    def __init__(
        self,
        app: App,
        calls: Calls,
        poster: Poster,
        shower: Shower,
        uploads: Uploads,
        downloads: Downloads,
        threads: Executor,
    ) -> None:
        self._app = app
        self._calls = calls
        self._poster = poster
        self._shower = shower
        self._uploads = uploads
        self._downloads = downloads
        self._threads = threads
        self._turn = asyncio.Lock()
        self._count = 0

    async def run(self, checking: Checking, way: Way, shown: Shown) -> None:
        """Check a file; `shown` has the name of all that is said, and the words. Raises SlackTrouble."""
        if self._count >= MOST:
            await self._shower.show(replace(shown, reply=only(shown.wording.say("surface.checks.full"))), way)
            return
        self._count += 1
        try:
            begun = checking.begun
            if self._turn.locked():
                line = Text(shown.wording.say("surface.checks.wait"))
                begun = replace(begun, blocks=(*begun.blocks, line))
            message = await self._shower.directly(replace(shown, reply=begun), way)
            if way.channel and not way.direct:
                await self._shower.show(shown.beside("surface.elsewhere.report", "pointer"), way)
            async with self._turn:
                report = await self._report(checking, message, shown.wording)
        finally:
            self._count -= 1
        await self._deliver(replace(shown, reply=report), message, direct(way))

    async def _report(self, checking: Checking, message: Posted | None, wording: Wording) -> Reply:
        try:
            data = await self._downloads.fetch(checking.file, checking.most)
        except NotFetched as error:
            return only(wording.say(error.id_, size=checking.most // _MEGABYTE))
        loop = asyncio.get_running_loop()
        progress = Telling(lambda read, total: self._edit(message, self._app.progress(read, total), wording))
        editing = asyncio.ensure_future(progress.run())
        try:
            return await loop.run_in_executor(self._threads, self._app.check, checking, data, progress.from_thread)
        finally:
            editing.cancel()
            with suppress(asyncio.CancelledError):
                await editing

    async def _edit(self, message: Posted | None, reply: Reply, wording: Wording) -> None:
        """Say how far a check is, if that can be said now."""
        payloads = Shown(reply, "progress", wording).payloads
        if message is None or not payloads:
            return
        asked = {**body_of(payloads[0]), "channel": message.channel, "ts": message.stamp}
        with suppress(SlackTrouble):
            await self._calls.once("chat.update", asked)

    async def _deliver(self, shown: Shown, message: Posted | None, target: Target) -> None:
        """Put the report in the place of what was said last, with its pictures below it."""
        for number, payload in enumerate(shown.payloads):
            posted = None
            if not number and message is not None:
                posted = await self._change(message, payload)
            if posted is None:
                posted = await self._poster.post(target, body_of(payload), look=shown.look, since=shown.since)
            await self._uploads.send(payload.files, Target(posted.channel, target.thread), shown.look, shown.since)

    async def _change(self, message: Posted, payload: Payload) -> Posted | None:
        asked = {**body_of(payload), "channel": message.channel, "ts": message.stamp}
        try:
            await self._calls.surely("chat.update", asked, tries=8)
        except Refused as error:
            if error.why in REVOKED:
                raise
            _LOG.info("not_replaced", extra={"platform": PLATFORM, "reason": error.reason})
            return None
        return message
