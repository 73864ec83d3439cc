"""Pages as pixels: always to a size in pixels, so that no page can ask for a picture without bounds."""

from __future__ import annotations

import math
import time

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.internal as internal  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

LONGEST = 6000  # pixels of the long side at most
SECONDS = 5.0  # for one picture
_BLOCKS = 24  # the shade of the paper is taken from so many parts a side
_DARKER = 40  # a pixel is ink where it is so much darker than the paper around it


def draw(page: pdfium.PdfPage, long_side: int, *, grey: bool, seconds: float = SECONDS) -> Pixels:
    """Draw a page with its annotations and form fields, `long_side` pixels long: (h, w, 3), or (h, w) in grey.

    The short side has at least one pixel. What is not drawn after `seconds` stays white. Raises
    pypdfium2.PdfiumError where PDFium can't make the picture.
    """
    width, height = page.get_size()
    longer = max(width, height)
    if not math.isfinite(longer) or longer <= 0:
        return np.full((1, 1) if grey else (1, 1, 3), 255, dtype=np.uint8)
    scale = min(LONGEST, max(1, long_side)) / longer
    # A hair less keeps the long side as asked for when it is rounded up.
    wide, high = (max(1, math.ceil(side * scale * (1 - 1e-7))) for side in (width, height))
    bitmap = pdfium.PdfBitmap.new_native(wide, high, raw.FPDFBitmap_Gray if grey else raw.FPDFBitmap_BGR)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
        _draw_into(bitmap, page, wide, high, grey, seconds)
        pixels: Pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        bitmap.close()
    return pixels.reshape(high, wide) if grey else pixels


def _draw_into(
    bitmap: pdfium.PdfBitmap, page: pdfium.PdfPage, wide: int, high: int, grey: bool, seconds: float
) -> None:
    """Draw step by step, and stop between two steps when the time is over."""
    end = time.monotonic() + seconds
    pause = raw.IFSDK_PAUSE(version=1)
    internal.set_callback(pause, "NeedToPauseNow", lambda _: time.monotonic() > end)
    flags = raw.FPDF_ANNOT | (raw.FPDF_GRAYSCALE if grey else raw.FPDF_REVERSE_BYTE_ORDER)
    place = (bitmap, page, 0, 0, wide, high, 0, flags)
    raw.FPDF_RenderPageBitmap_Start(*place, pause)
    raw.FPDF_RenderPage_Close(page)
    if page.formenv is not None and time.monotonic() < end:
        raw.FPDF_FFLDraw(page.formenv, *place)


def ink_of(grey: Pixels) -> float:
    """Return the share of pixels (0 to 1) that are much darker than the paper around them."""
    if not grey.size:
        return 0.0
    high, wide = grey.shape
    rows, columns = min(_BLOCKS, high), min(_BLOCKS, wide)
    # Widened with its own edge, the picture falls into blocks of one size; what was added is not counted.
    spare = (-high % rows, -wide % columns)
    padded = np.pad(grey, ((0, spare[0]), (0, spare[1])), mode="edge")
    blocks = padded.reshape(rows, padded.shape[0] // rows, columns, padded.shape[1] // columns)
    flat = blocks.swapaxes(1, 2).reshape(rows * columns, -1)
    place = int(0.9 * (flat.shape[1] - 1))
    paper = np.partition(flat, place, axis=1)[:, place].astype(np.int16)
    dark = flat.astype(np.int16) < (paper - _DARKER)[:, None]
    dark |= (paper < 128)[:, None]  # a dark area: a photo, or the table beside the sheet
    back = dark.reshape(rows, columns, blocks.shape[1], blocks.shape[3]).swapaxes(1, 2).reshape(padded.shape)
    return float(back[:high, :wide].mean())
