"""Files that are no PDF: what they are."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from esor_bot.completeness.intake.sniff import kind_of
from tests.unit.completeness.intake.makers import codes, drawn, looked, prose


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 50)
    return out.getvalue()


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind)
    return out.getvalue()


KINDS = {
    "docx": _zip("[Content_Types].xml", "word/document.xml"),
    "xlsx": _zip("xl/workbook.xml"),
    "odt": b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
    "zip": _zip("application.pdf"),
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
    "msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "__substg1.0_0037001F".encode("utf-16-le"),
    "jpg": _picture("JPEG"),
    "png": _picture("PNG"),
    "tiff": _picture("TIFF"),
    "gif": _picture("GIF"),
    "webp": _picture("WEBP"),
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "rtf": b"{\\rtf1\\ansi hello}",
    "html": b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>Please sign in</body></html>",
    "mail": b"Return-Path: <a@b.example>\nReceived: from somewhere\nSubject: My papers\n\nHello",
    "text": "Grüße aus Łódź\n".encode(),
    "unknown": bytes(range(256)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_no_pdf_is_called_by_its_kind(kind: str) -> None:
    """Whatever stands under the name of a PDF, the finding says what it is."""
    structure = looked(KINDS[kind])
    assert not structure.readable
    assert [(one.code, dict(one.values)) for one in structure.findings] == [("not_a_pdf", {"kind": kind})]


@pytest.mark.parametrize("data", [b"", b"\0" * 500, b" \r\n\t"])
def test_a_file_of_nothing_is_empty(data: bytes) -> None:
    """No bytes, zero bytes and blanks are an empty file."""
    assert codes(data) == {"empty": "error"}
    assert kind_of(data) == "empty"


def test_a_header_within_the_first_bytes_is_enough() -> None:
    """Bytes before the header and after the end do no harm."""
    data = b"junk\n" * 100 + drawn(prose) + b"\n" + b"junk" * 200
    structure = looked(data)
    assert (structure.readable, structure.pages) == (True, 1)
    assert not [one for one in structure.findings if one.severity == "error"]
