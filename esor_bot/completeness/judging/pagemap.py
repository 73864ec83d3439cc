"""The map of the pages: what stands on each, and what is to be said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from esor_bot.completeness.judging.found import File, Place
from esor_bot.completeness.page import Page
from esor_bot.completeness.recognition import Paper
from esor_bot.domain.report import DocumentStatus, Mark, Move, PageReport

_MAYBE_PRIVATE = 0.4


def page_map(file: File, pages: Sequence[Page], steps: Sequence[Move]) -> tuple[PageReport, ...]:
    """Return a page report for every page."""
    on: dict[int, list[Place]] = defaultdict(list)
    for place in file.places:
        for number in place.pages:
            on[number].append(place)
    missing = {found.wanted.id for found in file.found if found.status is DocumentStatus.MISSING}
    shown: list[PageReport] = []
    before: Paper | None = None
    for page in pages:
        places = on[page.number]
        other = next((place.paper for place in places if place.paper and not place.paper.document), None)
        if other and before and set(other.instead) & set(before.instead):
            other = before  # an article's literature is part of the article
        shown.append(_page(page, places, missing, steps, other.kind.label if other else ""))
        before = other
    return tuple(shown)


def other_papers(shown: Sequence[PageReport], file: File) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield what was recognised and is not asked for, and stands for nothing that is: its label and pages."""
    known = {place.paper.kind.label for place in file.places if place.paper and place.paper.instead}
    for label in dict.fromkeys(page.label for page in shown if page.label in known):
        pages = tuple(page.number for page in shown if page.label == label and Mark.WRONG not in page.marks)
        if pages:
            yield label, pages


def _page(page: Page, places: Sequence[Place], missing: set[str], steps: Sequence[Move], label: str) -> PageReport:
    documents = tuple(dict.fromkeys(place.paper.document for place in places if place.paper and place.paper.document))
    others = [place.paper for place in places if place.paper and not place.paper.document]
    marks = []
    if page.blank:
        marks.append(Mark.BLANK)
    elif not page.legible:
        marks.append(Mark.UNREADABLE)
    elif not documents and not others:
        marks.append(Mark.UNRECOGNISED)
    if any(missing.intersection(paper.instead) for paper in others):
        marks.append(Mark.WRONG)
    if any(step.first <= page.number <= step.last for step in steps):
        marks.append(Mark.MISPLACED)
    private = any(_private(place, page.number) for place in places)
    return PageReport(page.number, documents, "" if documents else label, tuple(marks), private)


def _private(place: Place, number: int) -> bool:
    """Say whether a page is, or may be, a paper that nobody else should see."""
    if place.paper and place.paper.kind.private:
        return True
    weights = [weight for zone in place.zones if zone.page == number for weight in zone.weights]
    return any(weight.kind.private and weight.strength >= _MAYBE_PRIVATE for weight in weights)
