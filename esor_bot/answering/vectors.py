"""Tf-idf vectors of texts over hashed features.

A text has two blocks (words; characters). Each is weighted by tf-idf and brought to the length sqrt(1/2), so that
the whole has length one and the product of two vectors is their cosine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from esor_bot.answering.features import SPACE, Blocks, Reader

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

WIDTH = 2 * SPACE  # words, then characters
_CHUNK = 4096
_CHARS = np.int64(SPACE)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare features are (idf): `weights` of those that occur, `features`, sorted; the others are the rarest."""

    features: Ints
    weights: Floats
    unseen: float

    def of(self, ids: Ints) -> Floats:
        """Return how rare each of some features is."""
        place, known = find(self.features, ids)
        rare = np.full(len(ids), self.unseen, np.float32)
        rare[known] = self.weights[place[known]]
        return rare


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse vectors, one a row: `ids` and `values` of row i stand from ends[i] to ends[i + 1]."""

    ends: Places
    ids: Ints
    values: Floats

    def __len__(self) -> int:
        return len(self.ends) - 1

    def cells(self, rows: Places) -> tuple[Places, Places]:
        """Return for some rows: which of them each cell belongs to (from 0), and the cells' places."""
        lengths = self.ends[rows + 1] - self.ends[rows]
        return np.repeat(np.arange(len(rows)), lengths), runs(self.ends[rows], lengths)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The rows in a form that finds the cosine of a text to a run of rows quickly.

    `features` are the features that occur, sorted; `places` and `values` are the cells of all rows, a cell's
    place being its feature's place in `features`.
    """

    features: Ints
    ends: Places
    places: Ints
    values: Floats

    @classmethod
    def of(cls, rows: Rows) -> Neighbours:
        """Number the features of the rows."""
        features, places = np.unique(rows.ids, return_inverse=True)
        return cls(features, rows.ends, places.astype(np.int32), rows.values)

    def spread(self, ids: Ints, values: Floats) -> Floats:
        """Return a text's weights as one array, an element per feature."""
        spread = np.zeros(len(self.features) + 1, np.float32)
        place, known = find(self.features, ids)
        spread[place[known]] = values[known]
        return spread

    def similarities(self, spread: Floats, first: int, last: int) -> Floats:
        """Return the cosine of a text to the rows from `first` to before `last`, of which there is at least one."""
        begin, end = int(self.ends[first]), int(self.ends[last])
        products = spread.take(self.places[begin:end], mode="clip")  # none is outside: that need not be looked at
        products *= self.values[begin:end]
        return np.add.reduceat(products, self.ends[first:last] - begin)


def find(features: Ints, ids: Ints) -> tuple[Places, npt.NDArray[np.bool_]]:
    """Return for each of some ids its place among sorted features, and whether it is there at all."""
    place = np.searchsorted(features, ids)
    known = place < len(features)
    known[known] = features[place[known]] == ids[known]
    return place, known


def runs(first: Places, lengths: Places) -> Places:
    """Return the places of runs of cells one after the other: where each begins, and how many cells it has."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(first - (ends - lengths), lengths) + np.arange(total)


def read_rows(reader: Reader, texts: Sequence[str]) -> tuple[Rows, Rarity]:
    """Read texts into rows; returns them with the rarity of the features."""
    lengths, ids, counts = _count(reader, texts)
    seen = np.bincount(ids, minlength=WIDTH)
    rare = (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)
    owner = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    values = _weigh(owner, ids, counts, rare[ids], len(texts))
    features = np.flatnonzero(seen).astype(np.int32)
    rarity = Rarity(features, rare[features], float(np.float32(np.log(1 + len(texts)) + 1)))
    return Rows(np.concatenate([[0], np.cumsum(lengths)]), ids, values), rarity


def read_one(blocks: Blocks, rarity: Rarity) -> tuple[Ints, Floats]:
    """Return one text's features and their weights; features never seen weigh most, as they should."""
    keys = np.concatenate([blocks.words.astype(np.int64), _CHARS + blocks.chars])
    if not len(keys):
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    ids, counts = np.unique(keys, return_counts=True)
    ids = ids.astype(np.int32)
    owner = np.zeros(len(ids), np.int32)
    return ids, _weigh(owner, ids, counts.astype(np.int32), rarity.of(ids), 1)


def _count(reader: Reader, texts: Sequence[str]) -> tuple[Ints, Ints, Ints]:
    """Return for all texts one after the other: features per text, the features, how often each occurs."""
    lengths, ids, counts = [], [], []
    for start in range(0, len(texts), _CHUNK):
        keys = []
        for row, text in enumerate(texts[start : start + _CHUNK]):
            blocks = reader.read(text)
            keys.append(np.int64(row * WIDTH) + blocks.words)
            keys.append(np.int64(row * WIDTH) + _CHARS + blocks.chars)
        unique, count = np.unique(np.concatenate(keys), return_counts=True)
        size = min(_CHUNK, len(texts) - start)
        lengths.append(np.bincount(unique // WIDTH, minlength=size).astype(np.int32))
        ids.append((unique % WIDTH).astype(np.int32))
        counts.append(count.astype(np.int32))
    return np.concatenate(lengths), np.concatenate(ids), np.concatenate(counts)


def _weigh(owner: Ints, ids: Ints, counts: Ints, rare: Floats, rows: int) -> Floats:
    values = (1 + np.log(counts)).astype(np.float32) * rare
    block = owner.astype(np.int64) * 2 + (ids >= SPACE)
    norms = np.sqrt(2 * np.bincount(block, values.astype(np.float64) ** 2, minlength=2 * rows))
    return (values / np.maximum(norms, 1e-9)[block]).astype(np.float32)
