"""The sandbox as its users see it."""

from __future__ import annotations

import pickle
import threading
import weakref
from collections.abc import Callable
from queue import Empty
from types import TracebackType
from typing import Self

from esor_bot.completeness.sandbox.keeper import Job, Keeper, Line
from esor_bot.completeness.sandbox.limits import Answer, Limits
from esor_bot.completeness.sandbox.worker import POLL, Worker
from esor_bot.errors import CheckCancelled, CheckError

_NO_LIMITS_OF_ITS_OWN = Limits()


class Sandbox:
    """Runs one function on untrusted bytes, in worker processes under limits.

    The task is named "package.module:function". Only workers import that module, and where it has a function
    `prepare`, they call it before the first task. The task is called as `task(request, data, report)`, returns a
    JSON value and bytes, and may call `report(done, total)` as it goes. Requests are pickled, so they hold plain
    values or classes that a worker can import.

    All methods may be called from any thread; `run` blocks, so from asyncio it goes through `asyncio.to_thread`.
    """

    def __init__(
        self,
        task: str,
        *,
        limits: Limits = _NO_LIMITS_OF_ITS_OWN,
        size: int = 1,
        idle_seconds: float | None = None,
    ) -> None:
        """Nothing is started yet. `size` is the number of workers; None for `idle_seconds` keeps them for good."""
        self._task = task
        self._limits = limits
        self._size = size
        self._idle_seconds = idle_seconds
        self._line = Line()
        self._keepers: list[Keeper] = []
        self._lock = threading.Lock()
        self._shut = weakref.finalize(self, _shut, self._line, self._keepers)  # also when the program ends

    def warm(self) -> None:
        """Start all workers, in the background."""
        with self._lock:
            while len(self._keepers) < self._size and not self._line.closed:
                self._add_keeper()
        self._line.warm()

    def run(
        self,
        request: object,
        data: bytes,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> Answer:
        """Run the task in a worker and wait for its answer; callers wait their turn in the order they came.

        `progress` is called in this thread with the steps done and the steps in all. Raises WorkerDied,
        WorkerTimeout, CheckCancelled within 50 ms after `cancel` is set, or CheckError when the data is too long
        or the sandbox is closed. The next call works whatever became of this one.
        """
        if len(data) > self._limits.data:
            raise CheckError(f"{len(data)} bytes are more than the {self._limits.data} that a task may be given")
        if cancel is not None and cancel.is_set():
            raise CheckCancelled
        job = Job(pickle.dumps(request), data)
        if self._line.put(job):
            with self._lock:
                if len(self._keepers) < self._size and not self._line.closed:
                    self._add_keeper()
        try:
            return _await(job, progress, cancel)
        finally:
            self._line.drop(job)

    def close(self) -> None:
        """End all workers and cancel what runs; returns when they are gone. May be called again."""
        self._shut()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _add_keeper(self) -> None:
        keeper = Keeper(self._line, self._task, self._limits, self._idle_seconds)
        self._keepers.append(keeper)
        keeper.start()


def protection() -> tuple[str, ...]:
    """Which protections hold on this machine, tried out in a worker that is given nothing.

    The names: memory, no_files_written, no_core_file, open_files, cpu_time, ends_with_parent, not_dumpable,
    no_new_privileges, file_rules, system_calls. The last two are the ones that keep a document's code from the
    user's files and from the network.
    """
    limits = Limits()
    worker = Worker("builtins:len", limits)
    try:
        worker.await_ready(limits.start_seconds, lambda: False)
        return worker.protections
    finally:
        worker.end()


def _await(job: Job, progress: Callable[[int, int], None] | None, cancel: threading.Event | None) -> Answer:
    while True:
        event = _next(job, cancel)
        if isinstance(event, Answer):
            return event
        if isinstance(event, Exception):
            try:
                raise event
            finally:
                del event  # else the exception and this frame hold each other, and the document
        if progress is not None:
            progress(*event)


def _next(job: Job, cancel: threading.Event | None) -> tuple[int, int] | Answer | Exception:
    """The next thing that the job's keeper says; CheckCancelled as soon as nobody wants it any more."""
    if cancel is None:
        return job.events.get()
    while not cancel.is_set():
        try:
            return job.events.get(timeout=POLL / 2)
        except Empty:
            continue
    return CheckCancelled()


def _shut(line: Line, keepers: list[Keeper]) -> None:
    line.close()
    for keeper in keepers:
        if keeper is not threading.current_thread():
            keeper.join()
