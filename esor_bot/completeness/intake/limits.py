"""How much of a file is read at most, and for how long."""

from __future__ import annotations

import time
from dataclasses import dataclass

MIB = 1024 * 1024


class OutOfTime(Exception):
    """A step took longer than it may. Raised by `Clock.check`, caught where the step begins."""


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Limits of one file.

    `bytes` is the file's size, `pages` their number, `seconds` the time for looking at its structure; `unpacked` is
    the size (bytes) that one stream may reach when it is unpacked, `contents` that of what a page draws,
    `unpacked_all` that of all together, `picture` the size of one picture's pixels (bytes); `objects` is the number
    of objects.
    """

    bytes: int = 25 * MIB
    pages: int = 200
    seconds: float = 8.0
    unpacked: int = 64 * MIB
    contents: int = 32 * MIB
    unpacked_all: int = 400 * MIB
    picture: int = 256 * MIB
    objects: int = 300_000

    @property
    def size(self) -> str:
        """The largest size of a file, as people write it."""
        return f"{self.bytes // MIB} MB"


class Clock:
    """Counts down from a number of seconds."""

    __slots__ = ("_end",)

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise OutOfTime when the time is over."""
        if time.monotonic() > self._end:
            raise OutOfTime
