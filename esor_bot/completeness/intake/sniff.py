"""What kind of file some bytes are, by their first bytes and not by the name."""

from __future__ import annotations

import re

HEADER_WITHIN = 1024  # readers look for "%PDF-" in so many bytes
_HEAD = 4096
_ENDS = 65536  # so much of the beginning and the end of an archive names what is in it

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"BM", "bmp"),
    (b"\0\0\0\x0cjP  ", "jp2"),
    (b"\xff\x0a", "jxl"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ", "xz"),
    (b"%!PS", "ps"),
    (b"8BPS", "psd"),
    (b"AT&TFORM", "djvu"),
    (b"\xffWPC", "wpd"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"),
    (b"opendocument.presentation", "odp"),
    (b"Index/Document.iwa", "pages"),
)
_OLE: tuple[tuple[str, str], ...] = (
    ("__substg1.0_", "msg"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_BRANDS = {b"heic": "heic", b"heix": "heic", b"mif1": "heic", b"msf1": "heic", b"hevc": "heic", b"avif": "avif"}
_MAIL = re.compile(
    rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}"
    rb"(?:From|Received|Return-Path|MIME-Version|Delivered-To|Message-ID|Subject):[ \t]",
    re.IGNORECASE,
)
_WEB = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|meta|div|table|title)[\s>/]", re.IGNORECASE)


def pdf_start(data: bytes) -> int:
    """Return where the PDF begins, -1 where there is no header within the first 1024 bytes."""
    return data.find(b"%PDF-", 0, HEADER_WITHIN + 5)


def kind_of(data: bytes) -> str:
    """Say what a file is that is no PDF: "docx", "jpg", "text", ...; "empty" or "unknown"."""
    if not data.strip(b"\0 \t\r\n"):
        return "empty"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((kind for name, kind in _OLE if name.encode("utf-16-le") in data), "doc")
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12].lower(), "unknown")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return _written(data)


def _zipped(data: bytes) -> str:
    ends = data[:_ENDS] + data[-_ENDS:]
    return next((kind for name, kind in _ZIPPED if name in ends), "zip")


def _written(data: bytes) -> str:
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _MAIL.match(head):
        return "mail"
    if _WEB.search(head):
        return "html"
    if b"<svg" in head:
        return "svg"
    if head.startswith(b"<?xml"):
        return "xml"
    odd = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\x0c\x1b")
    return "text" if head and not odd else "unknown"
