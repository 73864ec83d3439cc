"""The rules of single documents: dates, numbers, fees, names."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from esor_bot.completeness.judging.found import Found
from esor_bot.completeness.judging.membership import fee_of
from esor_bot.domain.recognition import Wanted
from esor_bot.domain.report import CompletenessReport, DocumentStatus, Finding, Severity, Verdict
from tests.unit.completeness.judging.applicant import (
    BOARD,
    ENGLISH,
    FORM,
    LETTER,
    MEMBERSHIP,
    PAPERS,
    PASSPORT,
    PUBLICATIONS,
    codes,
    judged,
    spec,
    status,
    whole,
)
from tests.unit.completeness.mrz.makers import passport

EMPTY_FORM = "\n".join(re.sub(r":.*", ":", line) for line in FORM.split("\n"))


def found(report: CompletenessReport, code: str) -> list[Finding]:
    """Return the findings with this code."""
    return [one for one in report.findings if one.code == code]


def test_empty_form() -> None:
    """A form with its labels alone is found and has to be filled in."""
    report = judged(whole(esor_cv=EMPTY_FORM))

    assert status(report)["esor_cv"] is DocumentStatus.FOUND
    assert "cv_not_filled" in codes(report, "esor_cv")
    assert report.verdict is Verdict.INCOMPLETE


@pytest.mark.parametrize(
    ("day", "old"),
    [("14.06.2021", False), ("15.02.2020", False), ("14.02.2020", True), ("14.06.2015", True), ("1 June 2019", True)],
)
def test_certification(day: str, old: bool) -> None:
    """A certificate from before the years that are allowed is told, up to the day, and a birth is no certification."""
    report = judged(whole(board_certificate=BOARD.replace("14.06.2021", day), esor_cv=FORM.replace("14.06.2021", day)))

    assert [one.document for one in found(report, "certification_too_old")] == ["board_certificate"] * old
    assert all(one.values == {"count": "3"} for one in report.findings)


@pytest.mark.parametrize("text", [BOARD.replace("14.06.2021", ""), re.sub(r"\S*\d\S*", "", BOARD)])
def test_no_day(text: str) -> None:
    """Nothing is said of the age of a certificate on which no day could be read."""
    without_birth = text.replace(", born on 17.04.1991", "")

    assert "certification_too_old" not in codes(judged(whole(board_certificate=without_birth)))


@pytest.mark.parametrize(("count", "severity"), [(3, Severity.ERROR), (4, Severity.ERROR), (6, Severity.WARNING)])
def test_number_of_publications(count: int, severity: Severity) -> None:
    """Too few publications are to be mended, too many are worth a look, and both numbers are told."""
    head, *five = PUBLICATIONS.strip().split("\n\n")[0], *PUBLICATIONS.strip().split("\n\n")[1].split("\n")
    sixth = "6. Moe K, Brandvold TL. Snow and ice. Acta Radiol. 2018;59(1):11-19. doi:10.1000/ar.2018.6"
    report = judged(whole(publications="\n".join([head, "", *[*five, sixth][:count]])))

    assert [(one.severity, one.values) for one in found(report, "publications_count")] == [
        (severity, {"count": str(count), "wanted": "5"})
    ]


@pytest.mark.parametrize(
    ("sentence", "code", "severity"),
    [
        ("The membership fee for 2023 has been paid.", "", None),
        ("Membership fee 2023: paid", "", None),
        ("Your membership is valid until 31.12.2023.", "", None),
        ("Membership fees paid: 2022, 2023", "", None),
        ("The membership fee for 2022 has been paid.", "esr_year", Severity.ERROR),
        ("Your membership is valid until 31 December 2022.", "esr_year", Severity.ERROR),
        ("The membership fee has been paid.", "esr_year", Severity.WARNING),
        ("The membership fee for 2023 is still open.", "esr_unpaid", Severity.ERROR),
    ],
)
def test_fee(sentence: str, code: str, severity: Severity | None) -> None:
    """The fee has to be paid for the year that is asked for: another year and an open fee are told apart."""
    text = MEMBERSHIP.replace("The membership fee for 2023 has been paid.", sentence)
    report = judged(whole(esr_membership=text))

    assert [(one.code, one.severity) for one in report.of("esr_membership")] == ([(code, severity)] if code else [])
    assert status(report)["esr_membership"] is DocumentStatus.FOUND


def test_fee_of_nothing() -> None:
    """A proof without pages names no year and nothing that is open."""
    wanted = replace(_wanted("esr_membership"), year=2023)
    fee = fee_of(Found(wanted, DocumentStatus.MISSING), 2023)

    assert (fee.years, fee.open) == (frozenset(), False)


@pytest.mark.parametrize(
    ("expiry", "code"), [("310922", ""), ("230214", "expired_passport"), ("230801", "passport_ends_early")]
)
def test_expiry(expiry: str, code: str) -> None:
    """A passport that has expired by the deadline is an error, one that ends during the stay is a note."""
    text = "\n".join(["# Passport", "Surname BRANDVOLD", "Given names TUVA LINE", "", *passport(expiry=expiry)])

    assert codes(judged(whole(passport=text)), "passport") == ({code} if code else set())


def test_zone_unread() -> None:
    """A passport whose zone doesn't hold is still a passport, and it is said that the zone could not be read."""
    lines = passport()
    wrong = lines[1][:9] + str((int(lines[1][9]) + 1) % 10) + lines[1][10:]
    report = judged(whole(passport=PASSPORT.replace(lines[1], wrong)))

    assert status(report)["passport"] is DocumentStatus.FOUND
    assert [one.severity for one in found(report, "mrz_unreadable")] == [Severity.NOTE]


def test_another_name() -> None:
    """A paper on somebody else is worth a look; where most papers differ, the passport is."""
    for one, text in {"board_certificate": BOARD, "language_certificate": ENGLISH}.items():
        report = judged(whole(**{one: _renamed(text)}))
        assert [(finding.document, finding.severity) for finding in found(report, "name_mismatch")] == [
            (one, Severity.WARNING)
        ]
    all_but_passport = {one: _renamed(text) for one, text in PAPERS.items() if one != "passport"}
    assert [one.document for one in found(judged(whole(**all_but_passport)), "name_mismatch")] == ["passport"]


def test_no_name_is_told() -> None:
    """Nothing of a person stands in a report: no name, no number, no day."""
    report = judged(whole(motivation_letter=_renamed(LETTER), passport="", esr_membership=MEMBERSHIP.replace("3", "2")))
    told = repr(report).lower()

    for word in ("brandvold", "tuva", "hegge", "nordmo", "ccc004588", "102938", "1991", "example.org"):
        assert word not in told


@pytest.mark.parametrize("spelt", ["Brandvolð", "BRANDVOLD", "Brandvold-Hegge", "B r a n d v o l d"])
def test_same_name(spelt: str) -> None:
    """Another spelling of the same name is not worth a word."""
    assert "name_mismatch" not in codes(judged(whole(motivation_letter=LETTER.replace("Brandvold", spelt))))


def _renamed(text: str) -> str:
    return (
        text.replace("Tuva Line Brandvold", "Oda Kristin Hegge")
        .replace("Brandvold", "Hegge")
        .replace("Tuva Line", "Oda Kristin")
    )


def _wanted(document: str) -> Wanted:
    return next(one for one in spec().wanted if one.id == document)
