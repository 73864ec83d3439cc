"""The whole report: its parts and their order."""

from __future__ import annotations

from dataclasses import replace

from esor_bot.domain.reply import Block, Outcome, Section, Source, Text
from esor_bot.domain.report import DocumentReport, DocumentStatus, Finding, Mark, Order, PageReport, Severity, Verdict
from tests.unit.completeness.say.reports import (
    IDS,
    LATE,
    PROGRAMME,
    WORDING,
    complete,
    documents,
    incomplete,
    speaker,
    unreadable,
)


def parts(blocks: tuple[Block, ...]) -> list[str]:
    """Return what the blocks are: the headings of sections, the kinds of the others."""
    return [block.title if isinstance(block, Section) else type(block).__name__ for block in blocks]


def section(blocks: tuple[Block, ...], title: str) -> Section:
    """Return the section with a title."""
    return next(block for block in blocks if isinstance(block, Section) and block.title == title)


def test_the_order_of_the_parts() -> None:
    """First the verdict, then what to mend, to look at, what was recognised, the map, the source and who decides."""
    blocks = speaker().blocks(incomplete())

    assert parts(blocks) == ["Text", "To mend", "To look at", "Recognised", "Page by page", "Source", "Text"]
    assert blocks[0] == Text(speaker().verdict(incomplete()))
    assert blocks[-1] == Text(WORDING.say("check.closing"))


def test_a_complete_file() -> None:
    """Where there is nothing to mend or to look at, there is no heading for it."""
    assert parts(speaker().blocks(complete())) == ["Text", "Recognised", "Page by page", "Source", "Text"]


def test_a_file_that_cannot_be_read() -> None:
    """Of a file that can't be read the reason is said once, and nothing of documents."""
    assert parts(speaker().blocks(unreadable("corrupt"))) == ["Text", "Text"]

    two = unreadable("portfolio")
    two = replace(two, findings=(*two.findings, Finding("attachments", Severity.WARNING)))
    assert parts(speaker().blocks(two)) == ["Text", "To look at", "Text"]


def test_every_report_says_who_decides() -> None:
    """Every report ends with what the tool is not, and a call that is over is said to be."""
    for report in (complete(), incomplete(), unreadable("empty")):
        assert Text(WORDING.say("check.closing")) in speaker().blocks(report)
        last = speaker(LATE).blocks(report)[-1]
        assert isinstance(last, Text)
        assert last.text.startswith("As of today, 10 January 2026: this call closed on")


def test_what_is_to_be_mended_comes_in_the_order_of_the_documents() -> None:
    """Findings come by weight, then in the order asked for; those of no document come last."""
    blocks = speaker().blocks(incomplete())

    assert [check.title for check in section(blocks, "To mend").checks] == ["ESOR CV", "ESR membership proof", "Order"]
    assert [check.title for check in section(blocks, "To look at").checks] == [
        "List of five publications",
        "List of references to be contacted",
        "Page 15",
        "Page 13",
        "Page 16",
    ]


def test_another_paper_says_it_all() -> None:
    """Where another paper stands in a document's place, people don't read "not recognised" as well; JSON has both."""
    titles = [check.title for check in section(speaker().blocks(incomplete()), "To mend").checks]

    assert titles.count("ESOR CV") == 1
    assert [one.code for one in speaker().findings(incomplete()) if one.document == "esor_cv"] == [
        "wrong_cv",
        "not_found",
    ]


def test_nothing_is_left_unsaid() -> None:
    """A document that is not recognised or not clear, and a wrong order, are told where no finding does."""
    report = replace(
        complete(order=Order.WRONG), verdict=Verdict.INCOMPLETE, documents=documents("passport", unsure=("esor_cv",))
    )

    assert [(one.code, one.document) for one in speaker().findings(report)] == [
        ("not_found", "passport"),
        ("wrong_order", ""),
        ("unsure_document", "esor_cv"),
    ]


def test_the_rule_behind_a_finding() -> None:
    """A finding comes with its rule in official wording, each once, and the source names where they stand."""
    blocks = speaker().blocks(incomplete())
    quotes = [quote for check in section(blocks, "To mend").checks for quote in check.quotes]
    source = next(block for block in blocks if isinstance(block, Source))

    assert "Any application with another CV will not be considered." in " ".join(quotes)
    assert any("in the following order" in quote for quote in quotes)
    assert len(quotes) == len(set(quotes))
    assert "How to apply, note on the CV" in source.text
    assert source.address == PROGRAMME.cycle.address


def test_rules_of_conditions() -> None:
    """A fee and the age of a certificate are held against the condition, not against the list."""
    fee = complete(Finding("esr_unpaid", Severity.ERROR, (13,), "esr_membership", {"wanted_year": "2023"}))
    old = complete(Finding("certification_too_old", Severity.ERROR, (9,), "board_certificate"))

    assert "must be settled" in " ".join(section(speaker().blocks(fee), "To mend").checks[0].quotes)
    assert "first three years" in " ".join(section(speaker().blocks(old), "To mend").checks[0].quotes)


def test_what_was_recognised() -> None:
    """Recognised is what was found and has nothing to mend, with its pages and by what it was recognised."""
    checks = section(speaker().blocks(incomplete()), "Recognised").checks

    assert [check.title for check in checks][:2] == ["Letter of motivation", "Letter(s) of recommendation"]
    assert checks[0].remark == "pages 1-2 · its heading, the society"
    wrong = complete(Finding("expired_passport", Severity.ERROR, (14,), "passport"))
    assert "Copy of passport" not in [one.title for one in section(speaker().blocks(wrong), "Recognised").checks]


def test_recognised_by_nothing_that_can_be_told() -> None:
    """A document without evidence or pages still has its line."""
    bare = replace(complete(), documents=tuple(DocumentReport(id_, DocumentStatus.FOUND) for id_ in IDS))

    assert {one.remark for one in section(speaker().blocks(bare), "Recognised").checks} == {""}


def test_the_map() -> None:
    """The map has a line for each run of pages: the documents, or what was seen, and what is to be said of them."""
    assert section(speaker().blocks(incomplete()), "Page by page").text.splitlines()[:4] == [
        "1-2  Letter of motivation",
        "3-6  another CV",
        "7-8  Letter(s) of recommendation",
        "9    Language certificate for Academic English (to be moved)",
    ]
    shared = (PageReport(1, ("publications", "references")), PageReport(2, marks=(Mark.WRONG,)))
    assert section(speaker().blocks(replace(complete(), map=shared)), "Page by page").text == (
        "1  List of five publications + List of references to be contacted\n2  another paper"
    )


def test_the_reply() -> None:
    """For the platforms the report is a reply of the programme."""
    reply = speaker().reply(complete())

    assert (reply.outcome, reply.programme) == (Outcome.ANSWERED, PROGRAMME.id)
    assert reply.blocks == speaker().blocks(complete())
