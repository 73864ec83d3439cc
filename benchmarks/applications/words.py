"""Texts with choices and blanks: `[[one|another]]` is a choice, `{name}` a blank filled from the facts of a person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
CHOICE = re.compile(r"\[\[((?:(?!\[\[|\]\]).)*)\]\]", re.DOTALL)


@cache
def load(name: str) -> Any:  # noqa: ANN401 - each file has its own form
    """Return what a file of the data folder holds."""
    with (DATA / f"{name}.yaml").open(encoding="utf-8") as stream:
        return yaml.safe_load(stream)


def choose(text: str, rng: Random) -> str:
    """Return the text with every `[[a|b]]` decided, from the inside out."""
    while True:
        text, changed = CHOICE.subn(lambda found: rng.choice(found[1].split("|")), text)
        if not changed:
            return text


def fill(text: str, facts: Mapping[str, object], rng: Random) -> str:
    """Return the text with its choices decided and its blanks filled."""
    return choose(text, rng).format_map(facts)


@dataclass(frozen=True, slots=True)
class Day:
    """A date that writes itself: `{born:de}` is in German, `{born:dot}` 02.03.1990, `{born:iso}`, `{born:slash}`."""

    date: date

    def __format__(self, how: str) -> str:
        day = self.date
        forms = {
            "": f"{day:%d/%m/%Y}",
            "iso": day.isoformat(),
            "dot": f"{day:%d.%m.%Y}",
            "slash": f"{day:%d/%m/%Y}",
            "dash": f"{day:%d-%m-%Y}",
            "year": f"{day.year}",
            "last": f"{day.year - 1}",
            "next": f"{day.year + 1}",
            "my": f"{day:%m/%Y}",
        }
        if how in forms:
            return forms[how]
        months = load("calendar")[how.removesuffix("_my")]
        pattern = months["form"] if not how.endswith("_my") else "{month} {year}"
        return str(pattern.format(day=day.day, month=months["months"].split()[day.month - 1], year=day.year))


@dataclass(frozen=True, slots=True)
class Gender:
    """`{g:he/she}` takes the first for a man and the second for a woman."""

    female: bool

    def __format__(self, how: str) -> str:
        return how.split("/")[self.female]


@dataclass(frozen=True, slots=True)
class Digits:
    """`{no:5}` is a number of five digits, the same within one text for the same length."""

    seed: str

    def __format__(self, how: str) -> str:
        length, _, salt = how.partition(":")
        rng = Random(f"{self.seed}/{how}{salt}")
        return str(rng.randrange(1, 10)) + "".join(str(rng.randrange(10)) for _ in range(int(length) - 1))
