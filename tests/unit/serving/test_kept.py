"""A platform that is kept running."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from esor_bot.desk.messenger import GaveUp, RetryLater
from esor_bot.domain.case import Place
from esor_bot.errors import UsageError
from esor_bot.serving.kept import Kept
from tests.unit.serving.doubles import FakeAdapter, kit

PLACE = Place("tin", "C1")


def ran(adapter: FakeAdapter, until: Callable[[Kept], Awaitable[object]]) -> Kept:
    """Keep a platform running until something happened."""

    async def run() -> Kept:
        kept, stop = Kept(adapter, kit(), first=0.01), asyncio.Event()
        task = asyncio.create_task(kept.run(stop))
        async with asyncio.timeout(5):
            await until(kept)
            stop.set()
            await task
        return kept

    return asyncio.run(run())


def test_what_breaks_is_made_anew() -> None:
    """A platform that breaks, or ends by itself, is put together again until it serves."""
    adapter = FakeAdapter(fates=[OSError("torn"), ValueError("bent"), "end"])

    kept = ran(adapter, lambda _kept: adapter.serving.wait())

    assert adapter.made == 4
    assert kept.part().state == "ready"


def test_what_is_refused_is_left() -> None:
    """A platform that refuses us is not asked again; what it said is kept for whoever started it."""
    adapter = FakeAdapter(fates=[UsageError("no such token")])

    async def refused(kept: Kept) -> None:
        while kept.refused is None:  # noqa: ASYNC110 - what is waited for knows no event
            await asyncio.sleep(0)

    kept = ran(adapter, refused)

    assert (adapter.made, str(kept.refused)) == (1, "no such token")
    assert (kept.part().state, kept.part().fine) == ("refused", False)


def test_it_stops_while_it_waits() -> None:
    """A platform that is broken holds up nobody who wants to stop."""
    adapter = FakeAdapter(fates=[OSError("torn")] * 1000)

    async def broken(kept: Kept) -> None:
        while kept.part().state != "broken":  # noqa: ASYNC110 - as above
            await asyncio.sleep(0)

    assert ran(adapter, broken).part().reason == "OSError"


@pytest.mark.parametrize(
    ("trouble", "counted"),
    [(None, "ok"), (RetryLater(why="busy"), "busy"), (GaveUp("gone"), "gone"), (OSError("torn"), "OSError")],
)
def test_deliveries_are_counted(trouble: Exception | None, counted: str) -> None:
    """Each try of the outbox is counted by what came of it, and its outcome is the outbox's to know."""

    class Messenger:
        async def send(self, place: Place, body: str, key: str) -> str:
            if trouble is not None:
                raise trouble
            return "receipt"

    adapter = FakeAdapter()
    adapter.messenger = Messenger()
    own = kit()
    kept = Kept(adapter, own)

    if trouble is None:
        assert asyncio.run(kept.send(PLACE, "{}", "k")) == "receipt"
    else:
        with pytest.raises(type(trouble)):
            asyncio.run(kept.send(PLACE, "{}", "k"))

    assert f'esor_bot_outbox_tries_total{{platform="tin",result="{counted}"}} 1.0' in own.metrics.told().decode()
