"""Boxes: found on the map of text, turned with the picture, cut out as strips."""

from __future__ import annotations

import numpy as np
import pytest

from esor_bot.completeness.ocr.boxes import boxes_of, clockwise, sides, strip, turn_boxes, turn_image
from tests.unit.completeness.ocr.pictures import box, boxes


def _map() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    shown = np.zeros((100, 200), np.float32)
    shown[40:50, 30:150] = 0.9
    return shown


def test_a_line_on_the_map_is_one_box_around_it() -> None:
    """A bright bar gives one box that is larger than it on all sides."""
    (found,) = boxes_of(_map())
    left, top = found.min(axis=0)
    right, bottom = found.max(axis=0)

    assert left < 30
    assert top < 40
    assert right > 150
    assert bottom > 50
    assert bottom - top < 30


def test_a_dim_or_tiny_spot_is_no_box() -> None:
    """What is less than half sure, or of two pixels, is left out."""
    shown = _map() * 0.4
    shown[80:81, 80:81] = 0.9

    assert boxes_of(shown).shape == (0, 4, 2)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_turn_with_the_picture(turn: int) -> None:
    """After turning both, a box lies on what it lay on before."""
    image = np.zeros((100, 200, 3), np.uint8)
    image[40:50, 30:150] = 255
    (found,) = turn_boxes(boxes((30, 40, 150, 50)), turn, image.shape)
    left, top = found.min(axis=0).astype(int)
    right, bottom = found.max(axis=0).astype(int)

    assert turn_image(image, turn)[top:bottom, left:right].min() == 255
    assert (right - left) * (bottom - top) == 1200


def test_corners_are_put_in_order() -> None:
    """Corners in any order come out clockwise from the top left."""
    ordered = box(10, 20, 90, 40)

    assert clockwise(ordered[[2, 0, 3, 1]]).tolist() == ordered.tolist()


def test_sides_are_lengths_along_and_across() -> None:
    """The length along the line comes first."""
    along, across = sides(boxes((10, 20, 90, 40)))

    assert (along.tolist(), across.tolist()) == ([80.0], [20.0])


def test_a_strip_keeps_its_shape() -> None:
    """A box twice as wide as high gives a strip twice as wide as the height asked for, of what is in it."""
    image = np.zeros((100, 200, 3), np.uint8)
    image[20:40, 10:50] = 200
    cut = strip(image, box(10, 20, 50, 40), 48)

    assert cut.shape == (48, 96, 3)
    assert cut[4:-4, 4:-4].min() == 200


def test_a_box_outside_the_picture_does_no_harm() -> None:
    """A box over the edge is filled with what is at the edge."""
    image = np.full((20, 20, 3), 90, np.uint8)

    assert strip(image, box(-30, -10, 50, 10), 48).min() == 90
