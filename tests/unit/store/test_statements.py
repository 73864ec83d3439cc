"""Statements of the office: kept, changed by one at a time, and known by their versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import update

from esor_bot.desk.told import ToldNow
from esor_bot.domain.statement import Standing, Statement
from esor_bot.errors import ConflictError, StoreError
from esor_bot.store import SqlStore
from esor_bot.store.tables import statements
from tests.unit.store.values import NOW, later

NEW = Statement(
    0, 7, "one", "2030", "fee", ("is there a fee", "ist's “teuer”?"), "There is none.", "office", NOW, "a:1"
)
OTHER = replace(NEW, case=8, topic="", answer="Dogs may come.")


def added(store: SqlStore, *new: Statement) -> list[Statement]:
    """Store statements and return them with their ids."""
    with store.begin() as tx:
        return [tx.statements.add(one) for one in new]


def approved(one: Statement) -> Statement:
    """Return the next version of a statement: approved."""
    return replace(one, state=Standing.APPROVED, decided=later(5), decider="a:2", version=one.version + 1)


def test_a_statement_comes_back_as_it_was(store: SqlStore) -> None:
    """What is stored comes back the same, whatever its questions hold, and no id is given twice."""
    one, other = added(store, NEW, OTHER)
    with store.begin() as tx:
        assert (tx.statements.get(one.id), tx.statements.get(99), tx.statements.get(-(2**70))) == (one, None, None)
    assert one == replace(NEW, id=one.id)
    assert other.id == one.id + 1


def test_statements_are_found(store: SqlStore) -> None:
    """They are listed newest first, by standing and by case."""
    one, other = added(store, NEW, OTHER)
    with store.begin() as tx:
        tx.statements.save(approved(one))
    with store.begin() as tx:
        find = tx.statements.find
        assert find() == (other, approved(one))
        assert find([Standing.PROPOSED]) == (other,)
        assert find(case=7) == (approved(one),)
        assert (find(limit=1), find(case=2**70)) == ((other,), ())


def test_the_marks_change_with_what_is_told(store: SqlStore) -> None:
    """Only what is approved is told, and its marks change when it is approved and when it is undone."""
    one, other = added(store, NEW, OTHER)
    seen = []
    for change in (None, approved(one), replace(approved(one), state=Standing.UNDONE, version=3)):
        with store.begin() as tx:
            if change is not None:
                tx.statements.save(change)
            seen.append(tx.statements.marks())
            assert tuple((told.id, told.version) for told in tx.statements.approved()) == seen[-1]
    assert seen == [(), ((one.id, 2),), ()]
    assert other.state is Standing.PROPOSED


def test_two_do_not_change_the_same(connect: Callable[[], SqlStore]) -> None:
    """Whoever saves an older version is told so, and nothing is changed."""
    first, second = connect(), connect()
    (one,) = added(first, NEW)
    with first.begin() as tx:
        tx.statements.save(approved(one))
    with pytest.raises(ConflictError), second.begin() as tx:
        tx.statements.save(replace(one, state=Standing.DECLINED, version=2))
    with second.begin() as tx:
        assert tx.statements.get(one.id) == approved(one)


def test_another_replica_tells_it_a_second_later(connect: Callable[[], SqlStore]) -> None:
    """What one process approves another one tells with its next look, and stops telling when it is undone."""
    here, there = connect(), connect()
    seconds = iter(range(0, 100, 2))
    told = ToldNow(lambda: there, lambda: next(seconds))
    assert told.now() == ()
    (one,) = added(here, NEW)
    assert told.now() == ()
    with here.begin() as tx:
        tx.statements.save(approved(one))
    assert told.now() == (approved(one).published,)
    with here.begin() as tx:
        tx.statements.save(replace(approved(one), state=Standing.UNDONE, version=3))
    assert told.now() == ()


def test_what_makes_no_sense_is_said_to_be_broken(store: SqlStore) -> None:
    """A row that no version wrote is no statement."""
    (one,) = added(store, NEW)
    with store.begin() as tx:
        tx.run(update(statements).where(statements.c.id == one.id).values(state="elsewhere"))
    with pytest.raises(StoreError, match=r"broken.*statement"), store.begin() as tx:
        tx.statements.find()
