"""The report on whole files: what is there, what is not, and what stands in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esor_bot.completeness.page import Page
from esor_bot.domain.report import DocumentStatus, Mark, Order, Severity, Verdict
from tests.unit.completeness.judging.applicant import (
    BOARD,
    CARD,
    CONTENTS,
    ENGLISH,
    EUROPASS,
    LETTER,
    PAPERS,
    PUBLICATIONS,
    RECOMMENDATION,
    REFEREES,
    codes,
    judged,
    status,
    whole,
)
from tests.unit.completeness.pages import blank, dark, file, sheet

FOUND, UNSURE, MISSING = DocumentStatus.FOUND, DocumentStatus.UNSURE, DocumentStatus.MISSING
TEXTS = list(PAPERS.values())


def numbered(*pages: Page) -> list[Page]:
    """Return pages numbered from 1."""
    return [replace(page, number=number) for number, page in enumerate(pages, start=1)]


def test_complete() -> None:
    """A file with all documents in their order is complete, and nothing is found in it."""
    report = judged(whole())

    assert (report.verdict, report.order, report.pages) == (Verdict.COMPLETE, Order.OK, 9)
    assert [(one.id, one.status, one.pages) for one in report.documents] == [
        (document, FOUND, (number,)) for number, document in enumerate(PAPERS, start=1)
    ]
    assert (report.findings, report.moves) == ((), ())
    assert all(1 <= len(one.evidence) <= 3 for one in report.documents)


@pytest.mark.parametrize("document", PAPERS)
def test_one_is_absent(document: str) -> None:
    """A file without one of the documents is incomplete, and exactly that one is said to be not found."""
    report = judged(whole(**{document: ""}))

    assert report.verdict is Verdict.INCOMPLETE
    assert {id_ for id_, one in status(report).items() if one is not FOUND} == {document}
    assert [(one.code, one.document, one.severity) for one in report.findings] == [
        ("not_found", document, Severity.ERROR)
    ]


def test_no_pages() -> None:
    """A file of no pages, or of blank ones, holds nothing."""
    for pages in ([], [blank(1), blank(2)]):
        report = judged(pages)

        assert (report.verdict, report.order) == (Verdict.INCOMPLETE, Order.NOT_APPLICABLE)
        assert set(status(report).values()) == {MISSING}
        assert [one.marks for one in report.map] == [(Mark.BLANK,)] * len(pages)


@pytest.mark.parametrize("number", [1, 4, 9])
def test_unreadable_page(number: int) -> None:
    """Where a page in the place of a document can't be read, the document is unsure there and never not found."""
    pages = whole()
    pages[number - 1] = dark(number)
    report = judged(pages)
    document = report.documents[number - 1]

    assert report.verdict is Verdict.INCOMPLETE
    assert (document.status, document.pages) == (UNSURE, (number,))
    assert "not_found" not in codes(report)
    assert {"unreadable_pages", "unsure_document"} <= codes(report)
    assert report.map[number - 1].marks == (Mark.UNREADABLE,)


def test_unreadable_page_elsewhere() -> None:
    """An unreadable page beside a whole application changes nothing but that it is told."""
    report = judged(numbered(*whole(), dark(10)))

    assert report.verdict is Verdict.COMPLETE
    assert codes(report) == {"unreadable_pages"}


def test_contents_are_no_evidence() -> None:
    """A table of contents that names every document makes none of them found."""
    alone = judged(file(CONTENTS))
    beside = judged(file(CONTENTS, *TEXTS[:-1]))
    before = judged(file(CONTENTS, *TEXTS))

    assert set(status(alone).values()) == {MISSING}
    assert status(beside)["passport"] is MISSING
    assert beside.verdict is Verdict.INCOMPLETE
    assert before.verdict is Verdict.COMPLETE
    assert (before.map[0].documents, before.map[0].marks) == ((), ())
    assert before.map[0].label


def test_enclosures_are_no_evidence() -> None:
    """A letter that lists what is enclosed is a letter and nothing of what it lists."""
    listed = "Enclosures:\n" + "\n".join(CONTENTS.strip().split("\n")[3:])
    report = judged(file(f"{LETTER}\n{listed}"))

    assert {id_ for id_, one in status(report).items() if one is FOUND} == {"motivation_letter"}
    assert UNSURE not in status(report).values()


@pytest.mark.parametrize(
    ("document", "text", "code"), [("esor_cv", EUROPASS, "wrong_cv"), ("passport", CARD, "not_a_passport")]
)
def test_another_paper(document: str, text: str, code: str) -> None:
    """Another paper in the place of a document is told as what it is, on its page, and the document is not found."""
    report = judged(whole(**{document: text}))
    number = [*PAPERS].index(document) + 1
    finding = next(one for one in report.findings if one.code == code)
    shown = report.map[number - 1]

    assert (finding.document, finding.pages, finding.severity) == (document, (number,), Severity.ERROR)
    assert finding.values["label"] == shown.label != ""
    assert (shown.documents, Mark.WRONG in shown.marks) == ((), True)
    assert status(report)[document] is MISSING
    assert report.verdict is Verdict.INCOMPLETE


@pytest.mark.parametrize(
    ("document", "text", "code"), [("esor_cv", EUROPASS, "wrong_cv"), ("passport", CARD, "not_a_passport")]
)
def test_another_paper_beside(document: str, text: str, code: str) -> None:
    """Another paper beside the document itself does no harm."""
    report = judged(file(*TEXTS, text))

    assert report.verdict is Verdict.COMPLETE
    assert code not in codes(report)
    assert Mark.WRONG not in report.map[-1].marks


def test_wrong_order() -> None:
    """Documents out of order are all found, and the file is not complete until the pages are moved."""
    shuffled = [TEXTS[number] for number in (0, 2, 1, 3, 4, 5, 7, 6, 8)]
    report = judged(file(*shuffled))
    finding = next(one for one in report.findings if one.code == "wrong_order")
    misplaced = tuple(one.number for one in report.map if Mark.MISPLACED in one.marks)

    assert set(status(report).values()) == {FOUND}
    assert (report.verdict, report.order) == (Verdict.INCOMPLETE, Order.WRONG)
    assert len(report.moves) == 2
    assert sorted(finding.pages) == list(misplaced)
    assert all(step.first in misplaced for step in report.moves)


def test_several_letters() -> None:
    """Any number of letters of recommendation is in order, next to each other or not."""
    other = RECOMMENDATION.replace("Aksel Nordmo", "Siv Vik").replace("Elverdal", "Skog")
    report = judged(file(*TEXTS[:3], other, other, *TEXTS[3:]))

    assert report.verdict is Verdict.COMPLETE
    assert report.documents[2].pages == (3, 4, 5)


def test_duplicate() -> None:
    """A document that stands in the file twice is worth a look, and no reason to move pages."""
    report = judged(file(*TEXTS, BOARD))
    finding = next(one for one in report.findings if one.code == "duplicate_document")

    assert (finding.document, finding.pages, finding.severity) == ("board_certificate", (4, 10), Severity.WARNING)
    assert finding.values == {"count": "2"}
    assert (report.verdict, report.documents[3].pages) == (Verdict.COMPLETE, (4, 10))


def test_two_documents_on_a_page() -> None:
    """Two documents on one page, one below the other or side by side, are both found there."""
    below = judged(file(*TEXTS[:5], f"{PUBLICATIONS}\n\n\n{REFEREES}", *TEXTS[7:]))
    beside = judged(numbered(*file(*TEXTS[:3]), sheet(4, BOARD, ENGLISH), *file(*TEXTS[5:])))

    assert (below.verdict, beside.verdict) == (Verdict.COMPLETE, Verdict.COMPLETE)
    assert below.map[5].documents == ("publications", "references")
    assert beside.map[3].documents == ("board_certificate", "language_certificate")


def test_blank_and_other_pages() -> None:
    """Blank pages and pages of something else are told, and are in nobody's way."""
    stranger = "# The tides of the northern coast\nHigh water came late in autumn\nand the boats stayed out."
    report = judged(numbered(*file(*TEXTS[:8]), blank(1), *file(TEXTS[8], stranger)))

    assert report.verdict is Verdict.COMPLETE
    assert report.map[8].marks == (Mark.BLANK,)
    assert [one.pages for one in report.findings if one.code == "blank_pages"] == [(9,)]
    assert all(one.severity is Severity.NOTE for one in report.findings)


def test_map() -> None:
    """The map has every page once, and pages of passports and cards are private."""
    report = judged(file(*TEXTS, CARD))

    assert [one.number for one in report.map] == list(range(1, 11))
    assert [one.number for one in report.map if one.private] == [9, 10]
