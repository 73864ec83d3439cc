"""What platforms report is answered once, and not lost."""

from __future__ import annotations

from esor_bot.desk.intake import HOLDS, Intake
from esor_bot.ports import Arrival
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore
from tests.unit.store.values import NOW

ASKED = Arrival("slack:C1:1.0", "slack", "slack:T1:U1", "{}", NOW)


def test_what_is_repeated_is_answered_once() -> None:
    """The second report is known to this process and to every other one, also after it was answered."""
    store, clock = MemoryStore(), FakeClock(NOW)
    one, other = Intake(store, clock, "a"), Intake(store, clock, "b")
    assert [one.first(ASKED), one.first(ASKED), other.first(ASKED)] == [True, False, False]
    one.done(ASKED.key)
    assert not Intake(store, clock, "c").first(ASKED)


def test_what_a_dead_process_left_is_taken_up() -> None:
    """What was taken in and not answered is given to another process after a while, and to one only."""
    store, clock = MemoryStore(), FakeClock(NOW)
    Intake(store, clock, "a").first(ASKED)
    other, third = Intake(store, clock, "b"), Intake(store, clock, "c")
    clock.tick(seconds=HOLDS.total_seconds() - 1)
    assert other.left("slack") == ()
    clock.tick(seconds=1)
    assert (other.left("slack"), third.left("slack")) == ((ASKED,), ())
    assert (other.still_mine(ASKED.key), third.still_mine(ASKED.key)) == (True, False)


def test_without_a_database_memory_has_to_do() -> None:
    """Where the database can't be used, what is repeated is still answered once."""
    store = MemoryStore()
    intake = Intake(store, FakeClock(NOW), "a")
    store.break_down("locked")
    assert [intake.first(ASKED), intake.first(ASKED)] == [True, False]
    intake.done(ASKED.key)
    assert intake.left("slack") == ()
