"""Deleting by age: what goes, what stays, and that nobody waits for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.dialects import sqlite

from esor_bot.desk import retention
from esor_bot.desk.retention import CLEAN, Keep, first_tidying, tidy_some, tidying
from esor_bot.domain.case import Deed, State
from esor_bot.domain.keeping import DAYS, LEAST, Kind
from esor_bot.errors import RefusedError
from esor_bot.ports import Timer
from esor_bot.store import SqlStore
from esor_bot.store import tidying as tidying_in_sql
from esor_bot.store.tidying import old_ones
from esor_bot.store.transaction import SqlTransaction
from tests.unit.desk.people import ANNA, BEN, CLEO
from tests.unit.privacy.scene import FOREVER, Scene
from tests.unit.store.values import changed


def test_defaults_delete() -> None:
    """Every kind of what is kept is deleted in the end where nobody says otherwise, and not before it may be."""
    assert set(DAYS) == set(Kind)
    assert all(DAYS[kind] >= LEAST.get(kind, 1) for kind in Kind)


def test_an_ended_case_goes_with_all_of_it(scene: Scene) -> None:
    """Some days after the last thing done with it an ended case is gone: record, messages, timers and words."""
    number = scene.asked()
    scene.do(number, Deed.ANSWER, text="They do.")
    with scene.store.begin() as tx:
        tx.timers.set(Timer("its", "bell", scene.clock.now(), case=number))

    assert scene.tidy(Kind.CASES, 30, later=30) == 0
    assert scene.tidy(Kind.CASES, 30, later=30.1) == 1
    assert (scene.case(number), scene.records(number), scene.leased(), scene.found("boots")) == (None, (), (), [])
    with scene.store.begin() as tx:
        assert tx.timers.due(scene.clock.now(), 10) == ()


@pytest.mark.parametrize("deed", [None, Deed.CLAIM, Deed.ASK_BACK])
def test_a_live_case_never_goes(scene: Scene, deed: Deed | None) -> None:
    """What still waits for somebody is not deleted, however old it is."""
    number = scene.asked()
    if deed is not None:
        scene.do(number, deed, text="How big?")

    assert scene.tidy(Kind.CASES, 30, later=9999) == 0
    assert scene.case(number) is not None


@pytest.mark.parametrize("deed", [Deed.ANSWER, Deed.CLOSE, Deed.WITHDRAW])
def test_every_end_counts(scene: Scene, deed: Deed) -> None:
    """Answered, closed, taken back: each is an end."""
    number = scene.asked()
    scene.do(number, deed, ANNA if deed is Deed.WITHDRAW else CLEO, text="They do." if deed is Deed.ANSWER else "")

    assert scene.tidy(Kind.CASES, 30, later=31) == 1


def test_a_merged_case_goes_with_the_one_it_follows(scene: Scene) -> None:
    """A merged case stays as long as the one it follows, and goes with it, through any number of others."""
    root, middle, leaf = scene.asked(), scene.asked(BEN), scene.asked()
    scene.merged(leaf, middle)
    scene.merged(middle, root)
    assert scene.tidy(Kind.CASES, 30, later=999) == 0

    scene.clock.tick(days=100)
    scene.do(root, Deed.ANSWER, text="They do.")
    assert scene.tidy(Kind.CASES, 30, later=20) == 0
    assert scene.tidy(Kind.CASES, 30, later=31) == 3
    assert scene.numbers() == []


def test_a_large_group_goes_in_parts(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a group that is larger than a batch whoever follows goes first: at no time does one follow what is gone."""
    monkeypatch.setattr(retention, "BATCH", 2)
    root = scene.asked()
    for _ in range(5):
        scene.merged(scene.asked(BEN), root)
    scene.do(root, Deed.ANSWER, text="They do.")
    keep, now, left, step = Keep({**FOREVER, Kind.CASES: 1}), scene.clock.now() + timedelta(days=2), [], 0
    while scene.numbers():
        with scene.store.begin() as tx:
            step = tidy_some(tx, keep, now, max(step, 0)).step or 0
        left.append(scene.numbers())

    assert [len(numbers) for numbers in left] == [4, 2, 0]
    assert all(root in numbers for numbers in left[:-1])


def test_numbers_are_never_given_twice(scene: Scene) -> None:
    """After everything is deleted the next question has the next number."""
    scene.do(scene.asked(), Deed.CLOSE)
    scene.tidy(Kind.CASES, 1, later=2)

    assert scene.asked() == 2


def test_messages_go_by_what_became_of_them(scene: Scene) -> None:
    """Delivered messages and given up ones have ages of their own; what still waits stays."""
    scene.asked()
    scene.do(1, Deed.ANSWER, text="They do.")
    first, second, *_ = scene.store.lease("w", scene.clock.now(), 60, 10)
    with scene.store.begin() as tx:
        tx.outgoing.delivered(first, "receipt", scene.clock.now())
        tx.outgoing.give_up(second, "gone", scene.clock.now())

    assert scene.tidy(Kind.DELIVERED, 30, later=29) == 0
    assert scene.tidy(Kind.DELIVERED, 30, later=31) == 1
    assert scene.tidy(Kind.GIVEN_UP, 90, later=89) == 0
    assert scene.tidy(Kind.GIVEN_UP, 90, later=91) == 1
    scene.clock.tick(minutes=2)
    assert len(scene.leased()) == 1


def test_events_and_receipts_go(scene: Scene) -> None:
    """What platforms reported is known for some days only, receipts for some more; a receipt's number is not reused."""
    scene.asked()
    assert scene.forget(BEN).number == 1

    assert scene.tidy(Kind.EVENTS, 7, later=6) == 0
    assert scene.tidy(Kind.EVENTS, 7, later=8) == 1
    assert scene.tidy(Kind.RECEIPTS, 7, later=8) == 1
    assert scene.forget(BEN).number == 2


def test_words_go_before_counts(scene: Scene) -> None:
    """What was asked without an answer loses its words and who asked; that it was asked is counted on for longer."""
    scene.counted()
    scene.counted(BEN, text="")

    assert scene.tidy(Kind.TEXTS, 90, later=89) == 0
    assert scene.tidy(Kind.TEXTS, 90, later=91) == 2
    assert scene.all_counted() == [("", ""), ("", "")]
    assert scene.tidy(Kind.TEXTS, 90, later=91) == 0
    assert scene.tidy(Kind.COUNTS, 730, later=729) == 0
    assert scene.tidy(Kind.COUNTS, 730, later=731) == 2
    assert scene.all_counted() == []


def test_kept_for_ever(scene: Scene) -> None:
    """What is to be kept for ever stays."""
    scene.do(scene.asked(), Deed.CLOSE)
    scene.forget(BEN)

    for kind in Kind:
        assert scene.tidy(kind, None, later=99_999) == 0


def test_small_batches(scene: Scene) -> None:
    """No transaction deletes more than a batch, whatever waits to be deleted."""
    for _ in range(retention.BATCH + 20):
        scene.do(scene.asked(), Deed.WITHDRAW, ANNA)
    keep, now = Keep(dict.fromkeys(Kind, 1)), scene.clock.now() + timedelta(days=2)
    done = []
    step: int | None = 0
    while step is not None:
        with scene.store.begin() as tx:
            found = tidy_some(tx, keep, now, step)
        done += [sum(found.deleted.values())] if found.deleted else []
        step = found.step

    assert max(done) == retention.BATCH
    assert sum(done) == 2 * (retention.BATCH + 20)  # each case, and the name of its event


def test_the_timer_comes_again(scene: Scene) -> None:
    """The timer comes back within seconds as long as there is more to do, and then in the next night."""
    for _ in range(retention.BATCH + 1):
        scene.do(scene.asked(), Deed.WITHDRAW, ANNA)
    scene.clock.tick(days=400)
    tidy, timer = tidying(Keep()), first_tidying(scene.clock.now())
    times = 0
    while timer.due <= scene.clock.now() + timedelta(seconds=5):
        times += 1
        with scene.store.begin() as tx:
            timer = tidy(tx, timer, scene.clock.now())

    assert times > 2
    assert (timer.due.hour, timer.due.minute, timer.step) == (3, 30, CLEAN)
    assert scene.numbers() == []


def test_the_night_is_where_the_office_is() -> None:
    """The next night is the first half past three to come on the office's clock, in summer and in winter."""
    keep = Keep(zone=ZoneInfo("Europe/Vienna"))

    assert keep.next_night(datetime(2030, 1, 7, 2, 29, tzinfo=UTC)) == datetime(2030, 1, 7, 2, 30, tzinfo=UTC)
    assert keep.next_night(datetime(2030, 1, 7, 2, 30, tzinfo=UTC)) == datetime(2030, 1, 8, 2, 30, tzinfo=UTC)
    assert keep.next_night(datetime(2030, 7, 7, 22, 30, tzinfo=UTC)) == datetime(2030, 7, 8, 1, 30, tzinfo=UTC)


def test_what_somebody_holds_is_passed_over(connect: Callable[[], SqlStore]) -> None:
    """On PostgreSQL a group of which somebody holds a case is left for the next time, and nobody waits."""
    scene, other = Scene(connect()), connect()
    if other.dialect != "postgresql":
        return
    scene.do(scene.asked(), Deed.CLOSE)
    root, follower = scene.asked(), scene.asked(BEN)
    scene.merged(follower, root)
    scene.do(root, Deed.CLOSE)
    with other.begin() as tx:
        assert tx.case(follower) is not None
        assert scene.tidy_some(Kind.CASES) == 1
        assert scene.numbers() == [root, follower]
    assert scene.tidy_some(Kind.CASES) == 2


def test_what_leaves_its_group_stays(connect: Callable[[], SqlStore], monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL a case that is taken out of its group just before that is deleted is not deleted with it."""
    scene, other = Scene(connect()), connect()
    if other.dialect != "postgresql":
        return
    root, follower = scene.asked(), scene.asked(BEN)
    scene.merged(follower, root)
    scene.do(root, Deed.CLOSE)
    hold = tidying_in_sql._held

    def hold_later(transaction: SqlTransaction, numbers: Sequence[int]) -> dict[int, int | None]:
        with other.begin() as tx:
            case = tx.case(follower)
            assert case is not None
            tx.save(replace(changed(case), into=None))
        return hold(transaction, numbers)

    monkeypatch.setattr(tidying_in_sql, "_held", hold_later)
    assert scene.tidy_some(Kind.CASES) == 0
    monkeypatch.undo()
    assert scene.tidy_some(Kind.CASES) == 1
    assert scene.numbers() == [follower]


def test_a_deed_on_what_is_gone_is_refused(scene: Scene) -> None:
    """Whoever acts on a case that was deleted meanwhile is told that there is none."""
    number = scene.asked()
    scene.do(number, Deed.CLOSE)
    scene.tidy(Kind.CASES, 14, later=15)

    with pytest.raises(RefusedError, match="unknown"):
        scene.do(number, Deed.REOPEN)


def test_a_delivery_of_what_is_gone(scene: Scene) -> None:
    """A messenger that reports on a message which was deleted meanwhile breaks nothing."""
    scene.asked()
    (leased,) = scene.leased()
    scene.forget()
    with scene.store.begin() as tx:
        tx.outgoing.delivered(leased, "receipt", scene.clock.now())
        tx.outgoing.give_up(leased, "gone", scene.clock.now())

    case = scene.case(1)
    assert case is not None
    assert case.state is State.WITHDRAWN


@pytest.mark.parametrize("kind", Kind)
def test_what_is_old_is_found_by_an_index(store: SqlStore, kind: Kind) -> None:
    """However much is kept, what is too old is found without looking at all of it."""
    if store.dialect != "sqlite":
        return
    with store.begin() as tx:
        plans = " ".join(str(row) for row in tx.run(_explained(kind)))
    assert kind is Kind.RECEIPTS or re.search(r"USING (COVERING )?INDEX \w+ \((\w+=\? AND )?\w+<\?\)", plans), plans
    assert "TEMP B-TREE" not in plans or kind is Kind.RECEIPTS


def _explained(kind: Kind) -> TextClause:
    """Return the question how SQLite would look for what is old."""
    statement = old_ones(kind, datetime(2030, 1, 1, tzinfo=UTC), 50)
    compiled = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return text(f"EXPLAIN QUERY PLAN {compiled}".replace(":", r"\:"))
