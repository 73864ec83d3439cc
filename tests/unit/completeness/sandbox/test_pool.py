"""Workers are kept, shared in turn, and replaced."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from esor_bot.completeness.sandbox import Answer, Limits, Sandbox
from esor_bot.completeness.sandbox.limits import MIB
from esor_bot.errors import CheckCancelled, CheckError, WorkerDied

TASKS = "tests.unit.completeness.sandbox.tasks"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """A sandbox with one worker."""
    with Sandbox(f"{TASKS}:act") as box:
        yield box


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it holds within three seconds."""
    end = time.monotonic() + 3
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def children() -> set[int]:
    """The process ids of our child processes, zombies included."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == os.getpid():
            found.add(int(folder.name))
    return found


def open_files() -> int:
    """How many file descriptors this process has."""
    return len(list(Path("/proc/self/fd").iterdir()))


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


def test_answer() -> None:
    """The request, the data, the JSON and the bytes of the answer arrive whole."""
    with Sandbox(f"{TASKS}:echo") as box:
        answer = box.run({"n": 1, "name": "Ægir ŁŤ", "list": [None, True, 0.5]}, b"\0\xff" * 4_000_000)

    assert isinstance(answer.body, dict)
    assert answer.body["request"] == {"n": 1, "name": "Ægir ŁŤ", "list": [None, True, 0.5]}
    assert answer.body["length"] == 8_000_000
    assert answer.blob == b"\0\xff" * 4


def test_worker_is_reused(box: Sandbox) -> None:
    """One process does task after task."""
    assert len({box.run({"do": "pid"}, b"").body for _ in range(5)}) == 1


def test_warm_task_is_fast(box: Sandbox) -> None:
    """A trivial task on a warm worker takes a few milliseconds."""
    box.run({"do": "pid"}, b"")
    times = []
    for _ in range(20):
        began = time.perf_counter()
        box.run({"do": "pid"}, b"")
        times.append(time.perf_counter() - began)

    assert sorted(times)[10] < 0.02


def test_progress(box: Sandbox) -> None:
    """Progress arrives in order, in the caller's thread, before the answer."""
    heard: list[tuple[int, int, int]] = []
    answer = box.run(
        {"do": "steps"}, b"", progress=lambda done, total: heard.append((done, total, threading.get_ident()))
    )

    assert answer.body == "done"
    assert heard == [(step, 100, threading.get_ident()) for step in range(1, 101)]


def test_many_callers(box: Sandbox) -> None:
    """Callers in several threads share one worker, each with its own answer."""
    with Sandbox(f"{TASKS}:echo") as echo, ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda number: echo.run(number, b"x" * number), range(20)))

    bodies = [answer.body for answer in answers if isinstance(answer.body, dict)]
    assert [(body["request"], body["length"]) for body in bodies] == [(number, number) for number in range(20)]
    assert len({body["pid"] for body in bodies}) == 1


def test_asyncio(box: Sandbox) -> None:
    """It works from asyncio through a thread, and a worker outlives the thread it was first asked from."""

    async def ask() -> list[Answer]:
        return await asyncio.gather(*(asyncio.to_thread(box.run, {"do": "pid"}, b"") for _ in range(3)))

    first = {answer.body for answer in asyncio.run(ask())}
    second = {answer.body for answer in asyncio.run(ask())}

    assert len(first | second) == 1


def test_first_come_first_served(box: Sandbox) -> None:
    """Callers that wait get the worker in the order in which they came."""
    order: list[int] = []
    started = threading.Event()
    cancel = threading.Event()

    def block() -> None:
        with pytest.raises(CheckCancelled):
            box.run({"do": "sleep"}, b"", progress=lambda done, total: started.set(), cancel=cancel)

    def wait(number: int) -> None:
        box.run({"do": "pid"}, b"")
        order.append(number)

    threads = [threading.Thread(target=block)]
    threads[0].start()
    assert started.wait(5)
    for number in range(4):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        time.sleep(0.03)
    cancel.set()
    for thread in threads:
        thread.join()

    assert order == [0, 1, 2, 3]


def test_cancel_while_waiting(box: Sandbox) -> None:
    """Who waits for a worker can give up, and the one at work is not disturbed."""
    first, second, started = threading.Event(), threading.Event(), threading.Event()

    def block() -> None:
        with pytest.raises(CheckCancelled):
            box.run({"do": "sleep"}, b"", progress=lambda done, total: started.set(), cancel=first)

    thread = threading.Thread(target=block)
    thread.start()
    assert started.wait(5)
    threading.Timer(0.05, second.set).start()
    began = time.monotonic()
    with pytest.raises(CheckCancelled):
        box.run({"do": "pid"}, b"", cancel=second)

    assert time.monotonic() - began < 0.25
    assert thread.is_alive()
    first.set()
    thread.join()


def test_two_workers() -> None:
    """Two workers work at the same time."""
    with Sandbox(f"{TASKS}:act", size=2) as box:
        box.warm()
        cancel = threading.Event()
        started = [threading.Event(), threading.Event()]

        def block(mine: threading.Event) -> None:
            with pytest.raises(CheckCancelled):
                box.run({"do": "sleep"}, b"", progress=lambda done, total: mine.set(), cancel=cancel)

        threads = [threading.Thread(target=block, args=(event,)) for event in started]
        for thread in threads:
            thread.start()
        assert all(event.wait(5) for event in started)
        cancel.set()
        for thread in threads:
            thread.join()


def test_garbage_is_collected(box: Sandbox) -> None:
    """Nothing of one task is left in the worker when the next begins."""
    assert [box.run({"do": "garbage"}, b"").body for _ in range(3)] == [0, 0, 0]


def test_replaced_after_many_tasks() -> None:
    """A worker is replaced after so many tasks."""
    with Sandbox(f"{TASKS}:act", limits=Limits(tasks=3)) as box:
        pids = [box.run({"do": "pid"}, b"").body for _ in range(7)]

    assert [len(set(pids[:3])), len(set(pids[3:6])), len(set(pids))] == [1, 1, 3]


@linux
def test_replaced_when_too_large() -> None:
    """A worker that keeps too much memory at rest is replaced in the background."""
    with Sandbox(f"{TASKS}:act", limits=Limits(rest_memory=70 * MIB)) as box:
        before = box.run({"do": "heavy"}, b"").body

        assert eventually(lambda: before not in children() and len(children()) == 1)
        assert box.run({"do": "pid"}, b"").body != before


@linux
def test_idle_workers_are_ended() -> None:
    """A worker that has nothing to do for so long is ended, and started again when it is needed."""
    with Sandbox(f"{TASKS}:act", idle_seconds=0.2) as box:
        before = box.run({"do": "pid"}, b"").body

        assert eventually(lambda: not children())
        assert box.run({"do": "pid"}, b"").body != before


@linux
def test_warm_starts_all_in_the_background() -> None:
    """Being warm means as many processes as there are workers, without waiting for them."""
    with Sandbox(f"{TASKS}:act", size=2) as box:
        began = time.monotonic()
        box.warm()
        assert time.monotonic() - began < 0.05
        assert eventually(lambda: len(children()) == 2)
        warm = children()

        assert box.run({"do": "pid"}, b"").body in warm
        assert children() == warm


@linux
def test_close_leaves_nothing() -> None:
    """After closing there is no process, no zombie, no thread and no open file of the sandbox."""
    files, threads = open_files(), threading.active_count()
    for _ in range(3):
        with Sandbox(f"{TASKS}:act", size=2) as box:
            box.warm()
            box.run({"do": "pid"}, b"")
            with pytest.raises(CheckError):
                box.run({"do": "leave"}, b"")

    assert children() == set()
    assert threading.active_count() == threads
    assert open_files() == files


@linux
def test_forgotten_sandbox_leaves_nothing() -> None:
    """A sandbox that nobody closed ends its workers when nobody holds it any more."""
    box = Sandbox(f"{TASKS}:act")
    box.run({"do": "pid"}, b"")
    del box
    gc.collect()

    assert eventually(lambda: not children())


def test_close_cancels() -> None:
    """Closing cancels the task at work and those that wait, and later ones are refused."""
    box = Sandbox(f"{TASKS}:act")
    started = threading.Event()
    ended: list[bool] = []

    def run() -> None:
        with pytest.raises(CheckCancelled):
            box.run({"do": "sleep"}, b"", progress=lambda done, total: started.set())
        ended.append(True)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert started.wait(5)
    box.close()
    box.close()
    for thread in threads:
        thread.join()

    assert ended == [True, True]
    with pytest.raises(CheckError, match="closed"):
        box.run({"do": "pid"}, b"")


def test_data_is_let_go(box: Sandbox) -> None:
    """The sandbox holds no document after the task, be it done, failed or cancelled."""
    document = b"a name from a document" * len(sys.argv)  # made now, so that no constant holds it
    before = sys.getrefcount(document)
    cancel = threading.Event()

    box.run({"do": "pid"}, document)
    with pytest.raises(WorkerDied):
        box.run({"do": "raise"}, document)
    with pytest.raises(CheckCancelled):
        box.run({"do": "sleep"}, document, progress=lambda done, total: cancel.set(), cancel=cancel)

    assert eventually(lambda: sys.getrefcount(document) == before)
