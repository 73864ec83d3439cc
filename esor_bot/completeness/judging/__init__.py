"""From pages to a report: what is there, in which order, and what is to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, islice, product

from esor_bot.completeness.judging.form import Filled, filled
from esor_bot.completeness.judging.found import File, Found, Place, understand
from esor_bot.completeness.judging.names import name_findings
from esor_bot.completeness.judging.order import Block, moves, order_of, out_of_place
from esor_bot.completeness.judging.pagemap import other_papers, page_map
from esor_bot.completeness.judging.rules import findings
from esor_bot.completeness.page import Page
from esor_bot.completeness.recognition import Recogniser
from esor_bot.domain.recognition import CheckSpec
from esor_bot.domain.report import (
    CompletenessReport,
    DocumentReport,
    DocumentStatus,
    Finding,
    Mark,
    Order,
    PageReport,
    Severity,
    Verdict,
)

_TRANSLATED = "translation_mark"
_WAYS = 200  # choices among copies that are tried


def judge(pages: Sequence[Page], spec: CheckSpec, recogniser: Recogniser) -> CompletenessReport:
    """Judge the pages of a file against what the programme asks for."""
    file = understand(recogniser.divide(pages), recogniser.papers, spec.wanted)
    file = _with_unclear_form(_with_unreadable(file, pages))
    blocks = _blocks(file) if spec.ordered else ()
    order = order_of(blocks) if spec.ordered else Order.NOT_APPLICABLE
    steps = moves(blocks) if order is Order.WRONG else ()
    found = [*findings(file, spec), *name_findings(file, spec)]
    if order is Order.WRONG:
        found.append(Finding("wrong_order", Severity.ERROR, out_of_place(blocks)))
    shown = page_map(file, pages, steps)
    found += _of_pages("blank_pages", Mark.BLANK, shown)
    found += _of_pages("unreadable_pages", Mark.UNREADABLE, shown)
    found += _of_pages("unrecognised_pages", Mark.UNRECOGNISED, shown)
    found += (
        Finding("other_papers", Severity.NOTE, at, "", {"label": label}) for label, at in other_papers(shown, file)
    )
    return CompletenessReport(
        programme=spec.programme,
        verdict=_verdict(file, found),
        pages=len(pages),
        order=order,
        documents=tuple(_document(one) for one in file.found),
        findings=tuple(found),
        moves=steps,
        map=shown,
    )


def _of_pages(code: str, mark: Mark, shown: Sequence[PageReport]) -> list[Finding]:
    pages = tuple(one.number for one in shown if mark in one.marks)
    severity = Severity.WARNING if mark is Mark.UNREADABLE else Severity.NOTE
    return [Finding(code, severity, pages)] if pages else []


def _document(found: Found) -> DocumentReport:
    return DocumentReport(found.wanted.id, found.status, found.pages, found.evidence)


def _verdict(file: File, found: Sequence[Finding]) -> Verdict:
    """Return complete only where every document is surely there and nothing is left to mend."""
    there = all(one.status is DocumentStatus.FOUND or not one.wanted.required for one in file.found)
    doubtful = any(one.severity is Severity.ERROR for one in found)
    return Verdict.COMPLETE if there and not doubtful and file.found else Verdict.INCOMPLETE


def _blocks(file: File) -> tuple[Block, ...]:
    """Return the pages of each document as blocks; of a paper that is there twice, the copy that fits the order."""
    ways = product(*(_ones(found) for found in file.found))
    blocks = [_blocks_of(file, way) for way in islice(ways, _WAYS)]
    return min(blocks, key=lambda one: len(out_of_place(one)))


def _blocks_of(file: File, chosen: Sequence[Sequence[Place]]) -> tuple[Block, ...]:
    rank = {found.wanted.id: number for number, found in enumerate(file.found)}
    ids = {id(place) for places in chosen for place in places}
    return tuple(
        Block(place.paper.document, rank[place.paper.document], place.pages[0], place.pages[-1])
        for place in file.places
        if place.paper and id(place) in ids
    )


def _ones(found: Found) -> list[tuple[Place, ...]]:
    """Return the copies that may count, the likeliest choice first; all of them where that many are allowed."""
    most = found.wanted.maximum
    if most is None or len(found.places) <= most:
        return [found.places]
    strongest = sorted(found.places, key=lambda place: -place.segment.strength)
    return list(combinations(strongest, most))


def _with_unclear_form(file: File) -> File:
    """Let a form be unsure of which it can't be said whether it is filled in."""
    found = tuple(
        replace(one, status=DocumentStatus.UNSURE)
        if one.status is DocumentStatus.FOUND and one.wanted.fields and filled(one) is Filled.UNCLEAR
        else one
        for one in file.found
    )
    return replace(file, found=found)


def _with_unreadable(file: File, pages: Sequence[Page]) -> File:
    """Let a document that was not recognised be unsure where it may stand on pages that could not be read.

    These are the pages in the place it should have; pages that are in no such place may be any of them. What stands
    right before a translation belongs to it.
    """
    dark = [page.number for page in pages if not page.legible]
    if not dark:
        return file
    found = [replace(one, guessed=_originals(one, dark)) for one in file.found]
    dark = [page for page in dark if not any(page in one.guessed for one in found)]
    missing = [number for number, one in enumerate(found) if one.status is DocumentStatus.MISSING]
    windows = {number: _place_of(number, found) for number in missing}
    lost = [page for page in dark if not any(low < page < high for low, high in windows.values())]
    for number, (after, before) in windows.items():
        likely = [page for page in dark if after < page < before]
        if guessed := likely or lost:
            found[number] = replace(found[number], status=DocumentStatus.UNSURE, guessed=tuple(guessed))
    return replace(file, found=tuple(found))


def _originals(found: Found, dark: Sequence[int]) -> tuple[int, ...]:
    """Return the pages that can't be read right before a translation: they are what was translated."""
    pages: list[int] = []
    for place in found.places:
        if any(hit.concept == _TRANSLATED for zone in place.zones for hit in zone.sight.hits):
            page = place.pages[0] - 1
            while page in dark:
                pages.append(page)
                page -= 1
    return tuple(sorted(pages))


def _place_of(number: int, found: Sequence[Found]) -> tuple[int, int]:
    """Return the pages between which a document would stand by the order asked for."""
    after = max((one.pages[-1] for one in found[:number] if one.places), default=0)
    before = min((one.pages[0] for one in found[number + 1 :] if one.places), default=10**6)
    return after, before
