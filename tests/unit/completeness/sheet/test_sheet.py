"""The contact sheet."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from esor_bot.completeness import sheet
from esor_bot.completeness.sheet.fonts import fitted, font, wrapped
from esor_bot.completeness.sheet.layout import WIDTH, Grid
from esor_bot.completeness.sheet.palette import Palette, on
from esor_bot.completeness.sheet.thumbs import thumbnail
from esor_bot.domain.report import CompletenessReport, DocumentReport, Mark, Move, PageReport
from tests.unit.completeness.say.reports import IDS, KNOWLEDGE, complete, incomplete, speaker, unreadable

Pixels = NDArray[np.uint8]


def stripes(wide: int = 170, high: int = 240) -> Pixels:
    """Return a page of thin black lines, as close as lines of text."""
    page = np.full((high, wide, 3), 255, dtype=np.uint8)
    page[::6] = page[1::6] = 0
    return page


def drawn(report: CompletenessReport, thumbs: list[Pixels | None] | None = None) -> Image.Image:
    """Draw a sheet and read the PNG."""
    pages = [stripes()] * report.pages if thumbs is None else thumbs
    picture = Image.open(io.BytesIO(sheet.draw(pages, report, speaker().titles, KNOWLEDGE.wording)))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def inside(picture: Image.Image, report: CompletenessReport, page: int) -> NDArray[np.int16]:
    """Return the pixels in the middle of a page's thumbnail, in grey."""
    grid = Grid.of(report.pages)
    # The head's height depends on the verdict; the grid ends at the bottom.
    rows = -(-report.pages // grid.columns)
    top = picture.height - 24 - rows * (grid.height + grid.gap) + grid.gap
    left, upper = grid.place(page - 1, top)
    x, y = left + grid.cell // 2, upper + grid.band + grid.frame + grid.tall // 2
    box = (x - 20, y - 40, x + 20, y + 40)
    return np.asarray(picture.crop(box).convert("L"), dtype=np.int16)


def sharpness(pixels: NDArray[np.int16]) -> int:
    """Return the greatest difference between a pixel and the one two below it."""
    return int(np.abs(pixels[2:] - pixels[:-2]).max())


def test_a_picture() -> None:
    """The sheet is a PNG of a fixed width; more pages make it higher."""
    few, many = drawn(complete()), drawn(replace(complete(), pages=80))

    assert (few.width, many.width) == (WIDTH, WIDTH)
    assert few.height < many.height < 3000


def test_private_pages_are_blurred() -> None:
    """Of a private page, of one that could not be read and of one nothing is known of no line is left to be seen."""
    report = replace(incomplete(), map=tuple(page for page in incomplete().map if page.number != 16))
    picture = drawn(report)

    assert sharpness(inside(picture, report, 1)) > 100
    assert sharpness(inside(picture, report, 14)) < 12
    assert sharpness(inside(picture, report, 16)) < 12
    assert sharpness(inside(picture, report, 15)[:20, :10]) < 12


@pytest.mark.parametrize("size", [(170, 240), (2000, 3000), (12, 900), (900, 5), (1, 1), (11, 11)])
def test_a_blurred_page_holds_next_to_nothing(size: tuple[int, int]) -> None:
    """However large a private page is drawn, it is made again from a dozen pixels a side."""
    rng = np.random.default_rng(7)
    page = rng.integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    open_, closed = (thumbnail(page, 170, 240, private=private) for private in (False, True))

    assert closed.size == open_.size
    assert max(closed.size) <= 240
    if min(size) > 100:
        assert sharpness(np.asarray(closed.convert("L"), dtype=np.int16)) < sharpness(
            np.asarray(open_.convert("L"), dtype=np.int16)
        )


def test_colours_of_documents() -> None:
    """Each document's pages have its colour, and pages with two documents have both."""
    report = replace(complete(), map=(PageReport(1, ("publications", "references")), *complete().map[1:]))
    colours = {colour for _, colour in drawn(report).getcolors(WIDTH * 3000) or []}
    palette = Palette.of(speaker().titles)

    assert {palette.colour(id_) for id_ in IDS} <= colours


def test_nine_colours_that_stay_apart() -> None:
    """The nine colours differ from each other, and the text on each can be read."""
    palette = Palette.of(speaker().titles)
    colours = [palette.colour(id_) for id_ in IDS]

    assert len(set(colours)) == 9
    for one in colours:
        assert abs(sum(one) - sum(on(one))) > 150
        assert all(sum(abs(a - b) for a, b in zip(one, two, strict=True)) > 60 for two in colours if two != one)
    assert palette.number("unknown") == 0


def test_marks_change_the_picture() -> None:
    """A page that is to be moved, that is another paper or that could not be read looks different."""
    plain = drawn(complete())
    for mark in (Mark.MISPLACED, Mark.WRONG, Mark.UNREADABLE):
        pages = (replace(complete().map[0], marks=(mark,)), *complete().map[1:])
        assert drawn(replace(complete(), map=pages)).tobytes() != plain.tobytes()


def test_where_a_page_goes() -> None:
    """The mark of a page that is to be moved says where to."""
    pages = (replace(complete().map[0], marks=(Mark.MISPLACED,)), *complete().map[1:])
    report = replace(complete(), map=pages)
    looks = {
        drawn(replace(report, moves=moves)).tobytes()
        for moves in ((), (Move("esor_cv", 1, 1, 9),), (Move("esor_cv", 1, 1, 3),), (Move("esor_cv", 1, 1, None),))
    }

    assert len(looks) == 4


def test_odd_pages() -> None:
    """Pages that could not be drawn, empty, tiny, very long and very wide ones have their place as well."""
    empty = np.zeros((0, 0, 3), dtype=np.uint8)
    thumbs = [None, empty, stripes(1, 1), stripes(3, 900), stripes(900, 3), stripes(400, 100)]

    assert drawn(replace(complete(), pages=6), thumbs).width == WIDTH


@pytest.mark.parametrize("pages", [1, 24, 25, 61, 101, 200])
def test_any_number_of_pages(pages: int) -> None:
    """However many pages there are, all of them are inside the picture."""
    grid = Grid.of(pages)
    left, top = grid.place(pages - 1, 100)

    assert left + grid.cell <= WIDTH
    assert top + grid.height <= grid.bottom(pages, 100)
    assert grid.thumb >= 60


def test_no_pages() -> None:
    """Without pages there is no picture."""
    assert sheet.draw([], unreadable("empty"), speaker().titles, KNOWLEDGE.wording) == b""


def test_a_document_of_another_programme() -> None:
    """A page of a document without a title, and a report without documents, break nothing."""
    report = CompletenessReport("x", complete().verdict, 1, map=(PageReport(1, ("y", "z", "passport")),))

    assert drawn(report).width == WIDTH
    assert drawn(replace(complete(), documents=(DocumentReport("y", complete().documents[0].status),))).width == WIDTH


def test_text_that_fits() -> None:
    """Text is cut with an ellipsis where it does not fit, and broken at words before."""
    face = font(16)
    lines = wrapped("one two three four five six", face, face.getlength("one two "), 2)

    assert lines[0] == "one two"
    assert lines[1].endswith("…")
    assert all(face.getlength(line) <= face.getlength("one two ") for line in lines)
    assert fitted("long", face, 1) == ""
    assert wrapped("", face, 50, 3) == []


def test_the_font_has_what_is_needed() -> None:
    """Accents, Greek, Cyrillic and the marks are in the font: none of them looks like a sign that is not there."""
    face = font(20)
    absent = bytes(face.getmask("\U0010fffe"))

    assert all(bytes(face.getmask(letter)) != absent for letter in "éőşΩЖ✓✗→…–“")
