"""The parent's hold on one worker process. Used by one thread at a time."""

from __future__ import annotations

import contextlib
import json
import marshal
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from esor_bot.completeness.sandbox import landlock, wire
from esor_bot.completeness.sandbox.limits import Answer, Limits
from esor_bot.errors import CheckError, WorkerDied, WorkerTimeout

POLL = 0.05
"""Seconds between two looks at whether a task is still wanted."""

_KEPT = frozenset(
    "HOME LANG LANGUAGE LD_LIBRARY_PATH PATH TZ OMP_NUM_THREADS OPENBLAS_NUM_THREADS MKL_NUM_THREADS "
    "OMP_THREAD_LIMIT OMP_WAIT_POLICY".split()
)
_CHILD = Path(__file__).with_name("child.py")
_SMALL = 4096
"""The longest payload of the frames that are neither answer nor blob, in bytes."""


class Stopped(Exception):
    """The task is not wanted any more."""


class Worker:
    """A process that runs one function, under limits. Starting it does not wait until it is ready.

    The process ends with the thread that made it (Linux counts threads as parents), so that thread has to last.
    """

    def __init__(self, task: str, limits: Limits) -> None:
        self._limits = limits
        self._ready = False
        self.protections: tuple[str, ...] = ()
        self.tasks = 0
        """Tasks begun so far."""
        if os.name != "posix":
            raise CheckError("documents can be checked on Linux and macOS only: this system can't confine a process")
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = _spawn(theirs)
            ours.sendall(_configuration(task, limits))
        except OSError as error:
            ours.close()
            raise WorkerDied("start", type(error).__name__) from None
        ours.setblocking(False)
        self._socket = ours
        self._poll = select.poll()
        self._poll.register(ours, select.POLLIN)

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def await_ready(self, seconds: float, stop: Callable[[], bool]) -> None:
        """Wait until it can take a task.

        Raises WorkerDied, WorkerTimeout after that many seconds, or Stopped.
        """
        if self._ready:
            return
        watch = _Watch(seconds, stop)
        kind, payload = self._frame(watch, {wire.READY: _SMALL, wire.FAILURE: _SMALL})
        if kind == wire.FAILURE:
            raise _failure(payload)
        names = _json(payload)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise WorkerDied("rubbish")
        self.protections = self.protections or tuple(names)
        self._ready = True

    def run(
        self, request: bytes, data: bytes, progress: Callable[[int, int], object], stop: Callable[[], bool]
    ) -> Answer:
        """Run the task once. The worker is ready before; afterwards `await_ready` waits until it is so again.

        Raises WorkerDied, WorkerTimeout or Stopped, and then the worker can only be ended.
        """
        self._ready = False
        self.tasks += 1
        watch = _Watch(self._limits.seconds, stop)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it may have said why before it ended
            self._send(wire.REQUEST.pack(len(request), len(data)) + request, watch)
            self._send(data, watch)
        kinds = {wire.PROGRESS: _SMALL, wire.ANSWER: self._limits.answer, wire.FAILURE: _SMALL}
        for _ in range(wire.MOST_PROGRESS + 1):
            kind, payload = self._frame(watch, kinds)
            if kind == wire.FAILURE:
                raise _failure(payload)
            if kind == wire.ANSWER:
                body = _json(payload)
                _, blob = self._frame(watch, {wire.BLOB: self._limits.blob})
                return Answer(body, bytes(blob))
            progress(*_steps(_json(payload)))
        raise WorkerDied("rubbish")

    def is_quiet(self) -> bool:
        """Whether it waits as it should: it neither ended nor said anything unasked."""
        self._poll.modify(self._socket, select.POLLIN)
        return not self._poll.poll(0)

    def resident(self) -> int:
        """Its resident memory in bytes, from the system and not from the worker; 0 where that can't be seen."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE")
        return 0

    def end(self) -> int:
        """End it at once, with all it started; its exit status, negative for a signal."""
        if self._process.returncode is None:
            with contextlib.suppress(OSError):
                os.killpg(self.pid, signal.SIGKILL)
            self._process.kill()
        self._socket.close()
        return self._process.wait()

    def _send(self, data: bytes, watch: _Watch) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self._socket.send(rest) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, watch)

    def _frame(self, watch: _Watch, kinds: dict[bytes, int]) -> tuple[bytes, bytearray]:
        """The next frame, which has to be of one of these kinds and at most so long."""
        kind, length = wire.FRAME.unpack(self._receive(wire.FRAME.size, watch))
        if length > kinds.get(kind, -1):
            raise WorkerDied("rubbish")
        return kind, self._receive(length, watch)

    def _receive(self, length: int, watch: _Watch) -> bytearray:
        data = bytearray(length)
        rest = memoryview(data)
        while rest:
            try:
                count = self._socket.recv_into(rest)
            except BlockingIOError:
                self._wait(select.POLLIN, watch)
                continue
            except ConnectionResetError:
                count = 0
            if not count:
                raise self._ended()
            rest = rest[count:]
        return data

    def _wait(self, event: int, watch: _Watch) -> None:
        self._poll.modify(self._socket, event)
        while not self._poll.poll(watch.patience() * 1000):
            pass

    def _ended(self) -> WorkerDied | WorkerTimeout:
        status = self.end()
        if status == -signal.SIGXCPU:
            return WorkerTimeout(self._limits.cpu_seconds)
        return WorkerDied("crash")


class _Watch:
    """How long one conversation may go on."""

    def __init__(self, seconds: float, stop: Callable[[], bool]) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._stop = stop

    def patience(self) -> float:
        """How many seconds to wait before asking again. Raises Stopped or WorkerTimeout."""
        if self._stop():
            raise Stopped
        left = self._end - time.monotonic()
        if left <= 0:
            raise WorkerTimeout(self._seconds)
        return min(left, POLL)


def _spawn(channel: socket.socket) -> subprocess.Popen[bytes]:
    environment = {
        name: value for name, value in os.environ.items() if name in _KEPT or name.startswith("LC_")
    }  # a list of what may pass: secrets have any name
    environment["MALLOC_ARENA_MAX"] = "2"  # memory that one thread gave back serves the others
    command = [sys.executable, "-I", "-B", "-X", "utf8", str(_CHILD)]
    return subprocess.Popen(
        command,
        stdin=channel.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=environment,
        start_new_session=True,
    )


def _configuration(task: str, limits: Limits) -> bytes:
    path = [str(Path(entry).absolute()) for entry in sys.path]
    config = {
        "task": task,
        "path": path,
        "readable": [*landlock.readable(path, str(Path.home())), *_interpreter()],
        "parent": os.getpid(),
        "memory": limits.memory,
        "cpu_seconds": limits.cpu_seconds,
        "files": limits.files,
        "answer": limits.answer,
        "blob": limits.blob,
    }
    body = marshal.dumps(config)
    return wire.CONFIG.pack(len(body)) + body


def _interpreter() -> list[str]:
    """Where Python and the libraries it was built with are."""
    libraries = [entry for entry in os.environ.get("LD_LIBRARY_PATH", "").split(":") if entry]
    return [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, *libraries]


def _json(payload: bytearray) -> object:
    try:
        value: object = json.loads(payload)
    except (ValueError, RecursionError):
        raise WorkerDied("rubbish") from None
    return value


def _steps(value: object) -> tuple[int, int]:
    if isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value):
        done, total = value
        if 0 <= done <= total < 2**31:
            return done, total
    raise WorkerDied("rubbish")


def _failure(payload: bytearray) -> WorkerDied:
    value = _json(payload)
    if isinstance(value, dict):
        reason, kind = value.get("reason"), value.get("kind")
        if reason in WorkerDied.REASONS and isinstance(kind, str):
            return WorkerDied(reason, kind if reason == "start" or kind.isidentifier() else "")
    return WorkerDied("rubbish")
