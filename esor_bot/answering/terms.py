"""Vocabulary applied: words of other languages and synonyms become the words the knowledge base uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esor_bot.answering.normalise import line, plain, words
from esor_bot.knowledge.base import Vocabulary

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Terms:
    """A table from what people say (one to four words, without accents) to the terms it stands for."""

    table: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Terms:
        """Build the table: every word of a term's languages, and every synonym, leads to the term's own words."""
        table: dict[str, dict[str, None]] = {}
        for english, languages in vocabulary.terms.items():
            for said in languages.values():
                _enter(table, said, english)
        for group in vocabulary.same:
            _enter(table, group[1:], group[0])
        return cls({said: tuple(terms) for said, terms in table.items()})

    def find(self, tokens: Sequence[str], stems: Sequence[str]) -> list[str]:
        """Return the terms that the words stand for, longest phrases first at each place."""
        if not self.table:
            return []
        flat = [plain(token) for token in tokens]
        found: list[str] = []
        place = 0
        while place < len(flat):
            for size in range(min(_LONGEST, len(flat) - place), 0, -1):
                said = " ".join(flat[place : place + size])
                terms = self.table.get(said)
                if terms is None and size == 1:
                    terms = self.table.get(stems[place])
                if terms is not None:
                    found += terms
                    place += size - 1
                    break
            place += 1
        return found


def _enter(table: dict[str, dict[str, None]], said: Sequence[str], term: str) -> None:
    for phrase in said:
        key = line(phrase)
        if key and key != term:
            entry = table.setdefault(key, {})
            entry.update(dict.fromkeys(words(term)))
