"""Streams that grow beyond all bounds, in every packing."""

from __future__ import annotations

import base64
import time

import pikepdf
import pytest

from esor_bot.completeness.intake import FileLimits, inspect
from esor_bot.completeness.intake.unpack import Stream
from tests.unit.completeness.intake.makers import changed, codes, drawn, looked, one_page, packed, prose, stream

MIB = 1024 * 1024
HUGE = packed(b" " * (96 * MIB))
LIMITS = FileLimits(unpacked=8 * MIB, contents=8 * MIB, unpacked_all=24 * MIB, picture=16 * MIB)


def _codes(data: bytes) -> list[str]:
    return [finding.code for finding in inspect(data, LIMITS).findings]


def _runs(size: int) -> bytes:
    return b"\x81 " * (size // 128) + b"\x80"


def _lzw(codes_: int) -> bytes:
    """Write LZW whose table grows by one with each code: the longest text that so few codes can give."""
    bits, width, size = "", 9, 258
    for number in range(codes_):
        bits += format(32 if number == 0 else min(size, 4095), f"0{width}b")
        size += 1 if number else 0
        width = min(12, max(9, (size + 1).bit_length()))
    return int(bits + "0" * (-len(bits) % 8), 2).to_bytes(-(-len(bits) // 8), "big")


PACKED = {
    "deflate": stream(HUGE, b"/Filter /FlateDecode"),
    "an escaped name": stream(HUGE, b"/Filter /Fl#61teDecode"),
    "a short name": stream(HUGE, b"/Filter [/Fl]"),
    "a wrong length": stream(HUGE, b"/Filter /FlateDecode").replace(b"/Length %d" % len(HUGE), b"/Length 9"),
    "deflate twice": stream(packed(HUGE), b"/Filter [/FlateDecode /FlateDecode]"),
    "hexadecimal": stream(HUGE.hex().encode(), b"/Filter [/ASCIIHexDecode /FlateDecode]"),
    "base 85": stream(base64.a85encode(HUGE, adobe=True)[2:], b"/Filter [/ASCII85Decode /FlateDecode]"),
    "run lengths": stream(packed(_runs(12 * MIB)), b"/Filter [/FlateDecode /RunLengthDecode]"),
    "LZW": stream(_lzw(30_000), b"/Filter /LZWDecode"),
    "a length elsewhere": b"<< /Length 5 0 R /Filter /FlateDecode >>\nstream\n" + HUGE + b"\nendstream",
    "filters elsewhere": stream(packed(HUGE), b"/Filter 5 0 R"),
}


@pytest.mark.parametrize("packing", PACKED)
def test_a_stream_that_grows_is_found_before_it_is_read(packing: str) -> None:
    """However a stream is packed, it is found to be a bomb."""
    began = time.monotonic()
    assert _codes(one_page(PACKED[packing])) == ["decompression_bomb"]
    assert time.monotonic() - began < 3


def test_many_streams_that_grow_a_bit_are_a_bomb_together() -> None:
    """All streams together have a limit too."""
    part = stream(packed(b" " * (7 * MIB)), b"/Filter [/FlateDecode]")
    assert _codes(one_page(*[part] * 12)) == ["decompression_bomb"]


def test_a_picture_of_absurd_size_is_a_bomb() -> None:
    """A picture is judged by the size it says it has."""
    picture = b"/Type /XObject /Subtype /Image /Width 90000 /Height 90000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    assert codes(one_page(stream(b""), stream(b"", picture))) == {"decompression_bomb": "error"}


def test_a_bomb_behind_a_lock_is_found() -> None:
    """Streams of a file locked by its owner are looked into as well."""

    def add(file: pikepdf.Pdf) -> None:
        file.Root.Extra = pikepdf.Stream(file, HUGE, Filter=pikepdf.Name.FlateDecode)

    lock = pikepdf.Encryption(owner="o", user="", R=6)
    data = changed(drawn(prose), add, encryption=lock, recompress_flate=False, stream_decode_level=None)
    assert _codes(data) == ["decompression_bomb"]


def test_ordinary_packing_is_no_bomb() -> None:
    """A large page of text, a scan's picture and streams of rubbish are none."""
    text = packed(b"BT (some words) Tj ET\n" * 50_000)
    assert codes(one_page(stream(text, b"/Filter /FlateDecode"))) == {}
    assert "decompression_bomb" not in codes(one_page(stream(b"\0" * 999, b"/Filter [/FlateDecode /LZWDecode]")))


def test_a_form_in_a_picture_counts_its_pixels() -> None:
    """A picture of one bit takes an eighth of a byte a pixel, a grey one a byte, a coloured one three."""
    told = b"/Width 80 /Height 10 /BitsPerComponent "
    assert Stream(0, 0, told + b"1").pixels == 100
    assert Stream(0, 0, told + b"8 /ColorSpace /DeviceGray").pixels == 800
    assert Stream(0, 0, told + b"8 /ColorSpace /DeviceRGB").pixels == 2400


def test_the_look_at_a_usual_file_takes_no_time() -> None:
    """Twenty pages are looked at in a fraction of a second."""
    data = drawn(prose, pages=20)
    looked(data)
    began = time.monotonic()
    assert looked(data).pages == 20
    assert time.monotonic() - began < 0.3


def _form(draws: bytes, number: int) -> bytes:
    names = b"/Resources << /XObject << /X %d 0 R >> >>" % number
    return stream(draws, b"/Type /XObject /Subtype /Form /BBox [0 0 300 400] " + names)


def test_forms_that_draw_forms_without_end_are_a_bomb() -> None:
    """Ten forms that each draw the next one ten times are ten thousand million strokes, and are not begun."""
    forms = [_form(b"/X Do " * 10, 6 + number) for number in range(10)]
    page = b"/Resources << /XObject << /X 5 0 R >> >>"
    assert codes(one_page(stream(b"/X Do"), *forms, stream(b"f"), page=page)) == {"decompression_bomb": "error"}
    assert codes(one_page(stream(b"/X Do"), *forms[:3], stream(b"f"), page=page)) == {}
    assert codes(one_page(stream(b"/X Do"), _form(b"/X Do /X Do", 5), page=page)) == {}


@pytest.mark.parametrize("contents", [b"q " * 4_000_000, b"0 0 m 9 9 l S\n" * 1_500_000, b"(a) Tj " * 2_000_000])
def test_contents_of_too_many_strokes_are_a_bomb(contents: bytes) -> None:
    """A page of a million strokes, or nested as deep, would take more memory than there is."""
    assert codes(one_page(stream(packed(contents), b"/Filter /FlateDecode"))) == {"decompression_bomb": "error"}
    assert codes(one_page(stream(packed(contents[: len(contents) // 10]), b"/Filter /FlateDecode"))) == {}


def test_tiles_without_a_size_are_a_bomb() -> None:
    """A pattern whose tiles are next to nothing apart would be drawn without end."""
    pattern = b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /Resources << >> /YStep 9 /XStep "
    assert codes(one_page(stream(b""), stream(b"f", pattern + b".001"))) == {"decompression_bomb": "error"}
    assert codes(one_page(stream(b""), stream(b"f", pattern + b"4"))) == {}
