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
        owner = np.repeat(np.arange(len(rows)), lengths)
        first = np.repeat(self.ends[rows] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
        return owner, first + np.arange(len(owner))


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
        place = np.searchsorted(self.features, ids)
        known = place < len(self.features)
        known[known] = self.features[place[known]] == ids[known]
        spread[place[known]] = values[known]
        return spread

    def similarities(self, spread: Floats, first: int, last: int) -> Floats:
        """Return the cosine of a text to the rows from `first` to before `last`, of which there is at least one."""
        begin, end = int(self.ends[first]), int(self.ends[last])
        products = spread[self.places[begin:end]] * self.values[begin:end]
        return np.add.reduceat(products, self.ends[first:last] - begin)


def read_rows(reader: Reader, texts: Sequence[str]) -> tuple[Rows, Floats]:
    """Read texts into rows; returns them with the rarity (idf) of every feature."""
    lengths, ids, counts = _count(reader, texts)
    rarity = (np.log((1 + len(texts)) / (1 + np.bincount(ids, minlength=WIDTH))) + 1).astype(np.float32)
    owner = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    values = _weigh(owner, ids, counts, rarity, len(texts))
    return Rows(np.concatenate([[0], np.cumsum(lengths)]), ids, values), rarity


def read_one(blocks: Blocks, rarity: Floats) -> tuple[Ints, Floats]:
    """Return one text's features and their weights; features never seen weigh most, as they should."""
    keys = np.concatenate([blocks.words.astype(np.int64), _CHARS + blocks.chars])
    if not len(keys):
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    ids, counts = np.unique(keys, return_counts=True)
    owner = np.zeros(len(ids), np.int32)
    return ids.astype(np.int32), _weigh(owner, ids.astype(np.int32), counts.astype(np.int32), rarity, 1)


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


def _weigh(owner: Ints, ids: Ints, counts: Ints, rarity: Floats, rows: int) -> Floats:
    values = (1 + np.log(counts)).astype(np.float32) * rarity[ids]
    block = owner.astype(np.int64) * 2 + (ids >= SPACE)
    norms = np.sqrt(2 * np.bincount(block, values.astype(np.float64) ** 2, minlength=2 * rows))
    return (values / np.maximum(norms, 1e-9)[block]).astype(np.float32)
