"""What came of something, on its way to whoever did it: as a reply, a form, or the next step of one."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from esor_bot.domain.form import Answer, Checking, Form, Mistakes
from esor_bot.domain.reply import Outcome, Reply
from esor_bot.wording import Wording
from esor_bot_discord import outbound
from esor_bot_discord.checks import Teller
from esor_bot_discord.forms import Step, count
from esor_bot_discord.line import Line
from esor_bot_discord.rests import Rest
from esor_bot_discord.showing import sentence
from esor_bot_discord.task import Task, Tools

_NOTHING = Reply(Outcome.SMALLTALK, ())


class Answers:
    """Shows what came of things."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def show(self, task: Task, answer: Answer | Step | Rest, words: Wording) -> bool:
        """Show what came of something; say whether it is done with. Raises Trouble."""
        match answer:
            case Checking():
                self._check(task, answer, words)
                return False
            case Form():
                if await self._opened(task, answer, words):
                    return True
                reply: Reply | None = self._form_later(task, answer, words)
            case Step() | Rest():
                if task.line and await self._own(task, task.line, answer, words):
                    return True
                reply = sentence(words, "surface_discord.press_again")
            case Mistakes():
                filled = task.filled or outbound.Filled("")
                self._tools.forms.mistaken(task.heard.way.user, filled)
                reply = outbound.mistakes(answer, filled, words)
            case Reply() | None:
                reply = answer
            case _:
                assert_never(answer)
        if reply is not None:
            await self._tools.shower.show(task.shown(reply, words), task.heard.way, task.line)
        elif task.line is not None:
            await self._nothing(task, task.line, words)
        return True

    async def _own(self, task: Task, line: Line, answer: Step | Rest, words: Wording) -> bool:
        """Show what nobody but the adapter knows of; say whether that was possible."""
        if isinstance(answer, Step):
            return await line.form(self._tools.forms.step(answer, words, openly=task.heard.way.open))
        await self._tools.shower.rest(answer, task.shown(_NOTHING, words), task.heard.way, line)
        return True

    async def _nothing(self, task: Task, line: Line, words: Wording) -> None:
        """End an interaction of which nothing comes: a command has to be answered all the same."""
        await line.acknowledge()
        if line.open:
            nothing = sentence(words, "surface_discord.nothing")
            await self._tools.shower.show(task.shown(nothing, words), task.heard.way, line)

    async def _opened(self, task: Task, form: Form, words: Wording) -> bool:
        """Open a form; say whether that was possible."""
        user, line = task.heard.way.user, task.line
        if line is None or not line.open or task.filled is not None:
            return False
        forms = self._tools.forms
        return await line.form(forms.open(user, forms.as_typed(user, form), words, openly=task.heard.way.open))

    def _form_later(self, task: Task, form: Form, words: Wording) -> Reply:
        """Return the way to a form that can't be opened now."""
        if task.filled is None:
            return sentence(words, "surface_discord.press_again")
        return outbound.next_step(self._tools.forms.put(task.heard.way.user, form), 0, count(form), words)

    def _check(self, task: Task, checking: Checking, words: Wording) -> None:
        teller = Teller(self._tools.shower, task.heard.way, task.line, task.shown(checking.begun, words))
        self._tools.once.check(task, partial(self._tools.checks.run, checking, teller, words))
