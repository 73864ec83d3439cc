"""Days on which the office does not work, as people write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from esor_bot.desk.holidays import read_holidays

CHRISTMAS = date(2030, 12, 25)
EPIPHANY = date(2031, 1, 6)
SAINTS = date(2030, 11, 1)
ANY_DAY = date(2030, 3, 5)


@pytest.mark.parametrize(
    ("text", "free", "works"),
    [
        ("AT", (CHRISTMAS, EPIPHANY, SAINTS), (ANY_DAY,)),
        ("DE-BY", (EPIPHANY, SAINTS), (ANY_DAY,)),
        ("de", (CHRISTMAS,), (EPIPHANY, SAINTS)),
        ("2030-12-24..2031-01-06", (CHRISTMAS, EPIPHANY, date(2030, 12, 31)), (date(2031, 1, 7), date(2030, 12, 23))),
        ("2030-12-24 to 2031-01-06, 2030-03-05", (CHRISTMAS, ANY_DAY), (SAINTS,)),
        ("DE, 2030-03-05", (CHRISTMAS, ANY_DAY), (SAINTS,)),
        ("none", (), (CHRISTMAS,)),
        ("", (), (CHRISTMAS,)),
    ],
)
def test_holidays_are_read(text: str, free: tuple[date, ...], works: tuple[date, ...]) -> None:
    """Countries, their regions, days and spans of days are free, also over the new year."""
    holidays = read_holidays(text)

    assert [day for day in free if day not in holidays] == []
    assert [day for day in works if day in holidays] == []


def test_holidays_of_a_file(tmp_path: Path) -> None:
    """A file has one a line, with remarks; it may stand beside others."""
    file = tmp_path / "our holidays.txt"
    file.write_text("\ufeff# the house is closed\n2030-03-05  # moving\n\nDE-BY\n", encoding="utf-8")
    holidays = read_holidays(f"{file}, 2030-03-06")

    assert {ANY_DAY, date(2030, 3, 6), SAINTS, EPIPHANY} == {
        day for day in (ANY_DAY, date(2030, 3, 6), SAINTS, EPIPHANY, date(2030, 3, 7)) if day in holidays
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Austria", "'Austria' is no holiday"),
        ("ZZ", "of 'ZZ' no public holidays are known"),
        ("AT-Q", "of 'AT-Q' no public holidays are known"),
        ("AT, 2030-02-30", "in no calendar"),
        ("2031-01-06..2030-12-24", "ends before it begins"),
        ("2030-01-01..2032-01-01", "longer than a year"),
        ("/no/such/file", "no file that can be read"),
        ("24.12.2030", "'24.12.2030'"),
    ],
)
def test_what_can_not_be_read(text: str, why: str) -> None:
    """What can't be read is named."""
    with pytest.raises(ValueError, match=why):
        read_holidays(text)


def test_a_file_with_something_else_in_it(tmp_path: Path) -> None:
    """A file that is no list of holidays is refused, and so is one that is no text."""
    text, picture = tmp_path / "a.txt", tmp_path / "b.txt"
    text.write_text("Christmas\n", encoding="utf-8")
    picture.write_bytes(b"\xff\xfe\x00\x01\x80")

    for file in (text, picture):
        with pytest.raises(ValueError, match="is no holiday"):
            read_holidays(str(file))
