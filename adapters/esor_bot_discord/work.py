"""What is done with what was heard: it is kept, told to the core, and its answer shown."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import datetime
from functools import partial
from time import monotonic

from esor_bot.domain.conversation import Command, Press
from esor_bot.domain.form import Answer
from esor_bot.serving import trouble
from esor_bot.serving.arrivals import key_of
from esor_bot.serving.once import Known
from esor_bot_discord.acting import Acting
from esor_bot_discord.answers import Answers
from esor_bot_discord.calls import DiscordTrouble
from esor_bot_discord.forms import Step
from esor_bot_discord.heard import PLATFORM, Heard
from esor_bot_discord.inbound_acts import Act
from esor_bot_discord.knowing import Knowing
from esor_bot_discord.line import Line
from esor_bot_discord.rests import Rest
from esor_bot_discord.showing import sentence
from esor_bot_discord.task import Task, Tools

QUICK, FORM_WITHIN = 0.4, 2.0
"""Seconds after which an interaction is told to wait; later where a form may come, which can't be opened then."""

STORED_WITHIN = 1.0
"""Seconds that an answer waits until what came is kept; a database out of reach is no reason to leave without one."""

_FORMS = frozenset({"office", "eligibility", "check", "promote"})
_LOG = logging.getLogger(__name__)


class Work:
    """Works on what was heard, in the background."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._acting = Acting(tools.forms, tools.shower.rests)
        self._knowing = Knowing(tools)
        self._answers = Answers(tools)

    async def accept(self, heard: Heard) -> None:
        """Keep something that was written, and let it be worked on."""
        task = Task(heard, key_of(heard), monotonic())
        self._tools.once.accept(task, partial(self._answer, task))

    def act(self, act: Act) -> None:
        """Keep something that was done by an interaction, and let it be worked on at once."""
        line = Line(self._tools.calls, self._tools.metrics, act.heard.way)
        task = Task(act.heard, key_of(act.heard), monotonic(), line=line, filled=act.filled)
        self._tools.once.act(task, partial(self._interact, task, act))

    async def take_up(self, heard: Heard, key: str, at: datetime) -> None:
        """Work on something that another process has left."""
        line = Line(self._tools.calls, self._tools.metrics, heard.way, left=True) if heard.way.interaction else None
        task = Task(heard, key, monotonic(), at, line)
        self._tools.once.take_up(task, partial(self._answer, task))

    async def _interact(self, task: Task, act: Act, known: Known) -> bool:
        """Answer an interaction in time, and with all that comes of it."""
        asking = asyncio.ensure_future(self._asked(task, act, known))
        try:
            if task.line is not None:
                await self._in_time(task.line, act, asking)
            answer = await self._certainly(task, asking)
            return answer is not None and await self._tools.once.answered(task, partial(self._show, *answer))
        finally:
            asking.cancel()

    async def _certainly(
        self, task: Task, asking: asyncio.Future[tuple[Task, Answer | Step | Rest] | None]
    ) -> tuple[Task, Answer | Step | Rest] | None:
        """Return what comes of an interaction, or that something broke: Discord would say that nobody answered."""
        try:
            return await asking
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told that something broke
            _LOG.exception("work_failed", extra={"platform": PLATFORM, "reason": type(error).__name__})
            return task, sentence(self._knowing.words(task.heard), "surface.broken")

    async def _in_time(
        self, line: Line, act: Act, asking: asyncio.Future[tuple[Task, Answer | Step | Rest] | None]
    ) -> None:
        event = act.heard.event
        long = isinstance(event, Command) and bool(event.files)
        form = isinstance(event, Press) or (isinstance(event, Command) and event.word in _FORMS)
        if not long:
            await asyncio.wait({asking}, timeout=FORM_WITHIN if form else QUICK)
        if not asking.done():
            try:
                await line.defer()
            except DiscordTrouble as error:
                _LOG.warning("not_deferred", extra={"platform": PLATFORM, "reason": error.why})

    async def _asked(self, task: Task, act: Act, known: Known) -> tuple[Task, Answer | Step | Rest] | None:
        """Return what comes of an interaction, None where it was heard before."""
        if await known():
            return None
        words = self._knowing.words(task.heard)
        act, answer = self._acting.answer(act, words)
        task = replace(task, heard=act.heard, filled=act.filled)
        if answer is not None:
            return task, answer
        heard, answer = await self._ask(act.heard)
        return replace(task, heard=heard), answer

    async def _answer(self, task: Task) -> bool:
        heard, answer = await self._ask(task.heard)
        return await self._show(replace(task, heard=heard), answer)

    async def _ask(self, heard: Heard) -> tuple[Heard, Answer]:
        """Tell the core what somebody did, with what is known of them, and return what comes of it."""
        try:
            heard = await self._knowing.known(heard)
        except DiscordTrouble as error:
            return heard, self._knowing.without_file(heard, error)
        return heard, await self._tools.pools.ask(partial(self._tools.app.handle, heard.event))

    async def _show(self, task: Task, answer: Answer | Step | Rest) -> bool:
        """Show what came of something; say whether it is done with. What can't be shown now is left for later."""
        showing = self._answers.show(task, answer, self._knowing.words(task.heard))
        return await self._tools.once.shown(task, showing, self._waits)

    def _waits(self, error: trouble.Refused) -> bool:
        return bool(self._tools.calls.refused)
