"""What the office said, beside what the page says: found without training, and never in place of a clear rule.

A statement is found in two ways. By its topic: wherever the entry it speaks to is found, it is the answer; nothing
is decided differently. By its questions: the same words, or words near enough and nearer than all that is known of
the page, and then only where the page gives no answer. How near that is was measured (benchmarks/learned.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from esor_bot.answering.features import Reader
from esor_bot.answering.normalise import plain, words
from esor_bot.answering.spelling import Speller
from esor_bot.answering.vectors import Floats, Ints, Neighbours, Rows, read_one
from esor_bot.domain.statement import Said

NEAR = 0.5
AHEAD = 0.0
SURE_SHARE, SURE_NEAR = 0.6, 0.4  # from where a topic is found so surely that its statement needs no introduction
PREFIX = "statement:"
_COUNTS_AS = 2  # how often a word of a question is taken to occur: often enough to be no slip


@dataclass(frozen=True, slots=True)
class Take:
    """A statement that a question comes to by its words: the number of its entry, how near, and whether the same."""

    number: int
    near: float
    exact: bool


def speaks(near: float, page: float, *, least: float = NEAR, ahead: float = AHEAD) -> bool:
    """Say whether a statement is near enough to speak where the page gives no answer; `page` is how near that comes."""
    return near >= least and near - page >= ahead


@dataclass(frozen=True, slots=True)
class Phrased:
    """The questions of the statements as vectors, in the space of the index."""

    reader: Reader
    rarity: Floats
    speller: Speller
    said: Mapping[tuple[str, ...], int]  # the words of a question -> the number of the entry that answers it
    owners: tuple[int, ...]
    neighbours: Neighbours

    @classmethod
    def of(cls, reader: Reader, rarity: Floats, speller: Speller, asked: Sequence[tuple[int, str]]) -> Phrased:
        """Read the questions, each with the number of its entry. What the index does not know is no slip here."""
        known = dict(speller.known)
        for _, question in asked:
            known |= {word: _COUNTS_AS for token in words(question) if (word := plain(token)) not in known}
        own = Speller.of(known, speller.fixed)
        vectors = [read_one(reader.read(own.mend(words(question))), rarity) for _, question in asked]
        rows = Rows(
            np.concatenate([[0], np.cumsum([len(ids) for ids, _ in vectors])]).astype(np.int64),
            np.concatenate([ids for ids, _ in vectors]),
            np.concatenate([values for _, values in vectors]),
        )
        said = {_flat(words(question)): number for number, question in reversed(asked)}
        return cls(reader, rarity, own, said, tuple(number for number, _ in asked), Neighbours.of(rows))

    def nearest(self, tokens: Sequence[str], without: frozenset[int]) -> Take | None:
        """Return the statement whose question is nearest to some words."""
        same = self.said.get(_flat(tokens))
        if same is not None and same not in without:
            return Take(same, 1.0, exact=True)
        near = self.nearness(tokens)
        for place in np.argsort(-near, kind="stable").tolist():
            if self.owners[place] not in without:
                return Take(self.owners[place], float(near[place]), exact=False)
        return None

    def nearness(self, tokens: Sequence[str]) -> Floats:
        """Return the cosine of some words to each question."""
        ids, values = self.vector(tokens)
        return self.neighbours.similarities(self.neighbours.spread(ids, values), 0, len(self.owners))

    def vector(self, tokens: Sequence[str]) -> tuple[Ints, Floats]:
        """Return the features of some words and their weights."""
        return read_one(self.reader.read(self.speller.mend(tokens)), self.rarity)


@dataclass(frozen=True, slots=True)
class Learned:
    """The statements of one cycle, by the id of the entry that each speaks to, or is."""

    by_entry: Mapping[str, Said] = field(default_factory=dict)
    phrased: Phrased | None = None

    def said(self, entry: str) -> Said | None:
        """Return what the office said where that entry is found."""
        return self.by_entry.get(entry)

    def knows(self, token: str) -> bool:
        """Say whether a word occurs in a question of a statement."""
        return self.phrased is not None and self.phrased.speller.knows(token)

    def nearest(self, tokens: Sequence[str], without: frozenset[int]) -> Take | None:
        """Return the statement whose question is nearest to some words, if there are any statements."""
        return self.phrased.nearest(tokens, without) if self.phrased is not None else None


NOTHING = Learned()


def _flat(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(plain(token) for token in tokens)
