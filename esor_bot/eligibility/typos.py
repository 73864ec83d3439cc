"""Misspelt words of the vocabulary, mended where one letter is missing, added, wrong or swapped."""

from __future__ import annotations

from collections.abc import Callable, Set

_SHORTEST = 8


class Typos:
    """Knows the vocabulary's longer words and finds the one that a misspelt word stands for."""

    def __init__(self, words: Callable[[], tuple[Set[str], Set[str]]], ordinary: frozenset[str]) -> None:
        self._ordinary = ordinary
        self._words = words
        self._whole: frozenset[str] = frozenset()
        self._starts: frozenset[str] = frozenset()
        self._shorter: dict[str, str] = {}

    def mend(self, word: str) -> str:
        """Return the known word that `word` misspells, or `word` itself."""
        if len(word) < _SHORTEST - 1 or not word.isalpha():
            return word
        if not self._whole:
            self._learn()
        if self._is_known(word):
            return word
        for cut in (word, *_cuts(word)):
            known = self._shorter.get(cut)
            if known is not None and _near(word, known):
                return known
        return word

    def _learn(self) -> None:
        """Take in the vocabulary, once, when the first long word comes."""
        whole, starts = self._words()
        self._whole, self._starts = frozenset(whole | self._ordinary), frozenset(starts)
        long = sorted(word for word in self._whole | starts if len(word) >= _SHORTEST and word.isalpha())
        self._shorter = {cut: known for known in long for cut in (known, *_cuts(known))}

    def _is_known(self, word: str) -> bool:
        return word in self._whole or any(word[:end] in self._starts for end in range(3, len(word) + 1))


def _cuts(word: str) -> tuple[str, ...]:
    """Return the word with each one letter left out; the first letter stays."""
    return tuple(word[:place] + word[place + 1 :] for place in range(1, len(word)))


def _near(word: str, known: str) -> bool:
    """Say whether one letter missing, added, wrong, or two swapped lie between the words.

    Another ending makes another form of a word ("surgeons"), not a misspelling.
    """
    if word.startswith(known[:-1]) or known.startswith(word):
        return False
    if abs(len(word) - len(known)) > 1:
        return False
    if len(word) != len(known):
        return True
    places = [place for place, (left, right) in enumerate(zip(word, known, strict=True)) if left != right]
    if len(places) == 1:
        return True
    return len(places) == 2 and word[places[0]] == known[places[1]] and word[places[1]] == known[places[0]]
