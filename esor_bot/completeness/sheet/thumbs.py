"""Thumbnails: pages made to fit, and private ones blurred beyond reading."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from esor_bot.completeness.sheet.palette import PAPER

Pixels = NDArray[np.uint8]

_BLURRED = 12  # pixels of the longer side: of a page, no letter and no face is left


def thumbnail(pixels: Pixels | None, wide: int, high: int, *, private: bool) -> Image.Image:
    """Return the page (h, w, 3; RGB) as large as fits into `wide` x `high`; white where there is no picture."""
    if pixels is None or not pixels.size:
        return Image.new("RGB", (wide, high), PAPER)
    image = Image.fromarray(np.ascontiguousarray(pixels))
    scale = min(wide / image.width, high / image.height)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if private:
        image = _blurred(image)
        return image.resize(size, Image.Resampling.BICUBIC)
    return image.resize(size, Image.Resampling.LANCZOS)


def _blurred(image: Image.Image) -> Image.Image:
    scale = min(1.0, _BLURRED / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BOX)
