"""Misspelt and run-together words, mended towards the words the knowledge base knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from esor_bot.answering.normalise import plain

_SHORTEST = 4
_TWO_SLIPS = 8
MANY = 2_000


@dataclass(slots=True)
class Speller:
    """Knows the words of the phrasings and mends those that are one or two slips away from exactly one of them."""

    known: Mapping[str, int]  # word without accents -> how often it occurs
    fixed: Mapping[str, str] = field(default_factory=dict)  # usual misspellings and what they stand for
    _by_start: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    _seen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Mapping[str, int], fixed: Mapping[str, str]) -> Speller:
        """Build it from the known words with their counts, and the usual misspellings."""
        speller = cls(known, fixed)
        least = 2 if len(known) > MANY else 1  # among many words one that stands once may be a slip itself
        for word, count in known.items():
            if count >= least and len(word) >= _SHORTEST:
                speller._by_start.setdefault((word[0], len(word)), []).append(word)
        return speller

    def mend(self, tokens: Sequence[str]) -> list[str]:
        """Return the words with the misspelt ones mended and run-together ones split."""
        mended: list[str] = []
        for token in tokens:
            mended += self._one(token)
        return mended

    def knows(self, token: str) -> bool:
        """Say whether a word, or what it is mended to, is one of the known words."""
        return any(plain(word) in self.known for word in self._one(token))

    def _one(self, token: str) -> tuple[str, ...]:
        flat = plain(token)
        if flat in self.fixed:
            return tuple(self.fixed[flat].split())
        if flat in self.known or len(flat) < _SHORTEST or not flat.isalpha():
            return (token,)
        seen = self._seen.get(flat)
        if seen is None:
            if len(self._seen) > 50_000:
                self._seen.clear()
            seen = self._seen[flat] = self._closest(flat) or self._halves(flat) or (token,)
        return seen

    def _closest(self, word: str) -> tuple[str, ...] | None:
        slips = 2 if len(word) >= _TWO_SLIPS else 1
        near = [
            candidate
            for size in range(len(word) - slips, len(word) + slips + 1)
            for candidate in self._by_start.get((word[0], size), ())
        ]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=5)
        if not found:
            return None
        least = min(distance for _, distance, _ in found)
        best = max((name for name, distance, _ in found if distance == least), key=lambda name: self.known[name])
        return (best,)

    def _halves(self, word: str) -> tuple[str, ...] | None:
        splits = [(word[:cut], word[cut:]) for cut in range(3, len(word) - 2)]
        good = [pair for pair in splits if all(self.known.get(half, 0) > 2 for half in pair)]
        if not good:
            return None
        return max(good, key=lambda pair: min(self.known[pair[0]], self.known[pair[1]]))
