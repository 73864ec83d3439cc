"""Every finding has a sentence, whatever is known of it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from esor_bot.completeness.say_finding import FILE, Sentences
from esor_bot.completeness.say_words import Phrases
from esor_bot.domain.report import CompletenessReport, Finding, Mark, Move, PageReport, Severity
from tests.unit.completeness.say.reports import PROGRAMME, WORDING, complete, incomplete, speaker, unreadable

CONTRACT = """wrong_cv cv_not_filled wrong_language certification_too_old publications_count esr_year esr_unpaid
expired_passport not_a_passport mrz_unreadable name_mismatch wrong_order duplicate_document unrecognised_pages
blank_pages encrypted corrupt empty not_a_pdf too_large too_many_pages decompression_bomb active_content attachments
portfolio xfa_form""".split()
MORE = """not_found unsure_document another_paper wrong_count passport_ends_early unreadable_pages repaired time_limit
too_hard""".split()
PREFIX = "check.finding."
IN_THE_WORDING = sorted(id_.removeprefix(PREFIX) for id_ in WORDING.sentences if id_.startswith(PREFIX))
VALUES = {
    "label": "another CV",
    "count": "6",
    "wanted": "5",
    "language": "French",
    "year": "2022",
    "wanted_year": "2023",
    "limit": "25 MB",
    "lost": "2",
    "kind": "docx",
    "what": "script",
}
OPEN = re.compile(r"[{}]")
NEVER = re.compile(r"\b(?:accept\w*|reject\w*|missing|eligible|approv\w*|I think|probably)\b|!", re.IGNORECASE)


def of(report: CompletenessReport) -> Sentences:
    """Return what speaks of a report."""
    return speaker().sentences(report)


def dark() -> CompletenessReport:
    """Return a report on a file with pages that could not be read."""
    marks = (Mark.UNREADABLE,)
    return replace(complete(), map=(PageReport(1), PageReport(2, marks=marks), PageReport(3, marks=marks)))


@pytest.mark.parametrize("code", [*CONTRACT, *MORE, *IN_THE_WORDING])
def test_every_code(code: str) -> None:
    """Each code has a sentence without an open name, that promises nothing, with all values, some, or none."""
    reports = (complete(), incomplete(), unreadable(code), dark())
    for report, pages, document in product(reports, ((), (2,), (2, 3)), ("", "esor_cv")):
        for values in (VALUES, {}, *({name: value} for name, value in VALUES.items())):
            finding = Finding(code, Severity.ERROR, pages, document, values)
            message = of(report).message(finding)

            assert not OPEN.search(message)
            assert not NEVER.search(message)
            assert message.endswith((".", ")"))
            assert "  " not in message


@pytest.mark.parametrize("code", [*CONTRACT, *MORE])
def test_every_code_has_words_of_its_own(code: str) -> None:
    """No code that can be reported is left to the sentence for what there are no words for."""
    for report in (complete(), unreadable(code)):
        assert of(report).sentence(Finding(code, Severity.ERROR)) != WORDING.say("check.finding.other")


def test_a_code_without_words() -> None:
    """A code that came later than the wording still says that something was noticed."""
    assert of(complete()).sentence(Finding("of_tomorrow", Severity.NOTE)) == WORDING.say("check.finding.other")


def test_no_sentence_of_the_check_promises() -> None:
    """No sentence of the check says that something was taken, refused or is missing."""
    said = {id_: text for id_, text in WORDING.sentences.items() if id_.startswith("check.")}

    assert {id_: text for id_, text in said.items() if NEVER.search(text)} == {}


def test_one_page_and_many() -> None:
    """The sentence agrees with the number of pages."""
    one = Finding("wrong_cv", Severity.ERROR, (3,), "esor_cv", {"label": "another CV"})

    assert of(complete()).sentence(one).startswith("Page 3 is another CV. ")
    assert of(complete()).sentence(replace(one, pages=(3, 4, 5, 9))).startswith("Pages 3-5, 9 are another CV. ")


def test_pages_that_the_sentence_does_not_name() -> None:
    """Pages that a sentence has no place for follow it."""
    finding = Finding("not_found", Severity.ERROR, (3, 4), "esor_cv")

    assert of(complete()).sentence(finding).endswith("(Pages 3-4)")


def test_the_kind_of_a_file_that_is_no_pdf() -> None:
    """A file that is no PDF is called what it is, and each kind has its own way to become one."""
    said = {
        kind: of(unreadable("not_a_pdf")).sentence(Finding("not_a_pdf", Severity.ERROR, values={"kind": kind}))
        for kind in ("docx", "jpeg", "zip", "html", "xlsx", "eml", "text", "elf")
    }

    assert len(set(said.values())) == len(said)
    assert said["elf"] == WORDING.say("check.finding.not_a_pdf")


def test_damage_in_part() -> None:
    """A file of which something could be read is not said to be beyond reading."""
    damaged = Finding("corrupt", Severity.ERROR, values={"lost": "1"})

    assert "can't be read as a PDF" in of(unreadable("corrupt")).sentence(damaged)
    assert "only the rest was read" in of(complete()).sentence(damaged)


def test_not_recognised_where_pages_could_not_be_read() -> None:
    """A document that may be on a page that could not be read is asked for there, and not said to be absent."""
    finding = Finding("not_found", Severity.ERROR, (), "passport")

    assert "It may be on pages 2-3, which could not be read" in of(dark()).sentence(finding)
    assert "Add it" in of(complete()).sentence(finding)


def test_unsure_on_a_page_that_could_not_be_read() -> None:
    """A document that is guessed on a page that could not be read says so."""
    guessed = Finding("unsure_document", Severity.WARNING, (2,), "passport")

    assert of(dark()).sentence(guessed).startswith("It may be on page 2, which could not be read.")
    assert of(complete()).sentence(guessed).startswith("Page 2 may hold it")


def test_moves() -> None:
    """The moves are told as pages of the file as it is, one sentence for all."""
    one = replace(complete(), moves=(Move("passport", 9, 10, 3),))
    two = replace(one, moves=(*one.moves, Move("esor_cv", 4, 4, None)))
    order = Finding("wrong_order", Severity.ERROR)

    assert of(one).sentence(order) == "Move pages 9-10 (Copy of passport) before page 3."
    assert of(two).sentence(order) == (
        "Move pages 9-10 (Copy of passport) before page 3; move page 4 (ESOR CV) to the end. "
        "The numbers are those of the file as it is now."
    )


def test_what_a_finding_is_about() -> None:
    """A message that stands alone begins with the document, the order or the pages; of the file it needs nothing."""
    say = of(complete())
    beginnings = (
        (Finding("esr_year", Severity.WARNING, (3,), "esr_membership"), "ESR membership proof: "),
        (Finding("wrong_order", Severity.ERROR), "Order: "),
        (Finding("blank_pages", Severity.NOTE, (4, 5)), "Pages 4-5: "),
        (Finding("name_mismatch", Severity.WARNING), "Names: "),
        (Finding("repaired", Severity.NOTE), "The file is slightly damaged"),
    )

    assert [say.message(finding).startswith(begin) for finding, begin in beginnings] == [True] * 5
    assert {say.about(Finding(code, Severity.ERROR)) for code in FILE} == {"The file"}


def test_very_many_pages() -> None:
    """Of very many ranges of pages only the first are named, and the others counted."""
    assert Phrases(WORDING).pages(range(1, 60, 2)) == "pages 1, 3, 5, 7, 9, 11, 13, 15 and 22 more"


def test_titles() -> None:
    """The titles are those of the documents that are asked for with the application, in their order."""
    assert list(speaker().titles) == [one.id for one in PROGRAMME.cycle.documents if one.stage == "application"]
