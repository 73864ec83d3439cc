"""A message taken apart: the questions in it, without greetings and stories."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esor_bot.answering.normalise import line, plain, words

MAX_SEGMENTS = 12
WINDOW = 28

_STOP = re.compile(r"(?<=[.!?;])[\"')\]]*\s+|(?<=\?)|\n+|\s+(?=\(?\d{1,2}[.)]\s)|^\s*[-*•]\s+", re.MULTILINE)
_TAIL = re.compile(r"[\s,;:]*(?:\b(?:and|or|but|plus|also|et|und|y|e|oraz|ou|oder)\b)?[\s,;:]*$", re.IGNORECASE)
_JOINT = re.compile(
    r"[,;:+&()]|(?<=[^\W\d])\s*/\s*(?=[^\W\d])|\s-+\s"
    r"|\b(?:and|plus|also|as well as|then|et|und|y|oraz|sowie|anche|también)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*\(?\d{1,2}[.)]\s*|^\s*[-*•]\s+")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a message: its text and words, and whether it asks something."""

    text: str
    words: tuple[str, ...]
    asks: bool


@dataclass(frozen=True, slots=True)
class Splitter:
    """Splits by the word lists of the vocabulary."""

    openers: frozenset[str]  # words a question begins with
    auxiliaries: frozenset[str]
    announcing: tuple[str, ...]  # phrases that announce a question
    joints: frozenset[str]  # words after which a second question may begin

    @classmethod
    def of(cls, lists: Mapping[str, Sequence[str]]) -> Splitter:
        """Build it from named lists; what is missing is empty."""
        openers = {plain(word) for phrase in lists.get("question_words", ()) for word in words(phrase)[:1]}
        auxiliaries = {plain(word) for phrase in lists.get("auxiliaries", ()) for word in words(phrase)[:1]}
        announcing = tuple(line(one) for one in lists.get("asks", ()))
        # Of the single letters that join in some language only "y" is no word of another.
        joints = set("and or but plus also then et und oraz ou oder y".split())
        return cls(frozenset(openers), frozenset(auxiliaries), announcing, frozenset(joints))

    def sentences(self, text: str) -> list[Segment]:
        """Return the sentences and lines of a cleaned message, in order."""
        pieces = (_NUMBER.sub("", piece or "").strip() for piece in _STOP.split(text))
        return [self.segment(piece) for piece in pieces if any(mark.isalnum() for mark in piece)]

    def clauses(self, sentence: Segment) -> list[Segment]:
        """Cut a sentence before each further question in it: ", and do you …", ", who …"."""
        tokens = sentence.text.split()
        cuts = [0]
        for place in range(1, len(tokens) - 1):
            word = self._bare(tokens[place])
            before = self._bare(tokens[place - 1])
            comma = tokens[place - 1].endswith((",", ":", ";"))
            joined = before in self.joints and place - cuts[-1] >= 2
            if place - cuts[-1] >= 2 and (word in self.openers or word in self.auxiliaries) and (comma or joined):
                cuts.append(place)
        pieces = [" ".join(tokens[a:b]) for a, b in zip(cuts, [*cuts[1:], len(tokens)], strict=True)]
        return [self.segment(_TAIL.sub("", piece), asked=sentence.asks) for piece in pieces]

    def atoms(self, sentence: Segment) -> list[Segment]:
        """Cut a sentence at every comma and joint: the smallest things that could be asked for."""
        found = [piece.strip() for piece in _JOINT.split(sentence.text)]
        return [self.segment(piece, asked=True) for piece in found if any(mark.isalnum() for mark in piece)]

    def segment(self, text: str, *, asked: bool = False) -> Segment:
        """Judge whether a piece of text asks something."""
        tokens = tuple(words(text))
        return Segment(text, tokens, asked or self.is_question(text, tokens))

    def is_question(self, text: str, tokens: Sequence[str]) -> bool:
        """Say whether a text asks: by its mark, its first words, or a phrase that announces a question."""
        if text.rstrip("\"')] ").endswith("?"):
            return True
        flat = [plain(token) for token in tokens]
        start = 0
        while start < len(flat) and flat[start] in self.joints:
            start += 1
        if start < len(flat) and (flat[start] in self.openers or flat[start] in self.auxiliaries):
            return True
        return self.announced(flat) is not None

    def announced(self, flat: Sequence[str]) -> int | None:
        """Return the place after the last phrase that announces a question, if there is one."""
        line = f" {' '.join(flat)} "
        best = -1
        for phrase in self.announcing:
            at = line.rfind(f" {phrase} ")
            best = max(best, at + len(phrase) + 1 if at >= 0 else -1)
        return line[:best].count(" ") if best >= 0 else None

    def windows(self, segment: Segment) -> list[Segment]:
        """Cut a long segment without punctuation into overlapping pieces; the announced question comes first."""
        tokens = segment.words
        pieces: list[tuple[str, ...]] = []
        announced = self.announced([plain(token) for token in tokens])
        if announced is not None and announced < len(tokens):
            pieces.append(tokens[announced : announced + WINDOW])
        if len(tokens) <= 6 * WINDOW:
            pieces += [tokens[start : start + WINDOW] for start in range(0, len(tokens), WINDOW // 2)]
        return [Segment(" ".join(piece), piece, asks=number == 0) for number, piece in enumerate(pieces) if piece]

    @staticmethod
    def _bare(token: str) -> str:
        return plain(token.strip(",.;:!?()\"'").lower())
