"""One thread after the other, in the order in which they came."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """A lock that is handed on to whoever waits longest. With an ordinary one some threads wait for very long."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Lock] = deque()

    def enter(self, seconds: float) -> bool:
        """Wait for one's turn; say whether it came within so many seconds. Then `leave` has to be called."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=seconds):
            return True
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return False
        return True  # handed over in the last moment

    def leave(self) -> None:
        """Hand on the turn."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
