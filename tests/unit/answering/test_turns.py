"""Turns of a conversation, told apart by the shipped word lists."""

from __future__ import annotations

import pytest

from esor_bot.answering.normalise import words
from esor_bot.answering.turns import Turns
from esor_bot.domain.reply import Option
from esor_bot.knowledge.files import Folder
from esor_bot.knowledge.locate import shipped
from esor_bot.knowledge.parts import Problems
from esor_bot.knowledge.words import load_vocabulary

TURNS = Turns.of(load_vocabulary(Folder(shipped()), None, Problems()).words)
OPTIONS = tuple(Option(label, label, "x") for label in ("The harbour permit", "The fishing licence", "The final medal"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 1),
        ("2.", 2),
        ("the second", 2),
        ("the third one please", 3),
        ("number two", 2),
        ("the last one", 3),
        ("la première", 1),
        ("le deuxième", 2),
        ("das dritte", 3),
        ("die erste", 1),
        ("el segundo", 2),
        ("la tercera", 3),
        ("il terzo", 3),
        ("la seconda", 2),
        ("o primeiro", 1),
        ("a segunda", 2),
        ("drugi", 2),
        ("ten pierwszy", 1),
        ("ostatni", 3),
        ("fishing licence", 2),
        ("the medal", 3),
        ("0", 0),
        ("none of these", 0),
        ("neither", 0),
        ("keine davon", 0),
        ("aucun", 0),
        ("ninguno de estos", 0),
    ],
)
def test_picks(text: str, place: int) -> None:
    """A choice is picked by number, ordinal or its words, in several languages; 0 is none of these."""
    assert place == TURNS.pick(text, OPTIONS)


@pytest.mark.parametrize(
    "text",
    [
        "4",
        "the fifth",
        "",
        "?!",
        "until when can I apply, and where do I have to send all of it",
        "how much is the grant",
    ],
)
def test_no_picks(text: str) -> None:
    """A number that was not offered, and a question of its own, pick nothing."""
    assert TURNS.pick(text, OPTIONS) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("no, I mean the order", "order"),
        ("no, the language one", "language"),
        ("I meant the grant", "grant"),
        ("nein, ich meine das Visum", "visum"),
    ],
)
def test_corrections(text: str, rest: str) -> None:
    """What follows the words of a correction is the question that was meant."""
    left = TURNS.correction(text)

    assert left is not None
    assert rest in left


@pytest.mark.parametrize("text", ["no", "is it open", "nobody is there", "notes on the order"])
def test_no_corrections(text: str) -> None:
    """A bare no, and words that only begin alike, correct nothing."""
    assert TURNS.correction(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and how long?", True),
        ("can it be moved", True),
        ("what about insurance", True),
        (
            "which documents do applicants from the whole of Europe hand in together with the usual application form",
            False,
        ),
    ],
)
def test_follow_ups(text: str, expected: bool) -> None:
    """Short or elliptic messages, and those with a pronoun, lean on what was said before."""
    assert expected is TURNS.leans(words(text))
