"""Reminders on a real database: they survive restarts, and replicas share them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from esor_bot.desk.bells import Bells, Handler
from esor_bot.desk.desk import Desk
from esor_bot.desk.digest import KIND as DIGEST
from esor_bot.desk.digest import Mornings
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.message import Notification
from esor_bot.desk.reminders import KIND, Reminders
from esor_bot.desk.waiting import Pace
from esor_bot.domain.case import Actor, Deed, Place, Role
from esor_bot.ports import Draft, Store, Timer, Transaction
from esor_bot.store import SqlStore
from esor_bot.testing.clock import FakeClock

HOURS = OfficeHours(ZoneInfo("Europe/Vienna"))
OFFICE = {"talk": Place("talk", "office")}
CLEO = Actor("talk:cleo", Role.OFFICE, "Cleo")
MONDAY = datetime(2030, 1, 7, 8, tzinfo=UTC)  # the office opens

Connect = Callable[[], SqlStore]


def bells(store: Store, clock: FakeClock) -> Bells:
    """Return bells as a process has them."""
    mornings = Mornings(HOURS, OFFICE)
    handlers: dict[str, Handler] = {KIND: Reminders(HOURS, Pace(), OFFICE), DIGEST: mornings}
    return Bells(store, clock, handlers, [mornings.standing])


def asked(store: Store, clock: FakeClock, count: int = 1) -> Desk:
    """Return a desk at which so many things were asked."""
    desk = Desk(store, clock, OFFICE, HOURS)
    for number in range(count):
        desk.ask(Draft("moon", f"question {number}", f"talk:{number}", Place("talk", f"{number}"), clock.now()))
    return desk


def sent(store: SqlStore) -> Counter[tuple[str, int]]:
    """Return how often which reminder of which case is in the outbox."""
    leased = store.lease("test", MONDAY + timedelta(days=400), 1, 100_000)
    told = [Notification.load(each.outgoing.body) for each in leased]
    return Counter((each.kind, each.case) for each in told if each.kind != "card")


def test_a_week_of_restarts(connect: Connect) -> None:
    """Timers outlive whoever set them: a program that starts anew each hour reminds as one that runs all week."""
    clock = FakeClock(MONDAY)
    store = connect()
    asked(store, clock)
    for hour in range(24 * 7):
        clock.set(MONDAY + timedelta(hours=hour))
        bells(store, clock).run_once()
    told = sent(store)

    assert told == {("unclaimed", 1): 5, ("digest", 0): 5}


def test_a_crash_repeats_nothing(store: SqlStore) -> None:
    """What breaks off before it is stored leaves nothing behind, and is done as a whole afterwards."""
    clock = FakeClock(MONDAY)
    asked(store, clock)
    reminders = Reminders(HOURS, Pace(), OFFICE)

    def killed(tx: Transaction, timer: Timer, now: datetime) -> Timer | None:
        reminders(tx, timer, now)
        raise KeyboardInterrupt

    clock.tick(hours=4)
    with pytest.raises(KeyboardInterrupt):
        Bells(store, clock, {KIND: killed}).run_once()
    assert sent(store) == {}
    while bells(store, clock).run_once():
        pass

    assert sent(store) == {("unclaimed", 1): 1}


def test_replicas_share_the_work(connect: Connect) -> None:
    """Three programs at once on one database send each reminder once, day after day."""
    clock = FakeClock(MONDAY)
    asked(connect(), clock, 30)
    stores = [connect() for _ in range(3)]
    replicas = [bells(store, clock) for store in stores]

    def work(replica: Bells) -> int:
        return sum(iter(replica.run_once, 0))

    with ThreadPoolExecutor(3) as pool:
        for hours in (4, 28, 52):
            clock.set(MONDAY + timedelta(hours=hours))
            assert sum(pool.map(work, replicas)) >= 30
    told = sent(stores[0])

    assert {told["unclaimed", number] for number in range(1, 31)} == {3}
    assert told["digest", 0] <= 2


def test_a_deed_while_it_goes_off(connect: Connect) -> None:
    """Whoever takes a case at the moment of its reminder is not in the way, nor held up for long; theirs counts."""
    clock = FakeClock(MONDAY)
    first, second = connect(), connect()
    asked(first, clock)
    reminders, inside, go = Reminders(HOURS, Pace(), OFFICE), threading.Event(), threading.Event()

    def slow(tx: Transaction, timer: Timer, now: datetime) -> Timer | None:
        inside.set()
        assert go.wait(10)
        return reminders(tx, timer, now)

    clock.tick(hours=4)
    desk = Desk(second, clock, OFFICE, HOURS)
    with ThreadPoolExecutor(2) as pool:
        rung = pool.submit(Bells(first, clock, {KIND: slow}).run_once)
        assert inside.wait(10)
        claimed = pool.submit(desk.do, 1, Deed.CLAIM, CLEO)
        threading.Timer(0.2, go.set).start()
        assert rung.result() == 1
        assert claimed.result().owner == CLEO.id
    clock.set(MONDAY + timedelta(days=2, hours=1))
    while bells(first, clock).run_once():
        pass

    assert sent(first)["overdue", 1] == 1
