"""What must hold over a whole knowledge folder, beyond its form: texts fit, phrasings are told apart, rules parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from esor_bot.answering.base import prepare
from esor_bot.answering.normalise import plain, words
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
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMES = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = re.compile(
    rf"(?P<m1>{_NAMES}) (?P<d1>\d{{1,2}}),? (?P<y1>\d{{4}})|(?P<d2>\d{{1,2}})\.? (?P<m2>{_NAMES}) (?P<y2>\d{{4}})",
    re.IGNORECASE,
)
LONGEST = 1900  # one message of the stricter platform holds 2000 characters


def lint(knowledge: Knowledge) -> list[Problem]:
    """Return all that is wrong in a folder that was read without problems."""
    problems: list[Problem] = []
    for programme in knowledge.programmes:
        for cycle in programme.cycles:
            problems += _rules(knowledge.folder, cycle)
            problems += _twice(knowledge.folder, (*cycle.entries, *knowledge.common))
        problems += _lengths(knowledge, programme)
        problems += _contradictions(knowledge.folder, programme.cycle)
    return sorted(set(problems))


def _rules(folder: Path, cycle: Cycle) -> Iterator[Problem]:
    for condition in cycle.conditions:
        try:
            parse_rule(condition.kind, condition.rule)
        except ValueError as error:
            said = " ".join(str(error).split())
            file, line = where(folder, condition.id)
            yield Problem(file, line, f"conditions.{condition.id}.rule", said[:300])


def _twice(folder: Path, entries: tuple[Entry, ...]) -> Iterator[Problem]:
    """Yield every question that stands under two entries."""
    seen: dict[str, str] = {}
    for entry in entries:
        for question in entry.questions:
            key = " ".join(plain(word) for word in words(question))
            other = seen.setdefault(key, entry.id)
            if other != entry.id:
                file, line = where(folder, question)
                message = f"the question {question!r} stands under {other!r}, too: no reply can serve both"
                yield Problem(file, line, f"questions.{entry.id}", message)


def _contradictions(folder: Path, cycle: Cycle) -> Iterator[Problem]:
    """Yield every day the quotations give which no fact has, while an answer beside them fills in another day."""
    days = {fact.value for fact in cycle.facts.values() if isinstance(fact.value, date)}
    for entry in cycle.entries:
        used = [name for text in entry.answers.values() for name in names(text) if name in cycle.facts]
        filled = [name for name in used if isinstance(cycle.facts[name].value, date)]
        for quoted in sorted({day for quote in entry.quotes for day in _days(quote.text)} - days):
            if filled:
                file, line = where(folder, f"  {filled[0]}: ")
                message = f"is {cycle.facts[filled[0]].value}, but the quotation of {entry.id!r} says {quoted}"
                yield Problem(file, line, f"facts.{filled[0]}", message)


def _days(text: str) -> Iterator[date]:
    """Yield the days written out in a text: May 20, 2031 or 20 May 2031."""
    for match in _DAY.finditer(text):
        month, number = (match["m1"], match["d1"]) if match["m1"] else (match["m2"], match["d2"])
        year = match["y1"] or match["y2"]
        yield date(int(year), _MONTHS.index(month[:3].lower()) + 1, int(number))


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
            file, line = where(knowledge.folder, entry.id)
            message = f"the whole reply has {longest} characters; at most {LONGEST} fit into one message"
            yield Problem(file, line, f"entries.{entry.id}", message)


def _size(block: object) -> int:
    match block:
        case Text() | Quotation():
            return len(block.text) + 2
        case Source():
            return len(block.text) + 10
        case Listing():
            return sum(len(item) + 4 for item in block.items)
        case OfficeOffer():
            return len(block.text) + len(block.question) + 20
    return 0
