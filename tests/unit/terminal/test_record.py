"""Replies as JSON."""

from __future__ import annotations

import json

from esor_bot.domain.condition import Verdict
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Text
from esor_bot.terminal import record
from esor_bot.testing.replies import ONE_OF_EACH
from tests.unit.terminal.doubles import NOON, Echo, reply


def test_the_fields_of_the_contract() -> None:
    """A record has the fields of the contract, and no verdict where nothing was judged."""
    said = record.record(reply(*ONE_OF_EACH), "q1", 1.23456)

    assert said.pop("text")
    assert said == {
        "id": "q1",
        "outcome": "answered",
        "entries": [{"id": "boots", "score": 0.9313, "quote": "Bring boots.", "source": "The Moon 2030"}],
        "options": ["The big one", "The small one"],
        "programme": "moon",
        "millis": 1.235,
    }


def test_a_verdict_is_told() -> None:
    """Where circumstances were judged, the record says how."""
    assert record.record(reply(verdict=Verdict.NEEDS_OFFICE), None, 0)["verdict"] == "needs_office"


def test_time_is_measured() -> None:
    """The time is the assistant's own, in milliseconds."""
    said = record.answered(Echo(), Message("hello", NOON), 7)

    assert said["id"] == 7
    assert isinstance(said["millis"], float)
    assert 0 <= said["millis"] < 1000


def test_a_line_is_utf_8() -> None:
    """A record is one line of UTF-8 as it is read, not of escapes."""
    line = record.line(record.record(reply(Text("“ü”\nnew line")), "ö", 0))

    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    assert "“ü”".encode() in line
    assert json.loads(line)["text"] == "“ü”\nnew line"


def test_half_a_character_survives() -> None:
    """An id that UTF-8 can't hold comes back as it was sent."""
    assert json.loads(record.line({"id": "\ud83d"})) == {"id": "\ud83d"}
