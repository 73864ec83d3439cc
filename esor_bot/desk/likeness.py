"""How alike two questions are: shared words and what these stand for, rare ones counting more.

How rare a word is was learnt from the phrasings of the programme, not from the questions at hand: so two questions are
as alike among three others as among three hundred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from esor_bot.answering.base import Base
from esor_bot.answering.features import SPACE
from esor_bot.answering.normalise import words

Matrix = npt.NDArray[np.float32]

_POWER = 1.5  # a word ten times as rare says more than ten times as much: measured by benchmarks/groups


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares questions about one programme."""

    base: Base

    def among(self, texts: Sequence[str]) -> Matrix:
        """Return how alike the texts are, each with each, from 0 to 1. A text without words is like none."""
        return self.between(texts, texts)

    def between(self, ones: Sequence[str], others: Sequence[str]) -> Matrix:
        """Return how alike each of some texts is with each of some others."""
        places: dict[int, int] = {}
        rows = [[self._weights(text) for text in texts] for texts in (ones, others)]
        for feature in (feature for weights in (*rows[0], *rows[1]) for feature in weights):
            places.setdefault(feature, len(places))
        first, second = (_matrix(weights, places) for weights in rows)
        return np.asarray(first @ second.T, np.float32)

    def _weights(self, text: str) -> Mapping[int, float]:
        """Return the words of a text, misspelt ones mended, and the terms they stand for, with their weights."""
        reader = self.base.reader
        tokens = self.base.speller.mend(words(text))
        stems = [reader.stem(token) for token in tokens]
        terms = [reader.stem(term) for term in reader.terms.find(tokens, stems)]
        # The index counts a word it has never seen as the rarest of all.
        features = [crc32(f"w {stem}".encode()) % SPACE for stem in dict.fromkeys([*stems, *terms])]
        rare = self.base.index.rarity.of(np.array(features, np.int32)).tolist()
        return {one: max(0.0, weight - 1.0) ** _POWER for one, weight in zip(features, rare, strict=True)}


def _matrix(rows: Sequence[Mapping[int, float]], places: Mapping[int, int]) -> Matrix:
    matrix = np.zeros((len(rows), len(places)), np.float32)
    for row, weights in enumerate(rows):
        for feature, weight in weights.items():
            matrix[row, places[feature]] = weight
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.maximum(lengths, 1e-9), np.float32)
