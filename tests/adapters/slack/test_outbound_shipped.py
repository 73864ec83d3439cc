"""What the shipped knowledge says, as Slack gets it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.conversation import Message
from esor_bot.testing.slack.block_kit import problems
from esor_bot_slack.outbound import messages

BEFORE, OPEN, CLOSED = (datetime(year, month, 10, tzinfo=UTC) for year, month in ((2022, 6), (2023, 1), (2030, 1)))


@pytest.mark.parametrize("now", [BEFORE, OPEN, CLOSED], ids=["before", "open", "closed"])
def test_every_entry_passes(shipped_app: Assistant, now: datetime) -> None:
    """Every reply on every entry, before, in and after the call, is one message that Slack takes."""
    wrong = {}
    for engine in shipped_app.engines.values():
        for entry in engine.base.entries:
            reply = shipped_app.handle(Message(entry.questions[0], now))
            payloads = messages(reply, entry.id)
            found = [problem for payload in payloads for problem in problems(payload.blocks)]
            if found or len(payloads) != 1:
                wrong[entry.id] = found or [f"{len(payloads)} messages"]

    assert wrong == {}
