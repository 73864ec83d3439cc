"""What is done with what was heard: it is kept, told to the core, and its answer shown."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from time import monotonic

from esor_bot.app import App
from esor_bot.domain.conversation import Attachment, Command, Event, Person, Press
from esor_bot.domain.form import Answer, Checking, Form, Mistakes
from esor_bot.domain.reply import Audience, Outcome, Reply
from esor_bot.metrics import Metrics
from esor_bot.serving import once, trouble
from esor_bot.serving.arrivals import Arrivals, key_of
from esor_bot.serving.checks import Checks
from esor_bot.serving.lanes import Lanes
from esor_bot.serving.once import Known, Once
from esor_bot.serving.pools import Pools
from esor_bot.wording import Wording
from esor_bot_discord import outbound
from esor_bot_discord.acting import Acting
from esor_bot_discord.calls import Calls, DiscordTrouble
from esor_bot_discord.checks import Teller
from esor_bot_discord.downloads import Files
from esor_bot_discord.forms import Forms, Step, count
from esor_bot_discord.heard import PLATFORM, Heard
from esor_bot_discord.inbound_acts import Act
from esor_bot_discord.line import Line
from esor_bot_discord.rests import Rest
from esor_bot_discord.roster import Office
from esor_bot_discord.showing import Shower, Shown, sentence, title_of

QUICK, FORM_WITHIN = 0.7, 2.0
"""Seconds after which an interaction is told to wait; later where a form may come, which can't be opened then."""

STORED_WITHIN = 1.0
"""Seconds that an answer waits until what came is kept; a database out of reach is no reason to leave without one."""

_NOTHING = Reply(Outcome.SMALLTALK, ())
_PEOPLE = 2000
_FORMS = frozenset({"office", "eligibility", "check", "promote"})
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tools:
    """What is worked with."""

    app: App
    calls: Calls
    arrivals: Arrivals[Heard]
    once: Once
    office: Office
    shower: Shower
    forms: Forms
    checks: Checks
    files: Files
    lanes: Lanes
    pools: Pools
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Task(once.Task[Heard]):
    """Something that is worked on, with what an interaction is answered by, and the form that was filled in."""

    line: Line | None = None
    filled: outbound.Filled | None = None

    def shown(self, reply: Reply, wording: Wording) -> Shown:
        """Return a reply to it, under its name."""
        way = self.heard.way
        if not self.heard.event.scene.place.private and (way.hidden or reply.audience is not Audience.PLACE):
            reply = outbound.begun_openly(reply)
        room = way.room or outbound.LARGEST_FILE
        return Shown(reply, self.key, wording, self.again, title=title_of(self.heard), room=room)


class Work:
    """Works on what was heard, in the background."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._acting = Acting(tools.forms, tools.shower.rests)
        self._locales: OrderedDict[str, str] = OrderedDict()

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
            return task, sentence(self._words(task.heard), "surface.broken")

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
        words = self._words(task.heard)
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
        heard = replace(heard, event=await self._whole(heard.event)).by(self._person(heard.event.scene.person))
        await self._tools.office.note(heard)
        return heard, await self._tools.pools.ask(partial(self._tools.app.handle, heard.event))

    async def _show(self, task: Task, answer: Answer | Step | Rest) -> bool:
        """Show what came of something; say whether it is done with. What can't be shown now is left for later."""
        return await self._tools.once.shown(task, self._shown(task, answer), self._waits)

    async def _shown(self, task: Task, answer: Answer | Step | Rest) -> bool:
        words = self._words(task.heard)
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
            case _:
                reply = answer
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

    def _waits(self, error: trouble.Refused) -> bool:
        return bool(self._tools.calls.refused)

    def _words(self, heard: Heard) -> Wording:
        return self._tools.app.house.words(self._person(heard.event.scene.person))

    def _person(self, who: Person) -> Person:
        """Return somebody with the language that their Discord had when they last told it."""
        if who.locale:
            self._locales[who.id] = who.locale
            self._locales.move_to_end(who.id)
            while len(self._locales) > _PEOPLE:
                self._locales.popitem(last=False)
            return who
        return replace(who, locale=self._locales.get(who.id, ""))

    async def _whole(self, event: Event) -> Event:
        """Return a press that names a file with what Discord tells of the file now."""
        if not isinstance(event, Press) or "/" not in event.values.get("id", ""):
            return event
        try:
            file = await self._tools.files.whole(Attachment(event.values["id"], event.values.get("name", "")))
        except DiscordTrouble as error:
            _LOG.warning("file_not_known", extra={"platform": PLATFORM, "reason": error.why})
            return event
        told = {"name": file.name, "size": str(file.size), "address": file.address}
        return replace(event, values={**event.values, **told})
