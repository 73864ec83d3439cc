"""Reports put together by hand, on files of people who do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from esor_bot.completeness.say import Speaker
from esor_bot.domain.programme import Programme
from esor_bot.domain.report import (
    CompletenessReport,
    DocumentReport,
    DocumentStatus,
    Finding,
    Mark,
    Move,
    Order,
    PageReport,
    Severity,
    Verdict,
)
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.wording import Wording

KNOWLEDGE = load(shipped())
PROGRAMME: Programme = KNOWLEDGE.programmes[0]
WORDING = Wording(KNOWLEDGE.wording)
IN_TIME = date(2023, 1, 10)
LATE = date(2026, 1, 10)
IDS = tuple(document.id for document in PROGRAMME.cycle.documents)
PAGES: Mapping[str, tuple[int, ...]] = {
    "motivation_letter": (1, 2),
    "esor_cv": (3, 4, 5, 6),
    "recommendation_letters": (7, 8),
    "board_certificate": (9,),
    "language_certificate": (10,),
    "publications": (11,),
    "references": (12,),
    "esr_membership": (13,),
    "passport": (14,),
}


def speaker(today: date = IN_TIME) -> Speaker:
    """Return what speaks for the shipped programme."""
    return Speaker(WORDING, PROGRAMME, today)


def documents(*absent: str, unsure: tuple[str, ...] = ()) -> tuple[DocumentReport, ...]:
    """Return the nine documents on their pages, without those that are `absent`."""
    return tuple(
        DocumentReport(id_, DocumentStatus.MISSING)
        if id_ in absent
        else DocumentReport(
            id_,
            DocumentStatus.UNSURE if id_ in unsure else DocumentStatus.FOUND,
            PAGES[id_],
            ("its heading", "the society"),
        )
        for id_ in IDS
    )


def pages(*absent: str, extra: tuple[PageReport, ...] = ()) -> tuple[PageReport, ...]:
    """Return the map of the pages, those of `absent` documents left out, and `extra` ones in the place of others."""
    own = {page.number: page for page in extra}
    for id_, numbers in PAGES.items():
        if id_ not in absent:
            own |= {
                number: PageReport(number, (id_,), private=id_ == "passport") for number in numbers if number not in own
            }
    return tuple(own[number] for number in sorted(own))


def complete(*findings: Finding, order: Order = Order.OK) -> CompletenessReport:
    """Return the report on a file in which all is there."""
    return CompletenessReport(PROGRAMME.id, Verdict.COMPLETE, 14, order, documents(), findings, map=pages())


def incomplete() -> CompletenessReport:
    """Return the report on a file with another CV, no proof of membership, a wrong order and more."""
    europass = tuple(PageReport(number, (), "another CV", (Mark.WRONG,)) for number in (3, 4, 5, 6))
    rest = (
        PageReport(9, ("language_certificate",), marks=(Mark.MISPLACED,)),
        PageReport(10, ("board_certificate",)),
        PageReport(13, (), marks=(Mark.BLANK,)),
        PageReport(15, (), marks=(Mark.UNREADABLE,)),
        PageReport(16, (), marks=(Mark.UNRECOGNISED,)),
    )
    return CompletenessReport(
        programme=PROGRAMME.id,
        verdict=Verdict.INCOMPLETE,
        pages=16,
        order=Order.WRONG,
        documents=documents("esor_cv", "esr_membership", unsure=("references",)),
        findings=(
            Finding("wrong_cv", Severity.ERROR, (3, 4, 5, 6), "esor_cv", {"label": "another CV"}),
            Finding("not_found", Severity.ERROR, (), "esor_cv"),
            Finding("unsure_document", Severity.WARNING, (12,), "references"),
            Finding("not_found", Severity.ERROR, (), "esr_membership"),
            Finding("publications_count", Severity.WARNING, (11,), "publications", {"count": "6", "wanted": "5"}),
            Finding("wrong_order", Severity.ERROR, (9,)),
            Finding("blank_pages", Severity.NOTE, (13,)),
            Finding("unreadable_pages", Severity.WARNING, (15,)),
            Finding("unrecognised_pages", Severity.NOTE, (16,)),
        ),
        moves=(Move("language_certificate", 9, 9, 11),),
        map=pages("esor_cv", "esr_membership", extra=(*europass, *rest)),
    )


def unreadable(code: str, **values: str) -> CompletenessReport:
    """Return the report on a file that can't be read."""
    finding = Finding(code, Severity.ERROR, values=values)
    return CompletenessReport(PROGRAMME.id, Verdict.UNREADABLE, findings=(finding,))
