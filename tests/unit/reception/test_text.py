"""Text on its way in and out, and moments."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from esor_bot.errors import UsageError
from esor_bot.reception.text import cut, fitting, printable, sound, wrapped
from esor_bot.terminal.moment import moment


def test_printable_text() -> None:
    """Control characters go, line breaks, tabs and all scripts stay."""
    assert printable("a\x00b\x1b[0m\x7f\x9bc") == "a b [0m  c"
    assert printable("Größe\nΩ\t“”🙂") == "Größe\nΩ\t“”🙂"


def test_sound_text() -> None:
    """What can't be written becomes a question mark."""
    assert sound("ok \udcff \ud83d") == "ok ? ?"


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("short", "short"),
        ("", ""),
        ("one two three four five six", "one two three four\nfive six"),
        ("1. one two three four five six", "1. one two three\n   four five six"),
        ("12  one two three four five six", "12  one two three\n    four five six"),
        ("✗ one two three four five six", "✗ one two three four\n  five six"),
        ("- one two three four five six", "- one two three four\n  five six"),
        ("  one two three four five six", "  one two three four\n  five six"),
        ("first\n\nsecond", "first\n\nsecond"),
    ],
)
def test_lines_are_broken_at_words(line: str, broken: str) -> None:
    """A line ends at the width; what follows a mark or number is indented."""
    assert wrapped(line, 20) == broken


def test_very_wide_terminals() -> None:
    """Lines end at about a hundred characters however wide the terminal is."""
    assert max(map(len, wrapped("word " * 100, 400).splitlines())) <= 100


@pytest.mark.parametrize("text", ["2030-01-10T10:00:00+01:00", "2030-01-10 10:00+01:00", "20300110T100000+0100"])
def test_a_moment(text: str) -> None:
    """A moment has a zone."""
    assert moment(text) == datetime(2030, 1, 10, 10, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize("text", ["", "soon", "2030-02-30T10:00:00Z", "2030-01-10", "2030-01-10T10:00:00", "12"])
def test_no_moment(text: str) -> None:
    """What is no moment, or leaves its zone open, is refused with its value and an example."""
    with pytest.raises(UsageError, match="write it like") as caught:
        moment(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "room", "fits"),
    [
        ("short", 5, "short"),
        ("one two three", 10, "one two …"),
        ("a 🙂🙂🙂🙂", 6, "a 🙂…"),
        ("donaudampfschiff", 8, "donaud…"),
    ],
)
def test_texts_that_are_cut(text: str, room: int, fits: str) -> None:
    """A text that is too long, as clients count it, is cut at a word where that does not take too much."""
    assert cut(text, room) == fits


def test_how_much_of_a_text_fits() -> None:
    """How much fits is measured sign by sign, by whatever measure a platform has."""
    assert fitting("a🙂b", 3) == 2
    assert fitting("a<b", 3, lambda sign: len(sign.replace("<", "&lt;"))) == 1
