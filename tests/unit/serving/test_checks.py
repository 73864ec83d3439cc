"""Checks on any platform: one at a time, told from its begin to its end, and not too many of them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import cast

import pytest

from esor_bot.app import App
from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Attachment, Person, Scene
from esor_bot.domain.form import Checking
from esor_bot.serving.checks import Checks
from esor_bot.serving.trouble import Unclear
from esor_bot.testing.platform import Core, Shelf, Told, saying
from esor_bot.wording import Wording

pytestmark = pytest.mark.asyncio
WORDS = Wording(
    {
        "surface.checks.full": "Too many now.",
        "surface.checks.wait": "Another one first.",
        "surface.file.gone": "It is gone, of {size} MB.",
    }
)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """One thread, as a platform has for checks."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def checking(file: str = "F1") -> Checking:
    """Return a check of a file."""
    scene = Scene("e1", Person("tin:1"), Place("tin", "D1", "", private=True), datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    return Checking(Attachment(file, "a.pdf"), "p", saying("Reading."), 20_000_000, scene)


async def test_a_check_is_told_from_its_begin_to_its_end(threads: ThreadPoolExecutor) -> None:
    """Whoever wants a check reads that it begins, how far it is, and the report, in that order."""
    told, read = Told(), threading.Event()

    def slow(data: bytes) -> str:
        read.wait(5.0)
        return f"read {len(data)}"

    checks = Checks(cast(App, Core(reading=slow)), Shelf({"F1": b"abc"}), threads)
    running = asyncio.ensure_future(checks.run(checking(), told, WORDS))
    await asyncio.wait_for(told.going.wait(), 5.0)
    read.set()
    await running
    assert told.says == [("begin", "Reading."), ("now", "1 of 2"), ("end", "read 3")]


async def test_a_file_that_is_not_to_be_had(threads: ThreadPoolExecutor) -> None:
    """Where a file can't be fetched, the end says why, with how large it may be."""
    told = Told()
    await Checks(cast(App, Core()), Shelf(), threads).run(checking(), told, WORDS)
    assert told.says[-1] == ("end", "It is gone, of 20 MB.")


async def test_one_at_a_time_and_not_too_many(threads: ThreadPoolExecutor) -> None:
    """The second check says that it waits and is read after the first; one more than may wait is declined."""
    first, second, third, read = Told(), Told(), Told(), threading.Event()

    def slow(data: bytes) -> str:
        read.wait(5.0)
        return f"read {len(data)}"

    shelf = Shelf({"F1": b"abc", "F2": b"ab"})
    checks = Checks(cast(App, Core(reading=slow)), shelf, threads, most=2)
    running = [asyncio.ensure_future(checks.run(checking(), first, WORDS))]
    await asyncio.sleep(0)
    running.append(asyncio.ensure_future(checks.run(checking("F2"), second, WORDS)))
    await asyncio.sleep(0)
    await checks.run(checking("F2"), third, WORDS)
    assert third.says == [("decline", "Too many now.")]
    assert second.says == [("begin", "Reading. Another one first.")]
    read.set()
    await asyncio.gather(*running)
    assert (first.says[-1], second.says[-1]) == (("end", "read 3"), ("end", "read 2"))


async def test_a_check_that_can_not_be_told_makes_room(threads: ThreadPoolExecutor) -> None:
    """A check whose end can't be told raises that, and the next one has its place."""
    checks = Checks(cast(App, Core()), Shelf({"F1": b"abc"}), threads, most=1)
    with pytest.raises(Unclear):
        await checks.run(checking(), Told(fails=Unclear("timeout")), WORDS)
    told = Told()
    await checks.run(checking(), told, WORDS)
    assert told.says[-1] == ("end", "read 3")
