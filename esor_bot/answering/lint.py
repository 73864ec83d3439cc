"""What must hold over a whole knowledge folder, beyond its form: texts fit, phrasings are told apart, rules parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from esor_bot.answering.base import prepare
from esor_bot.answering.days import written_days
from esor_bot.answering.learned import Spoken
from esor_bot.answering.normalise import line
from esor_bot.answering.overlay import overlay
from esor_bot.answering.say import Part, Speaker
from esor_bot.domain.programme import Cycle, Entry, Programme
from esor_bot.domain.reply import Listing, OfficeOffer, Quotation, Source, Text
from esor_bot.eligibility import parse_rule
from esor_bot.errors import Problem
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.fill import names
from esor_bot.knowledge.places import where
from esor_bot.wording import Wording

_EARLY = date(2000, 1, 1)

LONGEST = 1850
"""Characters of a reply: a message of the stricter platform holds 2000, with whom it is for and what is asked of it."""

LONGEST_IDS = 70
"""Characters of the ids of a programme and an entry together: a button of the stricter platform carries 100 in all."""

# What the stricter platform obeys in a text, and has to be written with another sign before it.
_OBEYED = re.compile(r"[\\*_~`|<>\[\]]")


def lint(knowledge: Knowledge) -> list[Problem]:
    """Return all that is wrong in a folder that was read without problems."""
    problems: list[Problem] = []
    for programme in knowledge.programmes:
        for cycle in programme.cycles:
            problems += _rules(knowledge.folder, cycle)
            problems += _twice(knowledge.folder, (*cycle.entries, *knowledge.common))
            problems += _ids(knowledge.folder, programme.id, (*cycle.entries, *knowledge.common))
        problems += _lengths(knowledge, programme)
        problems += _statements(knowledge, programme)
        problems += _contradictions(knowledge.folder, programme.cycle)
    return sorted(set(problems))


def _rules(folder: Path, cycle: Cycle) -> Iterator[Problem]:
    for condition in cycle.conditions:
        try:
            parse_rule(condition.kind, condition.rule)
        except ValueError as error:
            said = " ".join(str(error).split())
            file, number = where(folder, f"id: {condition.id}", f"kind: {condition.kind}")
            yield Problem(file, number, f"conditions.{condition.id}.rule", said[:300])


def _twice(folder: Path, entries: tuple[Entry, ...]) -> Iterator[Problem]:
    """Yield every question or name that stands under two entries."""
    seen: dict[str, str] = {}
    for entry in entries:
        for question in (*entry.questions, *entry.names):
            key = line(question)
            other = seen.setdefault(key, entry.id)
            if other != entry.id:
                file, number = where(folder, question)
                message = f"{question!r} stands under {other!r}, too: no reply can serve both"
                yield Problem(file, number, f"questions.{entry.id}", message)


def _ids(folder: Path, programme: str, entries: tuple[Entry, ...]) -> Iterator[Problem]:
    """Yield every entry that no button could name together with its programme."""
    for entry in entries:
        together = len(programme) + len(entry.id)
        if together > LONGEST_IDS:
            file, number = where(folder, f"id: {entry.id}")
            message = f"the ids of programme and entry have {together} characters; {LONGEST_IDS} fit into a button"
            yield Problem(file, number, f"entries.{entry.id}.id", message)


def _contradictions(folder: Path, cycle: Cycle) -> Iterator[Problem]:
    """Yield every day the quotations give which no fact has, while an answer beside them fills in another day."""
    days = {fact.value for fact in cycle.facts.values() if isinstance(fact.value, date)}
    for entry in cycle.entries:
        used = [name for text in entry.answers.values() for name in names(text) if name in cycle.facts]
        filled = [name for name in used if isinstance(cycle.facts[name].value, date)]
        for quoted in sorted({day for quote in entry.quotes for day in written_days(quote.text)} - days):
            if filled:
                file, number = where(folder, f"{filled[0]}: ", "kind: date")
                message = f"is {cycle.facts[filled[0]].value}, but the quotation of {entry.id!r} says {quoted}"
                yield Problem(file, number, f"facts.{filled[0]}", message)


def _lengths(knowledge: Knowledge, programme: Programme) -> Iterator[Problem]:
    """Yield every entry whose reply, at any time of the cycle, is too long for one message."""
    base = prepare(knowledge, programme)
    window = programme.cycle.window
    known = [day for day in (window.closes, window.starts, window.ends) if day is not None]
    days = [day + timedelta(days=shift) for day in known for shift in (-1, 0, 1)] or [_EARLY]
    for entry in programme.cycle.entries:
        longest = 0
        for day in days:
            reply = Speaker(base, Wording(knowledge.wording), day).found([Part(entry, 1.0)])
            longest = max(longest, sum(_size(block) for block in reply.blocks))
        if longest > LONGEST:
            file, number = where(knowledge.folder, f"id: {entry.id}")
            message = f"the whole reply has {longest} characters; at most {LONGEST} fit into one message"
            yield Problem(file, number, f"entries.{entry.id}", message)


def _statements(knowledge: Knowledge, programme: Programme) -> Iterator[Problem]:
    """Yield every statement of the office whose reply is too long for one message."""
    if not programme.cycle.statements:
        return
    base = overlay(prepare(knowledge, programme), programme.cycle.statements)
    speaker = Speaker(base, Wording(knowledge.wording), _EARLY)
    for said, number in zip(base.learned.told, base.learned.entries, strict=True):
        blocks = speaker.found([Part(base.entries[number], 1.0, spoken=Spoken(said, meant=False))]).blocks
        longest = sum(_size(block) for block in blocks)
        if longest > LONGEST:
            file, number = where(knowledge.folder, f"id: {said.id}", "said:")
            message = f"the whole reply has {longest} characters; at most {LONGEST} fit into one message"
            yield Problem(file, number, f"statements.{said.id}", message)


def _size(block: object) -> int:
    match block:
        case Text() | Quotation():
            return _written(block.text) + 6
        case Source():
            return _written(block.text) + len(block.address) + 20
        case Listing():
            return sum(_written(item) + 4 for item in block.items)
        case OfficeOffer():
            return _written(block.text) + _written(block.question) + 20
    return 0


def _written(text: str) -> int:
    """Return the length of a text as the stricter platform counts it, where no sign is obeyed."""
    return len(text.encode("utf-16-le", "replace")) // 2 + len(_OBEYED.findall(text))
