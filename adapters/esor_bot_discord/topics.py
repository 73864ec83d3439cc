"""What is offered while somebody types a question: the topics of the page, as questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from esor_bot.domain.programme import Entry, EntryKind
from esor_bot.knowledge.base import Knowledge

MOST = 25
_LONGEST = 100
_ASKED = re.compile(
    r"(am|are|can|could|did|do|does|has|have|how|is|may|must|should|what|when|where|which|who|why|will|would)\b[ -~]{8,}",
    re.IGNORECASE,
)
"""A whole question in English: among those that are known of a topic are some in other languages, and in haste."""

_KINDS = frozenset({EntryKind.FACT, EntryKind.SILENT})


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: what is read, the question that is asked, and all that it is found by."""

    label: str
    question: str
    words: str


class Topics:
    """Finds topics by what somebody has typed so far."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def choices(self, typed: str) -> list[dict[str, str]]:
        """Return the topics in which all that was typed is found, best first, as Discord takes them."""
        wanted = typed.casefold().split()
        found = [one for one in self._topics if all(word in one.words for word in wanted)]
        begin = " ".join(wanted)
        found.sort(key=lambda one: not one.label.casefold().startswith(begin))
        return [{"name": one.label, "value": one.question} for one in found[:MOST]]

    @cached_property
    def _topics(self) -> Sequence[Topic]:
        topics: dict[str, Topic] = {}
        for entry in self._entries():
            if entry.kind in _KINDS and entry.questions:
                question = _question(entry)
                label = (entry.label or question)[:_LONGEST]
                words = " ".join((label, *entry.questions)).casefold()
                topics.setdefault(label, Topic(label, question, words))
        return tuple(topics.values())

    def _entries(self) -> Iterator[Entry]:
        for programme in self._knowledge.programmes:
            yield from programme.cycle.entries
        yield from self._knowledge.common


def _question(entry: Entry) -> str:
    """Return a question by which a topic is found."""
    short = (one for one in entry.questions if len(one) <= _LONGEST)
    return next((one for one in short if _ASKED.fullmatch(one)), (entry.label or entry.questions[0])[:_LONGEST])
