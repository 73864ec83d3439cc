"""Messages that only name a thing, with whatever words around the name."""

from __future__ import annotations

from datetime import datetime

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.normalise import words
from esor_bot.bootstrap import build_assistant
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Outcome, Reply
from tests.unit.answering.test_turns import TURNS

NOW = datetime.fromisoformat("2023-01-10T10:00:00+01:00")
WAYS = (
    "{}",
    "the {}?",
    "what is the {}",
    "what are the {}?",
    "can you tell me about the {}, please",
    "Hello, I need some information about the {}",
    "and the {}?",
    "I have a question about the {}",
)


@pytest.fixture(scope="module")
def shipped_app() -> Assistant:
    return build_assistant()


def _asked(app: Assistant, text: str) -> Reply:
    return app.handle(Message(text, now=NOW))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "entry"),
    [("documents", "documents"), ("funding", "grant"), ("committee", "committee"), ("duration", "duration")],
)
def test_a_thing_that_is_only_named(shipped_app: Assistant, way: str, name: str, entry: str) -> None:
    """Whatever stands around the name of a thing, the answer is the one on that thing."""
    reply = _asked(shipped_app, way.format(name))
    assert (reply.outcome, reply.entries[0].id) == (Outcome.ANSWERED, entry)


@pytest.mark.parametrize(
    "text", ["Frist?", "scadenza", "el plazo", "quelle est la date limite", "Bewerbungsfrist bitte"]
)
def test_the_deadline_in_another_language(shipped_app: Assistant, text: str) -> None:
    """What an answer is called the vocabulary says in other languages, too."""
    assert _asked(shipped_app, text).entries[0].id == "deadline"


@pytest.mark.parametrize("text", ["english cert", "board cert."])
def test_a_usual_abbreviation(shipped_app: Assistant, text: str) -> None:
    """What everybody shortens is no slip for another word."""
    assert _asked(shipped_app, text).entries[0].id in {"language-certificate", "board-certificate"}


@pytest.mark.parametrize("text", ["full membership", "what is the ESR membership?"])
def test_a_name_tells_of_nobody(shipped_app: Assistant, text: str) -> None:
    """Who only names a condition gets the rule, and no verdict on themselves."""
    reply = _asked(shipped_app, text)
    assert reply.verdict is None
    assert reply.entries[0].id == "membership"


def test_several_things_named_in_one_message(shipped_app: Assistant) -> None:
    """A list of names is answered name by name."""
    reply = _asked(shipped_app, "what are the documents, deadline and stipend?")
    assert [one.id for one in reply.entries] == ["documents", "deadline", "grant"]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("visa, work permit, insurance - me or you?", ["visa", "work-permit", "insurance"]),
        ("Hi! Deadline? Documents? Thanks!", ["deadline", "documents"]),
        ("money and duration", ["grant", "duration"]),
        ("how long, how much, where", ["duration", "grant", "host"]),
        ("salary / visa", ["grant", "visa"]),
        ("grant n visa", ["grant", "visa"]),
        ("1) deadline 2) grant 3) number of places", ["deadline", "grant", "places"]),
    ],
)
def test_a_list_and_nothing_else(shipped_app: Assistant, text: str, entries: list[str]) -> None:
    """What a message only lists is answered thing by thing; a word of several meanings has its usual one there."""
    assert [one.id for one in _asked(shipped_app, text).entries] == entries


@pytest.mark.parametrize("text", ["which is first, CV or passport", "money", "language?"])
def test_what_is_no_list(shipped_app: Assistant, text: str) -> None:
    """A question about two things is no list of them, and a word of several meanings alone is asked back."""
    reply = _asked(shipped_app, text)
    assert reply.entries[0].id == "order" or reply.outcome is Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("what are the documents", "documents"),
        ("Hi, can you tell me about the visa? thanks", "visa"),
        ("quels sont les documents", "documents"),
        ("was sind die Unterlagen", "unterlagen"),
        ("documents please", "documents"),
    ],
)
def test_the_words_around_a_name(text: str, named: str) -> None:
    """What leads to a name is taken off, in every language, and what follows out of politeness."""
    assert TURNS.named(words(text)) == [named]


@pytest.mark.parametrize(
    "text", ["documents", "who signs the letter", "good evening everybody", "thanks", "Montpellier ok?"]
)
def test_what_is_more_than_a_name(text: str) -> None:
    """A question of another kind, a greeting and a bare name are left as they are."""
    assert TURNS.named(words(text)) is None


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("The proof of ESR membership", "esr-proof"),
        ("certificates of English", "language-certificate"),
        ("the start date of the fellowship?", "start"),
    ],
)
def test_a_name_in_another_order_or_number(shipped_app: Assistant, text: str, entry: str) -> None:
    """Order, number and the words between do not change what is named."""
    reply = _asked(shipped_app, text)
    assert reply.entries[0].id == entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Abgabefrist", "deadline"),
        ("becas", "grant"),
        ("visados", "visa"),
        ("lettera motivazionale", "motivation-letter"),
    ],
)
def test_a_name_in_another_language(shipped_app: Assistant, text: str, entry: str) -> None:
    """A name that the vocabulary translates stands for the same thing."""
    reply = _asked(shipped_app, text)
    assert (reply.outcome, reply.entries[0].id) == (Outcome.ANSWERED, entry)


@pytest.mark.parametrize(
    "text",
    [
        "stipend / start date / committee",
        "stipend start date committee",
        "stipend, start date or committee",
        "stipend & start date n committee",
    ],
)
def test_things_named_with_any_joint(shipped_app: Assistant, text: str) -> None:
    """Whatever stands between the names, or nothing, each is answered."""
    reply = _asked(shipped_app, text)
    assert [one.id for one in reply.entries] == ["grant", "start", "committee"]


def test_one_thing_named_twice(shipped_app: Assistant) -> None:
    """Two names of one thing get its answer once."""
    reply = _asked(shipped_app, "stipend / bursary")
    assert [one.id for one in reply.entries] == ["grant"]


def test_two_names_side_by_side_are_no_list(shipped_app: Assistant) -> None:
    """Two names without a joint mostly are one thing, and are left to the index."""
    assert len(_asked(shipped_app, "visa housing").entries) == 1


@pytest.mark.parametrize("id_", ["passport", "esr-proof", "board-certified", "three-years", "track-record"])
def test_a_label_stands_for_its_entry(shipped_app: Assistant, id_: str) -> None:
    """What a choice calls an entry leads to it when it is typed."""
    label = {
        "passport": "The copy of the passport",
        "esr-proof": "The proof of ESR membership",
        "board-certified": "Board certification as a condition",
        "three-years": "The three years after certification",
        "track-record": "Motivation and research record",
    }[id_]
    assert _asked(shipped_app, label).entries[0].id == id_


def test_a_translation_with_several_meanings_is_asked_back(shipped_app: Assistant) -> None:
    """Where a choice knows the word, one language's meaning does not settle it: a German "Termin" is any date."""
    assert _asked(shipped_app, "Termin").outcome is Outcome.CLARIFY


def test_a_date_in_a_row_belongs_to_what_stands_before_it(shipped_app: Assistant) -> None:
    """Names in a row are read in their order: "interview date", not "date start"."""
    reply = _asked(shipped_app, "stipend interview date start date")
    assert [one.id for one in reply.entries] == ["grant", "interview-date", "start"]
