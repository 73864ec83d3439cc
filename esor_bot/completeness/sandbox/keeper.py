"""One thread for each worker process: starts it, gives it tasks, and replaces it when it is spent or dead."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from queue import SimpleQueue

from esor_bot.completeness.sandbox.limits import Answer, Limits
from esor_bot.completeness.sandbox.worker import Stopped, Worker
from esor_bot.errors import CheckCancelled, CheckError, WorkerDied, WorkerTimeout

_LOG = logging.getLogger(__name__)

_SWEEP = 5.0
"""Seconds between two looks at whether an idle worker is still alive."""
_SETTLE = 10.0
"""Seconds a worker may take to tidy up after a task."""

Event = tuple[int, int] | Answer | Exception


class Job:
    """One task on its way: what is sent, and what comes back. `events` ends with an Answer or an exception."""

    __slots__ = ("abandoned", "data", "events", "request")

    def __init__(self, request: bytes, data: bytes) -> None:
        self.request = request
        self.data = data
        self.events: SimpleQueue[Event] = SimpleQueue()
        self.abandoned = False
        """Set when nobody waits for the answer any more; the keeper looks at it often."""


class Line:
    """The jobs that wait for a worker, first come first served, and the keepers that wait for a job."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._jobs: deque[Job] = deque()
        self._idle = 0
        self.closed = False
        self.warm_calls = 0
        """How often it was asked that all workers be started."""

    def put(self, job: Job) -> bool:
        """Add a job; whether more jobs wait now than keepers. Raises CheckError after `close`."""
        with self._changed:
            if self.closed:
                raise CheckError("the sandbox is closed")
            self._jobs.append(job)
            self._changed.notify()
            return len(self._jobs) > self._idle

    def take(self, seconds: float | None) -> Job | None:
        """The next job; None after so many seconds without one, and whenever there may be something else to do."""
        with self._changed:
            if not self._jobs and not self.closed and seconds != 0:
                self._idle += 1
                self._changed.wait(seconds)
                self._idle -= 1
            return self._jobs.popleft() if self._jobs else None

    def drop(self, job: Job) -> None:
        """Forget a job that nobody waits for."""
        job.abandoned = True
        with self._changed:
            if job in self._jobs:
                self._jobs.remove(job)

    def warm(self) -> None:
        """Ask every keeper to have its worker ready."""
        with self._changed:
            self.warm_calls += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Take no more jobs, cancel those that wait, and send the keepers home."""
        with self._changed:
            self.closed = True
            jobs, self._jobs = list(self._jobs), deque()
            self._changed.notify_all()
        for job in jobs:
            job.events.put(CheckCancelled())


class Keeper(threading.Thread):
    """Owns one worker at a time. It starts one when there is a job or a call to be warm, and then keeps one ready."""

    def __init__(self, line: Line, task: str, limits: Limits, idle_seconds: float | None) -> None:
        super().__init__(name="esor-bot-sandbox", daemon=True)
        self._line = line
        self._task = task
        self._limits = limits
        self._idle_seconds = idle_seconds
        self._worker: Worker | None = None
        self._wanted = False
        self._warm_calls = 0
        self._used = time.monotonic()

    def run(self) -> None:
        """Serve until the line is closed."""
        try:
            while not self._line.closed:
                job = self._line.take(self._patience())
                if job is None:
                    self._tend()
                elif not job.abandoned:
                    self._serve(job)
                job = None  # a waiting thread must not hold on to a document
        finally:
            self._retire()

    def _patience(self) -> float | None:
        if self._worker is None:
            return 0 if self._is_wanted() else None
        if self._idle_seconds is None:
            return _SWEEP
        return max(0.01, min(_SWEEP, self._used + self._idle_seconds - time.monotonic()))

    def _is_wanted(self) -> bool:
        return self._wanted or self._line.warm_calls > self._warm_calls

    def _tend(self) -> None:
        """What there is to do without a job: replace a worker that died, end an idle one, start one that is wanted."""
        worker = self._worker
        if worker is not None and not worker.is_quiet():
            self._retire()
            self._wanted = worker.tasks > 0  # one that dies before its first task would die again
        elif worker is not None and self._idle_seconds is not None:
            if time.monotonic() - self._used >= self._idle_seconds:
                self._retire()
                self._wanted = False
        elif worker is None and self._is_wanted() and not self._line.closed:
            try:
                self._ready_worker()
            except CheckError as error:
                _LOG.warning("sandbox_worker_failed", extra={"reason": str(error)})
            except Stopped:
                pass

    def _ready_worker(self) -> Worker:
        """The worker, ready for a task; a new one where there is none or it is no use any more."""
        self._warm_calls = self._line.warm_calls
        if self._worker is not None and not self._worker.is_quiet():
            self._retire()
        if self._worker is None:
            self._wanted = False
            self._worker = Worker(self._task, self._limits)
            try:
                self._worker.await_ready(self._limits.start_seconds, self._is_closed)
            except WorkerTimeout:
                self._retire()
                raise WorkerDied("start", "it was not ready in time") from None
            except BaseException:
                self._retire()
                raise
            self._wanted = True
            self._used = time.monotonic()
        return self._worker

    def _serve(self, job: Job) -> None:
        outcome: Event
        try:
            worker = self._ready_worker()
            outcome = worker.run(
                job.request, job.data, lambda *steps: job.events.put(steps), lambda: job.abandoned or self._line.closed
            )
        except Stopped:
            outcome = CheckCancelled()
        except Exception as error:  # noqa: BLE001 - the caller waits in another thread and has to be told
            outcome = error.with_traceback(None)  # a traceback would keep the document alive,
            outcome.__context__ = None  # and so would that of an exception before it
        job.data = b""  # the caller has it; the worker may take its time to tidy up
        job.events.put(outcome)
        if isinstance(outcome, Exception):
            self._retire()
        else:
            self._settle(worker)

    def _settle(self, worker: Worker) -> None:
        """Wait until the worker has tidied up, and let it go when it is spent."""
        self._used = time.monotonic()
        try:
            worker.await_ready(_SETTLE, self._is_closed)
        except (CheckError, Stopped):
            self._retire()
        else:
            if worker.tasks >= self._limits.tasks or worker.resident() > self._limits.rest_memory:
                self._retire()

    def _retire(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def _is_closed(self) -> bool:
        return self._line.closed
