"""Pages as pixels: within bounds, whatever the page."""

from __future__ import annotations

import time

import numpy as np
import pytest
from pikepdf import Array
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from esor_bot.completeness.intake import PdfFile
from esor_bot.completeness.intake.opening import open_document
from esor_bot.completeness.intake.pictures import LONGEST, draw
from tests.unit.completeness.intake.makers import changed, drawn, facts, looked, one_page, prose, scanned, stream

BOXES: dict[str, list[float]] = {
    "huge": [0, 0, 14400, 14400],
    "a matchbox": [0, 0, 100, 70],
    "a point": [0, 0, 0.01, 0.01],
    "a thread": [0, 0, 14400, 0.5],
    "negative": [-600, -800, 0, 0],
    "upside down": [595, 842, 0, 0],
    "empty": [10, 10, 10, 10],
    "absurd": [0, 0, 1e30, 1e30],
    "no numbers": [],
}


@pytest.mark.parametrize("kind", BOXES)
def test_a_page_of_any_size_is_drawn_within_bounds(kind: str) -> None:
    """The picture is as long as asked for, and the text comes without an error."""
    data = changed(drawn(prose), lambda file: setattr(file.pages[0], "MediaBox", Array(BOXES[kind])))
    assert looked(data).readable
    with PdfFile(data) as file:
        picture = file.render(0, 300)
        assert picture.dtype == np.uint8
        assert picture.shape[2] == 3
        assert 1 <= min(picture.shape[:2]) <= max(picture.shape[:2]) <= 301
        assert all(0 <= line.left <= line.right <= 1 for line in file.lines(0))


def test_no_picture_is_larger_than_the_bound() -> None:
    """Whoever asks for too many pixels gets the most there are."""
    with PdfFile(drawn(prose, size=(10, 3000))) as file:
        assert max(file.render(0, 10**9, grey=True).shape) <= LONGEST + 1


def test_pictures_are_red_green_blue_or_grey() -> None:
    """The colours stand in their order, and grey has no third axis."""

    def paint(sheet: Canvas) -> None:
        sheet.setFillColorRGB(1, 0, 0)
        sheet.rect(0, 0, 600, 900, stroke=0, fill=1)

    with PdfFile(drawn(paint)) as file:
        assert file.render(0, 100)[50, 30].tolist() == [255, 0, 0]
        assert file.render(0, 100, grey=True).ndim == 2


def test_ink_and_pictures_tell_blank_pages_from_others() -> None:
    """A blank page has no ink, a page of prose some; only a scan is covered by a picture."""
    with PdfFile(drawn(lambda sheet: sheet.setTitle("blank"))) as blank, PdfFile(drawn(prose)) as written:
        assert blank.ink(0) == 0
        assert 0.001 < written.ink(0) < 0.2
        assert written.pictures(0) == 0
    assert facts(drawn(scanned)).pictures > 0.95


def test_form_fields_and_annotations_are_drawn() -> None:
    """What lies upon a page is in its picture."""

    def form(sheet: Canvas) -> None:
        sheet.acroForm.textfield(name="a", value="WWWWWWWW", x=50, y=400, width=500, height=100, fontSize=60)

    with PdfFile(drawn(form)) as file:
        assert file.ink(0) > 0.005


def test_damaged_pictures_and_missing_fonts_do_no_harm() -> None:
    """A picture of rubbish is left out, and text without its font is still text."""
    picture = b"/Type /XObject /Subtype /Image /Width 50 /Height 50 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    parts = [stream(b"\xff\xd8rubbish" * 9, picture + b" /Filter /DCTDecode"), stream(b"x" * 99, picture)]
    contents = stream(b"/P Do /Q Do BT /F1 12 Tf 20 300 Td (Still here) Tj ET")
    data = one_page(contents, *parts, page=b"/Resources << /XObject << /P 5 0 R /Q 6 0 R >> /Font << /F1 9 0 R >> >>")
    with PdfFile(data) as file:
        assert file.render(0, 200).shape[0] == 200
        assert [line.text for line in file.lines(0)] == ["Still here"]


def test_drawing_stops_when_its_time_is_over() -> None:
    """A page that takes minutes to draw gives what is there after its time, and the file can still be used."""
    data = one_page(stream(b"0 0 m 300 400 l S\n" * 60_000))
    document = open_document(data)[0]
    began = time.monotonic()
    assert draw(document[0], 900, grey=True, seconds=0.2).shape == (900, 675)
    assert time.monotonic() - began < 1.5
    document.close()
