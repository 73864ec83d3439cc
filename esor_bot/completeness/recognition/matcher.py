"""Looks up all phrases of all concepts in a page's words, with some mercy for what an OCR does to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from esor_bot.completeness.fold import fold
from esor_bot.completeness.recognition.mending import Mender
from esor_bot.completeness.recognition.phrases import Phrases
from esor_bot.completeness.recognition.spacing import together


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


class Matcher:
    """All phrases of all concepts. Nothing of a page is kept."""

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        self._phrases = Phrases(concepts)
        self._subject = {fold(word) for word in concepts.get("subject_word", ())}
        self._mender = Mender(self._phrases.words)

    def fold(self, line: str) -> str:
        """Fold a line as it was read; words that are spaced out are put together."""
        return together(fold(line), self._phrases.words)

    def hits(self, lines: Iterable[str], *, misread: bool = False) -> tuple[Hit, ...]:
        """Return what is found in the folded `lines`; with `misread`, letters and spaces may be wrong.

        A phrase may run over the end of a line into the next.
        """
        rows = [line.split() for line in lines]
        if not misread:
            return tuple(self._plain(rows))
        rows = self._mender.mended(rows)
        found = list(self._plain(rows))
        known = {(hit.phrase, hit.line) for hit in found}
        return (*found, *(hit for hit in self._without_spaces(rows) if (hit.phrase, hit.line) not in known))

    def _plain(self, rows: list[list[str]]) -> Iterator[Hit]:
        words = [word for row in rows for word in row]
        place = [number for number, row in enumerate(rows) for _ in row]
        letters = [sum(map(len, row)) for row in rows]
        for at in range(len(words)):
            for phrase in self._phrases.at(words, at):
                end = at + len(phrase.words)
                own = sum(map(len, words[at:end]))
                room = sum(letters[place[at] : place[end - 1] + 1]) or 1
                edge = self._begins(words, place, at) or end == len(words) or place[end] != place[end - 1]
                for concept in phrase.concepts:
                    yield Hit(concept, phrase.number, place[at], own / room, edge)

    def _begins(self, words: list[str], place: list[int], at: int) -> bool:
        """Say whether a line begins at a word, or with the word for its subject before it."""
        if at == 0 or place[at - 1] != place[at]:
            return True
        return words[at - 1] in self._subject and self._begins(words, place, at - 1)

    def _without_spaces(self, rows: list[list[str]]) -> Iterator[Hit]:
        for number, row in enumerate(rows):
            line = "".join(row)
            for letters, phrase in dict.fromkeys(self._phrases.within(line)):
                for concept in phrase.concepts:
                    yield Hit(concept, phrase.number, number, len(letters) / len(line), True)
