"""The outbox as several people read it who look at the same place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select

from esor_bot.desk.message import Notification
from esor_bot.desk.watch import Watch
from esor_bot.domain.case import Place
from esor_bot.ports import Posted
from esor_bot.store import SqlStore
from esor_bot.store.tables import outbox
from esor_bot.testing.clock import FakeClock
from tests.unit.store.values import NOW, PLACE, outgoing

OTHER = Place("slack", "C2")


def keys(posted: tuple[Posted, ...]) -> list[str]:
    """The keys of what was put out."""
    return [one.outgoing.key for one in posted]


def put(store: SqlStore, *names: str, place: Place = PLACE) -> None:
    """Put something out."""
    for name in names:
        with store.begin() as tx:
            tx.send(replace(outgoing(name), place=place))


def test_what_went_out_to_a_place(store: SqlStore) -> None:
    """What was put out for a place is read in order, delivered or not; what is for another one is not."""
    put(store, "a", "b")
    put(store, "x", place=OTHER)
    put(store, "c")
    with store.begin() as tx:
        first, *_ = tx.feed.after(PLACE, 0)
        tx.feed.delivered([first.id], "here", NOW)
    with store.begin() as tx:
        assert keys(tx.feed.after(PLACE, 0)) == ["a", "b", "c"]
        assert [one.ended for one in tx.feed.after(PLACE, 0)] == [True, False, False]
        assert keys(tx.feed.after(PLACE, first.id)) == ["b", "c"]
        assert keys(tx.feed.waiting(PLACE)) == ["b", "c"]
        assert tx.feed.last() == tx.feed.after(PLACE, 0)[-1].id
        assert tx.feed.after(PLACE, 2**70) == ()


def test_nothing_went_out(store: SqlStore) -> None:
    """Where nothing ever went out there is nothing to be read, and nothing to be said of it."""
    with store.begin() as tx:
        assert (tx.feed.last(), tx.feed.after(PLACE, 0), tx.feed.waiting(PLACE)) == (0, (), ())
        tx.feed.delivered([], "here", NOW)
        tx.feed.delivered([7], "here", NOW)


def test_many_are_delivered_at_once(store: SqlStore) -> None:
    """However much waited, it is said to be delivered at once; the outbox hands out none of it any more."""
    with store.begin() as tx:
        for number in range(1100):
            tx.send(outgoing(str(number)))
    with store.begin() as tx:
        tx.feed.delivered([one.id for one in tx.feed.waiting(PLACE)], "here", NOW)

    assert store.lease("w", NOW, 60, 10) == ()


def test_the_first_receipt_stays(store: SqlStore) -> None:
    """What is said to be delivered by two was delivered by the first."""
    put(store, "a")
    with store.begin() as tx:
        id_ = tx.feed.last()
        tx.feed.delivered([id_], "first", NOW)
    with store.begin() as tx:
        tx.feed.delivered([id_], "second", NOW)
        rows = tx.run(select(outbox.c.receipt))

    assert [row.receipt for row in rows] == ["first"]


def test_of_two_at_the_same_time_none_is_missed(connect: Callable[[], SqlStore]) -> None:
    """Where two are written at the same time, and the later one is there first, the other one is read, too."""
    one, two = connect(), connect()
    if one.dialect != "postgresql":  # SQLite lets in one after the other
        return
    watch = Watch(connect(), FakeClock(NOW), {PLACE.platform: PLACE}, PLACE.platform, "Kim")
    watch.new()
    with one.begin() as tx:
        tx.send(replace(outgoing("slow"), body=Notification("digest", 0, 0).dump()))
        with two.begin() as other:
            other.send(replace(outgoing("quick"), body=Notification("digest", 0, 1).dump()))
        assert [news.told.version for news in watch.new()] == [1]

    assert [news.told.version for news in watch.new()] == [0]
    assert watch.new() == ()
