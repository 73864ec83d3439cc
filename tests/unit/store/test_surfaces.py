"""What surfaces keep: what arrived and is being worked on, where cards stand, what people chose."""

from __future__ import annotations

from dataclasses import replace

from esor_bot.domain.case import Place
from esor_bot.ports import Arrival, Preference, Store
from tests.unit.store.values import NOW, later

FIRST = Arrival("slack:C1:1.0", "slack", "slack:T1:U1", '{"text": "until when?"}', NOW)
OFFICE = Place("slack", "C9", private=False)


def test_what_arrives_again_is_known(any_store: Store) -> None:
    """Something is taken in once, whether it is still worked on or was answered."""
    with any_store.begin() as tx:
        assert tx.inbox.take_in(FIRST, "a", later(30))
        assert not tx.inbox.take_in(FIRST, "b", later(30))
    with any_store.begin() as tx:
        tx.inbox.done(FIRST.key)
        assert not tx.inbox.take_in(replace(FIRST, at=later(60)), "b", later(90))
        assert tx.inbox.left("slack", "b", later(900), later(930), 10) == ()


def test_what_a_dead_worker_had_is_taken_by_another(any_store: Store) -> None:
    """What nobody holds any more is given out, oldest first and once, and the first worker is told so."""
    second = replace(FIRST, key="slack:C1:2.0", at=later(1))
    elsewhere = replace(FIRST, key="discord:1", platform="discord")
    with any_store.begin() as tx:
        for one in (second, FIRST, elsewhere):
            tx.inbox.take_in(one, "a", later(30))
    with any_store.begin() as tx:
        assert tx.inbox.left("slack", "b", later(29), later(60), 10) == ()
        assert tx.inbox.left("slack", "b", later(30), later(60), 10) == (FIRST, second)
        assert tx.inbox.left("slack", "c", later(31), later(61), 10) == ()
        assert not tx.inbox.hold(FIRST.key, "a", later(90))
        assert tx.inbox.hold(FIRST.key, "b", later(90))
    with any_store.begin() as tx:
        assert tx.inbox.left("slack", "c", later(60), later(99), 1) == (second,)


def test_a_card_stands_at_one_message(any_store: Store) -> None:
    """The message of a card and the version that it shows are those that were noted last."""
    with any_store.begin() as tx:
        assert tx.cards.get(7, OFFICE) is None
        tx.cards.put(7, OFFICE, "1.0", 1)
        tx.cards.put(7, OFFICE, "1.0", 3)
        tx.cards.put(8, OFFICE, "2.0", 1)
    with any_store.begin() as tx:
        assert (tx.cards.get(7, OFFICE), tx.cards.get(8, OFFICE)) == (("1.0", 3), ("2.0", 1))
        assert tx.cards.get(-(2**70), OFFICE) is None


def test_what_somebody_chose_last(any_store: Store) -> None:
    """What a person chose is kept until they choose something else."""
    with any_store.begin() as tx:
        assert tx.preferences.get("slack:T1:U1") == Preference()
        tx.preferences.put("slack:T1:U1", Preference("one"), NOW)
        tx.preferences.put("slack:T1:U1", Preference("two"), later(1))
        assert tx.preferences.get("slack:T1:U1") == Preference("two")
        assert tx.preferences.get("slack:T1:U2") == Preference()


def test_one_worker_at_a_time_holds_a_lease(any_store: Store) -> None:
    """What one worker holds is nobody else's until it ends or is let go; whoever holds it may hold it for longer."""
    with any_store.begin() as tx:
        assert tx.leases.take("gateway", "a", NOW, later(15))
        assert not tx.leases.take("gateway", "b", later(14), later(29))
        assert tx.leases.take("other", "b", NOW, later(15))
        assert tx.leases.take("gateway", "a", later(10), later(25))
    with any_store.begin() as tx:
        assert not tx.leases.take("gateway", "b", later(24), later(39))
        assert tx.leases.take("gateway", "b", later(25), later(40))
        assert not tx.leases.take("gateway", "a", later(26), later(41))
        tx.leases.drop("gateway", "a")
        assert not tx.leases.take("gateway", "a", later(26), later(41))
        tx.leases.drop("gateway", "b")
        assert tx.leases.take("gateway", "a", later(26), later(41))


def test_the_office_is_where_it_was_put_last(any_store: Store) -> None:
    """The places of the office are those that were put last, one for each platform, in the order of their names."""
    forum, moved = Place("discord", "7", "8", private=False), Place("slack", "C8", private=True)
    seen = []
    for places in ((), (OFFICE, forum), (moved,), (moved,), ()):
        with any_store.begin() as tx:
            tx.offices.put(places)
        with any_store.begin() as tx:
            seen.append(tx.offices.all())

    assert seen == [(), (forum, OFFICE), (moved,), (moved,), ()]
