"""The phrases of all concepts, laid out so that those which begin at a word are found at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern

from esor_bot.completeness.fold import fold

_GLUED = 10  # letters of a phrase that is also found where the spaces were lost
_KEY = 8  # of them by which it is looked up


@dataclass(frozen=True, slots=True)
class Phrase:
    """A folded phrase: its words, for each of them whether any ending will do, and the concepts that it stands for."""

    number: int
    words: tuple[str, ...]
    open: tuple[bool, ...]
    concepts: tuple[str, ...]

    def fits(self, words: Sequence[str], at: int) -> bool:
        """Say whether the phrase stands at a place among words."""
        if at + len(self.words) > len(words):
            return False
        for word, loose in zip(self.words, self.open, strict=True):
            found = words[at]
            if found != word and not (loose and found.startswith(word)):
                return False
            at += 1
        return True


class Phrases:
    """All phrases: those of fixed words by what they are, those with open endings by how they begin."""

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        self.words: set[str] = set()
        """Every word of every phrase, without open endings."""
        self._fixed: dict[tuple[str, ...], Phrase] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._open: dict[str, list[Phrase]] = defaultdict(list)  # the first word is fixed, a later one is open
        self._begun: dict[str, list[Phrase]] = defaultdict(list)  # the first word is open
        self._glued: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in _phrases(concepts):
            self.words.update(phrase.words)
            if phrase.open[0]:
                self._begun[phrase.words[0]].append(phrase)
            elif any(phrase.open):
                self._open[phrase.words[0]].append(phrase)
            else:
                self._fixed[phrase.words] = phrase
                lengths[phrase.words[0]].add(len(phrase.words))
            glued = "".join(phrase.words)
            if len(phrase.words) > 1 and not any(phrase.open[:-1]) and len(glued) >= _GLUED:
                self._glued[glued[:_KEY]].append((glued, phrase))
        self._lengths = {first: tuple(sorted(some)) for first, some in lengths.items()}

    def at(self, words: Sequence[str], place: int) -> Iterator[Phrase]:
        """Yield the phrases that stand at a place among words."""
        word = words[place]
        for length in self._lengths.get(word, ()):
            phrase = self._fixed.get(tuple(words[place : place + length]))
            if phrase is not None:
                yield phrase
        for phrase in self._open.get(word, ()):
            if phrase.fits(words, place):
                yield phrase
        for end in range(2, len(word) + 1):
            for phrase in self._begun.get(word[:end], ()):
                if phrase.fits(words, place):
                    yield phrase

    def within(self, glued: str) -> Iterator[tuple[str, Phrase]]:
        """Yield the phrases, with their letters, that stand in a line whose spaces were taken out."""
        for place in range(len(glued) - _KEY + 1):
            for letters, phrase in self._glued.get(glued[place : place + _KEY], ()):
                if glued.startswith(letters, place):
                    yield letters, phrase


def _phrases(concepts: Mapping[str, Iterable[str]]) -> Iterator[Phrase]:
    owners: dict[str, list[str]] = defaultdict(list)
    for concept, phrases in concepts.items():
        for written in phrases:
            folded = fold(written)
            if folded.strip("* "):
                owners[folded].append(concept)
    shared: dict[tuple[object, ...], tuple[object, ...]] = {}  # few different ones, of many
    for number, (folded, names) in enumerate(owners.items()):
        words = [word for word in folded.split() if word.strip("*")]
        ends = tuple(word.endswith("*") for word in words)
        owned = tuple(dict.fromkeys(names))
        yield Phrase(
            number,
            tuple(intern(word.rstrip("*")) for word in words),
            shared.setdefault(ends, ends),  # type: ignore[arg-type]
            shared.setdefault(owned, owned),  # type: ignore[arg-type]
        )
