"""Parts of a page that hold documents of their own: two pages on one sheet, two documents on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from esor_bot.completeness.page import Line
from esor_bot.completeness.recognition.papers import Paper
from esor_bot.completeness.recognition.sight import Sight
from esor_bot.completeness.recognition.weigh import Weight

_HALF = 0.5
_REACH = 0.04  # how far a line may reach over the middle of a sheet
_FEWEST = 2  # lines of a part


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a page with the weights of all papers in it, in the order of the list of papers."""

    page: int
    sight: Sight
    weights: tuple[Weight, ...]

    def best(self) -> int:
        """Return the number of the paper that this part fits best."""
        return max(range(len(self.weights)), key=lambda number: self.weights[number].strength)


Look = Callable[[Sequence[Line]], Zone]


def zones(whole: Zone, papers: Sequence[Paper], look: Look) -> tuple[Zone, ...]:
    """Return the page as one part, or as the parts that are documents by themselves."""
    rows = whole.sight.rows
    if whole.sight.page.width > whole.sight.page.height:
        left, right = _halves(rows)
        if len(left) >= _FEWEST and len(right) >= _FEWEST:
            parts = (look(left), look(right))
            if _independent(parts, papers):
                return tuple(part for half in parts for part in _stacked(half, papers, look))
    return tuple(_stacked(whole, papers, look))


def _halves(rows: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    left = [row for row in rows if row.right <= _HALF + _REACH]
    right = [row for row in rows if row.left >= _HALF - _REACH]
    return (left, right) if len(left) + len(right) >= 0.95 * len(rows) else ([], [])


def _independent(parts: Sequence[Zone], papers: Sequence[Paper]) -> bool:
    """Say whether at least one part is surely a document, and the parts are not the same."""
    best = [part.best() for part in parts]
    sure = [part.weights[number].strength >= 1 for part, number in zip(parts, best, strict=True)]
    documents = [papers[number].document for number in best]
    return any(ok and document for ok, document in zip(sure, documents, strict=True)) and len(set(best)) > 1


def _stacked(zone: Zone, papers: Sequence[Paper], look: Look) -> Iterator[Zone]:
    """Split a part at a heading where both what stands above and what follows are sure by themselves."""
    whole = zone.weights[zone.best()]
    if whole.kind.whole and whole.strength >= 1:
        yield zone
        return
    for line in _openings(zone, papers):
        rows = zone.sight.rows
        if line < _FEWEST or len(rows) - line < _FEWEST:
            continue
        above, below = look(rows[:line]), look(rows[line:])
        first, second = above.best(), below.best()
        documents = {papers[first].document, papers[second].document}
        strong = min(above.weights[first].strength, below.weights[second].strength)
        if strong >= 1 and len(documents) == 2 and all(documents):
            yield above
            yield from _stacked(below, papers, look)
            return
    yield zone


def _openings(zone: Zone, papers: Sequence[Paper]) -> list[int]:
    """Return the lines that are headings of documents which are asked for."""
    names = {
        name for paper in papers if paper.document for cue in paper.kind.cues if cue.for_its_heading for name in cue.see
    }
    sight = zone.sight
    return sorted({hit.line for hit in sight.hits if hit.concept in names and hit.line in sight.headings})
