"""A message taken apart, by the word lists that are shipped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.split import Splitter
from esor_bot.knowledge.files import Folder
from esor_bot.knowledge.locate import shipped
from esor_bot.knowledge.parts import Problems
from esor_bot.knowledge.words import load_vocabulary

SPLITTER = Splitter.of(load_vocabulary(Folder(shipped()), None, Problems()).words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Until when? And where?", ["Until when?", "And where?"]),
        ("until when?and where?", ["until when?", "and where?"]),
        ("Hello.\nWhen does it start", ["Hello.", "When does it start"]),
        ("1) when 2) where", ["when", "where"]),
        ("- the date\n- the place", ["the date", "the place"]),
        ("a magnet of 9.4T is there", ["a magnet of 9.4T is there"]),
        ("...", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Sentences, lines and numbered items stand apart; a point inside a number does not part."""
    assert expected == [one.text for one in SPLITTER.sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("when does it start and how long is it?", ["when does it start", "how long is it?"]),
        ("who pays, and do I need a visa?", ["who pays", "do I need a visa?"]),
        ("do I need bread and butter?", ["do I need bread and butter?"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    """A sentence is cut before each further question, not at every "and"."""
    (sentence,) = SPLITTER.sentences(text)

    assert expected == [one.text for one in SPLITTER.clauses(sentence)]


def test_atoms() -> None:
    """The smallest things that could be asked for stand between commas and joints."""
    (sentence,) = SPLITTER.sentences("deadline, grant and start?")

    assert [one.text for one in SPLITTER.atoms(sentence)] == ["deadline", "grant", "start?"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is it open", True),
        ("and when does it close", True),
        ("it closes soon?", True),
        ("I would like to know the deadline", True),
        ("wann ist es zu Ende", True),
        ("I live by the sea.", False),
    ],
)
def test_questions_are_told_from_stories(text: str, expected: bool) -> None:
    """A question shows by its mark, its first words or a phrase that announces it."""
    assert expected is SPLITTER.segment(text).asks


@given(st.text(max_size=300))
def test_any_text_can_be_split(text: str) -> None:
    """Any text is split without error, and no piece is empty."""
    for sentence in SPLITTER.sentences(text):
        assert sentence.text.strip()
        assert [one.text for one in SPLITTER.clauses(sentence)]


def test_the_app_splits_by_the_same_lists(fictional_app: Assistant) -> None:
    """A folder without word lists of its own is read with the shipped ones."""
    (engine,) = fictional_app.engines.values()

    assert engine.base.splitter == SPLITTER
