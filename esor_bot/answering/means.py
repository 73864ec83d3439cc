"""A classifier for a very large knowledge base: the mean vector of each entry's phrasings. Nothing is trained."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from esor_bot.answering.linear import softmax
from esor_bot.answering.vectors import WIDTH, Floats, Ints, Rows


@dataclass(frozen=True, slots=True)
class Means:
    """The entries' mean vectors as postings: for each feature the entries that hold it, with their weight."""

    offsets: Ints
    owners: Ints
    values: Floats
    entries: int

    @classmethod
    def of(cls, rows: Rows, labels: Ints, entries: int) -> Means:
        """Add up the rows of each entry and bring the sums to length one."""
        owner = np.repeat(labels, np.diff(rows.ends))
        order = np.lexsort((owner, rows.ids))
        ids, owner, values = rows.ids[order], owner[order], rows.values[order]
        first = np.flatnonzero(np.r_[True, (ids[1:] != ids[:-1]) | (owner[1:] != owner[:-1])])
        sums = np.add.reduceat(values, first)
        ids, owner = ids[first], owner[first]
        length = np.sqrt(np.bincount(owner, sums.astype(np.float64) ** 2, minlength=entries))
        offsets = np.zeros(WIDTH + 1, np.int32)
        np.cumsum(np.bincount(ids, minlength=WIDTH), out=offsets[1:])
        return cls(offsets, owner, (sums / length[owner]).astype(np.float32), entries)

    def shares(self, ids: Ints, values: Floats) -> Floats:
        """Return each entry's share for one vector; they add up to one."""
        scores = np.zeros(self.entries, np.float32)
        for feature, value in zip(ids.tolist(), values.tolist(), strict=True):
            part = slice(int(self.offsets[feature]), int(self.offsets[feature + 1]))
            scores[self.owners[part]] += value * self.values[part]
        return softmax(scores)
