"""The small phrase language of the vocabulary, and a matcher that finds all phrases in one pass.

`board certif*` matches words in a row, a star stands for the rest of a word; `(a|an|)` is a choice, empty
meaning that it may be absent; `<name>` is a choice defined once; `..` stands for up to three words; phrases
are parted by ` | `.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from esor_bot.eligibility.text import Token, plain

_PIECE = re.compile(r"\(([^()]*)\)|<(\w+)>|(\S+)")
_GAP = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: the words and beginnings of words that fit."""

    words: frozenset[str]
    starts: tuple[str, ...] = ()
    optional: bool = False
    gap: bool = False

    def fits(self, word: str) -> bool:
        """Say whether `word` may stand here."""
        return word in self.words or (bool(self.starts) and word.startswith(self.starts))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase of a concept."""

    concept: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found in the tokens from `start` up to, not including, `end`."""

    concept: str
    start: int
    end: int


class Matcher:
    """Finds the phrases of many concepts in a token sequence, looking only where a first word fits."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._exact: dict[str, list[Phrase]] = {}
        self._begun: dict[str, list[Phrase]] = {}
        self._phrases: list[Phrase] = []
        for phrase in phrases:
            self._add(phrase)

    def _add(self, phrase: Phrase) -> None:
        self._phrases.append(phrase)
        for number, slot in enumerate(phrase.slots):
            rest = Phrase(phrase.concept, phrase.slots[number:])
            for word in slot.words:
                self._exact.setdefault(word, []).append(rest)
            for start in slot.starts:
                self._begun.setdefault(start[:3], []).append(rest)
            if not slot.optional:
                break

    def words(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return every word, and every beginning of a word, that stands in a phrase."""
        slots = {slot for phrase in self._phrases for slot in phrase.slots}
        whole = frozenset(word for slot in slots for word in slot.words)
        return whole, frozenset(start for slot in slots for start in slot.starts)

    def hits(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return every hit; of one concept at one place only the longest."""
        found: dict[tuple[str, int], int] = {}
        for index, token in enumerate(tokens):
            if token.kind in {"stop", "pause"}:
                continue
            word = token.text
            for phrase in (*self._exact.get(word, ()), *self._begun.get(word[:3], ())):
                if not phrase.slots[0].fits(word):
                    continue
                end = _match(tokens, index + 1, phrase.slots, 1)
                key = (phrase.concept, index)
                if end > found.get(key, 0):
                    found[key] = end
        return tuple(Hit(concept, start, end) for (concept, start), end in found.items())


def _match(tokens: Sequence[Token], index: int, slots: tuple[Slot, ...], number: int) -> int:
    """Return where the phrase ends that goes on at `index` with slot `number`, or 0."""
    if number == len(slots):
        return index
    slot = slots[number]
    best = _match(tokens, index, slots, number + 1) if slot.optional or slot.gap else 0
    if slot.gap:
        for skipped in range(1, _GAP + 1):
            if index + skipped > len(tokens) or tokens[index + skipped - 1].kind in {"stop", "pause"}:
                break
            best = max(best, _match(tokens, index + skipped, slots, number + 1))
        return best
    at = index
    if at < len(tokens) and tokens[at].text == "-":
        at += 1
    if at < len(tokens) and tokens[at].kind not in {"stop", "pause"} and slot.fits(tokens[at].text):
        best = max(best, _match(tokens, at + 1, slots, number + 1))
    return best


def compile_phrases(concepts: Mapping[str, Iterable[str]], choices: Mapping[str, str]) -> Iterator[Phrase]:
    """Compile the phrases of a vocabulary mapping: concept to lines of phrases."""
    for concept, lines in concepts.items():
        for line in lines:
            for phrase in plain(line).split(" | "):
                for slots in _expand(phrase.strip(), choices):
                    if slots:
                        yield Phrase(concept, slots)


@lru_cache(maxsize=16384)
def _slot(word: str) -> Slot:
    if word == "..":
        return Slot(frozenset(), gap=True)
    return Slot(frozenset(), (word[:-1],)) if word.endswith("*") else Slot(frozenset({word}))


def _expand(phrase: str, choices: Mapping[str, str]) -> list[tuple[Slot, ...]]:
    if "(" not in phrase and "<" not in phrase:
        return [tuple(map(_slot, phrase.split()))]
    done: list[tuple[Slot, ...]] = [()]
    for choice, name, word in _PIECE.findall(phrase):
        if name:
            choice = choices[name]
        options = _slots(choice.split("|")) if choice else [(_slot(word),)]
        done = [before + option for before in done for option in options]
    return done


def _slots(options: Sequence[str]) -> list[tuple[Slot, ...]]:
    """One slot for all one-word options, and a row of slots for each longer one."""
    singles = [option for option in options if option and " " not in option]
    optional = "" in options
    rows: list[tuple[Slot, ...]] = []
    if singles:
        words = frozenset(option for option in singles if not option.endswith("*"))
        starts = tuple(option[:-1] for option in singles if option.endswith("*"))
        rows.append((Slot(words, starts, optional),))
    elif optional:
        rows.append(())
    rows.extend(tuple(map(_slot, option.split())) for option in options if " " in option)
    return rows
