"""The light of a picture: how dark the page is, and evening out of shadows."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from esor_bot.completeness.intake.pictures import ink_of
from esor_bot.completeness.ocr.boxes import Floats, Image

_LOOK = 500
"""Pixels of the long side for the share of ink."""
_RIM = 0.08
_SHADE = 200
_UNEVEN = 45
"""Of 255: between the darker and the lighter parts of paper in even light there is less."""
_WHITE = 245.0
_FAINT = 30.0
"""Of 255: what stands out less from its paper shines through from the back, or is the paper's pattern."""


def ink(image: Image) -> float:
    """Return the share of a picture (height, width, 3) that is darker than its paper (0 to 1), whatever the light."""
    scale = _LOOK / max(image.shape[:2])
    if scale < 1:
        size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    return ink_of(np.asarray(cv2.cvtColor(evened(image), cv2.COLOR_BGR2GRAY), np.uint8))


def inner_ink(image: Image) -> float:
    """Return the share that is dark without the page's rim, where scanners leave shadows and files have holes."""
    height, width = image.shape[:2]
    rim_y, rim_x = int(height * _RIM), int(width * _RIM)
    inner = image[rim_y : height - rim_y, rim_x : width - rim_x]
    return ink(inner) if inner.size else 0.0


def is_uneven(image: Image) -> bool:
    """Say whether the paper of a picture (height, width, 3) is much darker in some parts than in others."""
    low, high = np.percentile(_paper(image), (10, 90))
    return float(high - low) > _UNEVEN


def evened(image: Image) -> Image:
    """Return a picture (height, width, 3) as if the light were the same everywhere."""
    paper = cv2.resize(_paper(image), (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    factor = _WHITE / np.maximum(paper, 24).astype(np.float32)
    return np.asarray(np.clip(image * factor[..., None], 0, 255), np.uint8)


def faint(image: Image, boxes: Floats) -> list[bool]:
    """Say of each box (n, 4, 2) of a picture whether what is in it hardly stands out."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    found = []
    for box in boxes:
        left, top = np.maximum(box.min(axis=0), 0).astype(int)
        right, bottom = np.ceil(box.max(axis=0)).astype(int)
        part = grey[top : bottom + 1, left : right + 1]
        dark, bright = np.percentile(part, (4, 90)) if part.size else (0, 0)
        found.append(float(bright - dark) < _FAINT)
    return found


def _paper(image: Image) -> NDArray[np.uint8]:
    """Return the shade of the paper, small: what is there when print is taken away."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    scale = min(1.0, _SHADE / max(grey.shape))
    size = max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    wide = cv2.dilate(small, np.ones((9, 9), np.uint8))
    return np.asarray(cv2.GaussianBlur(cv2.medianBlur(wide, 9), (0, 0), 6), np.uint8)
