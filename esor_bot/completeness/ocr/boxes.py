"""From the detector's map of text to boxes, and from a box to the strip of the picture it holds.

A box is four corners (x, y) in pixels, clockwise from the top left as its line is read; an array of shape (4, 2).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]

_THRESHOLD = 0.3
"""From which value on a point of the map is text."""
_SURE = 0.5
"""The least mean of the map inside a box."""
_GROWTH = 1.6
"""The map shows the core of a line only: by how much of area over outline a box grows again."""
_LEAST_SIDE = 3
_MOST = 1000
"""No more boxes are kept of a page, the largest ones: noise can have any number."""


def boxes_of(text_map: Floats) -> Floats:
    """Find the boxes in a map of text (height, width; values 0 to 1), in its pixels: an array (n, 4, 2)."""
    mask = cv2.dilate((text_map > _THRESHOLD).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    if len(contours) > _MOST:
        contours = sorted(contours, key=cv2.contourArea, reverse=True)[:_MOST]
    found = [box for contour in contours if (box := _box(text_map, np.asarray(contour, np.int32))) is not None]
    return np.array(found, np.float32).reshape(-1, 4, 2)


def _box(text_map: Floats, contour: NDArray[np.int32]) -> Floats | None:
    centre, (width, height), angle = cv2.minAreaRect(contour)
    if min(width, height) < _LEAST_SIDE:
        return None
    if _mean_inside(text_map, np.asarray(cv2.boxPoints((centre, (width, height), angle)), np.float32)) < _SURE:
        return None
    grow = width * height * _GROWTH / (width + height)  # twice the distance by which each side moves out
    return clockwise(np.asarray(cv2.boxPoints((centre, (width + grow, height + grow), angle)), np.float32))


def _mean_inside(text_map: Floats, corners: Floats) -> float:
    height, width = text_map.shape
    left, top = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, (width - 1, height - 1))
    right, bottom = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, (width - 1, height - 1))
    mask = np.zeros((bottom - top + 1, right - left + 1), np.uint8)
    cv2.fillPoly(mask, [(corners - (left, top)).astype(np.int32)], (1,))
    return float(cv2.mean(text_map[top : bottom + 1, left : right + 1], mask)[0])


def clockwise(corners: Floats) -> Floats:
    """Order the corners of a rectangle: the two at the left first, the upper one of each pair first."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    top_left, bottom_left = left[np.argsort(left[:, 1])]
    top_right, bottom_right = right[np.argsort(right[:, 1])]
    return np.array([top_left, top_right, bottom_right, bottom_left], np.float32)


def sides(boxes: Floats) -> tuple[Floats, Floats]:
    """Return the lengths along the lines and across them, in pixels, of boxes (n, 4, 2)."""
    along = np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1)
    across = np.linalg.norm(boxes[:, 3] - boxes[:, 0], axis=1)
    return along.astype(np.float32), across.astype(np.float32)


def turn_boxes(boxes: Floats, turn: int, shape: tuple[int, ...]) -> Floats:
    """Turn boxes of a picture of that shape (height, width) with it, by 0, 90, 180 or 270 degrees clockwise."""
    height, width = shape[:2]
    x, y = boxes[..., 0], boxes[..., 1]
    places = {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[turn]
    turned = np.stack(places, axis=-1).astype(np.float32)
    return turned if not turn else np.array([clockwise(box) for box in turned], np.float32).reshape(-1, 4, 2)


def turn_image(image: Image, turn: int) -> Image:
    """Turn a picture by 0, 90, 180 or 270 degrees clockwise."""
    return np.ascontiguousarray(np.rot90(image, -turn // 90)) if turn else image


def strip(image: Image, box: Floats, height: int) -> Image:
    """Cut a box out of a picture as an upright strip of that height in pixels, as wide as its shape asks."""
    along, across = (float(side[0]) for side in sides(box[None]))
    width = max(1, round(height * along / max(across, 1.0)))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(box, corners)
    cut = cv2.warpPerspective(image, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    return np.asarray(cut, np.uint8)
