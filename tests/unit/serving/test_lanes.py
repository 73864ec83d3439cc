"""Work in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from esor_bot.serving.lanes import Lanes

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
