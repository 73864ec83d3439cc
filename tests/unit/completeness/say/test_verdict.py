"""The first sentence of a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esor_bot.completeness.say_finding import Sentences
from esor_bot.completeness.say_verdict import say_verdict
from esor_bot.completeness.say_words import Phrases
from esor_bot.domain.report import CompletenessReport, Finding, Order, Severity, Verdict
from tests.unit.completeness.say.reports import WORDING, complete, documents, incomplete, speaker, unreadable


def lacking(
    *findings: Finding, order: Order = Order.OK, absent: tuple[str, ...] = (), unsure: tuple[str, ...] = ()
) -> str:
    """Return the verdict on a file that is not complete."""
    report = replace(
        complete(*findings, order=order), verdict=Verdict.INCOMPLETE, documents=documents(*absent, unsure=unsure)
    )
    return speaker().verdict(report)


def error(code: str, document: str = "", *pages: int) -> Finding:
    """Return something to mend."""
    return Finding(code, Severity.ERROR, pages, document)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (complete(), "All nine documents are there, in the order asked for."),
        (complete(order=Order.NOT_APPLICABLE), "All nine documents are there."),
        (
            complete(Finding("esr_year", Severity.WARNING, (13,), "esr_membership")),
            "All nine documents are there, in the order asked for; one thing to look at.",
        ),
        (
            complete(Finding("blank_pages", Severity.NOTE, (3,))),
            "All nine documents are there, in the order asked for.",
        ),
    ],
)
def test_complete(report: CompletenessReport, said: str) -> None:
    """Where all is there, that is said; notes alone are nothing to look at."""
    assert speaker().verdict(report) == said


def test_the_whole_list() -> None:
    """What is to be done is counted by what has to be done: replace, add, clear up, and mend the order."""
    assert speaker().verdict(incomplete()) == (
        "Not complete as it stands: one document to replace, one not recognised, one not clear, "
        "one page that could not be read, and the order to mend."
    )


def test_each_thing() -> None:
    """Each thing alone makes a sentence of its own."""
    assert lacking(absent=("passport",)) == "Not complete as it stands: one document not recognised."
    assert lacking(error("cv_not_filled", "esor_cv", 3)) == "Not complete as it stands: one document to mend."
    assert lacking(error("portfolio")) == "Not complete as it stands: one other thing to mend."
    assert lacking(error("wrong_order"), order=Order.WRONG) == "Not complete as it stands: the order to mend."


def test_a_document_is_counted_once() -> None:
    """A document with another paper in its place is to be replaced, and not counted as unrecognised as well."""
    findings = (error("wrong_cv", "esor_cv", 3), error("not_found", "esor_cv"), error("wrong_cv", "esor_cv", 7))

    assert lacking(*findings, absent=("esor_cv",)) == "Not complete as it stands: one document to replace."


def test_doubt() -> None:
    """Where nothing is surely wrong, the verdict is that it can't be said."""
    assert lacking(unsure=("passport", "references")) == (
        "It can't be said yet whether this is complete: two documents that are not clear."
    )
    assert lacking() == "It can't be said yet whether this is complete: some of it has to be looked at."


def test_optional_documents() -> None:
    """A document that may be absent is not counted where it is."""
    report = replace(complete(), documents=documents("references"))
    sentences = Sentences(Phrases(WORDING), report, speaker().titles)

    assert say_verdict(sentences, {"references"}).startswith("All eight documents are there")


def test_unreadable() -> None:
    """Of a file that can't be read the verdict says why, and how to mend it."""
    assert speaker().verdict(unreadable("encrypted")).startswith("This file can't be opened without a password. Print")
    assert speaker().verdict(replace(unreadable("x"), findings=())) == "This file can't be read as one PDF."
