"""The second, closer look at small print."""

from __future__ import annotations

from collections.abc import Iterable

from esor_bot.completeness.ocr.boxes import Floats, Image
from esor_bot.completeness.ocr.closer import look_closer
from esor_bot.completeness.ocr.engine import Word
from esor_bot.completeness.ocr.strips import Strips
from tests.unit.completeness.ocr.pictures import boxes, noise

LARGE = (50.0, 100.0, 400.0, 130.0)
SMALL = ((50.0, 300.0, 150.0, 306.0), (50.0, 310.0, 150.0, 316.0))


class ShortSighted:
    """Reads small print badly, and finds in any enlarged part three boxes that it reads as sure as it is told."""

    def __init__(self, sure: float) -> None:
        """Take the score of what was found at the closer look."""
        self._sure = sure
        self.looks = 0

    def find(self, image: Image) -> Floats:
        """Return three lines of the part."""
        self.looks += 1
        width = image.shape[1]
        return boxes(*[(2.0, 2.0 + 20 * row, width - 2.0, 18.0 + 20 * row) for row in range(3)])

    def read(self, image: Image, boxes: Iterable[Floats]) -> list[Word]:
        """Read boxes of a whole page by their place: the small ones that it had before are rubbish."""
        assert image.ndim == 3
        return [self._word(one) for one in boxes]

    def _word(self, place: Floats) -> Word:
        if place[0, 0] == 50 and place[3, 1] - place[0, 1] <= 6:
            return Word("smll prmt", 0.6)
        return Word("a line of print", 0.99 if place[0, 1] == 100 else self._sure)


def _texts(eyes: ShortSighted, *places: tuple[float, float, float, float]) -> list[str]:
    strips = look_closer(Strips(eyes, noise(), boxes(*places)))
    return [word.text for word in strips.read(range(len(strips)))]


def test_badly_read_small_print_is_read_again() -> None:
    """What is found at the closer look takes the place of small print that was read badly; the rest stays."""
    assert _texts(ShortSighted(0.95), LARGE, *SMALL) == ["a line of print"] * 4


def test_a_closer_look_that_reads_no_better_changes_nothing() -> None:
    """What was read first stays where the second reading is not surer."""
    assert _texts(ShortSighted(0.5), LARGE, *SMALL) == ["a line of print", "smll prmt", "smll prmt"]


def test_large_print_needs_no_closer_look() -> None:
    """A page without badly read small print is not looked at again."""
    eyes = ShortSighted(0.95)

    assert _texts(eyes, LARGE) == ["a line of print"]
    assert eyes.looks == 0
