"""Divides the parts of all pages into documents: the division that fits the whole file best (Viterbi)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from esor_bot.completeness.recognition.papers import Paper
from esor_bot.completeness.recognition.zones import Zone

UNKNOWN = -1
_CAP = 1.6
_UNKNOWN_STARTS, _UNKNOWN_GOES_ON = 0.5, 0.45
_WORTH = 0.62  # of what is sure: from here on a paper may start
_RATHER = 0.8
_NEXT = 1.5  # what the next page of a document must have for it to be another paper of that sort
_HARDLY = 1.1
_STILL = 0.35  # how much a page must look like what it is mistaken for to be more of that
_FIELD = 0.8  # how likely a page with a field of the form goes on with it
_ALIKE = 0.15  # how much likelier it is that such a page goes on than that it is a paper nobody asked for
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Segment:
    """Parts that follow one another and are one paper; `paper` is a number of the list, or UNKNOWN."""

    paper: int
    zones: tuple[Zone, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages, each once."""
        return tuple(dict.fromkeys(zone.page for zone in self.zones))

    @property
    def strength(self) -> float:
        """How sure it is: that of its best part."""
        if self.paper == UNKNOWN:
            return 0.0
        return max(zone.weights[self.paper].strength for zone in self.zones)


def segments(zones: Sequence[Zone], papers: Sequence[Paper]) -> tuple[Segment, ...]:
    """Return the most fitting division of the parts into papers."""
    if not zones:
        return ()
    states = [UNKNOWN, *range(len(papers))]
    scores = {state: _starts(zones[0], state) for state in states}
    came: list[dict[int, tuple[int, bool]]] = []
    for before, zone in pairwise(zones):
        best = max(scores, key=lambda state: scores[state])
        held = _held(before, zone)
        now, back = {}, {}
        for state in states:
            start = scores[best] + _starts(zone, state)
            if _mistaken(zone, best, state, papers):
                start = scores[best]
            go_on = scores[state] + _goes_on(zone, state, papers, held)
            anew = start >= go_on if state == best and _opens(zone, state) else start > go_on
            now[state], back[state] = (start, (best, False)) if anew else (go_on, (state, True))
        scores = now
        came.append(back)
    return _traced(zones, scores, came)


def _traced(
    zones: Sequence[Zone], scores: dict[int, float], came: Sequence[dict[int, tuple[int, bool]]]
) -> tuple[Segment, ...]:
    state = max(scores, key=lambda one: scores[one])
    found: list[Segment] = []
    held = [zones[-1]]
    for number in range(len(zones) - 1, 0, -1):
        before, goes_on = came[number - 1][state]
        if not goes_on:
            found.append(Segment(state, tuple(reversed(held))))
            held = []
        held.append(zones[number - 1])
        state = before
    found.append(Segment(state, tuple(reversed(held))))
    return tuple(reversed(found))


def _starts(zone: Zone, state: int) -> float:
    if state == UNKNOWN:
        return _UNKNOWN_STARTS
    strength = zone.weights[state].strength
    return min(strength, _CAP) if strength >= _WORTH else 0.0


def _opens(zone: Zone, state: int) -> bool:
    """Say whether a page is so surely the first of a paper that a second one of its kind may begin there."""
    if state == UNKNOWN or zone.weights[state].kind.whole:
        return False
    return zone.weights[state].titled and zone.weights[state].strength >= 1 and not zone.sight.facts.get("page_of", 0)


def _mistaken(zone: Zone, before: int, state: int, papers: Sequence[Paper]) -> bool:
    """Say whether a paper that is hardly sure would begin right after one that it is mistaken for, or that for it."""
    if UNKNOWN in (before, state):
        return False
    one, other, strength = papers[before], papers[state], zone.weights[state].strength
    if one.document and one.document in other.instead:
        return strength < (_NEXT if other.kind.whole else _RATHER)
    if other.document not in one.instead:
        return False
    least = _HARDLY if zone.weights[state].titled else _NEXT
    return _alike(zone, other.document, papers) >= _STILL and strength < least


def _goes_on(zone: Zone, state: int, papers: Sequence[Paper], held: float) -> float:
    if state == UNKNOWN:
        return _UNKNOWN_GOES_ON
    paper = papers[state]
    if not paper.kind.goes_on:
        return 0.0
    strength = zone.weights[state].strength
    if paper.document and paper.kind.whole:  # its other pages have no name on them, and look like the other sort
        alike = _alike(zone, paper.document, papers)
        field = _FIELD if zone.sight.facts.get("field_labels") else 0
        strength = max(strength, _ALIKE + alike if alike else 0, field)
    return max(held, min(strength, _CAP))


def _alike(zone: Zone, document: str, papers: Sequence[Paper]) -> float:
    """Return how strong the strongest of the papers is that are mistaken for a document."""
    strengths = (w.strength for w, p in zip(zone.weights, papers, strict=True) if document in p.instead)
    return max(strengths, default=0.0)


def _held(before: Zone, zone: Zone) -> float:
    """Say how much `zone` looks like the next page of what `before` is, whatever that is: 0 to 1."""
    if before.page == zone.page:
        return 0.2
    if _running(before) & _running(zone):
        return 0.95
    if zone.sight.facts.get("page_of", 0) > 1:
        return 0.9
    rows = zone.sight.rows
    opens = bool(rows) and 0 in zone.sight.headings and rows[0].height > 1.15 * _usual(zone)
    if rows and rows[0].text[:1].islower():
        return 0.75
    return 0.4 if opens else 0.56


def _usual(zone: Zone) -> float:
    heights = sorted(row.height for row in zone.sight.rows)
    return heights[len(heights) // 2] if heights else 1.0


def _running(zone: Zone) -> frozenset[str]:
    """Return the first and last lines without their digits: a running title or foot."""
    rows = zone.sight.folded
    ends = (*rows[:2], *rows[-2:])
    return frozenset(text for line in ends if len(text := _DIGITS.sub("", line).strip()) >= 12)
