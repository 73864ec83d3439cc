"""The one way in: what holds of every reply, whatever was asked and in whatever state a conversation is."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esor_bot.answering.assistant import Assistant
from esor_bot.bootstrap import build_assistant
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Choices, OfficeOffer, Outcome, Reply
from esor_bot.errors import UnknownProgrammeError
from esor_bot.reception.plain import render
from tests.apps import FICTIONAL

NOW = datetime(2031, 9, 20, 10, 0, tzinfo=UTC)
LONGEST = 4000
MASS = ("@everyone", "@here", "@channel", "<!everyone>", "<!here>", "<@&7>")
PATHS = (
    ("certificate?", "the second"),
    ("how much is the grant", "and when?"),
    ("I am 50 years old, can I apply?",),
    ("wxyz wxyz", "none of these"),
)


def ask(app: Assistant, text: str, conversation: str | None = None, programme: str | None = None) -> Reply:
    """Ask at a fixed time."""
    return app.handle(Message(text, NOW, conversation, programme))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[0])
def test_the_same_path_gives_the_same_replies(fictional_app: Assistant, path: tuple[str, ...]) -> None:
    """Two conversations that went alike get equal replies, to the last score."""
    first = [ask(fictional_app, text, "one") for text in path]

    assert first == [ask(fictional_app, text, "two") for text in path]
    fictional_app.forget("one")
    fictional_app.forget("two")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[0])
def test_a_whole_question_is_answered_alike_in_any_state(fictional_app: Assistant, path: tuple[str, ...]) -> None:
    """A question that stands on its own gets the same reply whatever was said before."""
    alone = ask(fictional_app, "Which documents are required for the whole application, please?")
    for text in path:
        ask(fictional_app, text, "state")

    assert alone == ask(fictional_app, "Which documents are required for the whole application, please?", "state")
    fictional_app.forget("state")


def test_another_app_gives_the_same_replies(fictional_app: Assistant) -> None:
    """An app that is built anew, with an index trained anew, replies alike."""
    other = build_assistant(FICTIONAL)
    asked = [text for path in PATHS for text in path]

    assert [ask(fictional_app, text) for text in asked] == [ask(other, text) for text in asked]


def test_explaining_leaves_no_trace(fictional_app: Assistant) -> None:
    """`why` tells what decided, and the conversation goes on as if it had not been asked."""
    ask(fictional_app, "certificate?", "why")

    assert fictional_app.why(Message("the second", NOW, "why"))
    assert ask(fictional_app, "the second", "why").entries[0].id == "colour-vision"


def test_forgetting_a_conversation(fictional_app: Assistant) -> None:
    """After `forget` a pick finds nothing to pick from."""
    ask(fictional_app, "certificate?", "gone")
    fictional_app.forget("gone")

    assert ask(fictional_app, "the second") == ask(fictional_app, "the second", "gone")


def test_an_unknown_programme(fictional_app: Assistant) -> None:
    """A programme that is not there is an error that names those that are, and the conversation goes on."""
    with pytest.raises(UnknownProgrammeError) as caught:
        ask(fictional_app, "until when can I apply", "unknown", "moon")

    assert (caught.value.programme, caught.value.known) == ("moon", ("lampkeepers-skerrow",))
    assert Outcome.ANSWERED is ask(fictional_app, "until when can I apply", "unknown").outcome


@pytest.mark.parametrize("piece", ["a", "word ", "what is the deadline? ", "😀", "\n", "1) when 2) who ", "I "])
def test_a_megabyte_is_answered_in_a_few_lines(fictional_app: Assistant, piece: str) -> None:
    """A very long message gets a reply of ordinary length."""
    reply = ask(fictional_app, piece * (1_000_000 // len(piece)))

    assert reply.blocks
    assert len(render(reply)) <= LONGEST
    assert all(len(block.question) <= 240 for block in reply.blocks if isinstance(block, OfficeOffer))


@settings(max_examples=150)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                ["deadline", "grant", "?", "and", "no,", "the", "second", "2", "I am", "50", "certified", "2020", "dog"]
            ),
            max_size=12,
        ).map(" ".join),
    )
)
def test_any_text_gets_a_reply(fictional_app: Assistant, text: str) -> None:
    """Whatever is written in whatever state, there is a reply that can be shown, and never an error."""
    reply = ask(fictional_app, text, "any")

    assert reply.outcome in set(Outcome)
    assert render(reply).strip()
    assert len(render(reply)) <= LONGEST


@pytest.mark.parametrize("mention", MASS)
@pytest.mark.parametrize(
    "path",
    [
        ("{} until when can I apply?",),
        ("{} wxyz blorp",),
        ("how much is the grant? and {} flibberty gibbet?",),
        ("{} certificate", "none of these"),
        ("{} what is the deadline?", "none of these"),
        ("certificate", "{}"),
    ],
    ids=str,
)
def test_no_reply_calls_everybody(both_app: Assistant, mention: str, path: tuple[str, ...]) -> None:
    """A mass mention in what a person writes stands in no part of a reply, the draft to the office included."""
    said = [ask(both_app, text.format(mention), "mention") for text in path]
    both_app.forget("mention")

    assert [text for reply in said for text in texts(reply) if mention in text] == []


def test_every_serious_reply_offers_the_office(both_app: Assistant) -> None:
    """Answers, questions back and admissions all offer the way to the office; small talk does not."""
    asked = ("how much of my logbook do you want", "may I bring my dog?", "what is the deadline?", "certificate?")
    replies = [ask(both_app, text) for text in asked]

    assert [
        text
        for text, reply in zip(asked, replies, strict=True)
        if not any(isinstance(block, OfficeOffer) for block in reply.blocks)
    ] == []
    assert not any(isinstance(block, OfficeOffer) for block in ask(both_app, "hello").blocks)


def test_choices_lead_to_entries(fictional_app: Assistant) -> None:
    """Each choice offered can be picked by its number, and leads to its own entry."""
    (choices,) = [block for block in ask(fictional_app, "certificate?").blocks if isinstance(block, Choices)]
    for number, option in enumerate(choices.options, start=1):
        fictional_app.forget("pick")
        ask(fictional_app, "certificate?", "pick")
        assert option.entry == ask(fictional_app, str(number), "pick").entries[0].id


def test_a_clock_that_jumps(fictional_app: Assistant) -> None:
    """A clock that jumps back or far ahead within a conversation is no error."""
    for days in (0, -4000, 40_000):
        message = Message("is the call open?", NOW + timedelta(days=days), "clock")
        assert Outcome.ANSWERED is fictional_app.handle(message).outcome


def texts(reply: Reply) -> list[str]:
    """Every text of a reply's blocks."""
    values = [getattr(block, one.name) for block in reply.blocks for one in fields(block)]
    return [value if isinstance(value, str) else repr(value) for value in values]
