"""What people are told now, as it is known to answering."""

from __future__ import annotations

from dataclasses import replace

from esor_bot.desk.told import AFTER_TROUBLE, EVERY, ToldNow
from esor_bot.domain.statement import Standing, Statement
from esor_bot.ports import Store, Told
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore

NEW = Statement(0, 1, "moon", "", "boots", (), "Grey ones.", "office", FakeClock().now(), "talk:cleo")


class Seconds:
    """A clock that never goes back, moved by the test."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.at


def approved(store: MemoryStore) -> Statement:
    """Put a statement into the store that is approved."""
    with store.begin() as tx:
        one = tx.statements.add(NEW)
        changed = replace(one, state=Standing.APPROVED, version=2)
        tx.statements.save(changed)
    return changed


def undone(store: MemoryStore, one: Statement) -> None:
    """Take it back."""
    with store.begin() as tx:
        tx.statements.save(replace(one, state=Standing.UNDONE, version=one.version + 1))


def test_it_is_there_a_second_later() -> None:
    """What is approved is told after a second at the latest, what is taken back is not, and nothing is made anew."""
    store, seconds = MemoryStore(), Seconds()
    told: Told = ToldNow(lambda: store, seconds)
    assert told.now() == ()
    one = approved(store)
    assert told.now() == ()
    seconds.at += EVERY
    assert [said.answer for said in told.now()] == ["Grey ones."]
    known = told.now()
    seconds.at += EVERY
    assert told.now() is known
    undone(store, one)
    seconds.at += EVERY
    assert told.now() == ()


def test_what_was_known_stays_known() -> None:
    """A database that can't be used changes nothing, is left alone for a while, and is used again when it can be."""
    store, seconds = MemoryStore(), Seconds()
    one = approved(store)
    told = ToldNow(lambda: store, seconds)
    known = told.now()
    undone(store, one)
    store.break_down("locked")
    seconds.at += EVERY
    assert told.now() is known
    store.break_down()
    seconds.at += EVERY
    assert told.now() is known
    seconds.at += AFTER_TROUBLE
    assert told.now() == ()


def test_a_database_that_is_not_there_yet() -> None:
    """As long as there is no database nothing is told, and as soon as there is one it is looked at."""
    stores: list[Store] = []
    seconds = Seconds()
    told = ToldNow(lambda: stores[0] if stores else None, seconds)
    assert told.now() == ()
    store = MemoryStore()
    approved(store)
    stores.append(store)
    seconds.at += EVERY
    assert len(told.now()) == 1
