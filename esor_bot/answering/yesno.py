"""The first word of an answer to a yes/no question: said only where the entry's own lists settle it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from esor_bot.answering.normalise import words
from esor_bot.domain.programme import Cycle, Entry, Lead, Phase

_AUXILIARIES = frozenset(
    "can could may might do does did is are am was were will would shall should must have has had need isn't".split()
)
_WH = frozenset("who what when where why how which whose whom".split())
_TAGS = frozenset("right correct true no yes or".split())
_LONG_TAGS = tuple(
    tag.split() for tag in ("is not it", "is it not", "do not you", "does not it", "yes or no", "or no", "or not")
)
_NEGATIONS = frozenset("not no never without nor neither nothing".split())
_OPENERS = frozenset(
    "so and but or then also please hi hello hey dear sir madam ok okay well just quick question sorry".split()
)


def is_yes_no(text: str, tokens: Sequence[str]) -> bool:
    """Say whether a question can be answered by yes or no: by its first words, its tag, or its bare mark."""
    rest = list(tokens)
    while rest and rest[0] in _OPENERS:
        rest = rest[1:]
    if not rest or rest[0] in _WH or any(word in _WH for word in rest[1:3]):
        return False
    if rest[0] in _AUXILIARIES:
        return True
    asked = text.rstrip("\"')] ").endswith("?")
    return rest[-1] in _TAGS or (asked and not _WH & set(rest))


def lead(entry: Entry, text: str, tokens: Sequence[str], cycle: Cycle, today: date) -> str:
    """Return the entry's first words for this question, or "" when nothing settles them.

    A negation outside the phrase that matched turns the sense of the question around; then nothing is said.
    """
    if not entry.leads or not is_yes_no(text, tokens):
        return ""
    line = f" {' '.join(_without_tag(tokens))} "
    phase = cycle.phase(today)
    said = {one.say for one in entry.leads if _fits(one, line, phase)}
    return said.pop() if len(said) == 1 else ""


def _fits(one: Lead, line: str, phase: Phase) -> bool:
    if one.when is not None and phase is not one.when and not (one.when is Phase.CLOSED and phase.over):
        return False
    if any(f" {_flat(phrase)} " in line for phrase in one.none):
        return False
    for phrase in map(_flat, one.any):
        if f" {phrase} " in line:
            rest = line.replace(f" {phrase} ", " ", 1).split()
            return not _NEGATIONS & set(rest)
    return False


@lru_cache(maxsize=4096)
def _flat(phrase: str) -> str:
    return " ".join(words(phrase))


def _without_tag(tokens: Sequence[str]) -> list[str]:
    rest = list(tokens)
    for tag in _LONG_TAGS:
        if rest[-len(tag) :] == tag:
            rest = rest[: -len(tag)]
    while rest and rest[-1] in _TAGS:
        rest = rest[:-1]
    return rest
