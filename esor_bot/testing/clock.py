"""A clock that stands still until it is told the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """A Clock for tests."""

    def __init__(self, now: datetime = datetime(2030, 1, 7, 9, tzinfo=UTC)) -> None:
        self.set(now)

    def now(self) -> datetime:
        """Return the time it was set to."""
        return self._now

    def set(self, now: datetime) -> None:
        """Set the time. Raises ValueError where it has no zone."""
        if now.tzinfo is None:
            raise ValueError("a moment without a time zone")
        self._now = now

    def tick(self, **duration: float) -> datetime:
        """Let time pass, as in `tick(minutes=5)`, and return the new time."""
        self.set(self._now + timedelta(**duration))
        return self._now
