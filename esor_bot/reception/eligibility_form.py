"""The form of the pre-check: one question per condition, and what the page's rules say to the answers.

What is answered is judged and forgotten: it is not stored, not counted, and no conversation knows of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.engine import Engine
from esor_bot.answering.say import Speaker
from esor_bot.domain.conversation import Command, Person, Press, Scene, Submission
from esor_bot.domain.form import MOST_FIELDS, Answer, ChoiceField, Field, Form, Item, Mistakes, TextField
from esor_bot.domain.reply import Audience, Button, Buttons, Mark, OfficeOffer, Reply, Text
from esor_bot.eligibility import Circumstances, judge
from esor_bot.eligibility.asking import Question, questions
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.saying import label, only, privately
from esor_bot.wording import Wording

FORM = "eligibility"
_PROGRAMME = "p"
_UNSURE = "unsure"
_TYPED = 120


class Here(Protocol):
    """What the form needs of the house."""

    @property
    def assistant(self) -> Assistant:
        """Who knows the programmes."""

    def words(self, person: Person) -> Wording:
        """Return the sentences in somebody's language."""

    def own_time(self, scene: Scene) -> datetime:
        """Return the moment of a scene on the clock of the person."""


class Eligibility:
    """Shows the form, and replies to what was filled in."""

    def __init__(self, house: Here) -> None:
        self._house = house

    @property
    def handlers(self) -> Handlers:
        """The word, the button that opens the form, and the form."""
        return Handlers(words={FORM: self._word}, actions={FORM: self._press}, forms={FORM: self._filled})

    def _word(self, command: Command) -> Answer:
        return self._opened(command.scene, command.text.strip())

    def _press(self, press: Press) -> Answer:
        return self._opened(press.scene, press.values.get(_PROGRAMME, ""))

    def _opened(self, scene: Scene, named: str) -> Answer:
        engines = {id_: one for id_, one in self._house.assistant.current.items() if one.base.cycle.conditions}
        words = self._house.words(scene.person)
        if named in engines or len(engines) == 1:
            engine = engines.get(named) or next(iter(engines.values()))
            return Paper(engine, words, self._house.own_time(scene).date()).form
        if not engines:
            return only(words.say("surface_check.form.none"))
        buttons = tuple(Button(engine.base.programme.short, FORM, {_PROGRAMME: id_}) for id_, engine in engines.items())
        return privately(Text(words.say("surface_check.form.which")), Buttons(buttons))

    def _filled(self, sent: Submission) -> Answer:
        engine = self._house.assistant.current.get(sent.carried.get(_PROGRAMME, ""))
        words = self._house.words(sent.scene.person)
        if engine is None:
            return only(words.say("surface_check.form.none"))
        return Paper(engine, words, self._house.own_time(sent.scene).date()).reply(sent.values)


@dataclass(frozen=True)
class Paper:
    """The form of one programme, as of one day."""

    engine: Engine
    words: Wording
    today: date

    @property
    def form(self) -> Form:
        """The form, with nothing filled in."""
        base = self.engine.base
        intro = [Text(self._say("form.intro", programme=base.programme.short))]
        if self._speaker.over:
            intro.append(Text(self._speaker.closed_note()))
        return Form(
            FORM,
            self._say("form.title"),
            tuple(self._field(one) for one in self._questions),
            self._say("form.submit"),
            self._say("form.close"),
            {_PROGRAMME: base.programme.id},
            tuple(intro),
        )

    def reply(self, values: Mapping[str, str]) -> Reply | Mistakes:
        """Return the verdict on each condition, or what can't be read."""
        told, wrong = Circumstances(), dict[str, str]()
        for question in self._questions:
            read = self._read(question, values.get(question.id, "").strip())
            if read is None:
                wrong[question.id] = self._say(f"unread.{question.ask}")
            else:
                told = told.merge(read)
        if wrong:
            return Mistakes(wrong)
        return self._judged(told) or Mistakes({self._questions[0].id: self._say("form.nothing")})

    def _judged(self, told: Circumstances) -> Reply | None:
        asked = [id_ for one in self._questions for id_ in (one.id, *one.also)]
        unanswered = dict.fromkeys(asked, self._say("form.unanswered"))
        reply = self.engine.judge.of_form(told, unanswered, self._offer(told), self._speaker)
        if reply is None:
            return None
        again = Button(self._say("form.again"), FORM, {_PROGRAMME: self.engine.base.programme.id})
        return replace(reply, blocks=(*reply.blocks, Buttons((again,))), audience=Audience.PERSON)

    def _offer(self, told: Circumstances) -> OfficeOffer:
        """Offer a question to the office that tells nothing of the person."""
        judgements = judge(told, self.engine.base.cycle, self.today)
        titles = [one.condition.title for one in judgements if self.engine.judge.mark(one) is Mark.OPEN]
        titles = titles or [one.condition.title for one in judgements if self.engine.judge.mark(one) is Mark.NOT_MET]
        id_ = "open_several" if len(titles) > 1 else "open" if titles else "met"
        programme = self.engine.base.programme.short
        question = self._say(f"would_ask.{id_}", titles="; ".join(titles), programme=programme)
        return self._speaker.offer(question, drafted=True)

    def _read(self, question: Question, value: str) -> Circumstances | None:
        if not value or value == _UNSURE:
            return Circumstances()
        if question.reads is not None:
            return question.reads(value, self.engine.judge.lexicon, self.today)
        chosen = (one.told for one in question.answers if one.id == value)
        return next(chosen, Circumstances())

    def _field(self, question: Question) -> Field:
        asked, hint = label(self._asked(f"ask.{question.ask}", question)), self._asked(f"hint.{question.ask}", question)
        if question.reads is not None:
            return TextField(question.id, asked, hint, most=_TYPED, optional=True)
        answers = [Item(one.id, self._label(question, one.id)) for one in question.answers]
        items = (*answers, Item(_UNSURE, self._say("form.unsure")))
        return ChoiceField(question.id, asked, items, hint, optional=True)

    def _label(self, question: Question, answer: str) -> str:
        group = "availability" if question.ask == "availability_dated" else question.ask
        return label(self._say(f"answer.{group}.{answer}", **question.values))

    def _asked(self, id_: str, question: Question) -> str:
        """Return a sentence on a question, "" where there is none."""
        there = f"surface_check.{id_}" in self.words.sentences
        return self._say(id_, **question.values) if there else ""

    @property
    def _questions(self) -> Sequence[Question]:
        return questions(self.engine.base.cycle, MOST_FIELDS)

    @property
    def _speaker(self) -> Speaker:
        return Speaker(self.engine.base, self.words, self.today)

    def _say(self, id_: str, **values: object) -> str:
        return self.words.say(f"surface_check.{id_}", **values)
