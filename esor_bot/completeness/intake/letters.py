"""Do letters follow each other as they do in a language? For the scripts of Europe, all their languages together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from esor_bot.completeness.intake import bigrams

_OTHER = str.maketrans("łøđßæœıðþςħŋə", "lodseeidt\N{GREEK SMALL LETTER SIGMA}hne")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Fluency:
    """How a text reads: `letters` looked at, and `score`, the mean of the table's values (0 to 9).

    Text of any of the languages has 5 to 6, letters without sense about 3.5.
    """

    letters: int
    score: float


@cache
def _tables() -> tuple[dict[str, tuple[int, int]], tuple[NDArray[np.int8], ...]]:
    """Return where each letter stands (script, place) and each script's table."""
    places: dict[str, tuple[int, int]] = {}
    tables = []
    scripts = (
        (bigrams.LATIN, bigrams.LATIN_ROWS),
        (bigrams.GREEK, bigrams.GREEK_ROWS),
        (bigrams.CYRILLIC, bigrams.CYRILLIC_ROWS),
    )
    for script, (alphabet, rows) in enumerate(scripts):
        places |= {letter: (script, place + 1) for place, letter in enumerate(alphabet)}
        tables.append(np.array([[ord(sign) - ord("a") for sign in row] for row in rows.split()], dtype=np.int8))
    return places, tuple(tables)


def plain(text: str) -> str:
    """Return a text in small letters without their marks."""
    marked = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in marked if not unicodedata.combining(letter)).translate(_OTHER)


def words_of(text: str) -> list[str]:
    """Return the words of a text: runs of letters."""
    return _WORD.findall(text)


def fluency(words: Iterable[str]) -> Fluency:
    """Rate words. Those of fewer than three letters are left out, and long runs of capitals as in codes."""
    places, tables = _tables()
    total = pairs = 0
    for word in words:
        if len(word) < 3 or (word.isupper() and len(word) > 24):
            continue
        # A letter of a script without a table, or of two scripts in one word, counts like what never happens.
        found = [places.get(letter, (-1, 0)) for letter in plain(word).replace("'", "").replace("’", "")]
        script = found[0][0] if found else -1
        if script < 0:
            continue
        row = 0
        for other, place in [*found, (script, 0)]:
            total += int(tables[script][row, place]) if other == script else 0
            row = place if other == script else 0
            pairs += 1
    return Fluency(pairs, total / pairs if pairs else 0.0)
