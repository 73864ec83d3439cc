"""The lines of a page: their order, their places, and what is left out."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from esor_bot.completeness.intake import PdfFile
from esor_bot.completeness.page import Line
from tests.unit.completeness.intake.makers import PROSE, changed, drawn, lines, prose, scanned, texts, written

WIDE, HIGH = A4


def test_lines_come_from_top_to_bottom_with_their_places() -> None:
    """A page of prose gives its lines, in fractions of the page."""
    found = lines(drawn(prose))
    assert [line.text for line in found] == [*PROSE, *PROSE]
    first = found[0]
    assert first.left == pytest.approx(72 / WIDE, abs=0.005)
    assert first.top < 1 - 760 / HIGH < first.bottom
    assert 0.01 < first.height < 0.025
    assert all(one.top < other.top for one, other in pairwise(found))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_turned_sideways_is_read_upright(rotation: int) -> None:
    """However a page is displayed, its lines are those of the page turned back, and the turn is told."""
    data = changed(drawn(prose), lambda file: setattr(file.pages[0], "Rotate", rotation))
    with PdfFile(data) as file:
        assert file.turn(0) == -rotation % 360
        assert file.size(0) == pytest.approx(A4 if rotation % 180 == 0 else landscape(A4), abs=0.1)
        assert [_rounded(line) for line in file.lines(0)] == [_rounded(line) for line in lines(drawn(prose))]


def _rounded(line: Line) -> tuple[str, float, float]:
    return line.text, round(line.left, 3), round(line.bottom, 3)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_that_is_turned_on_its_page_is_read_upright(angle: int) -> None:
    """Text that runs up, down or upside down over the whole page is read as if the page were turned."""

    def paint(sheet: Canvas) -> None:
        sheet.translate(*{90: (WIDE, 0), 180: (WIDE, HIGH), 270: (0, HIGH)}[angle])
        sheet.rotate(angle)
        written(sheet, *PROSE, at=(60, 500))

    with PdfFile(drawn(paint)) as file:
        assert file.turn(0) == angle
        assert [line.text for line in file.lines(0)] == list(PROSE)


def test_turned_text_beside_upright_text_stands_in_lines_of_its_own() -> None:
    """A note up the margin is kept apart from the lines that it passes."""

    def paint(sheet: Canvas) -> None:
        prose(sheet)
        sheet.rotate(90)
        sheet.drawString(500, -40, "Up the margin")

    found = texts(drawn(paint))
    assert found[:10] == [*PROSE, *PROSE]
    assert found[10:] == ["Up the margin"]


def test_columns_are_read_one_after_the_other() -> None:
    """Two columns of prose are not mixed, level or not, and the heading comes first."""
    left = [f"left column line {number} has words" for number in range(12)]
    right = [f"right column line {number} has words" for number in range(12)]
    for shift in (0, 7):

        def paint(sheet: Canvas, shift: int = shift) -> None:
            written(sheet, "A heading that runs across the whole page, from one side to the other side", at=(60, 790))
            written(sheet, *left, at=(60, 740), size=13)
            written(sheet, *right, at=(330, 740 - shift), size=13)
            written(sheet, "And a footer below both of them that runs across the whole page as well", at=(60, 500))

        found = texts(drawn(paint))
        assert found[1:-1] == left + right
        assert (found[0][:9], found[-1][:10]) == ("A heading", "And a foot")


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    """On a sheet with two pages, short lines of one are not joined with those of the other."""
    left = [f"Label {number}" for number in range(10)]
    right = [f"Other {number}" for number in range(10)]

    def paint(sheet: Canvas) -> None:
        written(sheet, *left, at=(60, 500), step=30)
        written(sheet, *right, at=(480, 500), step=30)

    assert texts(drawn(paint, size=landscape(A4))) == left + right


def test_rows_of_a_table_stay_together() -> None:
    """Labels and their values are read as rows, and so are the cells of a table."""

    def paint(sheet: Canvas) -> None:
        written(sheet, *[f"Label {number}" for number in range(14)], at=(60, 760))
        written(sheet, *[f"Value {number}" for number in range(14)], at=(260, 760))
        written(sheet, *[f"{number + 2000}" for number in range(14)], at=(460, 760))

    assert texts(drawn(paint)) == [f"Label {number} Value {number} {number + 2000}" for number in range(14)]


def test_what_nobody_can_see_is_no_text() -> None:
    """Text that is white, tiny, covered, invisible or out of the page is left out."""

    def paint(sheet: Canvas) -> None:
        prose(sheet)
        sheet.setFillGray(1)
        sheet.drawString(72, 500, "white on white")
        sheet.setFillGray(0)
        sheet.drawString(72, 450, "covered by a sheet")
        sheet.setFillGray(1)
        sheet.rect(60, 440, 200, 30, stroke=0, fill=1)
        sheet.setFillGray(0)
        sheet.drawString(72, 900, "above the page")
        written(sheet, "very small", at=(72, 400), size=1)
        text = sheet.beginText(72, 350)
        text.setTextRenderMode(3)
        text.textLine("not drawn at all")
        sheet.drawText(text)

    assert texts(drawn(paint)) == [*PROSE, *PROSE]


def test_text_out_of_the_visible_box_is_left_out() -> None:
    """Of a page that is cropped, only what remains is read, with places in the remaining box."""

    def crop(file: pikepdf.Pdf) -> None:
        file.pages[0].CropBox = Array([0, 720, WIDE, HIGH])

    found = lines(changed(drawn(prose), crop))
    assert [line.text for line in found] == list(PROSE[:3])
    assert found[0].top == pytest.approx((HIGH - 760) / (HIGH - 720), abs=0.12)


def test_white_letters_on_a_dark_bar_are_read() -> None:
    """A heading in white upon a colour can be seen, and is text."""

    def paint(sheet: Canvas) -> None:
        sheet.setFillColorRGB(0.1, 0.2, 0.5)
        sheet.rect(0, 780, WIDE, 60, stroke=0, fill=1)
        sheet.setFillGray(1)
        sheet.drawString(72, 800, "White on blue")

    assert texts(drawn(paint)) == ["White on blue"]


def test_an_invisible_layer_over_a_scan_is_read() -> None:
    """What an OCR engine laid beneath a scanned page counts as its text."""

    def paint(sheet: Canvas) -> None:
        text = sheet.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textLine("what the engine read")
        sheet.drawText(text)
        scanned(sheet)

    data = drawn(paint)
    assert texts(data) == ["what the engine read"]
    with PdfFile(data) as file:
        assert file.facts(0).invisible == 1
        assert file.pictures(0) > 0.95


def _filled(file: pikepdf.Pdf) -> None:
    def widget(**entries: Any) -> Dictionary:  # noqa: ANN401 - any object of a PDF
        return file.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, **entries))

    parent = file.make_indirect(Dictionary(FT=Name.Tx, T="family", V="Čapkova"))
    box = Dictionary(N=Dictionary(Yes=file.make_stream(b""), Off=file.make_stream(b"")))
    options = Array([Array(["de", "German"]), Array(["fr", "French"])])
    widgets = [
        widget(Parent=parent, Rect=[300, 756, 400, 770]),
        widget(FT=Name.Btn, T="yes", V=Name.Yes, AS=Name.Yes, AP=box, Rect=[300, 740, 310, 750]),
        widget(FT=Name.Btn, T="no", V=Name.Off, AS=Name.Off, AP=box, Rect=[300, 720, 310, 730]),
        widget(FT=Name.Ch, T="language", V="fr", Opt=options, Rect=[300, 700, 400, 715]),
        widget(FT=Name.Tx, T="more", V="one\rtwo", Rect=[300, 660, 400, 690]),
        widget(FT=Name.Tx, T="secret", V="hidden", F=2, Rect=[300, 640, 400, 650]),
        widget(FT=Name.Tx, T="word", V="pass", Ff=1 << 13, Rect=[300, 620, 400, 630]),
    ]
    typed = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Contents="laid upon it", Rect=[300, 600, 400, 612])
    file.pages[0].Annots = Array([*widgets, file.make_indirect(typed)])
    file.Root.AcroForm = Dictionary(Fields=Array([parent, *widgets[1:]]), NeedAppearances=True)


def test_what_was_typed_into_a_form_is_read_in_its_place() -> None:
    """Values without an appearance stand in the line of their label: text, choices, boxes that are set."""

    def paint(sheet: Canvas) -> None:
        written(sheet, "Family name", "Agreed", "Refused", at=(72, 760), step=20)

    assert texts(changed(drawn(paint), _filled)) == [
        "Family name Čapkova",
        "Agreed ☒",
        "Refused",
        "French",
        "one",
        "two",
        "laid upon it",
    ]


def test_bold_print_struck_twice_is_read_once() -> None:
    """Letters printed twice in one place are one text."""

    def paint(sheet: Canvas) -> None:
        written(sheet, "Twice the same", at=(72, 700))
        written(sheet, "Another line", at=(72, 680))
        written(sheet, "Twice the same", at=(72.2, 700))

    assert texts(drawn(paint)) == ["Twice the same", "Another line"]


def test_reading_a_usual_file_takes_little_time() -> None:
    """The text of twenty pages takes a fraction of half a second."""
    data = drawn(prose, pages=20)
    with PdfFile(data) as file:
        began = time.monotonic()
        assert all(len(file.lines(index)) == 10 for index in range(20))
        assert time.monotonic() - began < 0.25
