"""Tf-idf vectors of texts over hashed features, and their postings.

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
class Postings:
    """For each feature the rows that hold it, with their weight."""

    offsets: Ints
    rows: Ints
    values: Floats
    size: int

    @classmethod
    def of(cls, rows: Rows) -> Postings:
        """Turn rows into postings."""
        owner = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.ends))
        order = np.argsort(rows.ids, kind="stable")
        offsets = np.zeros(WIDTH + 1, np.int32)
        np.cumsum(np.bincount(rows.ids, minlength=WIDTH), out=offsets[1:])
        return cls(offsets, owner[order], rows.values[order], len(rows))

    def similarities(self, ids: Ints, values: Floats) -> Floats:
        """Return the cosine of one vector to every row."""
        sims = np.zeros(self.size, np.float32)
        first, last = self.offsets[ids], self.offsets[ids + 1]
        for start, end, value in zip(first.tolist(), last.tolist(), values.tolist(), strict=True):
            if end > start:
                sims[self.rows[start:end]] += value * self.values[start:end]
        return sims


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
