"""What is offered while somebody types a question: the topics of the page, each with a question about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from esor_bot.domain.programme import Entry, EntryKind
from esor_bot.knowledge.base import Knowledge

LONGEST = 100
"""Characters of a topic's name and of its question."""

_KINDS = frozenset({EntryKind.FACT, EntryKind.SILENT})
_WORDS = "am are can could did do does has have how is may must should what when where which who why will would".split()
_ASKED = re.compile(rf"({'|'.join(_WORDS)})\b[ -~]{{8,}}", re.IGNORECASE)
"""A whole question in English: among those that are known of a topic are some in other languages, and in haste."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: what it is called, a question about it, and all that it is found by."""

    label: str
    question: str
    words: str


@dataclass(frozen=True)
class Offered:
    """Finds topics by what somebody has typed so far."""

    knowledge: Knowledge

    def found(self, typed: str, most: int) -> Sequence[Topic]:
        """Return the topics in which words begin with all that was typed; those whose names have them come first."""
        wanted = _words(typed).split()
        found = [one for one in self._topics if _has(one.words, wanted)]
        found.sort(key=lambda one: not _has(_words(one.label), wanted))
        return found[:most]

    @cached_property
    def _topics(self) -> Sequence[Topic]:
        topics: dict[str, Topic] = {}
        for entry in self._entries():
            if entry.kind in _KINDS and entry.questions:
                question = _question(entry)
                label = (entry.label or question)[:LONGEST]
                words = _words(" ".join((label, *entry.questions)))
                topics.setdefault(label, Topic(label, question, words))
        return tuple(topics.values())

    def _entries(self) -> Iterator[Entry]:
        for programme in self.knowledge.programmes:
            yield from programme.cycle.entries
        yield from self.knowledge.common


def _words(text: str) -> str:
    return " ".join(("", *re.findall(r"\w+", text.casefold())))


def _has(words: str, wanted: Sequence[str]) -> bool:
    return all(f" {word}" in words for word in wanted)


def _question(entry: Entry) -> str:
    """Return a question by which a topic is found."""
    short = (one for one in entry.questions if len(one) <= LONGEST)
    return next((one for one in short if _ASKED.fullmatch(one)), (entry.label or entry.questions[0])[:LONGEST])
