"""What was done lately, over all cases."""

from __future__ import annotations

from datetime import timedelta

from esor_bot.domain.case import Deed, Record
from esor_bot.store import SqlStore
from esor_bot.testing.memory import MemoryStore
from tests.unit.store.values import NOW, draft

Either = SqlStore | MemoryStore


def _done(store: Either) -> None:
    """Do some things to three cases, before and since."""
    with store.begin() as tx:
        for number in (1, 2, 3):
            assert tx.open(draft()).number == number
        for number, deed, hours in (
            (1, Deed.ASK, -5),
            (1, Deed.ANSWER, 0),
            (1, Deed.ANSWER, 2),
            (2, Deed.ANSWER, 1),
            (3, Deed.ANSWER, -1),
            (3, Deed.CLOSE, 3),
        ):
            tx.write(Record(number, NOW + timedelta(hours=hours), deed, "talk:cleo"))


def _journal(store: Either) -> None:
    with store.begin() as tx:
        assert tx.journal.done(NOW) == {Deed.ANSWER: 2, Deed.CLOSE: 1}
        assert tx.journal.done(NOW + timedelta(days=1)) == {}


def test_what_was_done(store: SqlStore) -> None:
    """It is counted to how many cases each deed was done since a moment."""
    _done(store)
    _journal(store)


def test_the_double_does_the_same() -> None:
    """The store in memory tells the same of the same."""
    store = MemoryStore()
    _done(store)
    _journal(store)
