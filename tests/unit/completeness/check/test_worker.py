"""The worker behind the check: killed, waited for by many, cancelled; and how far it is."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from esor_bot.completeness.check import Checked
from esor_bot.domain.report import DocumentStatus, Verdict
from esor_bot.errors import CheckCancelled
from tests.unit.completeness.check.conftest import Desk
from tests.unit.completeness.check.samples import good, scanned
from tests.unit.completeness.check.traces import workers


def found(done: Checked) -> int:
    """Return how many documents were found."""
    return sum(one.status is DocumentStatus.FOUND for one in done.report.documents)


def test_progress(desk: Desk) -> None:
    """Each page that was read is told once, in order, and with the number of all pages."""
    told: list[tuple[int, int]] = []
    desk.check(good(5), progress=lambda done, pages: told.append((done, pages)))

    assert told == [(number, 5) for number in range(1, 6)]


def test_a_worker_that_is_killed(desk: Desk) -> None:
    """A worker that ends in the middle of a file leaves a report that says so; another one takes its place."""
    desk.check(good())
    before = workers()

    def kill(done: int, pages: int) -> None:
        for pid in before:
            os.kill(pid, signal.SIGKILL)

    report = desk.check(scanned(), progress=kill).report

    assert len(before) == 1
    assert (report.verdict, [one.code for one in report.findings]) == (Verdict.UNREADABLE, ["too_hard"])
    assert found(desk.check(good())) == 1
    assert not workers() & before


def test_a_worker_that_is_killed_between_two_files(desk: Desk) -> None:
    """A worker that ends while nobody needs it is replaced without a word."""
    desk.check(good())
    for pid in workers():
        os.kill(pid, signal.SIGKILL)

    assert found(desk.check(good())) == 1


def test_cancel_while_a_page_is_read(desk: Desk) -> None:
    """A check that is cancelled ends at once, by name; its worker goes and the next check works."""
    desk.check(good())
    before = workers()
    cancel = threading.Event()
    times = []

    def stop(done: int, pages: int) -> None:
        times.append(time.monotonic())
        cancel.set()

    with pytest.raises(CheckCancelled):
        desk.check(scanned(), progress=stop, cancel=cancel)
    times.append(time.monotonic())

    assert len(times) == 2
    assert times[1] - times[0] < 0.5  # a promise that is ten times the interval at which it is looked for
    assert found(desk.check(good())) == 1
    assert not workers() & before


def test_cancelled_before_it_begins(desk: Desk) -> None:
    """A check that nobody wants any more is not begun, and its worker stays."""
    desk.check(good())
    before = workers()
    cancel = threading.Event()
    cancel.set()

    with pytest.raises(CheckCancelled):
        desk.check(good(), cancel=cancel)
    assert found(desk.check(good())) == 1
    assert workers() == before


def test_many_callers(desk: Desk) -> None:
    """Threads that check at the same time each get the report and the progress of their own file."""
    told: dict[int, list[int]] = {}
    start = threading.Barrier(6)

    def check(pages: int) -> int:
        start.wait()
        return desk.check(good(pages), progress=lambda done, _: told.setdefault(pages, []).append(done)).report.pages

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(check, range(1, 7))) == [1, 2, 3, 4, 5, 6]
    assert told == {pages: list(range(1, pages + 1)) for pages in range(1, 7)}


def test_one_that_is_cancelled_among_many(desk: Desk) -> None:
    """A check that is cancelled while another waits for its turn does the other no harm."""
    cancel, begun = threading.Event(), threading.Event()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(desk.check, scanned(), progress=lambda *_: begun.set(), cancel=cancel)
        assert begun.wait(30)
        second = pool.submit(desk.check, good(2))
        cancel.set()
        with pytest.raises(CheckCancelled):
            first.result(30)
        assert second.result(30).report.pages == 2
