"""What the office is reminded of waits for its hours, also where it could not be delivered at once."""

from __future__ import annotations

from datetime import datetime

from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.message import Notification
from esor_bot.ports import Outgoing

WITHIN_HOURS = frozenset({"unclaimed", "overdue", "no_reply", "digest"})
"""Kinds of notices that nobody is to read at night."""


class Quiet:
    """Puts off what would reach the office outside its hours: call it as `put_off` of an outbox."""

    def __init__(self, hours: OfficeHours) -> None:
        self._hours = hours

    def __call__(self, outgoing: Outgoing, now: datetime) -> datetime | None:
        """Return when the office works next, for a reminder that comes while it does not."""
        try:
            kind = Notification.load(outgoing.body).kind
        except ValueError:
            return None
        opening = self._hours.next_opening(now)
        return opening if kind in WITHIN_HOURS and opening > now else None
