"""What the office said, beside what the page says: found without training, and never in place of a clear rule.

A statement is found in two ways. By its topic: wherever the entry it speaks to is found, it is told; nothing is
decided differently. Topics are wide ("meals, transport, parking"), so it is told with the question it answered, unless
that is what was asked, or it answers its topic as a whole: then it has no questions. By its questions: the same words,
or words near enough and nearer than all that is known of the page, and then only where the page gives no answer. Where
nothing at all is found, the statement of the nearest question is told with that question named first, from farther
away: who reads it judges for themselves. How near that is was measured (benchmarks/learned.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from esor_bot.answering.features import Reader
from esor_bot.answering.normalise import plain, words
from esor_bot.answering.spelling import Speller
from esor_bot.answering.vectors import Floats, Ints, Neighbours, Rarity, Rows, read_one
from esor_bot.domain.statement import Said

NEAR = 0.45
AHEAD = 0.0
NAMED = 0.25  # from where a question is named where nothing is found
SURE_SHARE, SURE_NEAR = 0.6, 0.4  # from where a topic is found so surely that its statement needs no introduction
MISSED = 1 / 3  # of the words that carry a question at most so many are not those of the statement's question
LEFT_OUT = 1 / 2  # and of the statement's at most so many are not said
LOOSE = 2 / 3  # both, for a question that is only named
_NOT = frozenset("not no never without none nor nicht kein keine ohne pas sans sin senza non bez".split())
_COUNTS_AS = 2  # how often a word of a question is taken to occur: often enough to be no slip


@dataclass(frozen=True, slots=True)
class Take:
    """The statement that a question is nearest to: its place, how near, and whether in the same words.

    `question` is the place of its question that is near.
    """

    place: int
    near: float
    exact: bool
    question: int = 0


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the office said where an entry is found; `meant`: just that is asked which it answers."""

    said: Said
    meant: bool


@dataclass(frozen=True, slots=True)
class Gist:
    """What must agree for two questions to be the same: the words that carry them, their numbers, whether they deny."""

    content: frozenset[str]
    numbers: frozenset[str]
    denies: bool

    def agrees(self, asked: Gist, missed_most: float = MISSED, left_most: float = LEFT_OUT) -> bool:
        """Say whether a question may be this one in other words: "IELTS 6" is not "IELTS 6.5"."""
        if self.numbers != asked.numbers or self.denies != asked.denies or not asked.content:
            return False
        shared = len(self.content & asked.content)
        missed, left = len(asked.content) - shared, len(self.content) - shared
        return missed <= missed_most * len(asked.content) and left <= left_most * len(self.content)


@dataclass(frozen=True, slots=True)
class Phrased:
    """The questions of the statements as vectors, in the space of the index."""

    reader: Reader
    rarity: Rarity
    speller: Speller
    same: Mapping[tuple[str, ...], int]  # the words of a question -> the place of the statement; the last one counts
    owners: Ints
    neighbours: Neighbours
    gists: tuple[Gist, ...]
    empty: frozenset[str]  # words that carry nothing

    @classmethod
    def of(
        cls,
        reader: Reader,
        rarity: Rarity,
        speller: Speller,
        asked: Sequence[tuple[int, str]],
        empty: frozenset[str],
    ) -> Phrased:
        """Read the questions, each with the place of its statement. What the index does not know is no slip here."""
        known = dict(speller.known)
        for _, question in asked:
            known |= {word: _COUNTS_AS for token in words(question) if (word := plain(token)) not in known}
        own = Speller.of(known, speller.fixed)
        mended = [own.mend(words(question)) for _, question in asked]
        vectors = [read_one(reader.read(tokens), rarity) for tokens in mended]
        rows = Rows(
            np.concatenate([[0], np.cumsum([len(ids) for ids, _ in vectors])]).astype(np.int64),
            np.concatenate([ids for ids, _ in vectors]),
            np.concatenate([values for _, values in vectors]),
        )
        same = {_flat(words(question)): place for place, question in asked}
        owners = np.array([place for place, _ in asked], np.int32)
        gists = tuple(_gist(tokens, reader, empty) for tokens in mended)
        return cls(reader, rarity, own, same, owners, Neighbours.of(rows), gists, empty)

    def nearness(self, tokens: Sequence[str], *limits: float) -> Floats:
        """Return the cosine of some words to each question; 0 where the two can't ask the same.

        `limits` are those of `Gist.agrees`, where not the usual ones.
        """
        spread = self.neighbours.spread(*self.vector(tokens))
        gist = _gist(self.speller.mend(tokens), self.reader, self.empty)
        agree = np.fromiter((own.agrees(gist, *limits) for own in self.gists), np.float32, len(self.gists))
        return np.asarray(self.neighbours.similarities(spread, 0, len(self.owners)) * agree, np.float32)

    def vector(self, tokens: Sequence[str]) -> tuple[Ints, Floats]:
        """Return the features of some words and their weights."""
        return read_one(self.reader.read(self.speller.mend(tokens)), self.rarity)


@dataclass(frozen=True, slots=True)
class Learned:
    """The statements of one cycle, and the number of the entry that each speaks to, or is."""

    told: tuple[Said, ...] = ()
    entries: tuple[int, ...] = ()
    phrased: Phrased | None = None

    def knows(self, token: str) -> bool:
        """Say whether a word occurs in a question of a statement."""
        return self.phrased is not None and self.phrased.speller.knows(token)

    def nearest(self, tokens: Sequence[str], among: Collection[int] | None = None) -> Take | None:
        """Return the statement whose question is nearest to some words; `among` are places, of all where None."""
        if self.phrased is None:
            return None
        same = self.phrased.same.get(_flat(tokens))
        if same is not None and (among is None or same in among):
            return Take(same, 1.0, exact=True)
        return self._first(self.phrased, self.phrased.nearness(tokens), among)

    def named(
        self, tokens: Sequence[str], among: Collection[int], least: float = NAMED, loose: float = LOOSE
    ) -> Take | None:
        """Return the statement that may answer some words for which nothing is found, if one's question is named."""
        if self.phrased is None:
            return None
        take = self._first(self.phrased, self.phrased.nearness(tokens, loose, loose), among)
        return take if take is not None and take.near >= least else None

    @staticmethod
    def _first(phrased: Phrased, near: Floats, among: Collection[int] | None) -> Take | None:
        if among is not None:
            near = np.where(np.isin(phrased.owners, list(among)), near, -1).astype(np.float32)
        best = int(near.argmax())
        if near[best] < 0:
            return None
        owner = int(phrased.owners[best])
        return Take(owner, float(near[best]), exact=False, question=best - int((phrased.owners == owner).argmax()))

    def spoken(self, number: int, tokens: Sequence[str], *, sure: bool) -> Spoken | None:
        """Return what the office said to an entry that was found for some words, if it did.

        That which it was asked in near words, else that which answers the entry as a whole (and is what is meant
        where the entry is found so `sure`), else the nearest, which may not be what is asked.
        """
        places = [place for place, entry in enumerate(self.entries) if entry == number]
        if not places:
            return None
        take = self.nearest(tokens, places)
        if take is not None and take.near >= NEAR:
            return Spoken(self.told[take.place], meant=True)
        whole = [self.told[place] for place in places if not self.told[place].questions]
        if whole:
            return Spoken(whole[-1], meant=sure)
        return Spoken(self.told[take.place if take is not None else places[-1]], meant=False)


NOTHING = Learned()


def speaks(near: float, page: float, *, least: float = NEAR, ahead: float = AHEAD) -> bool:
    """Say whether a statement is near enough to speak where the page gives no answer; `page` is how near that comes."""
    return near >= least and near - page >= ahead


def _gist(tokens: Sequence[str], reader: Reader, empty: frozenset[str]) -> Gist:
    flat = [plain(token) for token in tokens]
    numbers = frozenset(word for word in flat if any(mark.isdigit() for mark in word))
    content = frozenset(reader.stem(word) for word in flat if word not in empty and word not in _NOT | numbers)
    return Gist(content | numbers, numbers, bool(_NOT & set(flat)))


def _flat(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(plain(token) for token in tokens)
