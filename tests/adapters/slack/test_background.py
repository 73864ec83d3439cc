"""Work in the background, and how often something is posted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from esor_bot_slack.lanes import Lanes
from esor_bot_slack.pacing import BURST, CAREFUL, WINDOW, Pace

pytestmark = pytest.mark.asyncio


async def test_a_lane_keeps_its_order() -> None:
    """What one person does in one conversation is done in order, whatever others do meanwhile."""
    lanes, done = Lanes(), []

    async def job(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(name)

    for number, seconds in enumerate((0.05, 0.0, 0.02)):
        lanes.add("a", partial(job, f"a{number}", seconds))
    lanes.add("b", partial(job, "b", 0.0))
    await lanes.finish(1.0)

    assert done == ["b", "a0", "a1", "a2"]


async def test_only_so_many_at_once() -> None:
    """Of all lanes together only so many jobs run at once, and all of them in the end."""
    lanes, running, most, ended = Lanes(3), 0, 0, 0

    async def job() -> None:
        nonlocal running, most, ended
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.01)
        running -= 1
        ended += 1

    for number in range(10):
        lanes.add(str(number), job)
    await lanes.finish(2.0)

    assert (most, ended, lanes.count) == (3, 10, 0)


async def test_a_job_that_fails_holds_up_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """What a job raises is logged, and those behind it are done."""
    lanes, done = Lanes(), []

    async def fails() -> None:
        raise ValueError("secret")

    async def works() -> None:
        done.append(1)

    jobs: tuple[Callable[[], Awaitable[None]], ...] = (fails, works)
    for job in jobs:
        lanes.add("a", job)
    await lanes.finish(1.0)

    assert done == [1]
    assert [record.msg for record in caplog.records] == ["work_failed"]


async def test_what_takes_too_long_is_cut_off() -> None:
    """When it is to stop, what does not end in time is cut off."""
    lanes = Lanes()
    lanes.add("a", partial(asyncio.sleep, 60))
    await lanes.finish(0.05)

    assert lanes.count == 0


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
