"""What arrives at the place of the office, for several who look at it."""

from __future__ import annotations

import pytest

from esor_bot.desk.desk import Desk
from esor_bot.desk.watch import News, Watch
from esor_bot.domain.case import Deed, Place
from esor_bot.errors import RefusedError
from esor_bot.ports import Outgoing
from tests.unit.desk.people import ANNA, BEN, CLEO, DAN, HOURS, OFFICE, World


def watch(world: World, reader: str = "cleo") -> Watch:
    """Somebody who looks at the office's place."""
    made = world.desk.watch(CLEO, OFFICE.platform, reader)
    assert made is not None
    return made


def kinds(news: tuple[News, ...]) -> list[tuple[str, int]]:
    """What arrived, as kinds and cases."""
    return [(one.told.kind, one.told.case) for one in news]


def waiting(world: World) -> int:
    """How much waits for somebody to deliver it at the office."""
    return sum(not row.done for row in world.store.content.outbox.values() if row.outgoing.place == OFFICE)


def test_two_see_the_same() -> None:
    """Two who look at the place both see everything that arrives, each once, whoever of them shows it first."""
    world = World()
    one, two = watch(world, "cleo"), watch(world, "dan")
    assert (one.new(), two.new()) == ((), ())
    world.asked()
    seen = one.new()
    one.shown(seen)

    assert kinds(seen) == kinds(two.new()) == [("card", 1)]
    assert (one.new(), two.new()) == ((), ())
    assert waiting(world) == 0
    assert world.store.content.outbox[seen[0].id].receipt.startswith("cleo ")


def test_what_was_done_comes_along() -> None:
    """With a notice come the case as it is and what was done to it."""
    world = World()
    looking = watch(world)
    looking.new()
    case = world.asked()
    world.desk.do(case.number, Deed.CLAIM, DAN)
    asked, claimed = looking.new()

    assert (asked.record and asked.record.deed, claimed.record and claimed.record.deed) == (Deed.ASK, Deed.CLAIM)
    assert claimed.case is not None
    assert claimed.case.owner_name == "Dan"


def test_what_waited_for_somebody_to_come() -> None:
    """Cards that nobody was there to see need no showing, for there is the list; the rest waits, and is shown."""
    world = World()
    case = world.asked()
    world.desk.do(case.number, Deed.ANSWER, CLEO, text="Any.")
    world.desk.do(case.number, Deed.ADD, ANNA, text="Really?")
    looking = watch(world)
    came = looking.new()

    assert kinds(came) == [("added", 1)]
    assert waiting(world) == 1
    looking.shown(came)
    assert waiting(world) == 0
    assert watch(world).new() == ()


def test_nobody_said_that_it_was_shown() -> None:
    """What was not said to be shown, as after a crash, waits for the next who comes."""
    world = World()
    case = world.asked()
    world.desk.do(case.number, Deed.ADD, ANNA, text="And a hat?")
    assert kinds(watch(world).new()) == [("added", 1)]

    assert kinds(watch(world).new()) == [("added", 1)]


def test_what_nobody_can_read() -> None:
    """What is no notification is passed over."""
    world = World()
    looking = watch(world)
    looking.new()
    with world.store.begin() as tx:
        tx.send(Outgoing("odd", OFFICE, "odd", at=world.clock.now()))
    world.asked(BEN)

    assert kinds(looking.new()) == [("card", 1)]


def test_where_the_office_is_elsewhere() -> None:
    """Where the office's place is on another platform one looks on, and leaves the delivering to its messenger."""
    world = World()
    looking = world.desk.watch(CLEO, "terminal", "cleo")
    assert looking is not None
    world.asked()
    assert looking.new() == ()
    world.asked(BEN)
    looking.shown(looking.new())

    assert waiting(world) == 2


def test_an_office_without_a_place() -> None:
    """Where the office has no place there is nothing to be seen."""
    world = World()

    assert Desk(world.store, world.clock, {}, HOURS).watch(CLEO, "terminal", "cleo") is None


def test_not_for_everybody() -> None:
    """Only people of the office look at it."""
    with pytest.raises(RefusedError, match="not_office"):
        World().desk.watch(ANNA, OFFICE.platform, "anna")


def test_two_places() -> None:
    """Somebody sees what arrives at the place of their own platform where the office has several."""
    world = World()
    here = Place("terminal", "office")
    desk = Desk(world.store, world.clock, {"talk": OFFICE, "terminal": here}, HOURS)
    looking = desk.watch(CLEO, "terminal", "cleo")
    assert looking is not None
    looking.new()
    desk.ask(world.draft())
    looking.shown(looking.new())

    assert waiting(world) == 1
