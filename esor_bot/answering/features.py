"""Features of a text: stems, pairs of stems, concepts and character n-grams, each a stable 20-bit number.

Every text becomes two blocks (words; characters), each weighted by tf-idf and brought to length one. The
numbers are CRC-32 of the feature, so that they are the same in every process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
import snowballstemmer

from esor_bot.answering.normalise import plain, words
from esor_bot.answering.terms import Terms

Ids = npt.NDArray[np.int32]
Values = npt.NDArray[np.float32]

BITS = 20
SPACE = 1 << BITS
_MASK = SPACE - 1
_SMALLEST, _LARGEST = 2, 5
REMEMBERED = 20_000  # words; people write a few thousand different ones, and whoever writes nonsense fills no memory


@dataclass(frozen=True, slots=True)
class Blocks:
    """The feature numbers of a text, repeated as often as they occur, in two blocks."""

    words: Ids
    chars: Ids


@dataclass(slots=True)
class Reader:
    """Reads texts into features. Keeps what it has seen of each word, up to a bound."""

    terms: Terms
    _stems: dict[str, str] = field(default_factory=dict)
    _grams: dict[str, Ids] = field(default_factory=dict)
    _stemmer: Any = field(default_factory=lambda: snowballstemmer.stemmer("english"))

    def stem(self, word: str) -> str:
        """Return the stem of a word."""
        known = self._stems.get(word)
        if known is None:
            if len(self._stems) >= REMEMBERED:
                self._stems.clear()
            known = self._stems[word] = self._stemmer.stemWord(plain(word))
        return known

    def stems(self, text: str) -> list[str]:
        """Return the stems of a text's words, in order."""
        return [self.stem(word) for word in words(text)]

    def read(self, text: str | Sequence[str]) -> Blocks:
        """Return the features of a text, or of words that were already read from it."""
        tokens = words(text) if isinstance(text, str) else list(text)
        stems = [self.stem(token) for token in tokens]
        features = [f"w {stem}" for stem in stems]
        features += [f"b {first} {second}" for first, second in pairwise(stems)]
        features += [f"w {self.stem(term)}" for term in self.terms.find(tokens, stems)]
        word_ids = np.fromiter((crc32(one.encode()) & _MASK for one in features), np.int32, len(features))
        grams = [self.grams(token) for token in tokens]
        return Blocks(word_ids, np.concatenate(grams) if grams else np.zeros(0, np.int32))

    def grams(self, word: str) -> Ids:
        """Return the character n-grams of a word, its edges marked."""
        known = self._grams.get(word)
        if known is None:
            if len(self._grams) >= REMEMBERED:
                self._grams.clear()
            edged = f" {plain(word)} "
            pieces = [
                edged[start : start + size]
                for size in range(_SMALLEST, _LARGEST + 1)
                for start in range(len(edged) - size + 1)
            ]
            ids = (crc32(piece.encode()) & _MASK for piece in pieces)
            known = self._grams[word] = np.fromiter(ids, np.int32, len(pieces))
        return known
