"""What counts as told, what is asked, and how follow-ups are put together."""

from __future__ import annotations

import pytest

from esor_bot.domain.condition import Verdict
from esor_bot.eligibility import judge, overall
from tests.unit.eligibility.world import TODAY, condition, cycle, told


@pytest.mark.parametrize(
    "text",
    [
        "May somebody pick a centre in the country they live in?",
        "why are people from the centre's country left out?",
        "toefl needed?",
        "is it for residents?",
        "do I have to speak French?",
        "what about radiographers?",
        "how many publications do I need?",
        "can I postpone the start?",
        "Können sich auch Assistenzärzte bewerben?",
        "faut-il être membre de l'ESR ?",
        "hello",
        "",
    ],
)
def test_general_questions_tell_nothing(text: str) -> None:
    """A question about a rule is no circumstance."""
    assert told(text).told == frozenset()


def test_a_neighbouring_question_is_not_hijacked() -> None:
    """Circumstances next to another question are told, but no judgement is asked for."""
    circumstances = told("I work in Madrid and have a dog, what's the deadline?")
    assert circumstances.told
    assert not circumstances.asks
    assert told("I work in Madrid, can I apply?").asks


def test_follow_ups_add_and_replace() -> None:
    """A later word on the same matter replaces the earlier one, on another it is added."""
    first = told("I work in Madrid, can I apply?")
    abroad = cycle(condition("residence_abroad"))
    assert overall(judge(first.merge(told("but I'm Italian by nationality")), abroad, TODAY)) is Verdict.NOT_ELIGIBLE
    assert overall(judge(first.merge(told("sorry, I work in Rome")), abroad, TODAY)) is Verdict.ELIGIBLE
    moved = first.merge(told("what if I move to Rome before I apply there?"))
    assert overall(judge(moved, abroad, TODAY)) is Verdict.NEEDS_OFFICE


def test_misspelt_words_are_mended() -> None:
    """One wrong letter in a long word does not hide what is told."""
    assert told("board certificatoin in March 2028").certifications
    assert told("I am a radiograhper").profession is not None


def test_long_text_stays_fast_and_quiet() -> None:
    """Thousands of pasted characters are read without an error."""
    assert told("lorem ipsum dolor sit amet " * 400).told == frozenset()
