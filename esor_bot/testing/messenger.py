"""A messenger that keeps what it is given, and fails as it is told."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from esor_bot.desk.message import Notification
from esor_bot.domain.case import Place


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that was delivered."""

    place: Place
    body: str
    key: str
    receipt: str

    @property
    def notification(self) -> Notification:
        """The body, read. Raises ValueError where it is none."""
        return Notification.load(self.body)


class RecordingMessenger:
    """A Messenger that honours keys: `sent` holds each of them once, `calls` every call with its key."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.calls: list[str] = []
        self._plan: deque[tuple[Exception | None, bool]] = deque()
        self._closed: dict[Place, Exception] = {}

    def fail(self, *errors: Exception | None, after_work: bool = False) -> None:
        """Let the next calls raise these, in order (None: succeed); with `after_work` only after they delivered."""
        self._plan.extend((error, after_work) for error in errors)

    def fail_at(self, place: Place, error: Exception) -> None:
        """Let every call for a place raise this."""
        self._closed[place] = error

    async def send(self, place: Place, body: str, key: str) -> str:
        """Keep what is delivered, once for each key, and return its receipt; or raise what was planned."""
        self.calls.append(key)
        error, after_work = self._plan.popleft() if self._plan else (None, False)
        error = self._closed.get(place, error)
        if error is not None and not after_work:
            raise error
        known = next((sent for sent in self.sent if sent.key == key), None)
        if known is None:
            known = Sent(place, body, key, f"receipt-{len(self.sent) + 1}")
            self.sent.append(known)
        if error is not None:
            raise error
        return known.receipt
