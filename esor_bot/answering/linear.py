"""A linear classifier over sparse vectors: multinomial logistic regression, by stochastic gradient descent.

Against a ridge regression in a count sketch of 1024 to 4096 buckets it ranks markedly better (see
benchmarks/RESULTS.md); against the solvers of scikit-learn it needs no library of 200 MB. A knowledge base too
large for it (rows times entries) is classified by the means of its entries instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from esor_bot.answering.vectors import WIDTH, Floats, Ints, Places, Rows, find, runs

Halves = npt.NDArray[np.float16]

SHARPNESS = 8.0
STEP = 0.5
BIAS = 0.1
NEGLIGIBLE = 0.01  # an entry whose share is this near to what it should be is left as it is
LARGEST = 20_000_000  # rows x entries
FULL = 1 / 3  # a feature that speaks of a larger share of the entries than this is stored as a whole
_EPOCHS = ((2_000, 10), (10_000, 6))  # up to so many rows, so many rounds; above: 4


class Classifier(Protocol):
    """Gives each entry its share of a question."""

    def shares(self, ids: Ints, values: Floats) -> Floats:
        """Return each entry's share for one vector; they add up to one."""
        ...


@dataclass(frozen=True, slots=True)
class Linear:
    """The weights of the features that were kept, `features`, sorted. Four in five are nothing, and are not stored.

    A feature that speaks of many entries has a row in `full`, by its place in `rows` (-1 for the others); the last row
    is the bias. The weights of any other feature i stand from ends[i] to ends[i + 1]: the entry in `owners`, the weight
    in `weights`.
    """

    features: Ints
    rows: Ints
    full: Halves
    ends: Ints
    owners: npt.NDArray[np.uint16]
    weights: Halves

    @classmethod
    def of(cls, features: Ints, weights: Floats) -> Linear:
        """Keep what is something of weights, a row for each feature and the bias as the last one."""
        small = weights.astype(np.float16)
        many = np.count_nonzero(small, axis=1) > FULL * small.shape[1]
        many[-1] = True
        rows = np.where(many, np.cumsum(many) - 1, -1).astype(np.int32)[:-1]
        cells = np.where(many[:, None], 0, small)[:-1]
        owner, entry = np.nonzero(cells)
        ends = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(features)))]).astype(np.int32)
        return cls(features, rows, small[many], ends, entry.astype(np.uint16), cells[owner, entry])

    def shares(self, ids: Ints, values: Floats) -> Floats:
        """Return each entry's share for one vector; they add up to one."""
        place, known = find(self.features, ids)
        place, values = place[known], values[known]
        row = self.rows[place]
        many = row >= 0
        scores = values[many] @ self.full[row[many]].astype(np.float32) + BIAS * self.full[-1].astype(np.float32)
        few, values = place[~many], values[~many]
        first = self.ends[few].astype(np.int64)
        lengths = self.ends[few + 1] - first
        cells = runs(first, lengths)
        told = np.repeat(values, lengths) * self.weights[cells]
        return softmax(scores + np.bincount(self.owners[cells], told, minlength=len(scores)).astype(np.float32))


def softmax(scores: Floats) -> Floats:
    """Turn scores into shares that add up to one, along the last axis."""
    raised = np.exp(SHARPNESS * (scores - scores.max(axis=-1, keepdims=True)))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def train(rows: Rows, labels: Ints, entries: int, chosen: Places | None = None) -> Linear:
    """Train on all rows, or on the chosen ones. The same input gives the same weights."""
    chosen = np.arange(len(rows)) if chosen is None else chosen
    columns = _columns(rows, chosen)
    weights = np.zeros((int(columns.max()) + 2, entries), np.float32)
    sizes = np.bincount(labels[chosen], minlength=entries)
    balance = np.sqrt(len(chosen) / (entries * np.maximum(sizes, 1))).astype(np.float32)
    epochs = next((epochs for size, epochs in _EPOCHS if len(chosen) <= size), 4)
    cells = _cells(rows, chosen, columns)
    shuffle = np.random.default_rng(0)
    for epoch in range(epochs):
        step = STEP * (1 - epoch / epochs)
        for place in shuffle.permutation(len(chosen)).tolist():
            column, value = cells[place]
            label = labels[chosen[place]]
            error = softmax(value @ weights[column])
            error[label] -= 1
            told = np.flatnonzero(np.abs(error) > NEGLIGIBLE)
            weights[column[:, None], told] -= np.multiply.outer(value, error[told] * (step * balance[label]))
    return Linear.of(np.flatnonzero(columns >= 0).astype(np.int32), weights)


def _cells(rows: Rows, chosen: Places, columns: Ints) -> list[tuple[Ints, Floats]]:
    """Return for each chosen row the columns of its kept features and their values, the bias last."""
    last = np.int32(columns.max() + 1)
    cells = []
    for row in chosen.tolist():
        part = slice(int(rows.ends[row]), int(rows.ends[row + 1]))
        column = columns[rows.ids[part]]
        kept = column >= 0
        cells.append((np.append(column[kept], last), np.append(rows.values[part][kept], np.float32(BIAS))))
    return cells


def _columns(rows: Rows, chosen: Places) -> Ints:
    """Keep the features of the chosen rows; in a large base only those that occur twice."""
    _, cells = rows.cells(chosen)
    seen = np.bincount(rows.ids[cells], minlength=WIDTH)
    kept = np.flatnonzero(seen >= (2 if len(chosen) > 2_000 else 1))
    columns = np.full(WIDTH, -1, np.int32)
    columns[kept] = np.arange(len(kept), dtype=np.int32)
    return columns


def is_large(rows: int, entries: int) -> bool:
    """Say whether a base is too large to train the classifier on."""
    return rows * entries > LARGEST
