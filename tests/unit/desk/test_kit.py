"""The test kit keeps the contracts of what it stands for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from esor_bot.desk.message import Notification
from esor_bot.domain.case import Deed, Record, State
from esor_bot.domain.statement import Standing, Statement
from esor_bot.errors import ConflictError, StoreError
from esor_bot.ports import Clock, Outgoing, Search, Store
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore
from tests.unit.desk.people import ANNA, BEN, CLEO, OFFICE, World


def test_the_kit_fits_the_ports() -> None:
    """The clock and the store of the kit are what the ports ask for."""
    store: Store = MemoryStore()
    clock: Clock = FakeClock()

    store.close()
    assert clock.now().tzinfo is not None


def test_a_transaction_is_undone_whole() -> None:
    """What an exception leaves is as if it had never begun: no case, no record, no message, no event."""
    world = World()
    with suppress(KeyError), world.store.begin() as tx:
        case = tx.open(world.draft())
        tx.write(Record(case.number, case.opened, Deed.ASK, ANNA.id))
        tx.send(Outgoing("key", OFFICE, "{}", at=world.clock.now()))
        tx.first_time("event", case.opened)
        raise KeyError

    with world.store.begin() as tx:
        assert (tx.case(1), tx.records(1), tx.first_time("event", world.clock.now())) == (None, (), True)
    assert world.out() == []


def test_an_older_version_is_not_saved() -> None:
    """Whoever saves a case that was changed since they read it is told so."""
    world = World()
    case = world.asked()
    newer = replace(case, state=State.CLAIMED, version=2)
    with world.store.begin() as tx:
        tx.save(newer)

    with pytest.raises(ConflictError), world.store.begin() as tx:
        tx.save(newer)


def test_a_key_goes_out_once_and_an_event_comes_once() -> None:
    """A second message with a key, and a second event of a name, change nothing."""
    world = World()
    for _ in range(2):
        with world.store.begin() as tx:
            tx.send(Outgoing("key", OFFICE, "{}", at=world.clock.now()))
            first = tx.first_time("event", world.clock.now())

    assert (len(world.out()), first) == (1, False)


def test_what_is_leased_is_passed_over() -> None:
    """What one worker holds no other gets until the lease runs out, or it is put back; what is not due neither."""
    world = World()
    now = world.clock.now()
    with world.store.begin() as tx:
        tx.send(Outgoing("now", OFFICE, "{}", at=now))
        tx.send(Outgoing("later", OFFICE, "{}", not_before=now + timedelta(hours=1), at=now))

    assert [each.outgoing.key for each in world.store.lease("one", now, 60, 10)] == ["now"]
    assert world.store.lease("two", now + timedelta(seconds=59), 60, 10) == ()
    (taken,) = world.store.lease("two", now + timedelta(seconds=60), 60, 10)
    with world.store.begin() as tx:
        assert tx.outgoing.failed(taken, "busy", now + timedelta(minutes=5))
    assert [each.tries for each in world.store.lease("one", now + timedelta(minutes=5), 60, 10)] == [2]


def test_cases_are_found() -> None:
    """Cases are found by each field and by all words of what was said, newest first."""
    world = World()
    world.asked(ANNA, "Do moon boots count?")
    world.asked(BEN, "Do boots count?")

    def found(**search: object) -> list[int]:
        with world.store.begin() as tx:
            return [case.number for case in tx.find(Search(**search))]  # type: ignore[arg-type]

    assert found() == [2, 1]
    assert found(words="BOOTS moon") == [1]
    assert found(asker=BEN.id) == [2]
    assert found(states=(State.CLAIMED,)) == []
    assert found(before=2) == [1]
    assert found(limit=1) == [2]


def test_statements_are_kept_as_a_database_does() -> None:
    """Statements get ids, are listed newest first, and an older version of one is not saved."""
    store, now = MemoryStore(), FakeClock().now()
    new = Statement(0, 7, "moon", "", "boots", (), "Grey ones.", "office", now, CLEO.id)
    with store.begin() as tx:
        one, other = tx.statements.add(new), tx.statements.add(replace(new, case=8))
        told = replace(one, state=Standing.APPROVED, decided=now, version=2)
        tx.statements.save(told)
    with store.begin() as tx:
        assert (tx.statements.get(one.id), tx.statements.get(9)) == (told, None)
        assert tx.statements.find() == (other, told)
        assert tx.statements.find([Standing.PROPOSED]) == tx.statements.find(case=8) == (other,)
        assert (tx.statements.approved(), tx.statements.marks()) == ((told,), ((one.id, 2),))
    with pytest.raises(ConflictError), store.begin() as tx:
        tx.statements.save(told)


def test_a_transaction_inside_another_is_an_error() -> None:
    """What would wait for ever on a real database fails at once."""
    store = MemoryStore()
    with store.begin(), pytest.raises(StoreError, match="locked"), store.begin():
        pass


def test_the_clock_goes_when_it_is_told() -> None:
    """The clock stands still, goes on by what it is told, and has a zone."""
    clock = FakeClock()
    before = clock.now()

    assert clock.tick(minutes=5) == clock.now() == before + timedelta(minutes=5)
    with pytest.raises(ValueError, match="zone"):
        clock.set(datetime(2030, 5, 4))  # noqa: DTZ001 - that is what is tested


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"kind": "card", "case": 1, "version": 1, "values": 3}', "null"])
def test_what_is_no_notification(body: str) -> None:
    """Text that is no notification is refused as such, and one that is comes back as it was."""
    told = Notification("answer", 12, 3, {"text": "Oui, “très bien”."})

    assert Notification.load(told.dump()) == told
    with pytest.raises(ValueError, match=r".*"):
        Notification.load(body)
