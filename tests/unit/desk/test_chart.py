"""The picture of the statistics."""

from __future__ import annotations

import io
import subprocess
import sys
import warnings
from dataclasses import replace
from datetime import date, timedelta

import matplotlib as mpl
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from esor_bot.desk.chart import style
from esor_bot.desk.chart.apart import draw_apart
from esor_bot.desk.chart.content import Bar, Caption
from esor_bot.desk.chart.draw import draw
from esor_bot.desk.stats import Period, Stats, Waited
from esor_bot.terminal.words import load_words

WORDING = load_words()
CAPTION = Caption("Questions, 7 January 2030 to 3 March 2030", "All programmes", "120 questions")
BARS = (Bar("Animals", 9), Bar("Boats", 3))
HOUR = timedelta(hours=1)
WAITED = Waited(3 * HOUR, 9 * HOUR, 5 * HOUR, 50 * HOUR)
BUSY = Period(20, 3, 7, 4, 2, WAITED)

Pixels = NDArray[np.uint8]


def statistics(weeks: int, period: Period = BUSY) -> Stats:
    """Return so many equal weeks."""
    found = {date(2030, 1, 7) + timedelta(weeks=number): period for number in range(weeks)}
    return Stats(found, period, ())


def drawn(stats: Stats, bars: tuple[Bar, ...] = BARS, caption: Caption = CAPTION) -> Pixels:
    """Draw a picture and read the PNG."""
    picture = Image.open(io.BytesIO(draw(WORDING, stats, caption, bars)))
    assert (picture.format, picture.size) == ("PNG", (1600, 900))
    return np.asarray(picture.convert("RGB"))


def amount(pixels: Pixels, colour: str) -> int:
    """Return how many pixels have a colour, or nearly."""
    wanted = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)])
    return int((np.abs(pixels.astype(np.int16) - wanted).max(axis=2) < 12).sum())


def ink_at_the_edge(pixels: Pixels) -> int:
    """Return how many pixels of the outermost frame are not paper."""
    frame = np.concatenate([pixels[:4].reshape(-1, 3), pixels[-4:].reshape(-1, 3)])
    sides = np.concatenate([pixels[:, :4].reshape(-1, 3), pixels[:, -4:].reshape(-1, 3)])
    return int((np.concatenate([frame, sides]) < 250).any(axis=1).sum())


@pytest.mark.parametrize("weeks", [1, 12, 21, 104])
def test_any_number_of_weeks(weeks: int) -> None:
    """Each colour has its share of the bars, whatever the number of weeks, and nothing runs over the edge."""
    pixels = drawn(statistics(weeks))

    answered, unanswered = amount(pixels, style.ANSWERED), amount(pixels, style.UNANSWERED)
    assert answered / unanswered == pytest.approx(20 / 7, rel=0.2)
    assert amount(pixels, style.TOPIC) > 0
    assert ink_at_the_edge(pixels) == 0


def test_the_same_again() -> None:
    """The same numbers give the same file, whatever somebody has set on this machine."""
    first = draw(WORDING, statistics(12), CAPTION, BARS)
    with mpl.rc_context({"font.size": 40, "axes.facecolor": "red"}):
        assert draw(WORDING, statistics(12), CAPTION, BARS) == first


@pytest.mark.parametrize(
    ("period", "gone"),
    [
        (replace(BUSY, answered=0, asked_back=0, unanswered=0), style.ANSWERED),
        (replace(BUSY, replies=0, waited=None), style.MOST),
        (replace(BUSY, sent=0), style.OFFICE),
    ],
)
def test_a_panel_without_anything(period: Period, gone: str) -> None:
    """Where there is nothing to draw, a panel is not drawn, nor the sign of its colour."""
    before, after = (amount(drawn(statistics(12, one)), gone) for one in (BUSY, period))
    assert before - after > 1500


def test_nothing_at_all() -> None:
    """Without any question there is a sentence, and no empty axes."""
    pixels = drawn(Stats({}, Period(), ()), (), replace(CAPTION, summary=""))

    assert max(amount(row[np.newaxis], style.RULE) for row in pixels) < 100
    assert amount(pixels, style.ANSWERED) == 0
    assert amount(pixels[400:500], style.QUIET) > 100


def test_names_of_any_length_and_script() -> None:
    """Long names are cut, and what a name holds is neither a formula nor a reason to complain."""
    bars = (Bar("Whether " * 30, 12345), Bar("x" * 90, 3), Bar("$x_1$ \\frac{a}{b} 100%", 2), Bar("短い", 1))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pixels = drawn(statistics(12), bars, Caption("Questions", "A Fellowship of Great Length " * 9, "1 question"))

    assert ink_at_the_edge(pixels) == 0


def test_large_numbers() -> None:
    """Thousands a week have room."""
    assert ink_at_the_edge(drawn(statistics(12, replace(BUSY, answered=123_456, sent=9_876)))) == 0


def test_small_enough_to_post() -> None:
    """A picture of a year is small."""
    assert len(draw(WORDING, statistics(53), CAPTION, BARS)) < 150_000


def test_nobody_pays_for_it() -> None:
    """Nothing of the picture is loaded before one is made."""
    code = "import sys, esor_bot.cli, esor_bot.desk.stats; sys.exit('matplotlib' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_drawn_by_another_process() -> None:
    """Another process draws the same picture."""
    assert draw_apart(WORDING, statistics(3), CAPTION, BARS) == draw(WORDING, statistics(3), CAPTION, BARS)
