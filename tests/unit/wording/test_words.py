"""Plain sentences that mean a word."""

from __future__ import annotations

import pytest

from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.wording import Wording
from esor_bot.wording.words import Plainly

SHIPPED = Plainly(Wording(load(shipped()).wording))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Where is my question?", "cases"),
        ("  did the office reply??", "cases"),
        ("What\N{RIGHT SINGLE QUOTATION MARK}s the status of my question", "cases"),
        ("DELETE MY DATA!", "privacy"),
        ("forget me", "privacy"),
    ],
)
def test_what_is_meant(text: str, word: str) -> None:
    """A whole sentence that can mean nothing but a word is taken for it, however it is written."""
    assert SHIPPED.word(text) == word


@pytest.mark.parametrize(
    "text",
    ["", "?!", "when will I get an answer", "did they answer", "where is my question answered on the page", "my data"],
)
def test_what_stays_a_question(text: str) -> None:
    """What is only near such a sentence, or may mean something else, is a question like any other."""
    assert SHIPPED.word(text) == ""


def test_without_any() -> None:
    """A wording without such sentences knows none."""
    assert Plainly(Wording({"terminal.help": "where is my question"})).word("where is my question") == ""
