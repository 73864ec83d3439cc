"""What is told of a check stands in the answer to the interaction, and changes as it goes on."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace
from functools import partial

from esor_bot.domain.reply import Reply
from esor_bot_discord.calls import DiscordTrouble
from esor_bot_discord.heard import PLATFORM, Way
from esor_bot_discord.line import Gone, Line
from esor_bot_discord.showing import Said, Shower, Shown, fitting

_LOG = logging.getLogger(__name__)


class Teller:
    """Tells of one check; `shown` has the name of all that is said, and the words."""

    def __init__(self, shower: Shower, way: Way, line: Line | None, shown: Shown) -> None:
        self._shower = shower
        self._way = way
        self._line = line
        self._shown = shown
        self._name = ""

    async def decline(self, reply: Reply) -> None:
        """Answer that there is no check."""
        await self._shower.show(replace(self._shown, reply=reply), self._way, self._line)

    async def begin(self, reply: Reply) -> None:
        """Say that it begins; where that can't be said as an answer any more, only the report is told."""
        if self._line is None:
            return
        with suppress(Gone):
            first = replace(self._shown, reply=reply).payloads[0]
            self._name = await self._line.say(first, hidden=not self._way.direct)

    async def now(self, reply: Reply) -> None:
        """Say how far it is, if that can be said now."""
        payloads = replace(self._shown, reply=reply).payloads
        if self._line is not None and self._name and payloads:
            with suppress(DiscordTrouble):
                await self._line.change(self._name, payloads[0], patience=0.0)

    async def end(self, reply: Reply) -> None:
        """Put the report in the place of what was said last; where that can't be, in direct messages."""
        shown = replace(self._shown, reply=reply)
        if self._line is not None and self._name:
            try:
                await self._ended(self._line, shown)
                return
            except Gone as error:
                _LOG.info("line_gone", extra={"platform": PLATFORM, "reason": error.why})
        await self._shower.privately(shown, self._way.user, self._way.origin)

    async def _ended(self, line: Line, shown: Shown) -> None:
        first, *rest = shown.payloads
        await fitting(partial(line.change, self._name), first, shown.wording)
        there = Said(self._name, first)
        await self._shower.follow(shown, rest, self._way, line, hidden=not self._way.direct, said=there)
