"""The light of a picture."""

from __future__ import annotations

import numpy as np
import pytest

from esor_bot.completeness.ocr import light
from tests.unit.completeness.ocr.pictures import LATIN, boxes, noise, page, shadowed


def test_only_a_shadow_makes_the_light_uneven() -> None:
    """Print on paper, grey or white, is in even light; a shadow over half of it is not."""
    assert not light.is_uneven(page(LATIN))
    assert not light.is_uneven(page(LATIN, paper=190))
    assert light.is_uneven(shadowed(page(LATIN)))


def test_evening_out_brightens_the_paper_and_keeps_the_print() -> None:
    """After evening out the paper is about white everywhere, and print is still dark."""
    even = light.evened(shadowed(page(LATIN)))

    assert np.percentile(even, 10) > 225
    assert even.min() < 110


@pytest.mark.parametrize("paper", [250, 190])
def test_paper_is_no_ink(paper: int) -> None:
    """An empty sheet has no ink, whatever its shade; print on it has some."""
    assert light.ink(noise(paper=paper)) < 0.001
    assert 0.005 < light.ink(page(LATIN, paper=paper)) < 0.1


def test_the_rim_does_not_count() -> None:
    """A dark edge, as scanners leave it, is no ink of the page within."""
    sheet = noise()
    sheet[:, :30] = 20

    assert light.ink(sheet) > 0.01
    assert light.inner_ink(sheet) < 0.001


def test_faint_print_is_told_from_print() -> None:
    """What hardly stands out is faint."""
    sheet = page(LATIN)
    pale = (255 - (255 - sheet.astype(np.float32)) * 0.08).astype(np.uint8)
    place = boxes((45, 85, 400, 120))

    assert light.faint(sheet, place) == [False]
    assert light.faint(pale, place) == [True]
