"""What is done with what was heard: it is kept, told to the core, and its answer shown."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any, assert_never

from esor_bot.app import App
from esor_bot.domain.conversation import Event, Opened, Post, Press, Submission, Upload
from esor_bot.domain.form import Answer, Checking, Form, Mistakes
from esor_bot.domain.reply import Reply
from esor_bot.metrics import Metrics
from esor_bot.reception.saying import after_closing, only
from esor_bot.serving import once, trouble
from esor_bot.serving.arrivals import Arrivals, key_of
from esor_bot.serving.checks import Checks
from esor_bot.serving.lanes import Lanes
from esor_bot.serving.once import Once
from esor_bot.serving.pools import Pools
from esor_bot.serving.trouble import Trouble
from esor_bot.wording import Wording
from esor_bot_slack.calls import Calls
from esor_bot_slack.checks import Means, Teller
from esor_bot_slack.downloads import Files
from esor_bot_slack.forms import Forms
from esor_bot_slack.heard import PLATFORM, Heard
from esor_bot_slack.home import Home
from esor_bot_slack.people import People
from esor_bot_slack.showing import Shower, Shown

KEPT_WITHIN = 0.5
"""Seconds that an acknowledgement waits until what came is kept; then it goes out all the same."""

_BEFORE = 60.0
_WHOLE = 1.5  # seconds in which Slack has to tell what kind of file something is
_UNSAID = frozenset({"missing_scope", "not_allowed_token_type", "no_permission"})
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tools:
    """What is worked with."""

    app: App
    calls: Calls
    arrivals: Arrivals[Heard]
    once: Once
    people: People
    shower: Shower
    forms: Forms
    home: Home
    checks: Checks
    means: Means
    files: Files
    lanes: Lanes
    pools: Pools
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Task(once.Task[Heard]):
    """Something that is worked on."""

    def shown(self, reply: Reply, wording: Wording) -> Shown:
        """Return a reply to it, under its name; what another process has posted of it is looked for."""
        since = None if self.left is None else self.left.timestamp() - _BEFORE
        return Shown(reply, self.key, wording, self.again, since)


class Work:
    """Works on what was heard, in the background."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def accept(self, heard: Heard) -> None:
        """Keep something and let it be worked on. Returns when it is kept, or after a moment."""
        tools, task = self._tools, begun(heard)
        if heard.brief:
            tools.lanes.add(heard.lane, partial(tools.once.answered, task, partial(self._answer, task)))
            return
        first = tools.once.accept(task, partial(self._answer, task))
        if first is not None:
            tools.people.expect(heard.way.user)
            await asyncio.wait({first}, timeout=KEPT_WITHIN)

    async def take_up(self, heard: Heard, key: str, at: datetime) -> None:
        """Work on something that another process has left."""
        task = Task(heard, key, monotonic(), at)
        self._tools.once.take_up(task, partial(self._answer, task))

    async def ask(self, task: Task) -> tuple[Task, Answer]:
        """Tell the core what somebody did, with what Slack tells of them, and return what comes of it."""
        event = await self._whole(task.heard.event)
        known = replace(task.heard, event=event).by(await self._tools.people.person(task.heard.way.user))
        answer = await self._tools.pools.ask(partial(self._tools.app.handle, known.event))
        return replace(task, heard=known), answer

    async def show(self, task: Task, answer: Answer) -> bool:
        """Show what came of something; say whether it is done with. What can't be shown now is left for later."""
        return await self._tools.once.shown(task, self._show(task, answer), self._waits)

    async def _answer(self, task: Task) -> bool:
        return await self.show(*await self.ask(task))

    def _waits(self, error: trouble.Refused) -> bool:
        return bool(self._tools.calls.refused) or error.why in _UNSAID

    async def _show(self, task: Task, answer: Answer) -> bool:
        heard, words = task.heard, self._tools.app.house.words(task.heard.event.scene.person)
        match answer:
            case Reply():
                await self._reply(task, answer, words)
            case Form():
                if not await self._tools.forms.show(answer, heard.way, words):
                    await self._tools.shower.show(
                        task.shown(only(words.say("surface_slack.press_again")), words), heard.way
                    )
            case Mistakes():
                typed = heard.event.values if isinstance(heard.event, Submission) else {}
                await self._tools.shower.show(task.shown(after_closing(answer, typed, words), words), heard.way)
            case Checking():
                self._check(task, answer, words)
                return False
            case None:
                pass
            case _:
                assert_never(answer)
        return True

    async def _reply(self, task: Task, reply: Reply, words: Wording) -> None:
        heard = task.heard
        if isinstance(heard.event, Opened):
            if not heard.brief:
                await self._tools.shower.show(task.shown(self._tools.home.beside(reply), words), heard.way)
            await self._tools.home.opened(reply, heard, words)
            return
        pressed_at_home = heard.way.home and isinstance(heard.event, Press)
        if not (pressed_at_home and reply.instead):
            await self._tools.shower.show(task.shown(reply, words), heard.way)
        if pressed_at_home:
            await self._tools.home.refresh(heard)

    def _check(self, task: Task, checking: Checking, words: Wording) -> None:
        teller = Teller(self._tools.means, task.heard.way, task.shown(checking.begun, words))
        self._tools.once.check(task, partial(self._tools.checks.run, checking, teller, words))

    async def _whole(self, event: Event) -> Event:
        """Return an event with what Slack tells of its files when it is asked."""
        files: Mapping[str, Any] = {}
        if isinstance(event, Post) and any(not file.name for file in event.files):
            files = {"files": tuple([await self._file(file) for file in event.files])}
        elif isinstance(event, Submission) and any(not file.name for given in event.files.values() for file in given):
            whole = {name: tuple([await self._file(file) for file in given]) for name, given in event.files.items()}
            files = {"files": whole}
        return replace(event, **files) if files and not isinstance(event, Upload) else event

    async def _file(self, file: Any) -> Any:  # noqa: ANN401
        try:
            async with asyncio.timeout(_WHOLE):
                return await self._tools.files.whole(file)
        except (Trouble, TimeoutError) as error:
            reason = error.reason if isinstance(error, Trouble) else type(error).__name__
            _LOG.warning("file_not_known", extra={"platform": PLATFORM, "reason": reason})
            return file


def begun(heard: Heard) -> Task:
    """Return something that was heard just now as a task."""
    return Task(heard, key_of(heard), monotonic())
