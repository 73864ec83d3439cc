"""Forms that were sent: Slack waits three seconds for what is wrong with them, and then closes them."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from esor_bot.domain.form import Answer, Form, Mistakes
from esor_bot.reception.saying import only
from esor_bot_slack import outbound
from esor_bot_slack.forms import view_of
from esor_bot_slack.heard import PLATFORM, Heard
from esor_bot_slack.work import Task, Tools, Work, begun

WITHIN = 2.2
"""Seconds after which a form closes, and what comes of it is said elsewhere."""

_REMEMBERED = 500
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Result:
    """What came of a form, and what of that goes with the acknowledgement."""

    task: Task
    answer: Answer
    told: Mapping[str, Any] | None = None


class FilledForms:
    """Answers forms. One that is sent again gets the same answer, for the first may have been lost."""

    def __init__(self, tools: Tools, work: Work) -> None:
        self._tools = tools
        self._work = work
        self._sent: OrderedDict[str, asyncio.Task[_Result | None]] = OrderedDict()

    async def answer(self, heard: Heard) -> Mapping[str, Any] | None:
        """Return what goes with the acknowledgement, None where the form is to close."""
        work = self._sent.get(heard.key)
        if work is None:
            work = self._sent[heard.key] = asyncio.ensure_future(self._work_on(heard))
            work.add_done_callback(_told_of)
            while len(self._sent) > _REMEMBERED:
                self._sent.popitem(last=False)
        await asyncio.wait({work}, timeout=WITHIN)
        if not work.done():
            _LOG.warning("form_answered_late", extra={"platform": PLATFORM})
            self._tools.lanes.add(f"{heard.lane}:late", partial(self._late, work))
            return None
        result = work.result() if not work.cancelled() and work.exception() is None else None
        return None if result is None else result.told

    async def _work_on(self, heard: Heard) -> _Result | None:
        """Tell the core of a form, and let what is to be read elsewhere be shown."""
        tools, task = self._tools, begun(heard)
        tools.people.expect(heard.way.user)
        if not await tools.arrivals.first(heard):
            return None
        tools.arrivals.hold(task.key)
        try:
            task, answer = await self._work.ask(task)
            told = self._told(task, answer)
        except BaseException:  # it is taken up again later, as if we had died
            tools.arrivals.let_go(task.key)
            raise
        if told is None:
            job = partial(tools.once.answered, task, partial(self._work.show, task, answer))
            tools.lanes.add(heard.lane, partial(tools.once.held, task, job))
        else:
            tools.lanes.add(f"{heard.lane}:end", partial(tools.once.held, task, partial(self._work.show, task, None)))
        return _Result(task, answer, told)

    def _told(self, task: Task, answer: Answer) -> Mapping[str, Any] | None:
        match answer:
            case Mistakes():
                return outbound.mistakes(answer)
            case Form():
                words = self._tools.app.house.words(task.heard.event.scene.person)
                view = view_of(answer, task.heard.way, words)
                return {"response_action": "update", "view": view}
        return None

    async def _late(self, work: asyncio.Task[_Result | None]) -> None:
        """Say by itself what came too late for the form."""
        result = await work
        if result is None or result.told is None:
            return
        words = self._tools.app.house.words(result.task.heard.event.scene.person)
        answer = only(words.say("surface_slack.press_again")) if isinstance(result.answer, Form) else result.answer
        await self._work.show(result.task, answer)


def _told_of(work: asyncio.Task[_Result | None]) -> None:
    """Log what nobody else would: the form closes, whatever became of it."""
    if not work.cancelled() and (error := work.exception()) is not None:
        _LOG.error("form_not_answered", exc_info=error, extra={"platform": PLATFORM, "reason": type(error).__name__})
