"""The contract of the store: cases, their record, and transactions that are whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from esor_bot.domain.case import Case, Deed, State
from esor_bot.errors import ConflictError, StoreError
from esor_bot.ports import Search, Store, Transaction
from esor_bot.store import SqlStore
from tests.unit.store.values import NOW, at_once, changed, draft, opened, outgoing, record


class Oops(Exception):
    """Something that goes wrong in the middle of a transaction."""


def test_it_is_what_the_core_asks_for(store: SqlStore) -> None:
    """The store and its transactions have what the ports ask for."""
    port: Store = store
    with port.begin() as transaction:
        whole: Transaction = transaction
        assert whole.case(1) is None


def test_cases_are_numbered(store: SqlStore) -> None:
    """Cases are numbered 1, 2, 3."""
    assert [case.number for case in opened(store, "a", "b", "c")] == [1, 2, 3]


def test_case_comes_back_as_it_was(store: SqlStore) -> None:
    """A new case is open, and everything of it is there again when it is read."""
    (case,) = opened(store, "Où? ✓")

    with store.begin() as transaction:
        again = transaction.case(1)
    assert again == case
    assert (case.state, case.version, case.opened, case.changed) == (State.OPEN, 1, NOW, NOW)
    assert (case.question, case.stopped.entries, case.place.thread) == ("Où? ✓", ("late", "post"), "17.5")


def test_change_is_kept(store: SqlStore) -> None:
    """A saved case is read as it was saved."""
    one, two = opened(store, "a", "b")
    merged = replace(changed(one, State.MERGED), into=two.number, answered=NOW)

    with store.begin() as transaction:
        transaction.save(merged)
    with store.begin() as transaction:
        assert transaction.case(1) == merged
        assert transaction.followers(2) == (merged,)
        assert transaction.followers(1) == ()


def test_older_version_conflicts(store: SqlStore) -> None:
    """Whoever saves a case that was changed since they read it is told so, and changes nothing."""
    (case,) = opened(store, "a")
    with store.begin() as transaction:
        transaction.save(changed(case, owner="first"))

    with pytest.raises(ConflictError):
        _note_and_save(store, changed(case, owner="second"))
    with store.begin() as transaction:
        kept = transaction.case(1)
        assert kept is not None
        assert kept.owner == "first"
        assert transaction.records(1) == ()


def test_unknown_case_conflicts(store: SqlStore) -> None:
    """A case that is not there can't be saved."""
    (case,) = opened(store, "a")

    with pytest.raises(ConflictError), store.begin() as transaction:
        transaction.save(replace(changed(case), number=99))


def test_one_of_many_savers_wins(connect: Callable[[], SqlStore]) -> None:
    """Of several who save the same version at the same time one wins, and all others are told."""
    stores = [connect(), connect()]
    (case,) = opened(stores[0], "a")
    told = at_once(8, lambda which: _save(stores[which % 2], changed(case, owner=str(which))))

    assert sorted(told) == ["conflict"] * 7 + ["saved"]


def test_reading_holds_a_case(connect: Callable[[], SqlStore]) -> None:
    """Who reads a case to change it holds it: of many that count it up none is lost."""
    stores = [connect(), connect()]
    opened(stores[0], "a")
    at_once(8, lambda which: _count_up(stores[which % 2]))

    with stores[0].begin() as transaction:
        case = transaction.case(1)
    assert case is not None
    assert case.version == 9


def test_exception_undoes_everything(store: SqlStore) -> None:
    """Where an exception leaves a transaction, nothing of it is there."""
    (case,) = opened(store, "a")

    with pytest.raises(Oops):
        _do_much_and_fail(store, case)
    with store.begin() as transaction:
        assert transaction.case(1) == case
        assert transaction.case(2) is None
        assert transaction.records(1) == ()
        assert transaction.find(Search(words="note")) == ()
        assert transaction.first_time("event", NOW)
    assert store.lease("w", NOW, 10, 10) == ()


def test_nothing_is_committed_after_an_error(store: SqlStore) -> None:
    """Who goes on after the database refused something is told in the end that nothing was done."""
    with pytest.raises(StoreError) as told:
        _go_on_after_an_error(store)
    assert told.value.reason == "broken"
    with store.begin() as transaction:
        assert transaction.find(Search()) == ()


def test_records_are_in_order(store: SqlStore) -> None:
    """The record of a case comes back oldest first, and without that of others."""
    opened(store, "a", "b")
    first, other, second = record(1, "x", Deed.ASK), record(2, "y"), record(1, "z", Deed.ANSWER)
    with store.begin() as transaction:
        for one in (first, other, second):
            transaction.write(one)

    with store.begin() as transaction:
        assert transaction.records(1) == (first, second)


@pytest.mark.parametrize("number", [0, -1, 2, 2**63, 10**40])
def test_unknown_numbers_are_of_nothing(store: SqlStore, number: int) -> None:
    """Whatever number somebody types, there is no case of it, no record and no follower."""
    opened(store, "a")

    with store.begin() as transaction:
        assert transaction.case(number) is None
        assert transaction.records(number) == ()
        assert transaction.followers(number) == ()


@pytest.mark.parametrize("typed", ["a\0b", "a\ud83db", "'; DROP TABLE cases; --", "%s :x ?", "😀" * 5000])
def test_anything_typed_can_be_stored(store: SqlStore, typed: str) -> None:
    """No text breaks the store; what no database takes comes back as U+FFFD."""
    (case,) = opened(store, typed)
    with store.begin() as transaction:
        transaction.write(record(1, typed))

    with store.begin() as transaction:
        assert transaction.case(1) == case
        assert transaction.records(1)[0].text == case.question
        transaction.find(Search(words=typed))
    assert case.question == typed.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")


def test_times_are_moments(store: SqlStore) -> None:
    """A time in any zone comes back as the same moment, in UTC; one without a zone is refused."""
    there = datetime(2030, 1, 2, 23, 30, tzinfo=timezone(timedelta(hours=-7)))
    with store.begin() as transaction:
        case = transaction.open(replace(draft(), opened=there))

    assert case.opened == there
    assert case.opened.utcoffset() == timedelta(0)
    with pytest.raises(StoreError), store.begin() as transaction:
        transaction.open(replace(draft(), opened=there.replace(tzinfo=None)))


def test_events_are_new_once(connect: Callable[[], SqlStore]) -> None:
    """Of all who bring the same event, at once or later, one is the first."""
    stores = [connect(), connect()]
    stores[0].prepare()

    assert sorted(at_once(6, lambda which: _first(stores[which % 2], "event"))) == [False] * 5 + [True]
    assert not _first(stores[0], "event")
    assert _first(stores[0], "other")


def _first(store: SqlStore, event: str) -> bool:
    with store.begin() as transaction:
        return transaction.first_time(event, NOW)


def _save(store: SqlStore, case: Case) -> str:
    try:
        with store.begin() as transaction:
            transaction.save(case)
    except ConflictError:
        return "conflict"
    return "saved"


def _count_up(store: SqlStore) -> None:
    with store.begin() as transaction:
        case = transaction.case(1)
        assert case is not None
        transaction.save(changed(case))


def _note_and_save(store: SqlStore, case: Case) -> None:
    with store.begin() as transaction:
        transaction.write(record(case.number, "of the second"))
        transaction.save(case)


def _do_much_and_fail(store: SqlStore, case: Case) -> None:
    with store.begin() as transaction:
        transaction.save(changed(case))
        transaction.open(draft("b"))
        transaction.write(record(case.number, "note"))
        transaction.send(outgoing("key"))
        transaction.first_time("event", NOW)
        raise Oops


def _go_on_after_an_error(store: SqlStore) -> None:
    with store.begin() as transaction:
        transaction.open(draft())
        with suppress(StoreError):
            transaction.write(record(77))  # there is no such case
        transaction.open(draft())


def test_cases_are_counted_by_state(any_store: Store) -> None:
    """How many cases are in which state is known without reading them."""
    with any_store.begin() as tx:
        assert dict(tx.states()) == {}
        first = tx.open(draft("a"))
        tx.open(draft("b"))
        tx.save(changed(first, state=State.CLOSED))

        assert dict(tx.states()) == {State.OPEN: 1, State.CLOSED: 1}
