"""What was met lately, by its name: most of what repeats itself repeats itself soon."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

MOST = 20_000


class Seen:
    """Remembers the latest names, so many at most. Any thread may call it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._names: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def first(self, name: str) -> bool:
        """Say whether a name is met for the first time, and remember it."""
        with self._lock:
            if name in self._names:
                return False
            self._names[name] = None
            while len(self._names) > self._most:
                self._names.popitem(last=False)
            return True
