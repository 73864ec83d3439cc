"""Every entry is found by its own questions and by nobody else's."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.answering.base import Base, prepare
from esor_bot.answering.normalise import words
from esor_bot.answering.rank import rank, weigh
from esor_bot.knowledge.base import Knowledge


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What came out: how much was asked, and each question that found another entry than its own."""

    entries: int
    questions: int
    misses: tuple[tuple[str, str, str], ...]  # entry, question, what was found


def selftest(knowledge: Knowledge) -> SelfTest:
    """Ask every question of every entry; a question counts as found when its own entry comes first."""
    misses: list[tuple[str, str, str]] = []
    entries = questions = 0
    for programme in knowledge.programmes:
        base = prepare(knowledge, programme)
        entries += len(base.entries)
        for entry in base.entries:
            questions += len(entry.questions)
            misses += [(entry.id, one, found) for one in entry.questions if (found := _other(base, entry.id, one))]
    return SelfTest(entries, questions, tuple(misses))


def _other(base: Base, own: str, question: str) -> str:
    """Return the id of the entry that a question finds in place of its own, or ""."""
    candidates = rank(base, weigh(base, words(question)))
    found = candidates[0].entry.id if candidates else "(nothing)"
    return "" if found == own else found
