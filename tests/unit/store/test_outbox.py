"""The contract of the store: what goes out, each thing once, taken by one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from esor_bot.domain.case import Place
from esor_bot.ports import Leased
from esor_bot.store import SqlStore
from tests.unit.store.values import NOW, at_once, later, outgoing, sent


def test_what_is_sent_can_be_taken(store: SqlStore) -> None:
    """What was put into the outbox comes out as it was, oldest first, and no more than was asked for."""
    sent(store, "a", "b", "c")

    first, second = store.lease("w", NOW, 10, 2)
    assert (first.outgoing, second.outgoing) == (outgoing("a"), outgoing("b"))
    assert (first.tries, first.until) == (0, later(10))


def test_keys_are_sent_once(store: SqlStore) -> None:
    """A key that is there already is not there twice, be it waiting or delivered."""
    sent(store, "a", "a")
    (only,) = store.lease("w", NOW, 10, 10)
    store.delivered(only.id, "receipt", NOW)
    sent(store, "a")

    assert store.lease("w", later(99), 10, 10) == ()


def test_keys_are_sent_once_by_many(connect: Callable[[], SqlStore]) -> None:
    """Of many that send the same key at once one does."""
    stores = [connect(), connect()]
    stores[0].prepare()
    at_once(6, lambda which: sent(stores[which % 2], "a"))

    assert len(stores[0].lease("w", NOW, 10, 10)) == 1


def test_nothing_goes_out_too_early(store: SqlStore) -> None:
    """What is not due yet is not taken."""
    sent(store, "a", not_before=later(60))

    assert store.lease("w", later(59), 10, 10) == ()
    (taken,) = store.lease("w", later(60), 10, 10)
    assert taken.outgoing.not_before == later(60)


def test_what_is_held_is_passed_over(store: SqlStore) -> None:
    """What one holds nobody else takes, until the time is over; then it counts as tried."""
    sent(store, "a", "b")
    (held,) = store.lease("dies", NOW, 10, 1)

    assert [one.outgoing.key for one in store.lease("other", later(9), 10, 10)] == ["b"]
    (again,) = store.lease("other", later(10), 10, 1)
    assert (again.id, again.tries, again.until) == (held.id, 1, later(20))


def test_leases_never_overlap(connect: Callable[[], SqlStore]) -> None:
    """Workers that take from the outbox at the same time get everything, and nothing twice."""
    stores = [connect(), connect()]
    sent(stores[0], *(f"key {number}" for number in range(60)))
    taken = at_once(6, lambda which: _take_all(stores[which % 2], str(which)))

    ids = [one.id for mine in taken for one in mine]
    assert len(ids) == len(set(ids)) == 60


def test_what_failed_is_tried_again(store: SqlStore) -> None:
    """What failed is free from the time that was said, before its lease is over too."""
    sent(store, "a")
    (taken,) = store.lease("w", NOW, 100, 1)
    store.failed(taken.id, "429", later(5))

    assert store.lease("w", later(4), 10, 1) == ()
    assert [one.tries for one in store.lease("w", later(5), 10, 1)] == [1]


def test_what_is_given_up_stays_so(store: SqlStore) -> None:
    """What was given up is never taken again."""
    sent(store, "a")
    (taken,) = store.lease("w", NOW, 10, 1)
    store.failed(taken.id, "gone", None)

    assert store.lease("w", later(9999), 10, 1) == ()


def test_delivered_is_the_last_word(store: SqlStore) -> None:
    """What was delivered is not tried again, whatever a slower worker says of it."""
    sent(store, "a")
    (taken,) = store.lease("slow", NOW, 10, 1)
    store.lease("fast", later(10), 10, 1)
    store.delivered(taken.id, "receipt", later(11))
    store.failed(taken.id, "timeout", later(12))
    store.delivered(taken.id, "another", later(13))

    assert store.lease("w", later(9999), 10, 1) == ()


def test_taking_none_is_allowed(store: SqlStore) -> None:
    """Nothing is taken where nothing is asked for."""
    sent(store, "a")

    assert store.lease("w", NOW, 10, 0) == ()


def _take_all(store: SqlStore, worker: str, now: datetime = NOW) -> list[Leased]:
    mine: list[Leased] = []
    while taken := store.lease(worker, now, 60, 4):
        mine += taken
    return mine


def test_only_what_goes_to_some_places(store: SqlStore) -> None:
    """Who serves some platforms, or one channel, takes nothing else, and does not hold it up."""
    places = {name: Place(platform, channel) for name, platform, channel in (("a", "x", "1"), ("b", "y", "2"))}
    with store.begin() as tx:
        for name, place in places.items():
            tx.send(replace(outgoing(name), place=place))

    assert store.lease("w", NOW, 10, 10, platforms=["z"]) == ()
    assert [one.outgoing.key for one in store.lease("w", NOW, 10, 10, platforms=["y", "z"])] == ["b"]
    assert store.lease("w", NOW, 10, 10, platforms=["x"], channel="2") == ()
    assert [one.outgoing.key for one in store.lease("w", NOW, 10, 10, channel="1")] == ["a"]
