"""After the last day of a call nothing that is said may sound as if it were open."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.conversation import Message
from esor_bot.domain.programme import Cycle, EntryKind
from esor_bot.domain.reply import OfficeOffer, Quotation, Reply, Source
from esor_bot.reception.plain import render_blocks

ZONE = ZoneInfo("Europe/Vienna")
OPEN = re.compile(
    r"\b(?:is|are|stays?|remains?) (?:still )?open\b|\bopen until\b|\bmore days?\b|\bdays? (?:are |is )?left\b"
    r"|\bsend it now\b|\byou can still apply\b|^Yes\. (?:the call|applications)",
    re.IGNORECASE | re.MULTILINE,
)


def days_after(cycle: Cycle) -> list[date]:
    """Days on which the call is over: the day after, in the period, after it, and years later."""
    window = cycle.window
    known = [day for day in (window.closes, window.starts, window.ends) if day is not None]
    return [*(day + timedelta(days=1) for day in known), known[-1] + timedelta(days=3000)]


def own_words(reply: Reply) -> str:
    """What the assistant says itself, without quotations and where they stand."""
    return render_blocks([one for one in reply.blocks if not isinstance(one, Quotation | Source | OfficeOffer)])


@pytest.mark.parametrize("name", ["shipped_app", "fictional_app"])
def test_no_reply_speaks_of_a_closed_call_as_open(name: str, request: pytest.FixtureRequest) -> None:
    """Every entry of every programme, asked for by its own question, is told as over once the call is over."""
    app: Assistant = request.getfixturevalue(name)
    for id_, engine in app.engines.items():
        found = []
        for day in days_after(engine.base.cycle):
            now = datetime.combine(day, time(12), ZONE)
            for entry in engine.base.cycle.entries:
                reply = app.handle(Message(entry.questions[0], now, programme=id_))
                if match := OPEN.search(own_words(reply)):
                    found.append(f"{day} {entry.id}: {match.group()}")
        assert found == []


@pytest.mark.parametrize("name", ["shipped_app", "fictional_app"])
def test_facts_of_a_closed_call_say_so(name: str, request: pytest.FixtureRequest) -> None:
    """An answer from the page, after the call, always tells that the call is over, or what has begun or ended."""
    app: Assistant = request.getfixturevalue(name)
    for id_, engine in app.engines.items():
        day = days_after(engine.base.cycle)[0]
        now = datetime.combine(day, time(12), ZONE)
        facts = [entry for entry in engine.base.cycle.entries if entry.kind is EntryKind.FACT]
        replies = {entry.id: app.handle(Message(entry.questions[0], now, programme=id_)) for entry in facts}

        assert [
            entry
            for entry, reply in replies.items()
            if reply.entries and not reply.options and not re.search(r"\bclosed on\b", own_words(reply))
        ] == []
