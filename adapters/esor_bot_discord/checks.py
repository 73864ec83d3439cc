"""The check of a file: all that is said of it stands where only the person sees it, and changes as it goes on."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace
from functools import partial

from esor_bot.app import App
from esor_bot.domain.form import Checking
from esor_bot.domain.reply import Reply, Text
from esor_bot.reception.saying import only
from esor_bot.serving.telling import Telling
from esor_bot_discord.calls import DiscordTrouble
from esor_bot_discord.downloads import Downloads, NotFetched
from esor_bot_discord.heard import PLATFORM, Way
from esor_bot_discord.line import Gone, Line
from esor_bot_discord.showing import Said, Shower, Shown, fitting

MOST = 10
"""So many checks run or wait at a time."""

_MEGABYTE = 1_000_000
_LOG = logging.getLogger(__name__)


class Checks:
    """Runs checks, one at a time."""

    def __init__(self, app: App, shower: Shower, downloads: Downloads, threads: Executor) -> None:
        self._app = app
        self._shower = shower
        self._downloads = downloads
        self._threads = threads
        self._turn = asyncio.Lock()
        self._count = 0

    async def run(self, checking: Checking, way: Way, line: Line | None, shown: Shown) -> None:
        """Check a file; `shown` has the name of all that is said, and the words. Raises DiscordTrouble."""
        if self._count >= MOST:
            full = replace(shown, reply=only(shown.wording.say("surface.checks.full")))
            await self._shower.show(full, way, line)
            return
        self._count += 1
        try:
            said = await self._begun(checking, way, line, shown)
            async with self._turn:
                report = await self._report(checking, said, shown)
        finally:
            self._count -= 1
        await self._deliver(replace(shown, reply=report), way, said)

    async def _begun(self, checking: Checking, way: Way, line: Line | None, shown: Shown) -> _Said | None:
        """Say that it begins; None where that can't be said as an answer any more."""
        begun = checking.begun
        if self._turn.locked():
            begun = replace(begun, blocks=(*begun.blocks, Text(shown.wording.say("surface.checks.wait"))))
        if line is None:
            return None
        try:
            name = await line.say(replace(shown, reply=begun).payloads[0], hidden=not way.direct)
        except Gone:
            return None
        return _Said(line, name)

    async def _report(self, checking: Checking, said: _Said | None, shown: Shown) -> Reply:
        try:
            data = await self._downloads.fetch(checking.file, checking.most)
        except NotFetched as error:
            return only(shown.wording.say(error.id_, size=checking.most // _MEGABYTE))

        async def tell(read: int, total: int) -> None:
            if said is not None:
                await said.now(replace(shown, reply=self._app.progress(read, total)))

        telling = Telling(tell)
        editing = asyncio.ensure_future(telling.run())
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, self._app.check, checking, data, telling.from_thread)
        finally:
            editing.cancel()
            with suppress(asyncio.CancelledError):
                await editing

    async def _deliver(self, shown: Shown, way: Way, said: _Said | None) -> None:
        """Put the report in the place of what was said last; where that can't be, in direct messages."""
        if said is not None:
            try:
                first, *rest = shown.payloads
                await fitting(partial(said.line.change, said.name), first, shown.wording)
                there = Said(said.name, first)
                await self._shower.follow(shown, rest, way, said.line, hidden=not way.direct, said=there)
                return
            except Gone as error:
                _LOG.info("line_gone", extra={"platform": PLATFORM, "reason": error.why})
        await self._shower.privately(shown, way.user, way.origin)


class _Said:
    """What is said of a check, in one message."""

    def __init__(self, line: Line, name: str) -> None:
        self.line = line
        self.name = name

    async def now(self, shown: Shown) -> None:
        """Say how far it is, if that can be said now."""
        payloads = shown.payloads
        if payloads:
            with suppress(DiscordTrouble):
                await self.line.change(self.name, payloads[0], patience=0.0)
