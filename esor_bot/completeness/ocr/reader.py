"""The reader of pictures of pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from esor_bot.completeness.ocr import light
from esor_bot.completeness.ocr.boxes import Floats, Image, sides
from esor_bot.completeness.ocr.closer import look_closer
from esor_bot.completeness.ocr.engine import THREADS, Engine
from esor_bot.completeness.ocr.reading import Reading
from esor_bot.completeness.ocr.rows import lines_of
from esor_bot.completeness.ocr.strips import Eyes, Strips
from esor_bot.completeness.ocr.trust import CERTAIN, is_legible, is_text
from esor_bot.completeness.ocr.turning import SURE, mean, upright
from esor_bot.completeness.page import Line

Render = Callable[[int], NDArray[np.uint8]]
Enough = Callable[[Sequence[Line]], bool]

_FINE = 1754
"""Pixels of the long side of the picture that is read (150 dpi on A4) ..."""
_FINEST = 2000
"""... or of one with small print all over ..."""
_LOOK = 1280
"""... and of the picture on which text is looked for."""
_AFAR = 512
"""... and of a third one where hardly any was found: fewer than so many letters or so."""
_SPARSE = 40.0
_WORDS = 12.0
_SMALL = 12.0
"""Print is small where half of the boxes are lower than so many pixels of that picture."""
_INKED = 0.012
"""Where so much is dark and no line was read, something stands there: the page is not blank."""
_REST = 6
"""With fewer boxes left it is not worth asking whether what was read is enough."""


class Reader:
    """Reads pictures of pages. The models are loaded at the first read, or by `warm`; one thread only."""

    def __init__(self, eyes: Eyes | None = None) -> None:
        """Take what finds and reads text; without it the models of rapidocr's package are used."""
        self._eyes = eyes

    def warm(self) -> None:
        """Load the models. Raises CheckError where they are not installed."""
        self._ready()

    def read(self, render: Render, enough: Enough | None = None) -> Reading:
        """Read a page.

        `render` draws it as displayed, its long side of at most so many pixels: an array (height, width, 3) of RGB.
        `enough` is asked with the lines of what matters most (headings, large print, the last lines) before the rest
        is read; True stops there. Raises CheckError where the models are not installed.
        """
        eyes = self._ready()
        image = _draw(render, _FINE)
        ink = light.ink(image)
        boxes = _find(eyes, image)
        if _is_small(boxes, image):
            image = _draw(render, _FINEST)
            boxes = _find(eyes, image)
        strips, turn = upright(Strips(eyes, image, boxes))
        if turn % 180:  # lines that run up or down are found less well
            strips = Strips(eyes, strips.image, _find(eyes, strips.image))
        strips, turn = _in_better_light(eyes, strips, turn)
        if enough is not None and (part := _part(strips, enough)):
            return Reading(part, turn, ink, True, True)
        strips = look_closer(strips)
        lines, legible = _judged(strips)
        return Reading(lines, turn if lines else 0, ink, legible, False)

    def _ready(self) -> Eyes:
        if self._eyes is None:
            cv2.setNumThreads(THREADS)
            self._eyes = Engine()
        return self._eyes


def _draw(render: Render, long_side: int) -> Image:
    """Draw a page in the order of colours that the models know: blue, green, red."""
    return np.ascontiguousarray(render(long_side)[..., ::-1])


def _find(eyes: Eyes, image: Image) -> Floats:
    """Find the boxes of a picture in its pixels, on a smaller copy of it."""
    boxes = _find_at(eyes, image, _LOOK)
    length = _length(boxes)
    if length >= _SPARSE:
        return boxes
    # Blurred and huge letters are seen better from afar. If they can't be read either, it is known that they are there.
    afar = _find_at(eyes, image, _AFAR)
    return afar if _length(afar) > 2 * length + _WORDS else boxes


def _find_at(eyes: Eyes, image: Image, long_side: int) -> Floats:
    scale = min(1.0, long_side / max(image.shape[:2]))
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return np.asarray(eyes.find(np.asarray(small, np.uint8)) / np.float32(scale), np.float32)


def _length(boxes: Floats) -> float:
    """Return how long boxes are together, in heights of themselves."""
    along, across = sides(boxes)
    return float((np.maximum(along, across) / np.maximum(np.minimum(along, across), 1)).sum())


def _is_small(boxes: Floats, image: Image) -> bool:
    if not len(boxes):
        return False
    return bool(np.median(np.minimum(*sides(boxes))) < _SMALL / _LOOK * max(image.shape[:2]))


def _in_better_light(eyes: Eyes, strips: Strips, turn: int) -> tuple[Strips, int]:
    """Take the shadows from a page that is hard to read and has some, and keep what reads better."""
    known = strips.read(strips.done)
    if mean(known) >= SURE or not light.is_uneven(strips.image):
        return strips, turn
    image = light.evened(strips.image)
    other, more = upright(Strips(eyes, image, _find(eyes, image)))
    better = mean(other.read(other.done)) > mean(known)
    return (other, (turn + more) % 360) if better else (strips, turn)


def _part(strips: Strips, enough: Enough) -> tuple[Line, ...]:
    """Read what matters most, and return its lines if they are enough."""
    first = _first(strips)
    if len(strips) - len(first) < _REST:
        return ()
    strips.read(first)
    done = [index for index, word in zip(strips.done, strips.read(strips.done), strict=True) if is_text(word)]
    lines = _lines(strips, done)
    return lines if lines and enough(lines) else ()


def _first(strips: Strips) -> list[int]:
    """Choose what to read first: the top third of the text, large print, and the last lines."""
    _, across = sides(strips.boxes)
    middles = strips.boxes[:, :, 1].mean(axis=1)
    top, bottom = float(middles.min(initial=0)), float(middles.max(initial=0))
    large = 1.35 * float(np.median(across)) if len(strips) else 0.0
    last = bottom - 0.08 * strips.image.shape[0]
    chosen = (middles < top + (bottom - top) / 3) | (across > large) | (middles > last)
    return [int(index) for index in np.flatnonzero(chosen)]


def _judged(strips: Strips) -> tuple[tuple[Line, ...], bool]:
    """Return the lines of a page that was read, and whether it can be read at all."""
    words = strips.read(range(len(strips)))
    faint = light.faint(strips.image, strips.boxes)
    # Faint and not readable: it shines through from the back. Nobody takes that for text.
    seen = [index for index in range(len(words)) if words[index].score >= CERTAIN or not faint[index]]
    lines = _lines(strips, [index for index in seen if is_text(words[index])])
    if not lines and light.inner_ink(strips.image) > _INKED:
        return (), False
    return lines, is_legible(strips.boxes[seen], [words[index] for index in seen])


def _lines(strips: Strips, indices: Sequence[int]) -> tuple[Line, ...]:
    boxes, tall = strips.boxes[list(indices)], strips.tall
    return lines_of(boxes, strips.read(indices), [tall[index] for index in indices], strips.image.shape)
