"""A linear classifier over sparse vectors: multinomial logistic regression, by stochastic gradient descent.

Against a ridge regression in a count sketch of 1024 to 4096 buckets it ranks markedly better (see
benchmarks/RESULTS.md); against the solvers of scikit-learn it needs no library of 200 MB. A knowledge base too
large for it (rows times entries) is classified by the means of its entries instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from esor_bot.answering.vectors import WIDTH, Floats, Ints, Places, Rows

SHARPNESS = 8.0
STEP = 0.5
BIAS = 0.1
NEGLIGIBLE = 0.01  # an entry whose share is this near to what it should be is left as it is
LARGEST = 20_000_000  # rows x entries
_EPOCHS = ((2_000, 10), (10_000, 6))  # up to so many rows, so many rounds; above: 4


class Classifier(Protocol):
    """Gives each entry its share of a question."""

    def shares(self, ids: Ints, values: Floats) -> Floats:
        """Return each entry's share for one vector; they add up to one."""
        ...


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of the features that were kept: `columns` gives a feature's row in `weights`, -1 where it has none.

    The last row of `weights` is the bias.
    """

    columns: Ints
    weights: Floats

    def shares(self, ids: Ints, values: Floats) -> Floats:
        """Return each entry's share for one vector; they add up to one."""
        column = self.columns[ids]
        kept = column >= 0
        scores = values[kept] @ self.weights[column[kept]].astype(np.float32)
        return softmax(scores + BIAS * self.weights[-1].astype(np.float32))


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
    return Linear(columns, weights.astype(np.float16))


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
