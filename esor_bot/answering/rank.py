"""Candidates for a piece of a message: the entries in the order of the evidence for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from esor_bot.answering.base import Base
from esor_bot.answering.vectors import Floats
from esor_bot.domain.programme import Entry

KEPT = 6
CERTAIN = 3.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the index says of one text, an element per entry."""

    order: Floats
    evidence: Floats
    share: Floats
    near: Floats

    def blend(self, other: Evidence, weight: float) -> Evidence:
        """Mix with what the index says of another text, which gets `weight` of the whole."""
        mine = 1 - weight
        return Evidence(
            mine * self.order + weight * other.order,
            mine * self.evidence + weight * other.evidence,
            mine * self.share + weight * other.share,
            mine * self.near + weight * other.near,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with the evidence for it. `score` is what the order follows, the conversation's bonus included."""

    number: int
    entry: Entry
    score: float
    evidence: float  # compare with the index's floor
    share: float  # the classifier's share
    near: float  # nearness of its nearest phrasing


def weigh(base: Base, tokens: Sequence[str], *, exact: bool = True) -> Evidence:
    """Return the evidence for all entries in some words, which are mended first.

    With `exact`, words that somebody wrote down for an entry settle it.
    """
    scores = base.index.score(base.reader.read(base.speller.mend(tokens)))
    found = Evidence(scores.order, scores.evidence, scores.share, scores.near)
    settled = base.exact(tokens) if exact else None
    if settled is not None:
        found.order[settled] += 1
        found.evidence[settled] = CERTAIN
        found.share[settled] = found.near[settled] = 1
    return found


def rank(
    base: Base, evidence: Evidence, bonus: Mapping[int, float] | None = None, without: Iterable[int] = ()
) -> list[Candidate]:
    """Rank the entries; `bonus` is what the conversation adds, `without` are out of the question."""
    total = evidence.order.copy()
    for number, extra in (bonus or {}).items():
        if number < len(total):  # what the office said is not in the index
            total[number] += extra
    for number in without:
        if number < len(total):
            total[number] = -np.inf
    order = np.argsort(-total, kind="stable")[:KEPT]
    return [
        Candidate(
            number=int(number),
            entry=base.entries[number],
            score=float(total[number]),
            evidence=float(evidence.evidence[number]),
            share=float(evidence.share[number]),
            near=float(evidence.near[number]),
        )
        for number in order
        if np.isfinite(total[number])
    ]
