"""What the shipped knowledge says, as Discord gets it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.conversation import Message
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.reception.pressing import judged
from esor_bot.testing.discord.rules import problems
from esor_bot.wording import Wording
from esor_bot_discord.outbound import messages

BEFORE, OPEN, CLOSED = (datetime(year, month, 10, tzinfo=UTC) for year, month in ((2022, 6), (2023, 1), (2030, 1)))
WORDING = Wording(load(shipped()).wording)


@pytest.mark.parametrize("now", [BEFORE, OPEN, CLOSED], ids=["before", "open", "closed"])
def test_every_entry_passes(shipped_app: Assistant, now: datetime) -> None:
    """Every reply on every entry, with its buttons and to somebody by name, is one message that Discord takes."""
    wrong = {}
    for engine in shipped_app.engines.values():
        for entry in engine.base.entries:
            asked = entry.questions[0]
            reply = judged(shipped_app.handle(Message(asked, now)), WORDING, asked)
            payloads = messages(reply, person="discord:12345678901234567890", wording=WORDING)
            found = [problem for payload in payloads for problem in problems(payload.body)]
            if found or len(payloads) != 1:
                wrong[entry.id] = found or [f"{len(payloads)} messages"]

    assert wrong == {}


def test_hints_are_short() -> None:
    """Every hint of a form has room in the small print of Discord's, which is a hundred characters."""
    hints = {id_: said for id_, said in WORDING.sentences.items() if re.search(r"_hint$|\.hint\.", id_)}

    assert hints
    assert {id_: len(said) for id_, said in hints.items() if len(said) > 100} == {}
