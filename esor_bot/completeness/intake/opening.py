"""Opens a file with PDFium, also where its end is missing."""

from __future__ import annotations

import re
from itertools import islice

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

_CATALOG = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\s*<<(?:(?!endobj).){0,4000}?/Type\s*/Catalog\b", re.DOTALL)
_MOST = 50  # catalogs of older revisions


def open_document(data: bytes) -> tuple[pdfium.PdfDocument, bool]:
    """Open a file with the empty password, and say whether it took a trailer that is not its own.

    PDFium mends a table of objects that is wrong, but without any trailer it does not know where to begin; then
    one is added that names the last catalog in the file. Raises pypdfium2.PdfiumError.
    """
    try:
        return pdfium.PdfDocument(data), False
    except pdfium.PdfiumError as error:
        if error.err_code != raw.FPDF_ERR_FORMAT or b"/Encrypt" in data:
            raise
        trailer = _trailer(data)
        if not trailer:
            raise
    return pdfium.PdfDocument(data + trailer), True


def _trailer(data: bytes) -> bytes:
    found = list(islice(_CATALOG.finditer(data), _MOST))
    if not found:
        return b""
    return b"\nendobj\ntrailer\n<< /Root %s %s R >>\nstartxref\n0\n%%%%EOF\n" % (found[-1][1], found[-1][2])
