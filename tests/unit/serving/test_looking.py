"""The office's place on any platform, looked at in time, and told of once."""

from __future__ import annotations

import asyncio

import pytest

from esor_bot.desk.roster import Roster
from esor_bot.serving.looking import Looking

pytestmark = pytest.mark.asyncio


async def test_it_is_looked_at_again() -> None:
    """What is not well is looked at again soon, what is well when something changed."""
    looks: asyncio.Queue[bool] = asyncio.Queue()
    looking, wells = Looking("tin", Roster(), every=3600.0, soon=0.001), [False, False]

    async def look() -> bool:
        well = wells.pop() if wells else True
        await looks.put(well)
        return well

    running = asyncio.ensure_future(looking.run(look))
    assert [await asyncio.wait_for(looks.get(), 5.0) for _ in range(3)] == [False, False, True]
    await asyncio.sleep(0.01)
    assert looks.empty()
    looking.changed()
    assert await asyncio.wait_for(looks.get(), 5.0)
    running.cancel()


async def test_it_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    """Each reason is told once, and that it is over, once; nothing where all was well from the beginning."""
    caplog.set_level("INFO")
    looking = Looking("tin", Roster())
    for reason in ("", "is_archived", "is_archived", "not_in_channel", "", ""):
        looking.say(reason)
    assert [(record.message, vars(record).get("reason", "")) for record in caplog.records] == [
        ("office_not_seen", "is_archived"),
        ("office_not_seen", "not_in_channel"),
        ("office_seen", ""),
    ]


async def test_what_is_wrong_is_known() -> None:
    """What is wrong with the office is known to whoever asks, unless it works all the same; not being seen is none."""
    roster = Roster()
    looking = Looking("tin", roster)
    looking.say("not_in_channel")
    looking.not_seen("timeout")
    assert dict(roster.faults) == {"tin": "not_in_channel"}
    looking.say("everybody_is_office", works=True)
    assert not roster.faults
