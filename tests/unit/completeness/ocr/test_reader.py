"""The reader with its real models, on small pictures."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from esor_bot.completeness.ocr import Reader
from esor_bot.completeness.ocr.engine import Word
from tests.unit.completeness.ocr.pictures import (
    CYRILLIC,
    LATIN,
    FakeEyes,
    boxes,
    noise,
    page,
    renders,
    shadowed,
    turned,
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Return a reader whose models are loaded once for all tests."""
    reader = Reader()
    reader.warm()
    return reader


def test_print_is_read_line_by_line(reader: Reader) -> None:
    """Printed lines come out as they were written, top to bottom, and the page is trusted."""
    reading = reader.read(renders(page(LATIN)))

    assert [line.text for line in reading.lines] == list(LATIN)
    assert (reading.turn, reading.legible, reading.partial) == (0, True, False)


def test_lines_stand_where_they_were_printed(reader: Reader) -> None:
    """The places of the lines are fractions of the page."""
    first = reader.read(renders(page(LATIN))).lines[0]

    assert first.left == pytest.approx(50 / 452, abs=0.02)
    assert first.top == pytest.approx(92 / 640, abs=0.02)
    assert first.bottom == pytest.approx(114 / 640, abs=0.02)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_upright(reader: Reader, degrees: int) -> None:
    """A page that lies on its side or head is turned, says by how much, and has its lines where they then are."""
    reading = reader.read(renders(turned(page(LATIN), 360 - degrees)))

    assert reading.turn == degrees
    assert [line.text for line in reading.lines] == list(LATIN)
    assert reading.lines[0].top == pytest.approx(92 / 640, abs=0.03)


def test_a_page_a_little_askew_keeps_its_lines_apart(reader: Reader) -> None:
    """A sheet that was laid askew on the scanner gives its lines in their order."""
    matrix = cv2.getRotationMatrix2D((226, 320), 4, 1)
    skewed = cv2.warpAffine(page(LATIN), matrix, (452, 640), borderValue=(250, 250, 250))

    assert [line.text for line in reader.read(renders(np.asarray(skewed, np.uint8))).lines] == list(LATIN)


def test_a_shadow_is_no_ink(reader: Reader) -> None:
    """A page in a deep shadow is read, and has about the ink of the same page in even light."""
    even, dark = (reader.read(renders(one)) for one in (page(LATIN), shadowed(page(LATIN))))

    assert [line.text for line in dark.lines] == list(LATIN)
    assert dark.ink == pytest.approx(even.ink, rel=0.5)


def test_another_script_is_not_legible(reader: Reader) -> None:
    """A page in Cyrillic, of which the models know no letter, is said to be illegible."""
    assert not reader.read(renders(page(CYRILLIC))).legible


def test_an_empty_sheet_is_blank(reader: Reader) -> None:
    """Scanner noise and punch holes give no lines, and nothing is said to be illegible."""
    sheet = noise()
    for place in (180, 460):
        cv2.circle(sheet, (18, place), 8, (20, 20, 20), -1)
    reading = reader.read(renders(sheet))

    assert (reading.lines, reading.legible, reading.turn) == ((), True, 0)


def test_shine_through_is_blank(reader: Reader) -> None:
    """What shines through faintly from the back of a sheet is no text."""
    back = cv2.GaussianBlur(np.ascontiguousarray(page(LATIN)[:, ::-1]), (0, 0), 1.2)
    sheet = (255 - (255 - back.astype(np.float32)) * 0.08).astype(np.uint8)
    reading = reader.read(renders(sheet))

    assert (reading.lines, reading.legible) == ((), True)


def test_a_blurred_page_is_not_blank(reader: Reader) -> None:
    """A page so blurred that nothing can be read is illegible."""
    blurred = cv2.GaussianBlur(page(LATIN * 3), (0, 0), 6)

    assert not reader.read(renders(np.asarray(blurred, np.uint8))).legible


def test_a_tiny_picture_is_read_as_blank(reader: Reader) -> None:
    """A picture of a single pixel does no harm."""
    reading = reader.read(lambda _: np.full((1, 1, 3), 255, np.uint8))

    assert (reading.lines, reading.legible) == ((), True)


def _long_page() -> tuple[FakeEyes, int]:
    places = [(50.0, 40.0 + 28 * row, 400.0, 60.0 + 28 * row) for row in range(20)]
    words = [Word(f"this is line {row} of a long page", 0.99) for row in range(20)]
    return FakeEyes(boxes(*places), words), len(words)


def test_reading_stops_when_it_is_enough() -> None:
    """The top and the last lines are read first, and no more when they are enough."""
    eyes, count = _long_page()
    reading = Reader(eyes).read(renders(noise()), enough=lambda _: True)
    texts = [line.text for line in reading.lines]

    assert reading.partial
    assert "this is line 0 of a long page" in texts
    assert "this is line 19 of a long page" in texts
    assert eyes.read_count < count


def test_reading_goes_on_when_it_is_not_enough() -> None:
    """A page of which more is wanted is read whole, each line once."""
    eyes, count = _long_page()
    reading = Reader(eyes).read(renders(noise()), enough=lambda _: False)

    assert not reading.partial
    assert (len(reading.lines), eyes.read_count) == (count, count)


def test_no_picture_is_larger_than_needed() -> None:
    """A page is never asked for with more than 2000 pixels a side."""
    asked: list[int] = []
    eyes, _ = _long_page()

    def render(long_side: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        asked.append(long_side)
        return noise()

    Reader(eyes).read(render)

    assert asked
    assert max(asked) <= 2000
