"""Small pictures of pages, drawn on the fly, and a stand-in for the networks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import cv2
import matplotlib
import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from esor_bot.completeness.ocr.boxes import Floats, Image
from esor_bot.completeness.ocr.engine import Word

DEJAVU = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
LATIN = ("The garden behind the library", "is open from Monday to Friday", "and closed when it is raining")
CYRILLIC = ("Сад иза библиотеке отворен", "је од понедељка до петка али", "се затвара када пада киша")
SIZE = (452, 640)
"""Width and height of the pages in pixels."""


def page(lines: Sequence[str], *, size: int = 20, paper: int = 250, top: int = 90) -> Image:
    """Draw lines one below the other: a picture (height, width, 3)."""
    sheet = Pillow.new("RGB", SIZE, (paper, paper, paper))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(DEJAVU), size)
    for row, line in enumerate(lines):
        draw.text((50, top + row * size * 2.2), line, font=font, fill=(30, 30, 30))
    return np.asarray(sheet, np.uint8)


def turned(image: Image, degrees: int) -> Image:
    """Turn a picture clockwise."""
    return np.ascontiguousarray(np.rot90(image, -degrees // 90))


def noise(level: float = 5.0, paper: int = 244) -> Image:
    """Return an empty sheet as a scanner sees it."""
    grain = np.random.default_rng(4).normal(paper, level, (SIZE[1], SIZE[0], 3))
    return np.clip(grain, 0, 255).astype(np.uint8)


def shadowed(image: Image) -> Image:
    """Darken a picture from right to left."""
    shade = np.linspace(0.35, 1.0, image.shape[1])[None, :, None]
    return (image * shade).astype(np.uint8)


def renders(image: Image) -> Callable[[int], Image]:
    """Return what draws the picture, never with a longer side than asked for."""

    def render(long_side: int) -> Image:
        scale = min(1.0, long_side / max(image.shape[:2]))
        return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)

    return render


def box(left: float, top: float, right: float, bottom: float) -> Floats:
    """Return the corners of a level rectangle."""
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)


def boxes(*corners: tuple[float, float, float, float]) -> Floats:
    """Return level rectangles: left, top, right, bottom of each."""
    return np.array([box(*one) for one in corners], np.float32).reshape(-1, 4, 2)


class FakeEyes:
    """Finds the boxes it was given and reads the words that belong to them; counts what it reads."""

    def __init__(self, found: Floats, words: Sequence[Word]) -> None:
        """Take boxes (n, 4, 2), in the pixels of the picture that will be looked at, and a word for each."""
        self._found = found
        self._words = {tuple(one.mean(axis=0).round()): word for one, word in zip(found, words, strict=True)}
        self.read_count = 0

    def find(self, image: Image) -> Floats:
        """Return the boxes, whatever the picture."""
        assert image.ndim == 3
        return self._found

    def read(self, image: Image, boxes: Iterable[Floats]) -> list[Word]:
        """Return the words of the boxes, and nothing for any other place."""
        assert image.ndim == 3
        wanted = list(boxes)
        self.read_count += len(wanted)
        return [self._words.get(tuple(one.mean(axis=0).round()), Word("", 0.0)) for one in wanted]
