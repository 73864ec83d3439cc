"""The measuring of groups, and the invented year."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from benchmarks.groups.__main__ import by_words, judge
from benchmarks.year import fill
from esor_bot.desk.hours import OfficeHours
from esor_bot.domain.programme import Cycle, Entry, EntryKind, Programme
from esor_bot.testing.memory import MemoryStore

LABELS = ["a", "a", "a", "b", "b"]
KINDS = (EntryKind.FACT, EntryKind.SILENT)
ENTRIES = tuple(Entry(f"{kind}-{number}", (), {}, kind) for number in range(3) for kind in KINDS)


@pytest.mark.parametrize(
    ("groups", "judged"),
    [
        ([[0, 1, 2], [3, 4]], (1.0, 1.0, 0)),
        ([[0, 1], [2], [3], [4]], (1.0, 0.25, 0)),
        ([[0, 1, 2, 3, 4]], (0.4, 1.0, 1)),
        ([[0], [1], [2], [3], [4]], (0.0, 0.0, 0)),
    ],
)
def test_pairs_are_judged(groups: list[list[int]], judged: tuple[float, float, int]) -> None:
    """Precision and recall are over pairs; a group of several things is mixed."""
    assert judge(groups, LABELS) == judged


def test_shared_words_group() -> None:
    """What is measured beside it puts together what shares rare words."""
    assert sorted(map(sorted, by_words(["parking at work", "parking near work", "a dog"]))) == [[0, 1], [2]]


def test_a_year_is_always_the_same() -> None:
    """The invented year is the same at every run, and full: questions of all kinds, and cases that were answered."""
    programme = Programme("moon", "Moon", "Moon", (Cycle("1", "1", entries=ENTRIES),))
    stores = [MemoryStore(), MemoryStore()]
    for store in stores:
        fill(store, programme, OfficeHours(ZoneInfo("UTC")), weeks=9)

    first, second = (store.content for store in stores)
    assert (first.questions, first.cases, first.records) == (second.questions, second.cases, second.records)
    assert len({one.outcome for one in first.questions}) == 5
    assert any(case.answered for case in first.cases.values())
