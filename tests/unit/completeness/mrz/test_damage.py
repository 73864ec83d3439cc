"""Zones as OCR reads them: mended where the check digits prove it, never with a wrong date."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esor_bot.completeness.mrz import find
from esor_bot.completeness.page import Line
from tests.unit.completeness.mrz.makers import card, misread, passport, rows, small, visa

TODAY = date(2026, 3, 1)
ENDS = date(2031, 9, 22)
UPPER, LOWER = passport()


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (UPPER.lower(), LOWER.lower()),
        (UPPER.replace("<", "K"), LOWER.replace("<", "K")),
        (UPPER.replace("<", "«"), LOWER.replace("<", "‹")),
        (UPPER.rstrip("<") + "<<", LOWER.replace("<" * 15, "<" * 4)),
        (UPPER.rstrip("<"), LOWER.replace("<" * 15, "")),
        (UPPER + "<<<<<<", LOWER.replace("<" * 15, "<" * 19)),
        (" ".join(UPPER), " ".join(LOWER)),
        (UPPER, LOWER.replace("0", "O").replace("1", "I")),
        (UPPER, LOWER.replace("5", "S").replace("8", "B").replace("2", "Z")),
        (UPPER.replace("O", "0"), LOWER.replace("NOR", "N0R")),
        (UPPER, LOWER[:20] + LOWER[21:]),
        ("<" + UPPER, LOWER + "<"),
        ("PK" + UPPER[2:], LOWER),
    ],
)
def test_mended(upper: str, lower: str) -> None:
    """A passport that OCR read with usual mistakes is valid, ends on its day and has its surname."""
    zone = find(rows([upper, lower]), TODAY)
    assert zone is not None
    assert (zone.kind, zone.valid, zone.expires) == ("passport", True, ENDS)
    assert "BRANDVOLD" in zone.surname


def test_joined_lines() -> None:
    """Two lines that were read as one are parted."""
    zone = find(rows([UPPER + LOWER]), TODAY)
    assert zone is not None
    assert (zone.valid, zone.expires, zone.surname) == (True, ENDS, ("BRANDVOLD",))


def test_joined_card() -> None:
    """Three lines that were read as one are parted."""
    zone = find(rows(["".join(card())]), TODAY)
    assert zone is not None
    assert (zone.kind, zone.valid, zone.expires, zone.surname) == ("card", True, ENDS, ("BRANDVOLD",))


def test_boxes_side_by_side() -> None:
    """Lines that were read as several boxes are put together from left to right, in whatever order they come."""
    boxes = [
        Line(LOWER[20:], 0.5, 0.94, 0.9, 0.96),
        Line(UPPER[30:], 0.62, 0.9, 0.9, 0.92),
        Line(LOWER[:20], 0.1, 0.941, 0.49, 0.961),
        Line(UPPER[:9], 0.1, 0.901, 0.25, 0.92),
        Line(UPPER[9:30], 0.26, 0.9, 0.61, 0.92),
    ]
    zone = find(boxes, TODAY)
    assert zone is not None
    assert (zone.valid, zone.expires, zone.surname) == (True, ENDS, ("BRANDVOLD",))


def test_lines_apart_in_the_list() -> None:
    """The lines of a zone need not follow one another in the list."""
    text = [Line(f"Surname / Nom {place}", 0.3, 0.1 + 0.02 * place, 0.6, 0.115 + 0.02 * place) for place in range(9)]
    upper, lower = rows([UPPER, LOWER], top=0.9)
    zone = find([lower, *text, upper], TODAY)
    assert zone is not None
    assert (zone.valid, zone.surname, zone.given) == (True, ("BRANDVOLD",), ("TUVA", "LINE"))


def test_lower_line_alone() -> None:
    """The lower line of a passport is enough for its digits; the zone is only a part."""
    zone = find(rows([LOWER]), TODAY)
    assert zone is not None
    assert (zone.kind, zone.valid, zone.partial, zone.expires, zone.surname) == ("passport", True, True, ENDS, ())


def test_upper_line_alone() -> None:
    """The upper line of a passport shows that it is one, and no more."""
    zone = find(rows([UPPER, "(unreadable)"]), TODAY)
    assert zone is not None
    assert (zone.kind, zone.valid, zone.partial, zone.expires) == ("passport", False, True, None)


@pytest.mark.parametrize("place", [0, 9, 13, 19, 21, 27, 43])
def test_one_wrong_digit(place: int) -> None:
    """A digit that was taken for another makes the zone invalid, and an expiry whose digit fails is not told."""
    upper, lower = passport(number="CCC944796")  # nothing of it looks like a letter
    wrong = "3" if lower[place] != "3" else "6"
    zone = find(rows([upper, lower[:place] + wrong + lower[place + 1 :]]), TODAY)
    assert zone is not None
    assert (zone.kind, zone.valid) == ("passport", False)
    assert zone.expires == (None if 21 <= place <= 27 else ENDS)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    chance=st.randoms(use_true_random=False),
    make=st.sampled_from([passport, card, small, visa]),
    ends=st.dates(date(2010, 1, 1), date(2045, 12, 31)),
)
def test_never_a_wrong_date(chance: random.Random, make: type, ends: date) -> None:
    """However the fillers, spaces and look-alikes of a zone were misread, a valid one ends on its day."""
    texts = [misread(text, chance, chance.randint(0, 3)) for text in make(expiry=f"{ends:%y%m%d}")]
    zone = find(rows(texts), TODAY)
    assert zone is None or not zone.valid or zone.expires == ends


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    name=st.from_regex(r"[A-Z]{3,9}(<[A-Z]{3,6})?<<[A-Z]{3,8}(<[A-Z]{3,8})?", fullmatch=True),
    number=st.from_regex(r"[A-Z0-9]{4,7}[0-9]{2}", fullmatch=True),
    ends=st.dates(date(2010, 1, 1), date(2045, 12, 31)),
)
def test_round_trip(name: str, number: str, ends: date) -> None:
    """Every well-made passport is read as it was made."""
    zone = find(rows(passport(name=name, number=number, expiry=f"{ends:%y%m%d}")), TODAY)
    assert zone is not None
    assert (zone.kind, zone.valid, zone.partial, zone.expires) == ("passport", True, False, ends)
    surname, given_names = (tuple(dict.fromkeys(part.split("<"))) for part in name.split("<<"))
    assert (zone.surname, zone.given) == (surname, given_names)
