"""A question for one condition: what may be answered, and what each answer tells of the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from esor_bot.eligibility.circumstances import Circumstances
from esor_bot.eligibility.lexicon import Lexicon

Reads = Callable[[str, Lexicon, date], Circumstances | None]
"""Reads a typed answer, on a day; None where it can't be read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to choose from, and what it tells."""

    id: str
    told: Circumstances


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `ask` names its sentences, which `values` fill; it has `answers`, or is typed and `reads` it.

    `id` is that of a condition, `also` are those that the same answer tells about.
    """

    id: str
    ask: str
    values: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    reads: Reads | None = None
    also: tuple[str, ...] = ()
