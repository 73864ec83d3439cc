"""The strips of one picture: its boxes of text, each read at most once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np

from esor_bot.completeness.ocr.boxes import Floats, Image, sides, turn_boxes, turn_image
from esor_bot.completeness.ocr.engine import Word

_TALL = 2.0
"""A box so many times as high as wide holds text that runs up or down."""
_GOOD = 0.8
"""Text that runs up is read downwards too where it is less sure than that."""


class Eyes(Protocol):
    """What finds and reads text: `Engine`, or a stand-in."""

    def find(self, image: Image) -> Floats:
        """Find the boxes (n, 4, 2) of text on a picture (height, width, 3), in its pixels."""

    def read(self, image: Image, boxes: Iterable[Floats]) -> list[Word]:
        """Read boxes of a picture, each the right way up."""


class Strips:
    """A picture (height, width, 3) with boxes (n, 4, 2) in its pixels, and what has been read of them so far."""

    def __init__(self, eyes: Eyes, image: Image, boxes: Floats) -> None:
        """Read nothing yet."""
        self.image = image
        self.boxes = boxes
        self._eyes = eyes
        self._words: dict[int, Word] = {}

    def __len__(self) -> int:
        """The number of boxes."""
        return len(self.boxes)

    @property
    def tall(self) -> list[bool]:
        """Say of each box whether its text runs up or down."""
        along, across = sides(self.boxes)
        return [bool(one) for one in across > _TALL * along]

    @property
    def done(self) -> list[int]:
        """The boxes that were read, in their order."""
        return sorted(self._words)

    def read(self, indices: Iterable[int]) -> list[Word]:
        """Read these boxes, those that were not read yet."""
        wanted = list(indices)
        tall = self.tall
        fresh = [index for index in wanted if index not in self._words]
        level = [index for index in fresh if not tall[index]]
        self._keep(level, self._eyes.read(self.image, self.boxes[level]))
        self._read_tall([index for index in fresh if tall[index]])
        return [self._words[index] for index in wanted]

    def turned(self, turn: int) -> Strips:
        """Return the picture turned clockwise by 0, 90, 180 or 270 degrees with its boxes, nothing of it read."""
        if not turn:
            return self
        return Strips(self._eyes, turn_image(self.image, turn), turn_boxes(self.boxes, turn, self.image.shape))

    def found_on(self, image: Image, scale: float = 1.0) -> Floats:
        """Find boxes on another picture, and return them divided by a scale."""
        return np.asarray(self._eyes.find(image) / np.float32(scale), np.float32)

    def with_boxes(self, drop: Sequence[int], fresh: Floats) -> Strips:
        """Return the same picture with other boxes: those to drop left out, fresh ones at the end."""
        kept = [index for index in range(len(self)) if index not in set(drop)]
        other = Strips(self._eyes, self.image, np.concatenate([self.boxes[kept], fresh]).astype(np.float32))
        other._words = {place: self._words[index] for place, index in enumerate(kept) if index in self._words}
        return other

    def _read_tall(self, indices: Sequence[int]) -> None:
        upwards = np.roll(self.boxes[list(indices)], 1, axis=1)
        words = self._eyes.read(self.image, upwards)
        for index, box, word in zip(indices, upwards, words, strict=True):
            if word.score < _GOOD:
                down = self._eyes.read(self.image, [np.roll(box, 2, axis=0)])[0]
                word = max(word, down, key=lambda one: one.score)
            self._words[index] = word

    def _keep(self, indices: Sequence[int], words: Sequence[Word]) -> None:
        self._words.update(zip(indices, words, strict=True))
