"""Timers at work: each one by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from esor_bot.desk.bells import AGAIN, Bells, Handler
from esor_bot.domain.case import Place
from esor_bot.errors import StoreError
from esor_bot.ports import Outgoing, Timer, Transaction
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore

CLOCK = FakeClock()
NOW = CLOCK.now()


def timer(name: str, kind: str = "good", minutes: int = 0) -> Timer:
    """Return a timer that is due so many minutes after the start."""
    return Timer(name, kind, NOW + timedelta(minutes=minutes))


def saying(follows: Callable[[Timer], Timer | None]) -> Handler:
    """Return a handler that puts something into the outbox and says what follows."""

    def handle(tx: Transaction, rung: Timer, now: datetime) -> Timer | None:
        tx.send(Outgoing(f"{rung.key}:{rung.step}", Place("talk", "office"), now.isoformat(), at=now))
        return follows(rung)

    return handle


def failing(tx: Transaction, rung: Timer, now: datetime) -> Timer | None:
    """Do something, then fail."""
    tx.send(Outgoing(f"{rung.key}:lost", Place("talk", "office"), "", at=now))
    raise ZeroDivisionError


class Scene:
    """Bells on a store in memory."""

    def __init__(self, *timers: Timer, **handlers: Handler) -> None:
        self.store = MemoryStore()
        self.clock = FakeClock()
        self.handlers = handlers
        with self.store.begin() as tx:
            for each in timers:
                tx.timers.set(each)
        self.bells = self.another()

    def another(self) -> Bells:
        """Return bells of another process, or of this one after a restart."""
        return Bells(self.store, self.clock, self.handlers)

    @property
    def sent(self) -> list[str]:
        """The keys in the outbox."""
        return [row.outgoing.key for row in self.store.content.outbox.values()]

    @property
    def timers(self) -> dict[str, Timer]:
        """The timers in the store."""
        return self.store.content.timers


def test_what_is_due_is_done_once() -> None:
    """A timer goes off when it is due, and is over where nothing follows."""
    scene = Scene(timer("a"), timer("b", minutes=5), good=saying(lambda rung: None))

    assert [scene.bells.run_once(), scene.bells.run_once()] == [1, 0]
    assert (scene.sent, list(scene.timers)) == (["a:0"], ["b"])
    scene.clock.tick(minutes=5)
    assert scene.another().run_once() == 1
    assert (scene.sent, scene.timers) == (["a:0", "b:0"], {})


def test_what_follows_has_the_same_key() -> None:
    """What follows takes the place of the timer, whatever key it was given."""
    next_ = saying(lambda rung: replace(rung, key="else", due=rung.due + timedelta(days=1), step=rung.step + 1))
    scene = Scene(timer("a"), good=next_)
    scene.bells.run_once()

    assert scene.timers == {"a": Timer("a", "good", NOW + timedelta(days=1), step=1)}


def test_a_bad_one_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    """What fails leaves nothing behind, waits for a while, and the others are done all the same."""
    scene = Scene(timer("a", "bad"), timer("b"), bad=failing, good=saying(lambda rung: None))
    with caplog.at_level(logging.ERROR):
        assert scene.bells.run_once() == 2

    assert scene.sent == ["b:0"]
    assert scene.timers == {"a": replace(timer("a", "bad"), due=NOW + AGAIN)}
    assert [(record.message, record.__dict__["reason"]) for record in caplog.records] == [
        ("timer_failed", "ZeroDivisionError")
    ]
    assert scene.bells.run_once() == 0


def test_many_bad_ones_hold_up_no_other() -> None:
    """However many fail, one behind them goes off in the same minute."""
    bad = [timer(f"bad{number:03}", "bad", -1) for number in range(50)]
    scene = Scene(*bad, timer("good"), bad=failing, good=saying(lambda rung: None))
    while scene.bells.run_once():
        pass

    assert scene.sent == ["good:0"]


def test_unknown_kinds_are_left_alone(caplog: pytest.LogCaptureFixture) -> None:
    """Timers of kinds that nobody here knows stay as they are, are told once, and hold up nothing."""
    strange = [timer(f"s{number}", "strange", -9) for number in range(50)]
    scene = Scene(*strange, timer("a"), good=saying(lambda rung: None))
    with caplog.at_level(logging.WARNING):
        assert [scene.bells.run_once(), scene.bells.run_once()] == [1, 0]

    assert list(scene.timers.values()) == strange
    assert [record.message for record in caplog.records] == ["timers_left_alone"]


def test_what_is_always_there_is_set_once() -> None:
    """A standing timer is set where it is missing, and is left as it is by a restart."""
    scene = Scene(good=saying(lambda rung: rung))
    for _ in range(2):
        Bells(scene.store, scene.clock, scene.handlers, [lambda now: Timer("day", "good", now + AGAIN)]).run_once()
        scene.clock.tick(minutes=1)

    assert scene.timers["day"].due == NOW + AGAIN


def test_a_database_that_is_away() -> None:
    """Where the database can't be used it says so, and goes on as if nothing had been when it is back."""
    scene = Scene(timer("a"), good=saying(lambda rung: None))
    scene.store.break_down("unreachable")
    with pytest.raises(StoreError):
        scene.bells.run_once()
    scene.store.break_down()

    assert scene.bells.run_once() == 1


def test_one_that_the_database_refuses() -> None:
    """Where only one handler meets an error of the database, only that one waits."""

    def refused(tx: Transaction, rung: Timer, now: datetime) -> Timer | None:
        raise StoreError("broken")

    scene = Scene(timer("a", "bad"), timer("b"), bad=refused, good=saying(lambda rung: None))
    assert scene.bells.run_once() == 2

    assert scene.timers == {"a": replace(timer("a", "bad"), due=NOW + AGAIN)}


def test_what_a_deed_changed_meanwhile() -> None:
    """A timer that was set anew between the look and the work is not done."""
    later = timer("b", minutes=60)

    def other(tx: Transaction, rung: Timer, now: datetime) -> Timer | None:
        tx.timers.set(later)
        return None

    scene = Scene(timer("a", "other"), timer("b"), other=other, good=saying(lambda rung: None))
    scene.bells.run_once()

    assert (scene.sent, scene.timers) == ([], {"b": later})
