"""A made-up programme in Spain with other dates and bounds, and the shipped vocabulary, for these tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from esor_bot.domain.condition import Condition, Verdict, Weight
from esor_bot.domain.programme import Cycle, Window
from esor_bot.eligibility import Circumstances, Judgement, Lexicon, judge, load_lexicon, overall, read

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
TODAY = date(2030, 4, 10)


@cache
def lexicon() -> Lexicon:
    """The shipped vocabulary, loaded once."""
    return load_lexicon(KNOWLEDGE / "vocabulary")


def condition(kind: str, /, weight: Weight = Weight.REQUIRED, **rule: object) -> Condition:
    """A condition of a kind with its rule."""
    return Condition(id=kind, title=kind, kind=kind, entry=kind, weight=weight, rule=rule)


def cycle(*conditions: Condition, country: str = "ES") -> Cycle:
    """A cycle open until 1 June 2030 that runs from 1 October 2030 for a year."""
    window = Window(closes=date(2030, 6, 1), starts=date(2030, 10, 1), ends=date(2031, 9, 30))
    return Cycle(id="2030", title="2030/31", country=country, window=window, conditions=conditions)


def told(text: str) -> Circumstances:
    """What a message tells."""
    return read(text, lexicon())


def judged(text: str, *conditions: Condition) -> tuple[Judgement, ...]:
    """A message judged against conditions."""
    return judge(told(text), cycle(*conditions), TODAY)


def verdict(text: str, *conditions: Condition) -> Verdict | None:
    """The overall verdict on a message, None when it touches no condition."""
    found = judged(text, *conditions)
    return overall(found) if found else None
