"""Whatever becomes of one task, the next one works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from esor_bot.completeness.sandbox import Limits, Sandbox
from esor_bot.completeness.sandbox.limits import MIB
from esor_bot.completeness.sandbox.wire import FRAME
from esor_bot.errors import CheckCancelled, CheckError, WorkerDied, WorkerTimeout

TASKS = "tests.unit.completeness.sandbox.tasks"
ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    """A sandbox with tight limits."""
    with Sandbox(f"{TASKS}:act", limits=Limits(memory=400 * MIB, seconds=20, answer=MIB, data=MIB)) as box:
        yield box


@pytest.fixture(scope="module")
def hasty() -> Iterator[Sandbox]:
    """A sandbox whose tasks may take almost no time."""
    with Sandbox(f"{TASKS}:act", limits=Limits(memory=400 * MIB, seconds=0.8, answer=MIB, data=MIB)) as box:
        yield box


def worker_of(box: Sandbox) -> int:
    """The process id of the worker that takes the next task."""
    found = box.run({"do": "pid"}, b"").body
    assert isinstance(found, int)
    return found


def is_gone(pid: int, seconds: float = 3.0) -> bool:
    """Whether the process ends within that time and is no zombie of ours."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize(
    ("deed", "reason", "kind"),
    [
        ("bomb", "memory", "MemoryError"),
        ("leave", "crash", ""),
        ("segfault", "crash", ""),
        ("kill", "crash", ""),
        ("close", "crash", ""),
        ("raise", "error", "TooPrivateError"),
        ("exit", "error", "SystemExit"),
        ("not json", "error", "TypeError"),
        ("long", "error", "OverflowError"),
    ],
)
def test_death(box: Sandbox, deed: str, reason: str, kind: str) -> None:
    """A worker that dies says why, and nothing of the document; another takes its place."""
    before = worker_of(box)

    with pytest.raises(WorkerDied) as caught:
        box.run({"do": deed}, b"a name from a document")

    assert (caught.value.reason, caught.value.kind) == (reason, kind)
    assert "a name" not in str(caught.value)
    assert worker_of(box) != before
    assert is_gone(before)


@pytest.mark.parametrize(
    "said",
    [
        b"\x80\x04 no frame at all",
        FRAME.pack(b"Z", 0),
        FRAME.pack(b"A", 2**32 - 1),
        FRAME.pack(b"A", 2) + b"{]",
        FRAME.pack(b"A", 2) + b"\xff\xff",
        FRAME.pack(b"A", 2) + b"{}" + FRAME.pack(b"A", 0),
        FRAME.pack(b"B", 0),
        FRAME.pack(b"R", 2) + b"[]",
        FRAME.pack(b"P", 5) + b"[2,1]",
        FRAME.pack(b"P", 6) + b"[-1,1]",
        FRAME.pack(b"P", 7) + b"[1.0,1]",
        FRAME.pack(b"P", 8) + b"[true,1]",
        FRAME.pack(b"P", 2) + b"{}",
        FRAME.pack(b"F", 2) + b"{}",
        FRAME.pack(b"F", 31) + b'{"reason":"error","kind":[1,2]}',
        FRAME.pack(b"F", 31) + b'{"reason":[1,2],"kind":"error"}',
        FRAME.pack(b"A", 900_000) + b"[" * 900_000,
    ],
    ids=range(17),
)
def test_rubbish(box: Sandbox, said: bytes) -> None:
    """A worker that breaks the rules of the conversation is ended, without harm to the parent."""
    before = worker_of(box)

    with pytest.raises(WorkerDied) as caught:
        box.run({"do": "rubbish"}, said)

    assert (caught.value.reason, caught.value.kind) == ("rubbish", "")
    assert worker_of(box) != before


def test_unfinished_frame(hasty: Sandbox) -> None:
    """A worker that promises more than it says runs out of time."""
    with pytest.raises(WorkerTimeout):
        hasty.run({"do": "rubbish"}, b"A\0\0\0\xff[")
    assert worker_of(hasty)


def test_endless_loop(hasty: Sandbox) -> None:
    """A task that takes too long is ended on time, and the next one works."""
    before = worker_of(hasty)

    with pytest.raises(WorkerTimeout):
        hasty.run({"do": "loop"}, b"")

    assert worker_of(hasty) != before
    assert is_gone(before)


def test_processor_time() -> None:
    """A task that uses too much processor time is ended even when the clock would let it go on."""
    with Sandbox(f"{TASKS}:act", limits=Limits(cpu_seconds=0)) as box, pytest.raises(WorkerTimeout):
        box.run({"do": "loop"}, b"")


def test_too_much_progress(box: Sandbox) -> None:
    """A task that tells its progress without end is not heard after a while, and can't fill the memory."""
    heard = 0

    def count(done: int, total: int) -> None:
        nonlocal heard
        heard += 1

    assert box.run({"do": "flood"}, b"", progress=count).body == "done"
    assert heard == 10_000


def test_too_much_data(box: Sandbox) -> None:
    """Data over the limit is refused before it is sent."""
    with pytest.raises(CheckError, match="more than"):
        box.run({"do": "pid"}, bytes(MIB + 1))


def test_cancel(box: Sandbox) -> None:
    """A task is given up at once when it is cancelled, and its worker ended."""
    before = worker_of(box)
    cancel = threading.Event()
    timer = threading.Timer(0.1, cancel.set)
    timer.start()
    began = time.monotonic()

    with pytest.raises(CheckCancelled):
        box.run({"do": "sleep"}, b"", cancel=cancel)

    assert time.monotonic() - began < 0.3
    assert worker_of(box) != before
    assert is_gone(before)


def test_cancelled_before() -> None:
    """A task that is cancelled before it begins starts nothing."""
    cancel = threading.Event()
    cancel.set()

    with Sandbox("no.such.module:task") as box, pytest.raises(CheckCancelled):
        box.run({}, b"", cancel=cancel)


def test_failing_callback(box: Sandbox) -> None:
    """An error in the caller's own callback ends the task and reaches the caller."""

    def fail(done: int, total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        box.run({"do": "sleep"}, b"", progress=fail)
    assert worker_of(box)


@pytest.mark.parametrize("task", ["no.such.module:task", f"{TASKS}:no_such_task"])
def test_bad_start(task: str) -> None:
    """A task that can't be loaded is told by name, every time."""
    with Sandbox(task) as box:
        for _ in range(2):
            with pytest.raises(WorkerDied, match="no") as caught:
                box.run({}, b"")
            assert caught.value.reason == "start"


def test_slow_start() -> None:
    """A worker that does not get ready in time is given up."""
    with Sandbox(f"{TASKS}:act", limits=Limits(start_seconds=0.001)) as box:
        with pytest.raises(WorkerDied, match="not ready") as caught:
            box.run({}, b"")
        assert caught.value.reason == "start"


def test_death_at_rest(box: Sandbox) -> None:
    """A worker that died while it waited is replaced before the next task is given to it."""
    before = worker_of(box)
    os.kill(before, signal.SIGKILL)
    assert is_ended(before)

    assert worker_of(box) != before
    assert is_gone(before)


def test_parent_is_killed() -> None:
    """A worker ends with its parent, even when that is killed in the middle of a task."""
    task = [sys.executable, "-m", TASKS, TASKS, "act", '{"do": "pid"}']
    with subprocess.Popen(task, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline().strip(b"[]\n").split(b",")[0])
        os.kill(worker, signal.SIGSTOP)  # it can't see that the conversation is over
        parent.kill()

    assert is_ended(worker)


def is_ended(pid: int) -> bool:
    """Whether a process that is nobody's child of ours ends soon: whoever inherits it may leave it a zombie."""
    end = time.monotonic() + 3
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except OSError:
            return is_gone(pid)
        if state in "ZX":
            return True
        time.sleep(0.01)
    return False
