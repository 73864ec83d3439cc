"""What is counted of a question, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.desk.tally import LONGEST, Tally
from esor_bot.desk.tally import counted as count
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Choices, Found, OfficeOffer, Option, Outcome, Reply, Text
from esor_bot.domain.tally import Counted, Result
from esor_bot.testing.memory import MemoryStore

NOW = datetime(2031, 9, 20, 10, tzinfo=UTC)
CHOICES = Choices((Option("Boots", "boots", "moon"),), "None of these")


def counted(text: str, reply: Reply) -> Counted | None:
    """Count a message of Anna's."""
    return count(Message(text, NOW, "c"), reply, "talk", "talk:anna")


def reply(outcome: Outcome, *blocks: Choices | OfficeOffer | Text, picked: bool = False) -> Reply:
    """Return a reply that rests on one entry."""
    return Reply(outcome, blocks, (Found("boots", 0.9),), programme="moon", picked=picked)


def told(app: Assistant, *lines: str) -> list[tuple[Result, str]]:
    """Say lines to an app and return what is counted of each that is."""
    found = []
    for line in lines:
        message = Message(line, NOW, "c")
        one = count(message, app.handle(message), "talk", "talk:anna")
        found += [] if one is None else [(one.outcome, one.text)]
    return found


def test_what_is_counted() -> None:
    """Moment, programme, platform, who asked, what became of it, and on what; no words where there was an answer."""
    assert counted("which boots", reply(Outcome.ANSWERED)) == Counted(
        NOW, "moon", "talk", "talk:anna", Result.ANSWERED, ("boots",)
    )


@pytest.mark.parametrize(
    ("outcome", "picked", "result", "text"),
    [
        (Outcome.ANSWERED, False, Result.ANSWERED, ""),
        (Outcome.CLARIFY, False, Result.ASKED_BACK, ""),
        (Outcome.ESCALATE, False, Result.UNANSWERED, "which boots"),
        (Outcome.ANSWERED, True, Result.CHOSEN, ""),
        (Outcome.ESCALATE, True, Result.LEFT, "which boots"),
    ],
)
def test_words_are_kept_without_an_answer(outcome: Outcome, picked: bool, result: Result, text: str) -> None:
    """The words are kept where the bot found no answer, and nowhere else."""
    one = counted("which boots", reply(outcome, CHOICES, picked=picked))

    assert one is not None
    assert (one.outcome, one.text) == (result, text)


def test_what_is_no_question() -> None:
    """Small talk, a message that makes no sense, and a question back to a question back are not counted."""
    assert counted("hello", reply(Outcome.SMALLTALK)) is None
    assert counted("??", reply(Outcome.CLARIFY, Text("I could not make out a question."))) is None
    assert counted("1", reply(Outcome.CLARIFY, CHOICES, picked=True)) is None


def test_words_are_the_persons_own() -> None:
    """The question that is offered to the office is kept where it is theirs, not where it is a draft of ours."""
    theirs = counted("0", reply(Outcome.ESCALATE, OfficeOffer("Ask", "which boots"), picked=True))
    ours = counted("which boots", reply(Outcome.ESCALATE, OfficeOffer("Ask", "What boots?", "I would send that")))

    assert theirs is not None
    assert ours is not None
    assert theirs.text == ours.text == "which boots"


def test_words_are_trimmed() -> None:
    """Of a long question the beginning is kept, in one line."""
    one = counted("which\n  boots " * 100, reply(Outcome.ESCALATE))

    assert one is not None
    assert one.text.startswith("which boots which boots")
    assert (len(one.text), one.text[-1]) == (LONGEST, "…")


def test_a_choice_is_counted_once(fictional_app: Assistant) -> None:
    """A question that is asked back is one question: what is picked says how it went on, and none keeps its words."""
    fictional_app.forget("c")

    assert told(
        fictional_app, "hello", "certificate?", "none of these", "certificate?", "2", "may I bring my dog?"
    ) == [
        (Result.ASKED_BACK, ""),
        (Result.LEFT, "certificate?"),
        (Result.ASKED_BACK, ""),
        (Result.CHOSEN, ""),
        (Result.UNANSWERED, "may I bring my dog?"),
    ]


def test_a_programme_that_is_picked(both_app: Assistant) -> None:
    """Picking the programme is picking; a number that is not offered is no question."""
    both_app.forget("c")

    assert told(both_app, "how much is the grant", "7", "2", "how much is the grant?") == [
        (Result.ASKED_BACK, ""),
        (Result.CHOSEN, ""),
        (Result.ANSWERED, ""),
    ]


def test_a_broken_database_breaks_nothing() -> None:
    """Where nothing can be stored nothing is counted, and nothing is raised."""
    store = MemoryStore()
    tally = Tally(store)
    asked = Message("which boots", NOW, "c")
    store.break_down("unreachable")
    assert not tally.count(asked, reply(Outcome.ESCALATE), platform="talk", asker="talk:anna")

    store.break_down()
    assert tally.count(asked, reply(Outcome.ESCALATE), platform="talk", asker="talk:anna")
    assert not tally.count(asked, reply(Outcome.SMALLTALK), platform="talk", asker="talk:anna")
    assert [one.text for one in store.content.questions] == ["which boots"]


def test_forgetting() -> None:
    """Who asked and the words are forgotten, of those who are named."""
    store = MemoryStore()
    tally = Tally(store)
    for asker in ("talk:anna", "talk:ben", "talk:eva"):
        tally.count(Message("which boots", NOW, "c"), reply(Outcome.ESCALATE), platform="talk", asker=asker)
    tally.forget("talk:anna", "talk:eva")

    assert [(one.asker, one.text) for one in store.content.questions] == [
        ("", ""),
        ("talk:ben", "which boots"),
        ("", ""),
    ]


def test_opinions_are_counted_once() -> None:
    """What somebody says of an answer counts once for one question, and is gone with them."""
    store = MemoryStore()
    tally = Tally(store)

    def judged(asker: str, question: str, *, helped: bool) -> bool:
        return tally.judge("moon", "boots", question, platform="talk", asker=asker, now=NOW, helped=helped)

    assert judged("talk:anna", "which boots", helped=True)
    assert not judged("talk:anna", "which boots", helped=False)
    assert judged("talk:anna", "grey boots", helped=False)
    assert judged("talk:ben", "which boots", helped=False)
    told = [(one.outcome, one.asker, one.entries, one.text) for one in store.content.questions]
    assert told == [
        (Result.HELPED, "talk:anna", ("boots",), ""),
        (Result.NOT_HELPED, "talk:anna", ("boots",), ""),
        (Result.NOT_HELPED, "talk:ben", ("boots",), ""),
    ]
    with store.begin() as tx:
        assert tx.privacy.drop_traces("talk:anna")["events"] == 2
    store.break_down("unreachable")
    assert not judged("talk:anna", "which boots", helped=True)
