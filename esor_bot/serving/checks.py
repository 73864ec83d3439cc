"""The check of a file: each in its turn, with word of how far it is, told where only the person reads it."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from esor_bot.app import App
from esor_bot.domain.conversation import Attachment
from esor_bot.domain.form import Checking
from esor_bot.domain.reply import Reply, Text
from esor_bot.reception.saying import only
from esor_bot.serving.telling import Telling
from esor_bot.wording import Wording

MOST = 10
"""So many checks run or wait at a time."""

_MEGABYTE = 1_000_000


class NotFetched(Exception):
    """A file could not be fetched; `id_` is the sentence of the wording that says why."""

    def __init__(self, id_: str) -> None:
        self.id_ = id_
        super().__init__(id_)


class Files(Protocol):
    """Where the files of people are."""

    async def fetch(self, file: Attachment, most: int) -> bytes:
        """Return what is in a file. Raises NotFetched where it is not to be had, or larger than wanted."""


class Teller(Protocol):
    """Tells of one check, where only the person reads it. All but `now` raise Trouble."""

    async def begin(self, reply: Reply) -> None:
        """Say that it begins."""

    async def now(self, reply: Reply) -> None:
        """Say how far it is in the place of what was said last, if that can be said now; raises nothing."""

    async def end(self, reply: Reply) -> None:
        """Put the report in the place of what was said last, or where the person gets it if that can't be."""

    async def decline(self, reply: Reply) -> None:
        """Answer that there is no check."""


class Checks:
    """Runs checks, one at a time."""

    def __init__(self, app: App, files: Files, threads: Executor, most: int = MOST) -> None:
        self._app = app
        self._files = files
        self._threads = threads
        self._most = most
        self._turn = asyncio.Lock()
        self._count = 0

    async def run(self, checking: Checking, teller: Teller, words: Wording) -> None:
        """Check a file, and tell of it in somebody's words. Raises Trouble where it can't be told."""
        if self._count >= self._most:
            await teller.decline(only(words.say("surface.checks.full")))
            return
        self._count += 1
        try:
            await teller.begin(self._begun(checking, words))
            async with self._turn:
                report = await self._report(checking, teller, words)
        finally:
            self._count -= 1
        await teller.end(report)

    def _begun(self, checking: Checking, words: Wording) -> Reply:
        begun = checking.begun
        if not self._turn.locked():
            return begun
        return replace(begun, blocks=(*begun.blocks, Text(words.say("surface.checks.wait"))))

    async def _report(self, checking: Checking, teller: Teller, words: Wording) -> Reply:
        try:
            data = await self._files.fetch(checking.file, checking.most)
        except NotFetched as error:
            return only(words.say(error.id_, size=checking.most // _MEGABYTE))
        telling = Telling(lambda read, total: teller.now(self._app.progress(read, total)))
        beside = asyncio.ensure_future(telling.run())
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, self._app.check, checking, data, telling.from_thread)
        finally:
            beside.cancel()
            with suppress(asyncio.CancelledError):
                await beside
