"""Spelling and vocabulary: what people write becomes the words the knowledge knows."""

from __future__ import annotations

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.base import Base
from esor_bot.answering.terms import Terms
from esor_bot.knowledge.base import Vocabulary


@pytest.fixture
def base(fictional_app: Assistant) -> Base:
    """The made-up programme, made ready for questions."""
    (engine,) = fictional_app.engines.values()
    return engine.base


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("certifcate", ["certificate"]),
        ("insurence", ["insurance"]),
        ("deadlnie", ["deadline"]),
        ("harbuor", ["harbour"]),
        ("lighthose", ["lighthouse"]),
        ("thegrant", ["the", "grant"]),
    ],
)
def test_misspelt_words_are_mended(base: Base, text: str, expected: list[str]) -> None:
    """Slips, usual misspellings and missing spaces lead to known words."""
    assert expected == base.speller.mend([text])


@pytest.mark.parametrize("text", ["deadline", "foghorn", "xq", "2031", "9.4t", "zzzzzzzz"])
def test_other_words_stay(base: Base, text: str) -> None:
    """Known words, short words, numbers and words near nothing are left alone."""
    assert [text] == base.speller.mend([text])


def test_mending_is_the_same_again(base: Base) -> None:
    """What was mended once is mended the same way again, in any order."""
    tokens = ["certifcate", "thegrant", "zzzzzzzz", "deadlnie"]
    first = {token: base.speller.mend([token]) for token in tokens}

    assert first == {token: base.speller.mend([token]) for token in reversed(tokens)}


def test_known_words(base: Base) -> None:
    """A word that is mended to a known one counts as known, a strange one does not."""
    assert base.speller.knows("deadlnie")
    assert not base.speller.knows("zzzzzzzz")


TERMS = Terms.of(
    Vocabulary(
        terms={"deadline": {"de": ("frist", "stichtag"), "fr": ("date limite",)}},
        same=(("lighthouse", "beacon", "lamp tower"),),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die frist", ["deadline"]),
        ("la date limite", ["deadline"]),
        ("the lamp tower here", ["lighthouse"]),
        ("the lamp", []),
        ("deadline", []),
        ("", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    """Words of other languages and synonyms, of several words too, lead to the term."""
    tokens = text.split()

    assert expected == TERMS.find(tokens, tokens)
