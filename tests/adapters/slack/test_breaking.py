"""What was heard, where answering it breaks."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from esor_bot.desk.intake import HOLDS, Intake
from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Person, Scene, Submission
from esor_bot.domain.form import Answer, Form
from esor_bot.serving.arrivals import Arrivals
from esor_bot.serving.lanes import Lanes
from esor_bot.serving.pools import Pools
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore
from esor_bot.wording import Wording
from esor_bot_slack.filled import FilledForms
from esor_bot_slack.heard import Heard, Way
from esor_bot_slack.work import Task, Tools, Work

pytestmark = pytest.mark.asyncio


def heard_at(now: datetime) -> Heard:
    """Return a form that somebody sent."""
    scene = Scene("slack:T1:view:1", Person("slack:T1:U1"), Place("slack", "U1"), now)
    return Heard(Submission(scene, "add", {}, {"text": "hello"}), Way("T1", "U1"), "lane")


class TooMuch:
    """Answers with a form that carries more than Slack has room for."""

    async def ask(self, task: Task) -> tuple[Task, Answer]:
        """Return that form."""
        return task, Form("add", "Add", (), "Send", "Leave", {"q": "x" * 5000})


async def test_what_breaks_is_logged_and_taken_up_again(caplog: pytest.LogCaptureFixture) -> None:
    """A form whose answer can't be shown closes; that is logged, and what was sent is not held for ever."""
    now = datetime.now(UTC)
    clock, pools = FakeClock(now), Pools("slack")
    arrivals = Arrivals(Intake(MemoryStore(), clock, "one"), pools, "slack", Heard.load)
    house = SimpleNamespace(words=lambda person: Wording({}))
    people = SimpleNamespace(expect=lambda user: None)
    tools = SimpleNamespace(arrivals=arrivals, people=people, lanes=Lanes(), app=SimpleNamespace(house=house))
    heard = heard_at(now)
    taken: asyncio.Queue[Any] = asyncio.Queue()

    async def take(heard: Heard, key: str, at: datetime) -> None:
        await taken.put(heard.event)

    try:
        assert await FilledForms(cast(Tools, tools), cast(Work, TooMuch())).answer(heard) is None
        assert [record.msg for record in caplog.records] == ["form_not_answered"]
        clock.set(now + HOLDS + timedelta(seconds=1))
        taking = asyncio.create_task(arrivals.take_up(take))
        assert await asyncio.wait_for(taken.get(), 5.0) == heard.event
        taking.cancel()
    finally:
        pools.close()
