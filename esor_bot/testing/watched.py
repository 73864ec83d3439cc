"""What a server of the test kit notes, and waiting until something is to be seen there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Watched:
    """Notes what was refused and what was doubtful, and wakes whoever waits for something."""

    def __init__(self) -> None:
        self.refused: list[str] = []
        self.warnings: list[str] = []
        self._changed = asyncio.Event()

    def refuse(self, what: str) -> None:
        """Note that something was refused."""
        self.refused.append(what)
        self.poke()

    def warn(self, what: str) -> None:
        """Note something that is allowed, and doubtful."""
        if what not in self.warnings:
            self.warnings.append(what)

    def poke(self) -> None:
        """Wake whoever waits for something."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, look: Callable[[], Found], seconds: float = 10.0, what: str = "something") -> Found:
        """Wait until something is to be seen, and return it. Raises TimeoutError that names what was refused."""
        end = time.monotonic() + seconds
        while not (seen := look()):
            if (left := end - time.monotonic()) <= 0:
                raise TimeoutError(f"no sign of {what} within {seconds:g} s; refused: {self.refused[:9]}")
            try:
                await asyncio.wait_for(self._changed.wait(), min(left, 0.1))
            except TimeoutError:
                continue
        return seen
