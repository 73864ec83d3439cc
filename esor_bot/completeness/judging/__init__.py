"""From pages to a report: what is there, in which order, and what is to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from esor_bot.completeness.judging.form import Filled, filled
from esor_bot.completeness.judging.found import File, Found, Place, understand
from esor_bot.completeness.judging.names import name_findings
from esor_bot.completeness.judging.order import Block, moves, order_of
from esor_bot.completeness.judging.pagemap import page_map
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
    Severity,
    Verdict,
)


def judge(pages: Sequence[Page], spec: CheckSpec, recogniser: Recogniser) -> CompletenessReport:
    """Judge the pages of a file against what the programme asks for."""
    file = understand(recogniser.divide(pages), recogniser.papers, spec.wanted)
    file = _with_unclear_form(_with_unreadable(file, pages))
    blocks = _blocks(file) if spec.ordered else ()
    order = order_of(blocks) if spec.ordered else Order.NOT_APPLICABLE
    steps = moves(blocks) if order is Order.WRONG else ()
    found = [*findings(file, spec), *name_findings(file, spec)]
    if order is Order.WRONG:
        at = tuple(page for step in steps for page in range(step.first, step.last + 1))
        found.append(Finding("wrong_order", Severity.ERROR, at))
    shown = page_map(file, pages, steps)
    found += _of_pages("blank_pages", Mark.BLANK, shown)
    found += _of_pages("unreadable_pages", Mark.UNREADABLE, shown)
    found += _of_pages("unrecognised_pages", Mark.UNRECOGNISED, shown)
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


def _of_pages(code: str, mark: Mark, shown: Sequence[object]) -> list[Finding]:
    pages = tuple(one.number for one in shown if mark in one.marks)  # type: ignore[attr-defined]
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
    """Return the pages of each document as blocks; of a paper that is there twice, the one that fits the order."""
    rank = {found.wanted.id: number for number, found in enumerate(file.found)}
    chosen = {id(place) for found in file.found for place in _ones(found)}
    return tuple(
        Block(place.paper.document, rank[place.paper.document], place.pages[0], place.pages[-1])
        for place in file.places
        if place.paper and id(place) in chosen
    )


def _ones(found: Found) -> tuple[Place, ...]:
    if found.wanted.maximum is None or len(found.places) <= found.wanted.maximum or not found.places:
        return found.places
    best = max(found.places, key=lambda place: place.segment.strength)
    return (best,)


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
    """Let a document that was not recognised be unsure where pages that could not be read stand in its place."""
    dark = [page.number for page in pages if not page.legible]
    if not dark:
        return file
    found = list(file.found)
    for number, one in enumerate(found):
        if one.status is not DocumentStatus.MISSING:
            continue
        after = max((f.pages[-1] for f in found[:number] if f.pages and f.places), default=0)
        before = min((f.pages[0] for f in found[number + 1 :] if f.pages and f.places), default=10**6)
        guessed = tuple(page for page in dark if after < page < before)
        if guessed:
            found[number] = replace(one, status=DocumentStatus.UNSURE, guessed=guessed)
    return replace(file, found=tuple(found))
