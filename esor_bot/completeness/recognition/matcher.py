"""Looks up all phrases of all concepts in a page's words, with some mercy for what an OCR does to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from esor_bot.completeness.recognition.fold import fold
from esor_bot.completeness.recognition.spacing import together

_MENDED = 6  # letters that a word needs before one of them may be misread
_TWICE = 11  # and before two may
_GLUED = 10  # letters of a phrase that is also found where the spaces were lost


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a concept, found in line `line` (from 0); `share` of the line's letters are its own.

    `edge`: the line begins or ends with it.
    """

    concept: str
    phrase: int
    line: int
    share: float
    edge: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    number: int
    words: tuple[str, ...]
    open: tuple[bool, ...]  # per word: any ending
    concepts: tuple[str, ...]
    letters: int

    def fits(self, words: list[str], at: int) -> bool:
        if at + len(self.words) > len(words):
            return False
        return all(
            found.startswith(word) if loose else found == word
            for word, loose, found in zip(self.words, self.open, words[at:], strict=False)
        )


class Matcher:
    """All phrases, by their first word."""

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        owners: dict[str, list[str]] = defaultdict(list)
        for concept, phrases in concepts.items():
            for written in phrases:
                folded = fold(written)
                if folded.strip("* "):
                    owners[folded].append(concept)
        self._whole: dict[str, list[_Phrase]] = defaultdict(list)
        self._begun: dict[str, list[_Phrase]] = defaultdict(list)
        self._glued: list[tuple[str, _Phrase]] = []
        self._words: set[str] = set()
        vocabulary: set[str] = set()
        for number, (folded, names) in enumerate(owners.items()):
            phrase = _phrase(number, folded, tuple(dict.fromkeys(names)))
            (self._begun if phrase.open[0] else self._whole)[phrase.words[0]].append(phrase)
            self._words.update(phrase.words)
            vocabulary.update(word for word in phrase.words if len(word) >= _MENDED)
            if not any(phrase.open[:-1]) and len(phrase.words) > 1 and phrase.letters >= _GLUED:
                self._glued.append(("".join(phrase.words), phrase))
        self._vocabulary = sorted(vocabulary)
        self._known = vocabulary

    def fold(self, line: str) -> str:
        """Fold a line as it was read; words that are spaced out are put together."""
        return together(fold(line), self._words)

    def hits(self, lines: Iterable[str], *, misread: bool = False) -> tuple[Hit, ...]:
        """Return what is found in the folded `lines`; with `misread`, letters and spaces may be wrong.

        A phrase may run over the end of a line into the next.
        """
        rows = [line.split() for line in lines]
        if misread:
            rows = self._mended(rows)
        found = list(self._plain(rows))
        if misread:
            known = {(hit.phrase, hit.line) for hit in found}
            found += [hit for hit in self._without_spaces(rows) if (hit.phrase, hit.line) not in known]
        return tuple(found)

    def _plain(self, rows: list[list[str]]) -> Iterator[Hit]:
        words = [word for row in rows for word in row]
        place = [number for number, row in enumerate(rows) for _ in row]
        letters = [sum(map(len, row)) for row in rows]
        for at, word in enumerate(words):
            for phrase in self._starting(word):
                if phrase.fits(words, at):
                    end = at + len(phrase.words)
                    own = sum(len(one) for one in words[at:end])
                    last = place[end - 1]
                    room = sum(letters[place[at] : last + 1]) or 1
                    edge = at == 0 or place[at - 1] != place[at] or end == len(words) or place[end] != place[end - 1]
                    for concept in phrase.concepts:
                        yield Hit(concept, phrase.number, place[at], own / room, edge)

    def _starting(self, word: str) -> Iterator[_Phrase]:
        yield from self._whole.get(word, ())
        for end in range(2, len(word) + 1):
            yield from self._begun.get(word[:end], ())

    def _without_spaces(self, rows: list[list[str]]) -> Iterator[Hit]:
        glued = ["".join(row) for row in rows]
        page = "\n".join(glued)
        for text, phrase in self._glued:
            if text in page:
                for number, line in enumerate(glued):
                    if text in line:
                        for concept in phrase.concepts:
                            yield Hit(concept, phrase.number, number, len(text) / len(line), True)

    def _mended(self, rows: list[list[str]]) -> list[list[str]]:
        unknown = sorted({word for row in rows for word in row if self._doubtful(word)})
        if not unknown:
            return rows
        better: dict[str, str] = {}
        distances = process.cdist(unknown, self._vocabulary, scorer=OSA.distance, score_cutoff=2)
        for word, line in zip(unknown, distances, strict=True):
            best = int(line.argmin())
            allowed = 2 if len(word) >= _TWICE else 1
            if line[best] <= allowed:
                better[word] = self._vocabulary[best]
        return [[better.get(word, word) for word in row] for row in rows]

    def _doubtful(self, word: str) -> bool:
        return len(word) >= _MENDED and word not in self._known and not word.isdigit()


def _phrase(number: int, folded: str, concepts: tuple[str, ...]) -> _Phrase:
    words = [word for word in folded.split() if word.strip("*")]
    return _Phrase(
        number,
        tuple(word.rstrip("*") for word in words),
        tuple(word.endswith("*") for word in words),
        concepts,
        sum(len(word.rstrip("*")) for word in words),
    )
