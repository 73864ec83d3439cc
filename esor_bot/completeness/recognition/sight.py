"""What is seen on a page or a part of it: its folded lines, which of them are headings, hits and facts."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esor_bot.completeness.page import Line, Origin, Page
from esor_bot.completeness.recognition.counts import count_on
from esor_bot.completeness.recognition.facts import derived
from esor_bot.completeness.recognition.identity import zone_facts
from esor_bot.completeness.recognition.matcher import Hit, Matcher
from esor_bot.domain.recognition import CheckSpec

_TOP, _BOTTOM = 0.36, 0.66
_HEADING_WORDS = 11
_OPENING = 0.45  # a heading below this part of a page opens no document


@dataclass(frozen=True, slots=True)
class Sight:
    """A page, or a part of one, as the cues see it.

    `rows` are the lines, `folded` the same folded; `headings` and `titles` are numbers of lines.
    """

    page: Page
    rows: tuple[Line, ...]
    folded: tuple[str, ...]
    hits: tuple[Hit, ...]
    headings: frozenset[int]
    titles: frozenset[int]
    facts: Mapping[str, float]

    @property
    def text(self) -> str:
        """The lines' text as it was read."""
        return "\n".join(row.text for row in self.rows)


def see(page: Page, rows: Sequence[Line], matcher: Matcher, spec: CheckSpec) -> Sight:
    """Look at the lines `rows` of a page."""
    folded = tuple(matcher.fold(row.text) for row in rows)
    hits = matcher.hits(folded, misread=page.origin in {Origin.OCR, Origin.BOTH})
    headings = _headings(rows, folded)
    titles = _titles(rows, headings)
    facts = {**count_on([row.text for row in rows]), **derived(rows, hits, spec.wanted), **zone_facts(rows, spec.today)}
    facts["headings"] = float(len(headings))
    facts["first_page"] = float(page.number == 1)
    return Sight(page, tuple(rows), folded, hits, headings, titles, facts)


def _headings(rows: Sequence[Line], folded: Sequence[str]) -> frozenset[int]:
    """Return the lines that may be headings: short, and larger than the rest, or near the top, or standing apart."""
    if not rows:
        return frozenset()
    usual = statistics.median(row.height for row in rows)
    first = min(row.top for row in rows)
    found = set()
    for number, (row, words) in enumerate(zip(rows, folded, strict=True)):
        if not words or len(words.split()) > _HEADING_WORDS:
            continue
        above = rows[number - 1] if number else None
        apart = above is None or row.top - above.bottom > 0.9 * usual or above.top > row.top
        if row.height > 1.2 * usual or row.top - first < 0.25 or apart or row.text.isupper():
            found.add(number)
    return frozenset(found)


def _titles(rows: Sequence[Line], headings: frozenset[int]) -> frozenset[int]:
    first = min((row.top for row in rows), default=0.0)
    last = max((row.bottom for row in rows), default=1.0)
    reach = first + _OPENING * max(last - first, 0.2)
    return frozenset(number for number in headings if rows[number].top <= reach)


def within(sight: Sight, hit: Hit, top: bool) -> bool:
    """Say whether a hit stands in the upper (or lower) part of what is seen."""
    rows = sight.rows
    first, last = min(row.top for row in rows), max(row.bottom for row in rows)
    place = (rows[hit.line].top - first) / max(last - first, 0.01)
    return place <= _TOP if top else place >= _BOTTOM
