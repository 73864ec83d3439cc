"""Text folded for comparison: lower case, plain letters, words parted by single spaces.

Greek and Cyrillic keep their letters (without accents), so that phrases of all scripts are compared alike.
"""

from __future__ import annotations

import re
import unicodedata

_LEVEL = str.maketrans({
    "ß": "ss", "ẞ": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    "ŋ": "n", "ĸ": "k", "ʼ": " ", "’": " ", "'": " ", "‘": " ", "ﬁ": "fi", "ﬂ": "fl", "™": " ", "®": " ",
    "№": "no", "\N{SOFT HYPHEN}": "", "\N{GREEK SMALL LETTER FINAL SIGMA}": "\N{GREEK SMALL LETTER SIGMA}",
})  # fmt: skip
_BREAK = re.compile(r"(?:[^\w*]|_)+")


def fold(text: str) -> str:
    """Return `text` folded; a star is kept, since it ends the words of phrases."""
    lowered = text.lower().translate(_LEVEL)
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_LEVEL)
    return _BREAK.sub(" ", lowered).strip()
