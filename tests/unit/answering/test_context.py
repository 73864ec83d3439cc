"""What a conversation remembers, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.context import EXPIRES, Thread, Threads
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Outcome

NOW = datetime(2031, 9, 20, 10, 0, tzinfo=UTC)


def test_a_conversation_is_remembered() -> None:
    """What was put comes back within the time, under its own name only."""
    threads = Threads()
    threads.put("a", Thread(topics=("deadline",), at=NOW))

    assert threads.get("a", NOW + EXPIRES).topics == ("deadline",)
    assert threads.get("b", NOW).topics == ()


def test_a_conversation_expires() -> None:
    """After a while only the programme is left."""
    threads = Threads()
    threads.put("a", Thread(programme="x", topics=("deadline",), question="until when", at=NOW))
    later = threads.get("a", NOW + EXPIRES + timedelta(seconds=1))

    assert (later.programme, later.topics, later.question) == ("x", (), "")


def test_without_a_name_nothing_is_remembered() -> None:
    """A message outside a conversation leaves nothing behind."""
    threads = Threads()
    threads.put(None, Thread(topics=("deadline",), at=NOW))

    assert threads.get(None, NOW).topics == ()


def test_forgetting() -> None:
    """A conversation can be dropped, also one that is not there."""
    threads = Threads()
    threads.put("a", Thread(topics=("deadline",), at=NOW))
    threads.forget("a")
    threads.forget("b")

    assert threads.get("a", NOW).topics == ()


def test_an_offer_expires(fictional_app: Assistant) -> None:
    """A pick that comes too late is no pick any more, and one in time is."""
    late = NOW + EXPIRES + timedelta(minutes=1)
    for name, then, found in (("in time", NOW, ["colour-vision"]), ("too late", late, [])):
        assert Outcome.CLARIFY is fictional_app.handle(Message("certificate?", NOW, name)).outcome
        reply = fictional_app.handle(Message("the second", then, name))
        assert found == [one.id for one in reply.entries if one.id == "colour-vision"]
