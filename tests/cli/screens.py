"""Programs in terminals of their own."""

from __future__ import annotations

import os
import select
import subprocess
import time

PROMPT = b"\x1b[?2004h"  # what makes a terminal ready for pasting comes with each prompt
PATIENCE = 30  # seconds


class Screen:
    """A program in a terminal of its own, and what it has shown so far."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        import pty

        self.began = time.perf_counter()
        self._mine, theirs = pty.openpty()
        self.child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        self.shown = b""

    def wait(self, text: bytes) -> float:
        """Read until a text is shown, and no further; return how long the program has run."""
        end = time.monotonic() + PATIENCE
        while text not in self.shown:
            ready, _, _ = select.select([self._mine], [], [], max(0.0, end - time.monotonic()))
            try:
                part = os.read(self._mine, 4096) if ready else b""
            except OSError:
                part = b""
            assert part, f"{text!r} never came, but {self.shown!r}"
            self.shown += part
        self.shown = self.shown.split(text, 1)[1]
        return time.perf_counter() - self.began

    def type(self, keys: bytes) -> None:
        """Press keys."""
        self.shown = b""
        os.write(self._mine, keys)

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.kill()
        self.child.wait()
        os.close(self._mine)
