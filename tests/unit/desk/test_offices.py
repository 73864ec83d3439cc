"""Where the office is told: the same places for whoever acts, in whichever process."""

from __future__ import annotations

from collections.abc import Mapping

from esor_bot.desk.desk import Desk
from esor_bot.desk.message import Notification
from esor_bot.desk.offices import Offices
from esor_bot.domain.case import Deed, Place
from tests.unit.desk.people import BEN, CLEO, HOURS, World

HERE = Place("terminal", "office")
RED, BLUE, OTHER = Place("red", "R1"), Place("blue", "B1"), Place("blue", "B2")


class Served(World):
    """A desk in a process that knows of no platform, on the database of another process that serves some."""

    def __post_init__(self) -> None:
        """Put the desk together."""
        self.desk = Desk(self.store, self.clock, {"terminal": HERE}, HOURS)

    def serve(self, *places: Place) -> None:
        """Begin to serve, with the office at these places."""
        own: Mapping[str, Place] = {place.platform: place for place in places}
        Offices(self.store, self.clock, own, {"terminal": HERE}).tell()

    def cards(self, place: Place) -> list[int]:
        """Return the cases whose cards went out to a place, once for each time."""
        told = [Notification.load(outgoing.body) for outgoing in self.out(place)]
        return [one.case for one in told if one.kind == "card"]


def test_whoever_acts_tells_all_places() -> None:
    """What is done in a process that knows no platform is told at each place of those who serve, and nowhere else."""
    world = Served()
    world.serve(RED, BLUE)
    world.asked()
    world.desk.do(1, Deed.CLAIM, CLEO)

    assert world.cards(RED) == world.cards(BLUE) == [1, 1]
    assert world.out(HERE) == []


def test_without_a_place_the_terminal_is_told() -> None:
    """As long as nobody who serves has a place for the office, and when none has one any more, the terminal is told."""
    world = Served()
    world.asked()
    world.serve(RED)
    world.serve()
    world.asked(BEN, "May I bring a rope?")

    assert (world.cards(HERE), world.cards(RED)) == ([1, 2], [1])


def test_a_new_place_gets_the_cards_of_what_waits() -> None:
    """A place that is new gets the card of each question that waits, once; what is closed does not come up again."""
    world = Served()
    world.asked()
    world.asked(BEN, "May I bring a rope?")
    world.desk.do(1, Deed.CLOSE, CLEO)
    world.serve(RED)
    world.serve(RED)
    world.serve(RED, BLUE)
    world.serve(RED, OTHER)

    assert [world.cards(place) for place in (RED, BLUE, OTHER)] == [[2], [2], [2]]


def test_nothing_waits_at_the_terminal_any_more() -> None:
    """What waited for somebody at the terminal waits there no longer where the office has a place of its own."""
    world = Served()
    world.asked()
    world.serve(RED)

    assert [row.ended for row in world.store.content.outbox.values() if row.outgoing.place == HERE] == ["delivered"]


def test_the_terminal_looks_on() -> None:
    """Who sits at the terminal sees what is told elsewhere, also from then on only, and takes nothing away."""
    world = Served()
    watch = world.desk.watch(CLEO, "terminal", "cleo")
    assert watch is not None
    assert watch.new() == ()
    world.serve(RED)
    assert watch.new() == ()
    world.asked()
    news = watch.new()
    watch.shown(news)

    assert [(one.told.kind, one.told.case) for one in news] == [("card", 1)]
    assert [row.ended for row in world.store.content.outbox.values()] == [""]
