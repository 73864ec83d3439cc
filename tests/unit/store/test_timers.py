"""Timers: rows that outlive whoever set them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from esor_bot.ports import Timer
from esor_bot.store import SqlStore
from tests.unit.store.values import NOW

ONE = Timer("case:1", "unclaimed", NOW, case=1)
LATER = Timer("digest", "digest", NOW + timedelta(hours=1))


def test_what_is_due(store: SqlStore) -> None:
    """Timers come when they are due, the longest due first, and stay until they are dropped."""
    early = replace(ONE, key="case:2", case=2, due=NOW - timedelta(days=1), step=3)
    with store.begin() as tx:
        for timer in (LATER, ONE, early):
            tx.timers.set(timer)
    with store.begin() as tx:
        assert tx.timers.due(NOW, 10) == (early, ONE)
        assert tx.timers.due(NOW, 1) == (early,)
        tx.timers.drop(early.key)
        tx.timers.drop("nothing")
    with store.begin() as tx:
        assert tx.timers.due(NOW, 10) == (ONE,)


def test_one_for_each_key(store: SqlStore) -> None:
    """Setting a timer replaces the one with its key, adding it does not."""
    with store.begin() as tx:
        tx.timers.set(ONE)
        tx.timers.add(replace(ONE, kind="added"))
        assert tx.timers.due(NOW, 10) == (ONE,)
        tx.timers.set(replace(ONE, kind="set", step=1))
        assert tx.timers.due(NOW, 10) == (replace(ONE, kind="set", step=1),)


def test_two_do_not_take_the_same(connect: Callable[[], SqlStore]) -> None:
    """On PostgreSQL a timer that one transaction holds is passed over by another."""
    first, second = connect(), connect()
    if first.dialect != "postgresql":
        return
    with first.begin() as tx:
        tx.timers.set(ONE)
    with first.begin() as one, second.begin() as two:
        assert one.timers.due(NOW, 10) == (ONE,)
        assert two.timers.due(NOW, 10) == ()


def test_of_some_kinds(store: SqlStore) -> None:
    """Where kinds are named, others hold up nothing."""
    with store.begin() as tx:
        tx.timers.set(replace(ONE, key="other", kind="other", due=NOW - timedelta(days=1)))
        tx.timers.set(ONE)
    with store.begin() as tx:
        assert tx.timers.due(NOW, 1, ["unclaimed"]) == (ONE,)
        assert tx.timers.due(NOW, 1, ["digest", "tidy"]) == ()


def test_one_is_taken(connect: Callable[[], SqlStore]) -> None:
    """A timer is taken where it is due, by one at a time."""
    first, second = connect(), connect()
    with first.begin() as tx:
        for timer in (ONE, LATER):
            tx.timers.set(timer)
    with first.begin() as tx:
        assert tx.timers.take(ONE.key, NOW) == ONE
        assert tx.timers.take(LATER.key, NOW) is None
        assert tx.timers.take("nothing", NOW) is None
        if first.dialect == "postgresql":
            with second.begin() as other:
                assert other.timers.take(ONE.key, NOW) is None
    with second.begin() as tx:
        assert tx.timers.take(ONE.key, NOW) == ONE
