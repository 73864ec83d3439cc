"""The form in which a statement is written, and statements as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from esor_bot.desk.learning import Look
from esor_bot.desk.sketching import LONGEST, Wishes
from esor_bot.domain.form import LONGEST_TEXT, ChoiceField, Form, Item, TextField
from esor_bot.domain.programme import EntryKind
from esor_bot.domain.reply import Aside, Block, Button, Buttons, Quotation, Text
from esor_bot.domain.statement import Statement
from esor_bot.errors import EsorBotError, RefusedError
from esor_bot.ports import Search
from esor_bot.reception.colleague import Colleague
from esor_bot.reception.lesson import Lesson
from esor_bot.reception.text import short
from esor_bot.reception.topics import Topics

FORM = "promote"
_ANSWER, _QUESTIONS, _TOPIC = "answer", "questions", "topic"
_NO_TOPIC = "-"
_BUTTON = re.compile(r"\s*\[[^\[\]]*\]\s*")  # of a reply that is shown as text
_MOST, _LABEL = 100, 70
_SPEAKS_TO = frozenset({EntryKind.FACT, EntryKind.SILENT})


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in its form; `fields` is what stands in the fields, where that is something else."""

    who: Colleague
    found: Look
    carried: Mapping[str, str]
    fields: Mapping[str, str] | None = None
    refused: str = ""

    def form(self) -> Form:
        """Return the form."""
        who, made = self.who, self.found.statement
        told = lesson(who).draft(self.found)
        blocks: list[Block] = [Text(self.refused)] if self.refused else as_blocks(told)
        if self.found.effect is None and not made.id:
            blocks.append(Aside(who.say("form.promote.effect"), leads=True))
        if not made.id:  # one that is stored is looked at as it stands, before and after
            blocks.append(Buttons((Button(who.say("form.preview"), "preview", {"deed": FORM}),)))
        fields = (
            TextField(
                _ANSWER,
                who.say("form.promote.answer"),
                initial=self._filled(_ANSWER, made.answer)[:LONGEST],
                long=True,
                most=LONGEST,
            ),
            TextField(
                _QUESTIONS,
                who.say("form.promote.questions"),
                who.say("form.promote.questions_hint"),
                self._filled(_QUESTIONS, "\n".join(made.questions))[:LONGEST_TEXT],
                long=True,
                optional=True,
            ),
            ChoiceField(
                _TOPIC,
                who.say("form.promote.topic"),
                tuple(_topics(who, made, self._near())),
                who.say("form.promote.topic_hint"),
                self._filled(_TOPIC, made.topic or _NO_TOPIC),
            ),
        )
        title, submit = who.say("form.promote.title", number=made.case), who.say("form.promote.submit")
        return Form(FORM, title, fields, submit, who.say("form.close"), self.carried, tuple(blocks))

    def _near(self) -> Iterator[str]:
        """Yield what the bot had found for the question, as far as a statement can speak to it."""
        house, made = self.who.house, self.found.statement
        for case in house.desk.search(Search(before=made.case + 1, limit=1), self.who.actor):
            if case.number == made.case:
                kinds = ((entry, house.names.kind(made.programme, entry)) for entry in case.stopped.entries)
                yield from (entry for entry, kind in kinds if kind in _SPEAKS_TO)

    def _filled(self, field: str, made: str) -> str:
        return made if self.fields is None else self.fields.get(field, made)


def _topics(who: Colleague, made: Statement, near: Iterable[str]) -> Iterator[Item]:
    """Yield what a statement can speak to: its own topic, what was near, then what the page is silent on."""
    names = who.house.names
    silent = sorted(
        entry for programme, entry in Topics(None, who.house.knowledge).silent if programme == made.programme
    )
    yield Item(_NO_TOPIC, who.say("form.promote.no_topic"))
    for entry in list(dict.fromkeys(filter(None, (made.topic, *near, *silent))))[: _MOST - 1]:
        yield Item(entry, short(names(made.programme, entry), _LABEL))


def wishes(fields: Mapping[str, str], carried: Mapping[str, str]) -> Wishes:
    """Return what is wished; an answer that was not touched stays the one that was given, with its date."""
    answer, topic = fields.get(_ANSWER, ""), fields.get(_TOPIC, _NO_TOPIC)
    questions = tuple(line.strip() for line in fields.get(_QUESTIONS, "").splitlines() if line.strip())
    touched = digest(answer) != carried.get("same")
    return Wishes(
        "" if topic == _NO_TOPIC else topic,
        questions,
        answer if touched else None,
        programme=carried.get("programme", ""),
    )


def digest(text: str) -> str:
    """Return a short sign of a text, by which it is known again."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def field(error: EsorBotError, fields: Mapping[str, str]) -> str:
    """Return the field that something is wrong with."""
    if isinstance(error, RefusedError):
        asked = fields.get(_QUESTIONS, "")
        if error.code == "no_question" or (error.code == "gap" and str(error.values.get("text")) in asked):
            return _QUESTIONS
        if error.code == "no_topic":
            return _TOPIC
    return _ANSWER


def as_blocks(lines: Iterable[str]) -> list[Block]:
    """Return lines as paragraphs: what is set in is what people read."""
    blocks: list[Block] = []
    for blank, part in groupby(lines, key=lambda line: not line.strip()):
        told = list(part)
        if blank:
            continue
        read = all(line.startswith("  ") for line in told)
        if read and all(_BUTTON.fullmatch(line) for line in told):
            continue
        text = "\n".join(line.strip() if read else line for line in told)
        blocks.append(Quotation(text) if read else Text(text))
    return blocks


def lesson(who: Colleague) -> Lesson:
    """Return what says things of statements."""
    return Lesson(who.phrases, lambda: who.now, who.house.names)
