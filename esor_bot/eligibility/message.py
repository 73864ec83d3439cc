"""A message prepared for the readers: its tokens, the concepts found, its clauses and who each speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from esor_bot.eligibility.lexicon import Lexicon
from esor_bot.eligibility.phrases import Hit
from esor_bot.eligibility.text import Token, tokenise


@dataclass(frozen=True, slots=True)
class Message:
    """Tokens and hits of a message, with the number of the clause and of the sentence of each token."""

    tokens: tuple[Token, ...]
    by: Mapping[str, tuple[Hit, ...]]
    clause: tuple[int, ...]
    sentence: tuple[int, ...]
    starts: tuple[int, ...]
    lexicon: Lexicon

    def of(self, *concepts: str) -> Iterator[Hit]:
        """Yield the hits of the concepts in the order in which they stand."""
        if len(concepts) == 1:
            return iter(self.by.get(concepts[0], ()))
        found = [hit for concept in concepts for hit in self.by.get(concept, ())]
        return iter(sorted(found, key=lambda hit: (hit.start, -hit.end)))

    def has(self, *concepts: str) -> bool:
        """Say whether one of the concepts was found."""
        return any(concept in self.by for concept in concepts)

    def inside(self, index: int, *concepts: str) -> bool:
        """Say whether one of the concepts stands in the clause of the token at `index`."""
        return any(self.clause[hit.start] == self.clause[index] for hit in self.of(*concepts))

    def in_sentence(self, index: int, *concepts: str) -> bool:
        """Say whether one of the concepts stands in the sentence of the token at `index`."""
        return any(self.sentence[hit.start] == self.sentence[index] for hit in self.of(*concepts))

    def before(self, index: int, reach: int, *concepts: str) -> bool:
        """Say whether one of the concepts ends at most `reach` tokens before `index`, in the same clause."""
        return any(
            hit.end <= index and index - hit.end <= reach and self.clause[hit.start] == self.clause[index]
            for hit in self.of(*concepts)
        )

    def after(self, index: int, reach: int, *concepts: str) -> bool:
        """Say whether one of the concepts begins at most `reach` tokens from `index`, in its clause."""
        last = min(index, len(self.clause) - 1)
        return any(
            hit.start >= index and hit.start - index <= reach and self.clause[hit.start] == self.clause[last]
            for hit in self.of(*concepts)
        )

    def some(self, name: str) -> frozenset[str]:
        """Return a list of single words of the vocabulary."""
        return self.lexicon.words[name]

    def word(self, index: int) -> str:
        """Return the word at `index`, or "" outside the message."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def words(self, hit: Hit) -> str:
        """Return the words of a hit."""
        return " ".join(token.text for token in self.tokens[hit.start : hit.end])

    def asking(self, index: int) -> bool:
        """Say whether the clause of the token at `index` begins as a question."""
        start = self.starts[self.clause[index]]
        begun = {hit.start for hit in self.of("ask_start")}
        while start < index and start not in begun and self.word(start) in self.some("greetings"):
            start += 1
        return start in begun

    def personal(self, index: int) -> bool:
        """Say whether the clause tells something, or asks it of the person who writes."""
        if self.inside(index, "generic") and not self.inside(index, "self"):
            return False
        return not self.asking(index) or self.inside(index, "self")

    def of_other(self, index: int) -> bool:
        """Say whether the token at `index` is said of somebody else than the person who writes."""
        last = ""
        others = [hit for hit in self.of("other") if self.sentence[hit.start] == self.sentence[index]]
        for hit in others:
            if hit.start < index:
                last = "other"
                end = hit.end
        if not last:
            return False
        return not any(end <= hit.start < index and self.word(hit.start) in self.some("i") for hit in self.of("self"))


def prepare(text: str, lexicon: Lexicon) -> Message:
    """Tokenise a message, find the concepts in it and part it into clauses and sentences."""
    tokens, hits = lexicon.read(tokenise(text))
    clause: list[int] = []
    sentence: list[int] = []
    starts = [0]
    sentences = 0
    fresh = False
    ifs = {hit.start for hit in hits if hit.concept == "if"}
    for index, token in enumerate(tokens):
        if (fresh or token.text in lexicon.words["breaks"] or index in ifs) and index > starts[-1]:
            starts.append(index)
        fresh = token.kind in {"stop", "pause"}
        clause.append(len(starts) - 1)
        sentence.append(sentences)
        sentences += token.kind == "stop"
    by: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        by.setdefault(hit.concept, []).append(hit)
    grouped = {concept: tuple(found) for concept, found in by.items()}
    return Message(tokens, grouped, tuple(clause), tuple(sentence), tuple(starts), lexicon)
