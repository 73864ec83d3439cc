"""The contract of the store and of the test kit: how it went with what was sent, and who may say so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from esor_bot.domain.case import Place
from esor_bot.ports import Backlog, Deliveries, Leased, Store
from tests.unit.store.values import NOW, PLACE, later, outgoing, sent

Report = Callable[[Deliveries, Leased], object]


def taken(store: Store, worker: str = "w", seconds: float = 0) -> Leased:
    """Take the only thing that is free."""
    (leased,) = store.lease(worker, later(seconds), 10, 10)
    return leased


def say(store: Store, leased: Leased, report: Report) -> object:
    """Report on something in a transaction of its own."""
    with store.begin() as tx:
        return report(tx.outgoing, leased)


def delivered(of: Deliveries, leased: Leased) -> None:
    """Say that it was delivered."""
    of.delivered(leased, "receipt", later(1))


def failed(of: Deliveries, leased: Leased) -> object:
    """Say that it failed, and is to be tried again in an hour."""
    return of.failed(leased, "429", later(3600))


def give_up(of: Deliveries, leased: Leased) -> object:
    """Say that it is given up."""
    return of.give_up(leased, "gone", later(2))


def put_back(of: Deliveries, leased: Leased) -> object:
    """Say that it was not begun."""
    return of.put_back(leased, later(3))


def test_what_failed_is_tried_again(any_store: Store) -> None:
    """What failed is free from the time that was said, before its lease is over too."""
    sent(any_store, "a")
    leased = taken(any_store)
    assert say(any_store, leased, lambda of, it: of.failed(it, "429", later(5)))

    assert any_store.lease("w", later(4), 10, 1) == ()
    assert taken(any_store, seconds=5).tries == 1


def test_what_is_given_up_stays_so(any_store: Store) -> None:
    """What was given up is never taken again."""
    sent(any_store, "a")
    assert say(any_store, taken(any_store), give_up)

    assert any_store.lease("w", later(9999), 10, 1) == ()


def test_what_is_put_back_was_never_taken(any_store: Store) -> None:
    """What was not begun is free at once for everybody, and not counted as tried."""
    sent(any_store, "a")
    assert say(any_store, taken(any_store), put_back)

    assert any_store.lease("other", later(2), 10, 1) == ()
    again = taken(any_store, "other", 3)
    assert (again.tries, again.worker) == (0, "other")


@pytest.mark.parametrize("late", [failed, give_up, put_back])
@pytest.mark.parametrize("worker", ["other", "w"])
def test_only_the_present_holder_counts(any_store: Store, late: Report, worker: str) -> None:
    """Whose lease ran out can change nothing once it is taken again, be it by another or under the same name."""
    sent(any_store, "a")
    old = taken(any_store)
    new = taken(any_store, worker, 10)
    assert not say(any_store, old, late)

    assert any_store.lease("third", later(19), 10, 1) == ()
    assert say(any_store, new, lambda of, it: of.failed(it, "500", later(30)))
    assert taken(any_store, seconds=30).tries == 2


@pytest.mark.parametrize("late", [failed, give_up, put_back])
def test_who_is_late_but_alone_counts(any_store: Store, late: Report) -> None:
    """Whose lease ran out may still say how it went, as long as nobody else is at it."""
    sent(any_store, "a")
    leased = taken(any_store)

    assert say(any_store, leased, late)


@pytest.mark.parametrize("late", [failed, give_up, put_back])
def test_delivered_is_the_last_word(any_store: Store, late: Report) -> None:
    """What was delivered counts, also from whoever no longer holds it, and nothing is said after it."""
    sent(any_store, "a")
    slow = taken(any_store, "slow")
    fast = taken(any_store, "fast", 10)
    say(any_store, slow, delivered)
    assert not say(any_store, fast, late)
    say(any_store, fast, lambda of, it: of.delivered(it, "another", later(13)))

    assert any_store.lease("w", later(9999), 10, 1) == ()
    with any_store.begin() as tx:
        assert tx.outgoing.given_up(NOW) == tx.outgoing.stuck(later(9999)) == ()


def test_what_arrives_late_was_not_given_up(any_store: Store) -> None:
    """Something that is delivered by a slow worker after another gave it up is delivered, and lost no more."""
    sent(any_store, "a")
    slow = taken(any_store, "slow")
    assert say(any_store, taken(any_store, "fast", 10), give_up)
    say(any_store, slow, delivered)

    with any_store.begin() as tx:
        assert tx.outgoing.given_up(NOW) == ()


def test_giving_up_is_undone_with_its_transaction(any_store: Store) -> None:
    """What goes out in its place and the giving up become true together, or not at all."""
    sent(any_store, "a")
    leased = taken(any_store)
    with suppress(KeyError), any_store.begin() as tx:
        tx.outgoing.give_up(leased, "gone", NOW)
        tx.send(outgoing("instead"))
        raise KeyError

    assert taken(any_store, seconds=10).outgoing.key == "a"


def test_what_was_given_up_can_be_asked_for(any_store: Store) -> None:
    """What was given up since a moment is listed with its reason, the last first, and no more than was asked for."""
    sent(any_store, "a", "b", "c", "waits")
    leased = any_store.lease("w", NOW, 10, 3)
    with any_store.begin() as tx:
        for seconds, one in zip((30, 10, 20), leased, strict=True):
            tx.outgoing.give_up(one, f"gone {seconds}", later(seconds))
        found = tx.outgoing.given_up(later(20))
        assert tx.outgoing.given_up(NOW, 1) == found[:1]
        assert len(tx.outgoing.given_up(NOW)) == 3

    assert [(one.outgoing, one.since, one.tries, one.why) for one in found] == [
        (outgoing("a"), later(30), 1, "gone 30"),
        (outgoing("c"), later(20), 1, "gone 20"),
    ]


def test_what_waits_too_long_can_be_asked_for(any_store: Store) -> None:
    """What waits since before a moment is listed, held or not, failed or never tried; not what is not due yet."""
    with any_store.begin() as tx:
        tx.send(replace(outgoing("old"), at=later(-60)))
        tx.send(replace(outgoing("unserved"), at=later(-30), place=Place("elsewhere", "x")))
        tx.send(replace(outgoing("later"), at=later(-60), not_before=later(60)))
        tx.send(outgoing("new"))
    leased, *_ = any_store.lease("w", NOW, 10, 1, platforms=[PLACE.platform])
    say(any_store, leased, failed)

    with any_store.begin() as tx:
        found = tx.outgoing.stuck(NOW)
        assert [one.outgoing.key for one in tx.outgoing.stuck(later(61))] == ["later", "new", "unserved", "old"]
        assert tx.outgoing.stuck(NOW, 1) == found[:1]
    assert [(one.outgoing.key, one.since, one.tries, one.why) for one in found] == [
        ("unserved", later(-30), 0, ""),
        ("old", later(-60), 1, "429"),
    ]


def test_nothing_is_said_of_what_is_gone(any_store: Store) -> None:
    """Nothing happens where what is reported on is not there any more."""
    sent(any_store, "a")
    gone = replace(taken(any_store), id=999)
    for report in (delivered, failed, give_up, put_back):
        assert not say(any_store, gone, report)


def test_what_waits_is_counted(any_store: Store) -> None:
    """The backlog is what is due and did not go out, since when its oldest was due; nothing else is of it."""
    with any_store.begin() as tx:
        assert tx.outgoing.backlog(NOW) == Backlog(0, None)
    sent(any_store, "done")
    say(any_store, taken(any_store), delivered)
    sent(any_store, "a", "b")
    with any_store.begin() as tx:
        tx.send(outgoing("later", later(60)))

        assert tx.outgoing.backlog(NOW) == Backlog(2, NOW)
        assert tx.outgoing.backlog(later(60)) == Backlog(3, NOW)
        assert tx.outgoing.backlog(later(60), ["elsewhere"]) == Backlog(3, NOW)
        assert tx.outgoing.backlog(later(60), [outgoing("a").place.platform]) == Backlog(0, None)
