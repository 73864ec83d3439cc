"""The contract of the store and of the test kit: what goes out, each thing once, taken by one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from esor_bot.domain.case import Place
from esor_bot.ports import Leased, Store
from esor_bot.store import SqlStore
from tests.unit.store.values import NOW, at_once, later, outgoing, sent


def test_what_is_sent_can_be_taken(any_store: Store) -> None:
    """What was put into the outbox comes out as it was, oldest first, and no more than was asked for."""
    sent(any_store, "a", "b", "c")

    first, second = any_store.lease("w", NOW, 10, 2)
    assert (first.outgoing, second.outgoing) == (outgoing("a"), outgoing("b"))
    assert (first.tries, first.until) == (0, later(10))


def test_keys_are_sent_once(any_store: Store) -> None:
    """A key that is there already is not there twice, be it waiting or delivered."""
    sent(any_store, "a", "a")
    (only,) = any_store.lease("w", NOW, 10, 10)
    with any_store.begin() as tx:
        tx.outgoing.delivered(only, "receipt", NOW)
    sent(any_store, "a")

    assert any_store.lease("w", later(99), 10, 10) == ()


def test_keys_are_sent_once_by_many(connect: Callable[[], SqlStore]) -> None:
    """Of many that send the same key at once one does."""
    stores = [connect(), connect()]
    stores[0].prepare()
    at_once(6, lambda which: sent(stores[which % 2], "a"))

    assert len(stores[0].lease("w", NOW, 10, 10)) == 1


def test_nothing_goes_out_too_early(any_store: Store) -> None:
    """What is not due yet is not taken."""
    sent(any_store, "a", not_before=later(60))

    assert any_store.lease("w", later(59), 10, 10) == ()
    (taken,) = any_store.lease("w", later(60), 10, 10)
    assert taken.outgoing.not_before == later(60)


def test_what_is_held_is_passed_over(any_store: Store) -> None:
    """What one holds nobody else takes, until the time is over; then it counts as tried."""
    sent(any_store, "a", "b")
    (held,) = any_store.lease("dies", NOW, 10, 1)

    assert [one.outgoing.key for one in any_store.lease("other", later(9), 10, 10)] == ["b"]
    (again,) = any_store.lease("other", later(10), 10, 1)
    assert (again.id, again.tries, again.until) == (held.id, 1, later(20))


def test_leases_never_overlap(connect: Callable[[], SqlStore]) -> None:
    """Workers that take from the outbox at the same time get everything, and nothing twice."""
    stores = [connect(), connect()]
    sent(stores[0], *(f"key {number}" for number in range(60)))
    taken = at_once(6, lambda which: _take_all(stores[which % 2], str(which)))

    ids = [one.id for mine in taken for one in mine]
    assert len(ids) == len(set(ids)) == 60


def test_taking_none_is_allowed(any_store: Store) -> None:
    """Nothing is taken where nothing is asked for."""
    sent(any_store, "a")

    assert any_store.lease("w", NOW, 10, 0) == ()


def test_only_what_goes_to_some_places(any_store: Store) -> None:
    """Who serves some platforms, or one channel, takes nothing else, and does not hold it up."""
    places = {name: Place(platform, channel) for name, platform, channel in (("a", "x", "1"), ("b", "y", "2"))}
    with any_store.begin() as tx:
        for name, place in places.items():
            tx.send(replace(outgoing(name), place=place))

    assert any_store.lease("w", NOW, 10, 10, platforms=["z"]) == ()
    assert [one.outgoing.key for one in any_store.lease("w", NOW, 10, 10, platforms=["y", "z"])] == ["b"]
    assert any_store.lease("w", NOW, 10, 10, platforms=["x"], channel="2") == ()
    assert [one.outgoing.key for one in any_store.lease("w", NOW, 10, 10, channel="1")] == ["a"]


def _take_all(store: SqlStore, worker: str, now: datetime = NOW) -> list[Leased]:
    mine: list[Leased] = []
    while taken := store.lease(worker, now, 60, 4):
        mine += taken
    return mine
