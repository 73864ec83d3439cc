"""Words that were misread, mended by what is known: only where one known word is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_MENDED = 6  # letters that a word needs before one of them may be misread
_TWICE = 11  # and before two may
_END = 2  # letters at the beginning or the end that have to be right


class Mender:
    """Knows words, and mends others that are nearly one of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = {word for word in words if len(word) >= _MENDED}
        self._begins: dict[str, list[str]] = defaultdict(list)
        self._ends: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            self._begins[word[:_END]].append(word)
            self._ends[word[-_END:]].append(word)

    def mended(self, rows: list[list[str]]) -> list[list[str]]:
        """Return rows of words with those that were misread put right."""
        doubtful = {word for row in rows for word in row if self._doubtful(word)}
        better = {word: best for word in doubtful if (best := self._nearest(word)) is not None}
        return [[better.get(word, word) for word in row] for row in rows] if better else rows

    def _nearest(self, word: str) -> str | None:
        allowed = 2 if len(word) >= _TWICE else 1
        near = [*self._begins.get(word[:_END], ()), *self._ends.get(word[-_END:], ())]
        near = [one for one in near if abs(len(one) - len(word)) <= allowed]
        found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=allowed) if near else None
        return None if found is None else str(found[0])

    def _doubtful(self, word: str) -> bool:
        return len(word) >= _MENDED and word not in self._known and not word.isdigit()
