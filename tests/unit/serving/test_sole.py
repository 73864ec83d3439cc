"""What only one process does."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from esor_bot.desk.lease import Lease
from esor_bot.serving.sole import Sole
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore

pytestmark = pytest.mark.asyncio


def sole(store: MemoryStore, clock: FakeClock, worker: str, *, shared: bool = True) -> Sole:
    """Return the lease on the gateway, as one of the processes sees it."""
    return Sole(Lease(store, clock, worker, "gateway"), shared=shared, every=0.01)


def _waits(one: Sole) -> bool:
    return one.waiting


async def test_one_does_it_while_another_waits() -> None:
    """What one process does, another only begins when that one leaves it or dies."""
    store, clock, stop = MemoryStore(), FakeClock(), asyncio.Event()
    first, second = sole(store, clock, "a"), sole(store, clock, "b")
    assert await first.taken(stop)
    waiting = asyncio.create_task(second.taken(stop))
    await asyncio.sleep(0.05)
    assert _waits(second)
    await first.let_go()
    assert await waiting
    assert not _waits(second)
    third = asyncio.create_task(first.taken(stop))
    await asyncio.sleep(0.05)
    clock.tick(seconds=16)
    assert await third


async def test_whoever_lost_it_is_told() -> None:
    """Whoever was away for too long hears that another does it now."""
    store, clock = MemoryStore(), FakeClock()
    first = sole(store, clock, "a")
    assert await first.taken(asyncio.Event())
    keeping = asyncio.create_task(first.keep())
    await asyncio.sleep(0.03)
    assert not first.lost.is_set()
    with store.begin() as tx:
        later = clock.now() + timedelta(seconds=60)
        assert tx.leases.take("gateway", "b", later, later + timedelta(seconds=15))
    await asyncio.wait_for(keeping, 1.0)
    assert first.lost.is_set()


async def test_without_the_database_it_goes_on() -> None:
    """Where the database is out of reach nobody else can take it: whoever does it goes on, and nobody else begins."""
    store, clock, stop = MemoryStore(), FakeClock(), asyncio.Event()
    first, second = sole(store, clock, "a"), sole(store, clock, "b")
    assert await first.taken(stop)
    store.break_down("away")
    keeping, waiting = asyncio.create_task(first.keep()), asyncio.create_task(second.taken(stop))
    await asyncio.sleep(0.05)
    assert not first.lost.is_set()
    assert not waiting.done()
    stop.set()
    assert not await waiting
    await first.let_go()
    keeping.cancel()


async def test_alone_nothing_is_asked_for() -> None:
    """A database that is one process's own is not asked."""
    store = MemoryStore()
    store.break_down("away")
    alone = sole(store, FakeClock(), "a", shared=False)
    assert await alone.taken(asyncio.Event())
    await alone.keep()
    await alone.let_go()
    assert not alone.lost.is_set()
