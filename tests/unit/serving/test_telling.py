"""Telling how far something is."""

from __future__ import annotations

import asyncio

import pytest

from esor_bot.serving.telling import Telling

pytestmark = pytest.mark.asyncio


async def test_what_came_meanwhile_is_left_out() -> None:
    """Of much that comes at once the latest is told, and what comes after the pause as well."""
    told: asyncio.Queue[tuple[int, int]] = asyncio.Queue()

    async def tell(done: int, total: int) -> None:
        await told.put((done, total))

    telling = Telling(tell, pause=0.0)
    task = asyncio.create_task(telling.run())
    try:
        for done in range(5):
            await asyncio.to_thread(telling.from_thread, done, 9)
        first = await asyncio.wait_for(told.get(), 2.0)
        telling.from_thread(9, 9)
        last = first
        while last != (9, 9):
            last = await asyncio.wait_for(told.get(), 2.0)
    finally:
        task.cancel()
    assert last == (9, 9)


async def test_no_more_often_than_that() -> None:
    """During the pause nothing is told."""
    told: list[int] = []

    async def tell(done: int, total: int) -> None:
        told.append(done)

    telling = Telling(tell, pause=60.0)
    task = asyncio.create_task(telling.run())
    for done in (1, 2, 3):
        telling.from_thread(done, 3)
        for _ in range(5):
            await asyncio.sleep(0)
    task.cancel()
    assert told == [1]
