"""Files with something about them as a whole: each is a clear finding, and the next check works."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from esor_bot.completeness.say import Speaker
from esor_bot.completeness.say_finding import FILE
from esor_bot.domain.report import DocumentStatus, Verdict
from esor_bot.knowledge.base import Knowledge
from esor_bot.wording import Wording
from tests.unit.completeness.check import files
from tests.unit.completeness.check.conftest import TODAY, Desk
from tests.unit.completeness.check.samples import good
from tests.unit.completeness.check.traces import memory, workers

MIB = 1024 * 1024

CLOSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a user's password": (lambda: files.locked("u"), "encrypted"),
    "hardly a beginning": (lambda: files.cut(200), "corrupt"),
    "no bytes": (lambda: b"", "empty"),
    "zero bytes": (lambda: b"\0" * 500, "empty"),
    "Word": (files.docx, "not_a_pdf"),
    "an archive": (files.zipped, "not_a_pdf"),
    "a photo": (files.jpg, "not_a_pdf"),
    "a page of the web": (files.html, "not_a_pdf"),
    "a bomb": (files.bomb, "decompression_bomb"),
    "1500 pages": (files.many_pages, "too_many_pages"),
    "26 MB": (files.heavy, "too_large"),
    "a portfolio": (lambda: files.attached(collection=True), "portfolio"),
    "a dynamic form": (files.dynamic_form, "xfa_form"),
}
OPEN: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "an owner's password": (lambda: files.locked(""), set()),
    "no end": (lambda: files.cut(1500), {"corrupt"}),
    "attachments": (files.attached, {"attachments"}),
    "a script": (files.scripted, {"active_content"}),
    "a program": (files.launching, {"active_content"}),
    "a page of 200 metres": (lambda: files.sized(14400, 39.37), set()),
    "a page of a point": (lambda: files.sized(1), set()),
    "a page like a thread": (files.thread, set()),
    "a page of next to nothing": (lambda: files.sized(0.001), set()),
}
DEEP: dict[str, Callable[[], bytes]] = {
    "lists": lambda: files.deep(b"["),
    "dictionaries": lambda: files.deep(b"<< /A "),
    "strings": lambda: files.deep(b"("),
    "pages": files.deep_tree,
}


def next_works(desk: Desk) -> bool:
    """Say whether a good file is checked as it should."""
    report = desk.check(good()).report
    status = {one.id: one.status for one in report.documents}
    return status["motivation_letter"] is DocumentStatus.FOUND and not {one.code for one in report.findings} & FILE


@pytest.mark.parametrize("case", CLOSED)
def test_a_file_that_can_not_be_read(desk: Desk, case: str) -> None:
    """What is no PDF that can be read is called unreadable for one reason, has no picture, and does no harm."""
    make, code = CLOSED[case]
    done = desk.check(make(), picture=True)

    assert done.report.verdict is Verdict.UNREADABLE
    assert [one.code for one in done.report.findings] == [code]
    assert (done.report.documents, done.report.map, done.picture) == ((), (), b"")
    assert next_works(desk)


@pytest.mark.parametrize("case", OPEN)
def test_a_file_that_can_be_read(desk: Desk, case: str) -> None:
    """What is special about a file that can be read is told beside its documents, and there is a picture of it."""
    make, codes = OPEN[case]
    done = desk.check(make(), picture=True)

    assert done.report.verdict is Verdict.INCOMPLETE
    assert {one.code for one in done.report.findings} & FILE == codes
    assert done.report.pages == len(done.report.map) > 0
    assert len(done.report.documents) == 9
    assert done.picture.startswith(b"\x89PNG")
    assert next_works(desk)


def test_a_huge_page_needs_no_huge_memory(desk: Desk) -> None:
    """A page of 200 metres that is read by OCR and drawn takes a worker no more memory than any other page."""
    report = desk.check(files.sized(14400, 39.37), picture=True).report
    (worker,) = workers()

    assert report.pages == 1
    assert memory(worker, "VmHWM") < 700 * MIB
    assert next_works(desk)


@pytest.mark.parametrize("case", DEEP)
def test_deep_nesting(desk: Desk, case: str) -> None:
    """A file of a hundred thousand levels gets a report with the reason, and does no harm to the next."""
    report = desk.check(DEEP[case](), picture=True).report

    assert report.verdict in (Verdict.UNREADABLE, Verdict.INCOMPLETE)
    assert {one.code for one in report.findings} & {"corrupt", "blank_pages", "unreadable_pages"}
    assert "time_limit" not in {one.code for one in report.findings}
    assert next_works(desk)


@pytest.mark.parametrize("case", [*CLOSED, *(case for case in OPEN if OPEN[case][1])])
def test_the_finding_in_words(desk: Desk, knowledge: Knowledge, case: str) -> None:
    """Each of these findings has a sentence of its own, with nothing left open in it."""
    make = CLOSED[case][0] if case in CLOSED else OPEN[case][0]
    report = desk.check(make()).report
    sentences = Speaker(Wording(knowledge.wording), desk.programme, TODAY).sentences(report)
    other = knowledge.wording["check.finding.other"]
    said = [sentences.message(one) for one in report.findings if one.code in FILE]

    assert said
    assert all(len(one) > 20 and "{" not in one and other not in one for one in said)
