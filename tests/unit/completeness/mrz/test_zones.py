"""Zones as they should be: the specimens of ICAO 9303 and invented people."""

from __future__ import annotations

from datetime import date

import pytest

from esor_bot.completeness.mrz import Zone, find
from tests.unit.completeness.mrz.makers import card, passport, rows, small, visa

TODAY = date(2026, 3, 1)
SPECIMEN = [
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
]


def test_passport_specimen() -> None:
    """The passport of ICAO's book is valid, with its expiry, issuer and name."""
    zone = find(rows(SPECIMEN), TODAY)
    assert zone == Zone("passport", True, date(2012, 4, 15), False, ("ERIKSSON",), ("ANNA", "MARIA"), "UTO")


def test_three_lines_specimen() -> None:
    """ICAO's card of three lines is a valid card."""
    texts = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
    zone = find(rows(texts), TODAY)
    assert zone == Zone("card", True, date(2012, 4, 15), False, ("ERIKSSON",), ("ANNA", "MARIA"), "UTO")


def test_small_card_specimen() -> None:
    """ICAO's card of two lines is a valid card."""
    texts = ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"]
    zone = find(rows(texts), TODAY)
    assert zone == Zone("card", True, date(2012, 4, 15), False, ("ERIKSSON",), ("ANNA", "MARIA"), "UTO")


def test_long_number_specimen() -> None:
    """A number of more than nine characters goes on in the optional data, on a card of two lines."""
    texts = ["I<UTOSTEVENSON<<PETER<<<<<<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8"]
    zone = find(rows(texts), date(1990, 1, 1))
    assert zone is not None
    assert (zone.kind, zone.valid, zone.expires) == ("card", True, date(1995, 7, 12))


def test_visa_specimen() -> None:
    """ICAO's visa of the larger size is a visa, and valid without a check digit of the whole."""
    texts = ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"]
    zone = find(rows(texts), date(1996, 1, 1))
    assert zone is not None
    assert (zone.kind, zone.valid, zone.expires) == ("visa", True, date(1996, 12, 10))


def test_old_french_card() -> None:
    """The specimen of the old French card is a card without an expiry."""
    zone = find(rows(["IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "8806923102858CORINNE<<<<<<<6512068F6"]), TODAY)
    assert zone == Zone("card", True, None, False, ("BERTHIER",), ("CORINNE",), "FRA")


@pytest.mark.parametrize("code", ["P<", "PD", "PM", "PO", "PP", "PU"])
def test_passport_codes(code: str) -> None:
    """A zone of the size of a passport that starts with P is one, whatever the second letter."""
    zone = find(rows(passport(code=code)), TODAY)
    assert zone is not None
    assert (zone.kind, zone.valid, zone.surname) == ("passport", True, ("BRANDVOLD",))


@pytest.mark.parametrize("length", [44, 36])
def test_visa_sizes(length: int) -> None:
    """Visas of both sizes are visas."""
    zone = find(rows(visa(length=length)), TODAY)
    assert zone is not None
    assert (zone.kind, zone.valid, zone.expires) == ("visa", True, date(2027, 1, 31))


@pytest.mark.parametrize("code", ["I<", "ID", "IR", "A<", "AC", "C<"])
def test_small_cards(code: str) -> None:
    """Identity cards and residence permits of two lines are cards."""
    zone = find(rows(small(code=code)), TODAY)
    assert zone is not None
    assert (zone.kind, zone.valid, zone.expires) == ("card", True, date(2031, 9, 22))


def test_german_issuer() -> None:
    """The single letter of Germany, with its fillers, is a state."""
    for zone in (find(rows(passport(state="D")), TODAY), find(rows(card(state="D")), TODAY)):
        assert zone is not None
        assert (zone.valid, zone.issuer, zone.surname) == (True, "D", ("BRANDVOLD",))


@pytest.mark.parametrize(
    ("written", "meant"), [("451231", date(2045, 12, 31)), ("060301", date(2006, 3, 1)), ("990101", None)]
)
def test_century(written: str, meant: date | None) -> None:
    """An expiry is taken for the year within 20 years before and 30 after today; others have none."""
    zone = find(rows(passport(expiry=written)), TODAY)
    assert zone is not None
    assert (zone.valid, zone.expires) == (True, meant)


def test_likeliest_core() -> None:
    """Where the digits of the dates could be made out of their neighbours too, those that stand there count."""
    zone = find(rows(passport(state="ITA", number="MAS8DK27", birth="790828", expiry="230723")), TODAY)
    assert zone is not None
    assert (zone.valid, zone.expires) == (True, date(2023, 7, 23))


def test_unknown_birthday() -> None:
    """A birth of which only the year is known makes no zone invalid."""
    zone = find(rows(passport(birth="91<<<<")), TODAY)
    assert zone is not None
    assert (zone.valid, zone.expires) == (True, date(2031, 9, 22))


def test_long_name() -> None:
    """A name that fills its line is cut, and its zone is valid."""
    zone = find(rows(passport(name="VANDERHOOGENBERGH<DE<LA<FUENTE<<ALEXANDRINA<JOSEPHINE")), TODAY)
    assert zone is not None
    assert zone.valid
    assert zone.surname == ("VANDERHOOGENBERGH", "DE", "LA", "FUENTE")


def test_repr_tells_nothing() -> None:
    """What is written to a log of a zone names nobody and no date."""
    told = repr(find(rows(SPECIMEN), TODAY))
    assert not any(word in told for word in ("ERIKSSON", "ANNA", "UTO", "2012"))


def test_passport_before_card() -> None:
    """Where a card and a passport stand on one page, the passport is found."""
    zone = find(rows(card(), top=0.3) + rows(passport(), top=0.85), TODAY)
    assert zone is not None
    assert zone.kind == "passport"


def test_last_passport() -> None:
    """Of an old and a new passport the one that ends last counts."""
    zone = find(rows(passport(expiry="210922"), top=0.3) + rows(passport(), top=0.85), TODAY)
    assert zone is not None
    assert zone.expires == date(2031, 9, 22)
