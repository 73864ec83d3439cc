"""Can what was read be trusted?"""

from __future__ import annotations

import pytest

from esor_bot.completeness.ocr.engine import Word
from esor_bot.completeness.ocr.trust import is_legible, is_text
from tests.unit.completeness.ocr.pictures import boxes

ROWS = boxes(*[(50.0, 100.0 + 30 * row, 350.0, 120.0 + 30 * row) for row in range(4)])


def _legible(*texts: str, score: float = 0.95) -> bool:
    return is_legible(ROWS[: len(texts)], [Word(text, score) for text in texts])


@pytest.mark.parametrize(
    "text",
    [
        "The garden behind the library",
        "ukończyła szkolenie w wymiarze",
        "A bizonyítvány a vizsga letételét",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<",
    ],
)
def test_latin_script_is_legible(text: str) -> None:
    """Words in Latin letters, with their accents, and the zone of a passport can be trusted."""
    assert _legible(text, text, text)


@pytest.mark.parametrize("text", ["", "       ", ",  12  2019 ", "  -    4471", "σ στν ατρ εργι ααυλ ειδτ"])
def test_what_is_left_of_another_script_is_not_legible(text: str) -> None:
    """Long boxes that give spaces, a few digits or letters of another script are not trusted, however sure."""
    assert not _legible(text, text, text)


def test_numbers_do_not_make_a_page_legible() -> None:
    """A page whose numbers can be read and whose words can't is not legible."""
    assert not _legible("12345678901234567890123", "12345678901234567890123", "    ", "   ")


def test_a_page_in_two_languages_is_legible() -> None:
    """Half a page in Latin letters is enough to go by."""
    assert _legible("The garden behind the library", "and closed when it is raining", "   ", "    ")


def test_unsure_words_are_not_trusted() -> None:
    """What the model was unsure of, as of handwriting, makes nothing legible."""
    assert not _legible("The garden behind the library", "The garden behind the library", score=0.6)


def test_hardly_any_text_is_no_reason_for_doubt() -> None:
    """A speck that can't be read does not make a page illegible."""
    assert is_legible(boxes((50, 100, 90, 120)), [Word("", 0.0)])
    assert is_legible(boxes(), [])


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        (Word("Porto", 0.6), True),
        (Word("<<<<", 0.9), True),
        (Word("3", 0.95), True),
        (Word("1", 0.64), False),
        (Word("-", 0.99), False),
        (Word("Porto", 0.4), False),
    ],
)
def test_specks_and_rubbish_are_left_out(word: Word, kept: bool) -> None:
    """Dashes, doubtful single characters and unsure readings are no text."""
    assert is_text(word) is kept
