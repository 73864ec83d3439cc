"""The first word of an answer: said only where the entry's own lists settle it."""

from __future__ import annotations

from datetime import date

import pytest

from esor_bot.answering.normalise import words
from esor_bot.answering.yesno import is_yes_no, lead
from esor_bot.domain.programme import Cycle, Entry, Lead, Phase, Window

CYCLE = Cycle("c", "C", window=Window(closes=date(2030, 6, 1)))
ENTRY = Entry(
    "gate",
    ("is the gate open",),
    {None: "The gate is green."},
    leads=(
        Lead("Yes.", ("green", "painted green")),
        Lead("No.", ("red", "closed for ever"), none=("reddish",)),
        Lead("Yes.", ("open",), when=Phase.OPEN),
        Lead("No.", ("open",), when=Phase.CLOSED),
    ),
)


def said(text: str, today: date = date(2030, 5, 1)) -> str:
    """The first word of the answer to a question about the gate."""
    return lead(ENTRY, text, words(text), CYCLE, today)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is the gate green?", "Yes."),
        ("the gate is green, right?", "Yes."),
        ("Hello, is it painted green", "Yes."),
        ("is the gate red?", "No."),
        ("it's red, isn't it?", "No."),
        ("is it reddish red?", ""),
        ("is the gate blue?", ""),
        ("why is the gate green?", ""),
        ("the gate is green", ""),
        ("is the gate green or red?", ""),
    ],
)
def test_yes_or_no(text: str, expected: str) -> None:
    """Yes or no is said where a phrase settles it, and never where two contradict or another thing is asked."""
    assert expected == said(text)


@pytest.mark.parametrize("text", ["is the gate not green?", "is it never red?", "isn't it that nobody painted green?"])
def test_a_negation_is_not_answered_by_its_opposite(text: str) -> None:
    """A negated question gets no first word that could be read either way."""
    assert said(text) == ""


def test_a_first_word_follows_the_clock() -> None:
    """What is true only while the call is open turns around when it is closed."""
    assert said("is it open?", date(2030, 5, 1)) == "Yes."
    assert said("is it open?", date(2030, 6, 2)) == "No."
    assert said("is it open?", date(2040, 1, 1)) == "No."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("do I need a visa", True),
        ("can my dog come?", True),
        ("a visa is needed, correct", True),
        ("so is it open", True),
        ("who needs a visa", False),
        ("when is it open?", False),
        ("tell me about the visa", False),
    ],
)
def test_yes_no_questions_are_told_from_others(text: str, expected: bool) -> None:
    """A yes/no question shows by its first words, its tag or its bare mark."""
    assert expected is is_yes_no(text, words(text))
