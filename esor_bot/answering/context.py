"""What a conversation remembers: programme, last topic, choices offered, circumstances told. It expires."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from esor_bot.domain.reply import Option
from esor_bot.eligibility import Circumstances

EXPIRES = timedelta(hours=2)
_KEPT = 3_000


@dataclass(frozen=True, slots=True)
class Thread:
    """The context of one conversation."""

    programme: str | None = None
    topics: tuple[str, ...] = ()  # ids of the entries that the last reply rested on
    options: tuple[Option, ...] = ()  # choices offered by the last reply
    question: str = ""  # the last question, as it was asked
    circumstances: Circumstances | None = None
    at: datetime | None = None

    def at_time(self, now: datetime) -> Thread:
        """Return this context, or an empty one when it has expired."""
        if self.at is not None and abs(now - self.at) > EXPIRES:
            return Thread(programme=self.programme)
        return replace(self, at=now)


@dataclass(slots=True)
class Threads:
    """The contexts of the latest conversations, in memory. Every method may be called by any thread."""

    _threads: OrderedDict[str, Thread] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def get(self, conversation: str | None, now: datetime) -> Thread:
        """Return a conversation's context; an empty one where there is none."""
        if conversation is None:
            return Thread(at=now)
        return self._threads.get(conversation, Thread(at=now)).at_time(now)

    def put(self, conversation: str | None, thread: Thread) -> None:
        """Keep a conversation's context; the oldest one goes when there are too many."""
        if conversation is None:
            return
        with self._lock:
            self._threads[conversation] = thread
            self._threads.move_to_end(conversation)
            while len(self._threads) > _KEPT:
                self._threads.popitem(last=False)

    def forget(self, conversation: str) -> None:
        """Drop a conversation's context."""
        with self._lock:
            self._threads.pop(conversation, None)

    def forget_ending(self, ending: str) -> None:
        """Drop the contexts of all conversations whose names end so."""
        with self._lock:
            for conversation in [name for name in self._threads if name.endswith(ending)]:
                del self._threads[conversation]
