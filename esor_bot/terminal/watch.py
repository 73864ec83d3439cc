"""While a file is read: how far it is, once that takes longer than a second, and Ctrl-C to stop it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol, Self

from esor_bot.reception.progress import reading
from esor_bot.wording import Wording

PATIENCE = 1.0  # seconds


class Bar(Protocol):
    """Shows one line that changes."""

    def show(self, line: str) -> None:
        """Show a line in place of the one before."""

    def clear(self) -> None:
        """Take the line away."""


class Progress:
    """Tells how far a check is, from the moment on that it has taken longer than `patience` seconds.

    As a context: the line is gone when it ends. Call it with the pages read and all pages, from any thread.
    """

    def __init__(self, bar: Bar, wording: Wording, patience: float = PATIENCE) -> None:
        self._bar = bar
        self._wording = wording
        self._line = wording.say("check.opening")
        self._shown = False
        self._over = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._begin)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            self._over = True
            if self._shown:
                self._bar.clear()

    def __call__(self, done: int, pages: int) -> None:
        """Note that `done` of `pages` were read."""
        with self._lock:
            self._line = reading(self._wording, done, pages)
            if self._shown and not self._over:
                self._bar.show(self._line)

    def _begin(self) -> None:
        with self._lock:
            if not self._over:
                self._shown = True
                self._bar.show(self._line)


@contextmanager
def interruptible() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C sets in place of breaking off; a second Ctrl-C breaks off after all."""
    cancel = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield cancel
        return

    def stop(number: int, frame: FrameType | None) -> None:
        if cancel.is_set():
            raise KeyboardInterrupt
        cancel.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)
