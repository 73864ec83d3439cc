"""How often something is posted."""

from __future__ import annotations

import asyncio

import pytest

from esor_bot_slack.pacing import BURST, CAREFUL, WINDOW, Pace

pytestmark = pytest.mark.asyncio


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the time, which goes on a little whenever somebody looks."""
        self.now += 0.01
        return self.now


async def test_nothing_waits_as_long_as_slack_takes_it() -> None:
    """What Slack takes is posted at once, however much it is."""
    pace = Pace(Clock())
    for _ in range(10 * BURST):
        await asyncio.wait_for(pace.turn("C1"), 0.5)


async def test_care_after_slack_asked_to_wait() -> None:
    """Where Slack asked to wait, a few messages go out at once, the next has to wait; other channels do not."""
    clock = Clock()
    pace = Pace(clock)
    pace.rest("C1", 0.0)
    for _ in range(BURST):
        await asyncio.wait_for(pace.turn("C1"), 0.5)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(pace.turn("C1"), 0.05)
    await asyncio.wait_for(pace.turn("C2"), 0.5)
    clock.now += WINDOW
    await asyncio.wait_for(pace.turn("C1"), 0.5)
    clock.now += CAREFUL
    for _ in range(2 * BURST):
        await asyncio.wait_for(pace.turn("C1"), 0.5)


async def test_a_rest_that_was_asked_for() -> None:
    """A channel rests for as long as Slack asks."""
    pace = Pace()
    pace.rest("C1", 0.1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(pace.turn("C1"), 0.03)
    await asyncio.wait_for(pace.turn("C1"), 0.5)
