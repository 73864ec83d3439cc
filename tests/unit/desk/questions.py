"""Questions for the tests of what is counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from esor_bot.domain.tally import Counted, Result
from esor_bot.ports import Draft
from esor_bot.testing.memory import MemoryStore
from tests.unit.desk.people import ANNA, home

MONDAY = datetime(2030, 1, 7, tzinfo=UTC)
DAY = timedelta(days=1)


def question(
    text: str = "", result: Result = Result.UNANSWERED, *, days: float = 0, asker: str = "anna", entry: str = ""
) -> Counted:
    """Return a question that was asked so many days after MONDAY; with no text it was answered."""
    outcome = result if text or result is not Result.UNANSWERED else Result.ANSWERED
    entries = (entry,) if entry else ()
    return Counted(MONDAY + days * DAY, "moon", "talk", f"talk:{asker}", outcome, entries, text)


def counted(*questions: Counted) -> MemoryStore:
    """Return a store in which these were counted."""
    store = MemoryStore()
    with store.begin() as tx:
        for one in questions:
            tx.tally.count(one)
    return store


def case(store: MemoryStore, text: str, *, days: float = 0, entry: str = "") -> int:
    """Open a case so many days after MONDAY and return its number."""
    with store.begin() as tx:
        entries = (entry,) if entry else ()
        return tx.open(Draft("moon", text, ANNA.id, home(ANNA), MONDAY + days * DAY, "escalate", entries)).number
