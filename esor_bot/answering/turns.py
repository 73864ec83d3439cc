"""What a message is in the conversation: a choice picked, a correction, a follow-up, or a question of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from esor_bot.answering.normalise import line, plain, words
from esor_bot.domain.reply import Option

_MATCH = 80
NAMED = 5  # letters from which an ordinal counts inside a longer message: "the second please", not "the english one"
_ANAPHORA = frozenset(
    "it that this they them these those one ones he she him her its their same too else exactly then".split()
)


@dataclass(frozen=True, slots=True)
class Turns:
    """The word lists by which turns are told apart."""

    ordinals: tuple[tuple[str, int], ...]  # phrase -> place, the last one is -1
    none: tuple[str, ...]
    corrections: tuple[str, ...]
    switches: tuple[str, ...]
    follow_ups: tuple[str, ...]
    fillers: frozenset[str]
    carriers: frozenset[str]
    applying: tuple[str, ...]
    empty: frozenset[str]  # all words that carry no content
    greetings: tuple[str, ...]
    naming: tuple[str, ...]  # phrases before a thing that is only named: "what are", "tell me about"
    articles: frozenset[str]
    polite: tuple[str, ...]  # phrases after it, their words from the last to the first

    @classmethod
    def of(cls, lists: Mapping[str, Sequence[str]]) -> Turns:
        """Build it from the vocabulary's named lists; what is missing is empty."""

        def flat(name: str) -> tuple[str, ...]:
            phrases = dict.fromkeys(line(one) for one in lists.get(name, ()))
            return tuple(sorted((phrase for phrase in phrases if phrase), key=len, reverse=True))

        fillers = frozenset(flat("fillers"))
        carriers = frozenset(word for phrase in flat("carriers") for word in phrase.split())
        ordinals = [(phrase, place) for place in range(1, 7) for phrase in flat(f"ordinal_{place}")]
        ordinals += [(phrase, -1) for phrase in flat("last")]
        return cls(
            ordinals=tuple(ordinals),
            none=flat("none_of_these"),
            corrections=flat("correction"),
            switches=flat("switch"),
            follow_ups=flat("follow_up"),
            fillers=fillers,
            carriers=carriers,
            applying=flat("applying"),
            empty=fillers | carriers | _ANAPHORA,
            greetings=flat("fillers"),
            naming=flat("naming"),
            articles=frozenset(flat("articles")),
            polite=tuple(" ".join(reversed(phrase.split())) for phrase in flat("polite")),
        )

    def pick(self, text: str, options: Sequence[Option]) -> int | None:
        """Return which of the offered options a message picks: its place from 1, 0 for none, None for no pick."""
        said = self.bare(text)
        tokens = said.split()
        if not tokens or len(tokens) > 9:
            return None
        if said.isdecimal():
            return int(said) if 0 <= int(said) <= len(options) else None
        if said in self.none:
            return 0
        for phrase, place in self.ordinals:
            if said == phrase or (len(phrase) >= NAMED and len(tokens) <= 5 and f" {phrase} " in f" {said} "):
                number = place if place > 0 else len(options)
                return number if number <= len(options) else None
        return self._by_label(said, options)

    @staticmethod
    def _by_label(said: str, options: Sequence[Option]) -> int | None:
        scores = [fuzz.token_set_ratio(said, line(option.label)) for option in options]
        best = max(range(len(scores)), key=scores.__getitem__)
        rest = [score for place, score in enumerate(scores) if place != best]
        clear = scores[best] >= _MATCH and all(scores[best] - score >= 10 for score in rest)
        return best + 1 if clear else None

    def bare(self, text: str) -> str:
        """Return the words of a message without those that carry no content."""
        tokens = line(text).split()
        kept = [token for token in tokens if token not in self.fillers]
        return " ".join(kept or tokens)

    def content(self, text: str) -> list[str]:
        """Return the words of a message that carry its content: none in "and from whom?", one in "about the fees"."""
        return [word for word in line(text).split() if word not in self.empty]

    def named(self, tokens: Sequence[str]) -> list[str] | None:
        """Return what a message only names, without the words around it: "fees" of "can you tell me about the fees".

        None where nothing leads to it, or nothing is left.
        """
        flat, start, end = [plain(token) for token in tokens], 0, len(tokens)
        while step := _led(flat[:end][::-1], self.polite):
            end -= step
        greeted = _led(flat[start:end], self.greetings)
        start = greeted
        while step := _led(flat[start:end], self.naming):
            start += step
        if end - start > 1 and flat[start] in self.articles:
            start += 1
        return list(tokens[start:end]) if start > greeted or end < len(tokens) else None

    def applies(self, text: str) -> bool:
        """Say whether a message is about handing in an application."""
        said = f" {line(text)} "
        return any(f" {phrase} " in said for phrase in self.applying)

    def correction(self, text: str) -> str | None:
        """Return what is left of a message that begins as a correction, None when it does not."""
        return self._after(self.corrections, text)

    def switch(self, text: str) -> str | None:
        """Return what is left of a message that announces another topic, None when it does not."""
        return self._after(self.switches, text)

    def leans(self, tokens: Sequence[str]) -> bool:
        """Say whether a message leans on what was said before: short, elliptic, or with a pronoun."""
        flat = [plain(token) for token in tokens]
        said = " ".join(flat)
        if any(said == phrase or said.startswith(f"{phrase} ") for phrase in self.follow_ups):
            return True
        return len(flat) <= 4 or (len(flat) <= 12 and self.refers(flat))

    @staticmethod
    def refers(tokens: Sequence[str]) -> bool:
        """Say whether some words hold a pronoun that stands for something said before."""
        return bool(_ANAPHORA & set(tokens))

    @staticmethod
    def _after(phrases: Sequence[str], text: str) -> str | None:
        tokens = words(text)
        size = _led([plain(token) for token in tokens], phrases)
        if not size:
            return None
        rest = " ".join(tokens[size:])
        return Turns._after(phrases, rest) or rest


def _led(flat: Sequence[str], phrases: Sequence[str]) -> int:
    """Return how many words at the beginning are one of the phrases, and not all there is; the longest come first."""
    said = " ".join(flat)
    found = next((phrase for phrase in phrases if said.startswith(f"{phrase} ")), "")
    return found.count(" ") + 1 if found else 0
