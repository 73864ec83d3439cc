"""Which paper stands on which page: from the lines of all pages to a division of the file into papers."""

from __future__ import annotations

from collections.abc import Sequence

from esor_bot.completeness.page import Line, Page
from esor_bot.completeness.recognition.matcher import Matcher
from esor_bot.completeness.recognition.papers import Paper, concepts, papers
from esor_bot.completeness.recognition.segment import UNKNOWN, Segment, segments
from esor_bot.completeness.recognition.sight import Sight, see
from esor_bot.completeness.recognition.weigh import weigh
from esor_bot.completeness.recognition.zones import Zone, zones
from esor_bot.domain.recognition import CheckSpec

__all__ = ["UNKNOWN", "Paper", "Recogniser", "Segment", "Sight", "Zone"]


_PROSE = frozenset({"motivation_letter", "recommendation_letter", "article"})
"""Kinds of which no rule asks for more than that they are there."""
_CERTAIN, _CLEAR, _AHEAD = 1.6, 1.25, 0.5


class Recogniser:
    """Recognises the papers of one programme; it can be used for any number of files."""

    def __init__(self, spec: CheckSpec) -> None:
        self.papers = papers(spec)
        self.spec = spec
        self._matcher = Matcher(concepts(spec))

    def look(self, page: Page, rows: Sequence[Line]) -> Zone:
        """Weigh the lines `rows` of a page against every paper."""
        sight = see(page, rows, self._matcher, self.spec)
        return Zone(page.number, sight, tuple(weigh(sight, paper.kind) for paper in self.papers))

    def divide(self, pages: Sequence[Page]) -> tuple[Segment, ...]:
        """Divide the pages that hold text into papers."""
        parts: list[Zone] = []
        for page in pages:
            if not page.blank and page.legible:
                whole = self.look(page, page.lines)
                parts += zones(whole, self.papers, lambda rows, page=page: self.look(page, rows))  # type: ignore[misc]
        return segments(parts, self.papers)

    def knows(self, page: Page) -> bool:
        """Say whether it is quite sure what a page is, and no rule needs more of its text than its beginning."""
        paper = self._clearly(page, _CERTAIN)
        return paper is not None and paper.kind.id in _PROSE

    def recognises(self, page: Page) -> bool:
        """Say whether it is clear which of the documents a page is, so that another reading would change nothing."""
        paper = self._clearly(page, _CLEAR)
        return paper is not None and bool(paper.document)

    def _clearly(self, page: Page, least: float) -> Paper | None:
        """Return what a page is, if it is `least` as strong as what is sure, and far ahead of everything else."""
        if not page.lines:
            return None
        zone = self.look(page, page.lines)
        second, first = sorted(weight.strength for weight in zone.weights)[-2:]
        return self.papers[zone.best()] if first >= least and first - second >= _AHEAD else None
