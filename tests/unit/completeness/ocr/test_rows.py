"""From boxes to lines in reading order."""

from __future__ import annotations

import pytest

from esor_bot.completeness.ocr.boxes import Floats
from esor_bot.completeness.ocr.engine import Word
from esor_bot.completeness.ocr.rows import lines_of, slope, straight
from tests.unit.completeness.ocr.pictures import boxes

SHAPE = (1000, 700, 3)


def _texts(places: Floats, *texts: str, tall: tuple[bool, ...] = ()) -> list[str]:
    words = [Word(text, 0.9) for text in texts]
    return [line.text for line in lines_of(places, words, tall or (False,) * len(texts), SHAPE)]


def test_boxes_of_one_row_are_one_line() -> None:
    """A label and its value on one row are one line, left to right, though their boxes are not quite level."""
    places = boxes((300, 102, 400, 122), (50, 100, 150, 120), (50, 140, 150, 160))

    assert _texts(places, "Porto", "City", "Name") == ["City Porto", "Name"]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    """Two columns whose lines are not level stay apart."""
    left = [(50, 100 + 30 * row, 330, 120 + 30 * row) for row in range(8)]
    right = [(370, 111 + 30 * row, 650, 131 + 30 * row) for row in range(8)]
    texts = [f"l{row}" for row in range(8)] + [f"r{row}" for row in range(8)]

    assert _texts(boxes(*left, *right), *texts) == texts


def test_text_that_runs_up_comes_last() -> None:
    """A note in the margin does not get between the words of the page."""
    places = boxes((20, 100, 40, 500), (50, 100, 330, 120), (50, 300, 330, 320))

    assert _texts(places, "margin", "first", "second", tall=(True, False, False)) == ["first", "second", "margin"]


def test_nothing_gives_no_lines() -> None:
    """No boxes, and boxes in which nothing was read, give no lines."""
    assert _texts(boxes()) == []
    assert _texts(boxes((50, 100, 330, 120)), " ") == []


def test_slanting_rows_are_straightened() -> None:
    """Lines that go down to the right are level after they were straightened by their slope."""
    level = boxes((50, 100, 650, 120), (50, 200, 650, 220))
    slanting = straight(level, -3, SHAPE)

    assert slope(slanting) == pytest.approx(3, abs=0.1)
    assert straight(slanting, slope(slanting), SHAPE) == pytest.approx(level, abs=1)


def test_the_score_of_a_line_weighs_its_words() -> None:
    """A line is as sure as its words, the longer ones weighing more."""
    places = boxes((50, 100, 150, 120), (160, 100, 200, 120))
    (line,) = lines_of(places, [Word("eight888", 1.0), Word("ab", 0.5)], (False, False), SHAPE)

    assert line.score == pytest.approx(0.9)
