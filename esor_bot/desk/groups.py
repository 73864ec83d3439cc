"""Questions without an answer, grouped: "6 people asked this". The same questions in any order give the same groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from esor_bot.answering.normalise import line
from esor_bot.desk.likeness import Likeness, Matrix
from esor_bot.desk.stripping import strip
from esor_bot.domain.case import Case
from esor_bot.domain.statement import GAP
from esor_bot.domain.tally import Counted

LEAST = 0.22
"""How alike the questions of a group are at least, on average. Above it nearly all that is put together belongs so."""

SAMPLES = 3

_LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same. `topic` is the entry on which the page is silent, "" where none is known.

    `people` counts those who are known, `samples` are a few of the phrasings, the most typical first; `cases` are the
    numbers of questions that wait at the office and ask the same: one answer could serve all.
    """

    programme: str
    topic: str
    questions: int
    people: int
    latest: datetime
    samples: tuple[str, ...]
    cases: tuple[int, ...] = ()


def groups(
    asked: Iterable[Counted],
    likeness_of: Callable[[str], Likeness | None],
    silent: Collection[tuple[str, str]] = (),
    cases: Sequence[Case] = (),
) -> tuple[Group, ...]:
    """Group questions, those of most people first.

    Questions on the same one of `silent`, programmes and their entries, are one group. Others are compared by their
    words, within their programme: by its likeness, or as they stand where there is none. `likeness_of` is called with a
    programme, "" for one that is not known, and only where there is something to compare.
    """
    found: list[Group] = []
    for (programme, topic), members in _by_topic(asked, silent).items():
        said: defaultdict[str, list[Counted]] = defaultdict(list)
        for one in members:
            said[line(one.text)].append(one)
        texts = sorted(said)
        likeness = likeness_of(programme)
        alike = np.eye(len(texts), dtype=np.float32) if likeness is None else likeness.among(texts)
        rivals = [case for case in cases if case.programme == programme]
        for places in [list(range(len(texts)))] if topic else clusters(alike):
            typical = {texts[place]: said[texts[place]] for place in _typical(alike, places)}
            found.append(_group(programme, topic, typical, tuple(_about(topic, list(typical), rivals, likeness))))
    return tuple(sorted(found, key=_rank))


def clusters(alike: Matrix, least: float = LEAST) -> list[list[int]]:
    """Put together what is most alike on average, again and again, until nothing is alike enough any more."""
    near = alike.copy()
    np.fill_diagonal(near, -1.0)
    members = [[place] for place in range(len(near))]
    best = near.argmax(axis=1) if len(near) > 1 else np.zeros(len(near), np.int64)
    while len(near) > 1:
        one = int(near[np.arange(len(near)), best].argmax())
        other = int(best[one])
        if near[one, other] < least:
            break
        one, other = min(one, other), max(one, other)
        _join(near, members, one, other)
        stale = np.flatnonzero((best == one) | (best == other))
        for row in {one, *stale.tolist()}:
            best[row] = near[row].argmax()
        better = near[:, one] > near[np.arange(len(near)), best]
        best[better] = one
    return [sorted(places) for places in members if places]


def _join(near: Matrix, members: list[list[int]], one: int, other: int) -> None:
    first, second = len(members[one]), len(members[other])
    joined = (near[one] * first + near[other] * second) / (first + second)
    near[one], near[:, one], near[one, one] = joined, joined, -1.0
    near[other], near[:, other] = -1.0, -1.0
    members[one] += members[other]
    members[other] = []


def _typical(alike: Matrix, places: Sequence[int]) -> list[int]:
    """Return the places of a group, the one that is most like all the others first."""
    nearness = {place: float(alike[place, list(places)].sum()) for place in places}
    return sorted(places, key=lambda place: (-nearness[place], place))


def _by_topic(asked: Iterable[Counted], silent: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], list[Counted]]:
    found: defaultdict[tuple[str, str], list[Counted]] = defaultdict(list)
    for one in asked:
        if line(one.text):
            topic = next((entry for entry in one.entries if (one.programme, entry) in silent), "")
            found[one.programme, topic].append(one)
    return found


def _about(topic: str, said: Sequence[str], cases: Sequence[Case], likeness: Likeness | None) -> Iterator[int]:
    """Yield the cases that ask the same as a group."""
    alike = None if likeness is None or topic else likeness.between([case.question for case in cases], said)
    for place, case in enumerate(cases):
        same = topic in case.stopped.entries if topic else line(case.question) in said
        if same or (alike is not None and float(alike[place].mean()) >= LEAST):
            yield case.number


def _group(programme: str, topic: str, said: Mapping[str, Sequence[Counted]], cases: tuple[int, ...]) -> Group:
    """Return the group of questions by their words, the most typical ones first."""
    members = [one for asked in said.values() for one in asked]
    # Of those that differ in signs and capitals only the newest is shown.
    newest = (max(asked, key=lambda one: (one.at, one.text)) for asked in said.values())
    samples = dict.fromkeys(sample for sample in (bare(one.text) for one in newest) if line(sample))
    return Group(
        programme=programme,
        topic=topic,
        questions=len(members),
        people=len({one.asker for one in members} - {""}) or 1,
        latest=max(one.at for one in members),
        samples=tuple(samples)[:SAMPLES] or (_LEFT_OUT,),
        cases=cases,
    )


def bare(text: str) -> str:
    """Return a question in one line, without what would say who asked it, as far as that can be seen."""
    return " ".join(strip(text).text.replace(GAP, _LEFT_OUT).split())


def _rank(group: Group) -> tuple[int, int, float, str, str, tuple[str, ...]]:
    newest_first = -group.latest.timestamp()
    return -group.people, -group.questions, newest_first, group.programme, group.topic, group.samples
