"""The index over all phrasings of a programme: the evidence for each entry, for any question.

Two kinds of lexical evidence: the share that a linear classifier gives each entry, and the cosine to the entry's
nearest phrasing. How much evidence a question needs to count as known at all (`floor`) is learnt from the
phrasings themselves: what nine in ten of them reach when the classifier and the neighbours never saw them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from esor_bot.answering.features import Blocks, Reader
from esor_bot.answering.linear import Classifier, is_large, train
from esor_bot.answering.means import Means
from esor_bot.answering.normalise import joined, words
from esor_bot.answering.vectors import Floats, Ints, Neighbours, Places, Rarity, Rows, read_one, read_rows

NEARNESS = 2.0
QUANTILE = 0.1
HELD_OUT = 1_000
LOOKED_AT = 10
HELD = 4  # of so many entries the phrasings are held in memory at a time


def _nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the index says of one question, an element per entry."""

    share: Floats  # the classifier's share
    near: Floats  # cosine to the nearest phrasing, 0 to 1; 0 for entries the classifier leaves far behind

    @property
    def evidence(self) -> Floats:
        """Join both kinds of evidence, 0 to 3; compare with the index's floor."""
        return self.share + NEARNESS * self.near

    @property
    def order(self) -> Floats:
        """Join both kinds of evidence for the order of the entries: a product of share and nearness, in logs."""
        return np.asarray(np.log(self.share + 1e-7) / 6 + self.near, np.float32)


@dataclass(frozen=True, slots=True)
class Index:
    """The trained index. Rows are sorted by entry: `starts` holds each entry's first row, and the number of rows."""

    starts: Ints
    rarity: Rarity
    neighbours: Neighbours
    linear: Classifier
    floor: float
    said: npt.NDArray[np.uint64]  # digests of the phrasings' words, sorted
    owners: Ints  # the entry of each of them
    let_go: Callable[[], None] = _nothing  # gives memory back that need not be held

    def exact(self, tokens: Sequence[str]) -> int | None:
        """Return the entry that has exactly these words as a phrasing, if there is one."""
        digest = np.uint64(_digest(tokens))
        place = int(np.searchsorted(self.said, digest))
        return int(self.owners[place]) if place < len(self.said) and self.said[place] == digest else None

    @property
    def entries(self) -> int:
        """Return the number of entries."""
        return len(self.starts) - 1

    def score(self, blocks: Blocks) -> Scores:
        """Score a question against all entries."""
        ids, values = read_one(blocks, self.rarity)
        share = self.linear.shares(ids, values)
        near = np.zeros(self.entries, np.float32)
        spread = self.neighbours.spread(ids, values)
        ahead = np.argpartition(-share, LOOKED_AT)[:LOOKED_AT] if self.entries > LOOKED_AT else range(self.entries)
        for place, entry in enumerate(ahead, start=1):
            near[entry] = self.neighbours.similarities(spread, self.starts[entry], self.starts[entry + 1]).max()
            if place % HELD == 0:
                self.let_go()
        self.let_go()
        return Scores(share, near)


def build(reader: Reader, phrasings: Sequence[tuple[int, str]], entries: int) -> Index:
    """Train an index on (entry, phrasing) pairs; every entry from 0 to `entries - 1` must have a phrasing."""
    ordered = sorted(phrasings, key=lambda pair: pair[0])
    labels = np.array([entry for entry, _ in ordered], np.int32)
    starts = np.searchsorted(labels, np.arange(entries + 1)).astype(np.int32)
    rows, rarity = read_rows(reader, [text for _, text in ordered])
    neighbours = Neighbours.of(rows)
    large = is_large(len(rows), entries)
    linear: Classifier = Means.of(rows, labels, entries) if large else train(rows, labels, entries)
    floor = _floor(rows, neighbours, labels, starts, linear if large else None)
    digests = np.array([_digest(words(text)) for _, text in ordered], np.uint64)
    order = np.argsort(digests, kind="stable")
    return Index(starts, rarity, neighbours, linear, floor, digests[order], labels[order])


def _digest(tokens: Sequence[str]) -> int:
    return int.from_bytes(blake2b(joined(tokens).encode(), digest_size=8).digest(), "little")


def _floor(rows: Rows, neighbours: Neighbours, labels: Ints, starts: Ints, ready: Classifier | None = None) -> float:
    """Return the evidence that nine in ten phrasings reach when they are held out.

    A classifier that is `ready` is taken as it is, where training one without them would take too long.
    """
    evidence = []
    for held in _folds(len(rows)):
        trained = np.setdiff1d(np.arange(len(rows)), held)
        linear = ready or train(rows, labels, len(starts) - 1, trained)
        for row in held[:HELD_OUT].tolist():
            part = slice(int(rows.ends[row]), int(rows.ends[row + 1]))
            shares = linear.shares(rows.ids[part], rows.values[part])
            winner = int(shares.argmax())
            first, last = int(starts[winner]), int(starts[winner + 1])
            spread = neighbours.spread(rows.ids[part], rows.values[part])
            sims = neighbours.similarities(spread, first, last)
            sims[np.isin(np.arange(first, last), held)] = 0
            evidence.append(float(shares[winner] + NEARNESS * sims.max()))
    return float(np.quantile(evidence, QUANTILE))


def _folds(rows: int) -> list[Places]:
    """Return the rows to hold out in turn: two halves of a small base, a tenth of a large one once."""
    order = np.random.default_rng(1).permutation(rows)
    if rows <= 2_000:
        return [order[: rows // 2], order[rows // 2 :]] if rows > 3 else [order]
    return [order[: min(HELD_OUT, rows // 10)]]
