"""The printed date of expiry."""

from __future__ import annotations

from datetime import date

import pytest

from esor_bot.completeness.mrz import printed_expiry
from esor_bot.completeness.page import Line

TODAY = date(2026, 3, 1)
ENDS = date(2027, 5, 12)


def _at(text: str, left: float, top: float, width: float = 0.2) -> Line:
    return Line(text, left, top, left + width, top + 0.015)


@pytest.mark.parametrize(
    "label",
    [
        "Date of expiry", "Date d'expiration", "Gültig bis", "GUELTIG BIS", "Fecha de caducidad", "Data di scadenza",
        "Data de validade", "Data ważności", "Platnost do", "Geldig tot", "Utløper", "Voimassa", "Érvényes / lejárat",
        "Data expirării", "Vrijedi do", "Galioja iki", "Derīgs līdz", "Kehtiv kuni", "Son geçerlilik tarihi",
        "Ημερομηνία λήξης", "Валидност", "(9) Expiry date / Date d'exp.",
    ],
)  # fmt: skip
def test_labels(label: str) -> None:
    """The date below its label is found in many languages."""
    assert printed_expiry([_at(label, 0.4, 0.5), _at("12.05.2027", 0.4, 0.52, 0.1)], TODAY) == ENDS


@pytest.mark.parametrize(
    "written",
    [
        "12.05.2027",
        "12 05 2027",
        "12/05/2027",
        "12 MAY/MAI 2027",
        "12 MAI 27",
        "12 maj/may 2027",
        "2027-05-12",
        "12MAY2027",
    ],
)
def test_forms(written: str) -> None:
    """Dates are read in the forms of passports, below the label, beside it, and in its own line."""
    label = _at("Valid until", 0.4, 0.5)
    assert printed_expiry([label, _at(written, 0.4, 0.52)], TODAY) == ENDS
    assert printed_expiry([label, _at(written, 0.61, 0.5)], TODAY) == ENDS
    assert printed_expiry([_at("Valid until " + written, 0.4, 0.5)], TODAY) == ENDS


def test_not_the_issue() -> None:
    """The date of issue beside the expiry is not taken for it."""
    side = [
        _at("Date of issue", 0.3, 0.5), _at("Date of expiry", 0.6, 0.5),
        _at("12 MAY 2025", 0.3, 0.52), _at("12 MAY 2027", 0.6, 0.52),
    ]  # fmt: skip
    assert printed_expiry(side, TODAY) == ENDS
    one = [_at("Date of issue   Date of expiry", 0.3, 0.5, 0.5), _at("12 MAY 2025   12 MAY 2027", 0.3, 0.52, 0.5)]
    assert printed_expiry(one, TODAY) == ENDS


def test_further_labels() -> None:
    """Labels can be given in addition."""
    read = [_at("Bailí go dtí", 0.4, 0.5), _at("12.05.2027", 0.4, 0.52, 0.1)]
    assert printed_expiry(read, TODAY) is None
    assert printed_expiry(read, TODAY, ["bailí go"]) == ENDS


@pytest.mark.parametrize("text", ["12.05.1990", "31.02.2027", "2027", "12 XYZ 2027", "120527", "12.05.2099"])
def test_no_date(text: str) -> None:
    """What is no day, or none near today, is no expiry."""
    assert printed_expiry([_at("Date of expiry", 0.4, 0.5), _at(text, 0.4, 0.52)], TODAY) is None


def test_far_dates() -> None:
    """A date without the label, or far from it, is not taken."""
    assert printed_expiry([_at("12.05.2027", 0.4, 0.5)], TODAY) is None
    assert printed_expiry([_at("Date of expiry", 0.4, 0.2), _at("12.05.2027", 0.4, 0.8)], TODAY) is None
