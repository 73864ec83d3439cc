"""The vocabulary of personal circumstances: countries, cities, months, numbers, phrases; read from data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import yaml

from esor_bot.eligibility.phrases import Hit, Matcher, Phrase, compile_phrases
from esor_bot.eligibility.text import Token, plain
from esor_bot.eligibility.typos import Typos

COUNTRIES = "countries.yaml"
CIRCUMSTANCES = "circumstances.yaml"


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its name in replies, and for each group of countries whether it is "in", "out" or "open"."""

    code: str
    name: str
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words the readers know. `shy` are names of places that are also ordinary words."""

    countries: Mapping[str, Country]
    shy: frozenset[str]
    months: Mapping[str, int]
    numbers: Mapping[str, float]
    words: Mapping[str, frozenset[str]]
    languages: tuple[str, ...]
    matcher: Matcher
    typos: Typos

    def read(self, tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Hit, ...]]:
        """Return the tokens with misspelt known words mended, and the concepts found in them."""
        mended = tuple(self._mended(token) for token in tokens)
        return mended, self.matcher.hits(mended)

    def _mended(self, token: Token) -> Token:
        if token.kind != "word":
            return token
        better = self.typos.mend(token.text)
        return token if better == token.text else Token(better, token.kind, token.upper)


def load_lexicon(path: Path) -> Lexicon:
    """Load the vocabulary from the folder that holds countries.yaml and circumstances.yaml."""
    countries = _read(path / COUNTRIES)
    words = _read(path / CIRCUMSTANCES)
    known, names = _countries(countries)
    shy = frozenset(plain(str(countries["shy"])).split(" | "))
    months = {plain(word): int(number) for number, line in _pairs(words["months"]) for word in line.split()}
    numbers = {plain(word): float(number) for number, line in _pairs(words["numbers"]) for word in line.split()}
    choices = {name: plain(line) for name, line in _pairs(words["choices"])}
    concepts = {name: _lines(lines) for name, lines in cast("Mapping[str, object]", words["concepts"]).items()}
    phrases: list[Phrase] = [*compile_phrases(names, {}), *compile_phrases(concepts, choices)]
    matcher = Matcher(phrases)
    ordinary = frozenset(plain(" ".join(_lines(words["ordinary"]))).split())
    typos = Typos(matcher.words, ordinary | months.keys())
    languages = tuple(str(words["languages"]).split())
    single = {name: frozenset(plain(line).split()) for name, line in _pairs(words["words"])}
    return Lexicon(known, shy, months, numbers, single, languages, matcher, typos)


def _read(file: Path) -> Mapping[str, object]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # all values are words here; no need to guess types
    with file.open(encoding="utf-8") as handle:
        return cast("Mapping[str, object]", yaml.load(handle, loader))


def _pairs(mapping: object) -> Iterator[tuple[str, str]]:
    for key, value in cast("Mapping[object, object]", mapping).items():
        yield str(key), " | ".join(value) if isinstance(value, list) else str(value)


def _lines(value: object) -> Iterable[str]:
    return value if isinstance(value, list) else [str(value)]


def _countries(data: Mapping[str, object]) -> tuple[dict[str, Country], dict[str, list[str]]]:
    """Return the countries, and the phrases for each: "place:FR", "people:FR" and "city:FR"."""
    known: dict[str, Country] = {}
    names: dict[str, list[str]] = {}
    for code, entry in cast("Mapping[str, Mapping[str, str]]", data["countries"]).items():
        groups = {key: value for key, value in entry.items() if key not in {"say", "names", "people"}}
        known[code] = Country(code, entry["say"], groups)
        names[f"place:{code}"] = [entry["names"]]
        if entry.get("people"):
            names[f"people:{code}"] = [entry["people"]]
    for code, line in cast("Mapping[str, str]", data["cities"]).items():
        names[f"city:{code}"] = [line]
    return known, names
