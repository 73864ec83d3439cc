"""What a worker does with one file: look at its structure, read its pages, judge them, and draw them if asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import cache

from esor_bot.completeness.intake import FileLimits, PdfFile, Structure, Unreadable, inspect
from esor_bot.completeness.intake.pictures import Pixels
from esor_bot.completeness.judging import judge
from esor_bot.completeness.ocr import Reader
from esor_bot.completeness.page import Page
from esor_bot.completeness.reader import PageReader
from esor_bot.completeness.recognition import Recogniser
from esor_bot.completeness.request import Request
from esor_bot.domain.recognition import CheckSpec
from esor_bot.domain.report import CompletenessReport, Finding, Severity, Verdict

Report = Callable[[int, int], None]

_SIDE = 560  # pixels of the long side of a page on the contact sheet, before it is fitted


class _Kit:
    """What a worker keeps from one check to the next: nothing of a document."""

    def __init__(self) -> None:
        self.ocr = Reader()
        self._recogniser: Recogniser | None = None

    def recogniser(self, spec: CheckSpec) -> Recogniser:
        """Return the recogniser of a spec; the one in use where the spec is the same."""
        if self._recogniser is None or self._recogniser.spec != spec:
            self._recogniser = Recogniser(spec)
        return self._recogniser


@cache
def _kit() -> _Kit:
    """Return what this process keeps; a worker does one task at a time."""
    return _Kit()


def prepare() -> None:
    """Load the models before the first file comes."""
    _kit().ocr.warm()


def check(request: object, data: bytes, report: Report) -> tuple[object, bytes]:
    """Check one file: the report as JSON values, and the picture of its pages (PNG) or nothing."""
    if not isinstance(request, Request):
        raise TypeError
    end = time.monotonic() + request.seconds
    structure = inspect(data, FileLimits())
    if not structure.readable:
        return asdict(CompletenessReport.unreadable(request.spec.programme, structure.findings, structure.pages)), b""
    recogniser = _kit().recogniser(request.spec)
    try:
        with PdfFile(data, fields=structure.fields) as file:
            reader = PageReader(file, _kit().ocr, end, recogniser)
            pages = []
            for page in reader.pages():
                pages.append(page)
                report(len(pages), file.count)
            whole = told(judge(pages, request.spec, recogniser), structure, reader.unread)
            return asdict(whole), _picture(file, pages, whole, request)
    except Unreadable:
        corrupt = Finding("corrupt", Severity.ERROR)
        return asdict(CompletenessReport.unreadable(request.spec.programme, (corrupt,))), b""


def told(report: CompletenessReport, structure: Structure, unread: Sequence[int]) -> CompletenessReport:
    """Add what the structure said, and the pages for which there was no time: no fault where all else is there."""
    found = list(structure.findings)
    if unread:
        severity = Severity.WARNING if report.verdict is Verdict.COMPLETE else Severity.ERROR
        found.append(Finding("time_limit", severity, tuple(unread)))
    for one in report.findings:
        if one.code == "unreadable_pages":
            one = replace(one, pages=tuple(page for page in one.pages if page not in unread))
        if one.pages or one.code != "unreadable_pages":
            found.append(one)
    verdict = report.verdict
    if any(one.severity is Severity.ERROR for one in structure.findings):
        verdict = Verdict.INCOMPLETE
    return replace(report, verdict=verdict, findings=tuple(found))


def _picture(file: PdfFile, pages: list[Page], report: CompletenessReport, request: Request) -> bytes:
    if request.titles is None or request.wording is None:
        return b""
    from esor_bot.completeness.sheet import draw  # Pillow is loaded only where a picture is wanted

    def thumbnail(index: int) -> Pixels | None:
        try:
            return file.render(index, _SIDE)
        except Unreadable:
            return None

    thumbs = [thumbnail(page.number - 1) for page in pages]
    optional = frozenset(wanted.id for wanted in request.spec.wanted if not wanted.required)
    return draw(thumbs, report, request.titles, request.wording, optional)
