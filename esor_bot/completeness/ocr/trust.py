"""How far can a reading be trusted? The model knows no Cyrillic, little Greek and no handwriting, and does not tell.

It reads letters that it does not know as spaces, or as letters that look alike. So what counts is how much of the
length of the boxes gives words in Latin letters, letter following letter as in a language, and numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from esor_bot.completeness.intake.letters import fluency, words_of
from esor_bot.completeness.ocr.boxes import Floats, sides
from esor_bot.completeness.ocr.engine import Word

CERTAIN = 0.8
"""Of what is less sure, single characters are left out: specks are read as such ..."""
_SCORE = 0.5
"""... and of what is less sure than that, everything."""
_SOME = 8.0
"""Boxes that are together less than so many times as long as high are too little to judge a page by."""
_READ = 0.4
"""The least share of the boxes' length that has to be read well; numbers alone say nothing of it ..."""
_PLENTY = 250
"""... but so many well-read letters are worth having, whatever else is on the page."""
_DENSE = 0.9
"""The least number of characters for each box height of length: ordinary print has 1.2 to 2.5."""
_FLUENT = 4.0
"""The least rate of words, of so many letters at least (`letters.fluency`)."""
_FEW = 6
_SURE = 0.75
_NUMBER = re.compile(r"\d")


def is_text(word: Word) -> bool:
    """Say whether a word is to be kept: neither rubbish nor a speck nor a line that was drawn."""
    signs = sum(1 for sign in word.text if sign.isalnum() or sign == "<")
    return signs > 0 and word.score >= (CERTAIN if signs == 1 else _SCORE)


def is_legible(boxes: Floats, words: Sequence[Word]) -> bool:
    """Say whether enough can be read of boxes (n, 4, 2) that look like text; so it is when there are hardly any."""
    along, across = sides(boxes)
    lengths = [float(max(one, other) / max(1.0, min(one, other))) for one, other in zip(along, across, strict=True)]
    if sum(lengths) < _SOME:
        return True
    total = good = 0.0
    letters = 0
    for length, word in zip(lengths, words, strict=True):
        if _is_number(word, length):
            continue
        total += length
        if _is_well_read(word, length):
            good += length
            letters += sum(map(len, words_of(word.text)))
    return good >= _READ * total or letters >= _PLENTY


def _is_number(word: Word, length: float) -> bool:
    """Say whether a box holds digits and no more. They are the same in all scripts."""
    digits = len(_NUMBER.findall(word.text))
    return digits >= _DENSE * length and not words_of(word.text)


def _is_well_read(word: Word, length: float) -> bool:
    if word.score < _SURE:
        return False
    found = [one for one in words_of(word.text) if _is_plain(one)]
    signs = sum(map(len, found)) + len(_NUMBER.findall(word.text)) + word.text.count("<")
    rated = fluency(found)
    return signs >= _DENSE * length and (rated.letters < _FEW or rated.score >= _FLUENT)


def _is_plain(word: str) -> bool:
    """Say whether a word is all Latin letters, and capitals stand as they do in words."""
    if not all(unicodedata.name(letter, "").startswith("LATIN") for letter in word if letter.isalpha()):
        return False
    inner = sum(1 for before, after in pairwise(word) if before.islower() and after.isupper())
    return inner < 2
