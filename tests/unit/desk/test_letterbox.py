"""What arrives at a place whose reader comes for it."""

from __future__ import annotations

from esor_bot.desk.letterbox import HOLDS, Letterbox
from esor_bot.domain.case import Deed
from esor_bot.ports import Outgoing
from tests.unit.desk.people import ANNA, BEN, CLEO, World, home


def box(world: World, reader: str = "anna") -> Letterbox:
    """Anna's letterbox."""
    return world.desk.letterbox(home(ANNA), reader)


def test_what_is_for_one_place() -> None:
    """The letterbox has what is for its place, in order, and nothing else."""
    world = World()
    mine, other = world.asked(), world.asked(BEN)
    world.desk.do(mine.number, Deed.ASK_BACK, CLEO, text="Which?")
    world.desk.do(mine.number, Deed.ANSWER, CLEO, text="Any.")
    world.desk.do(other.number, Deed.ANSWER, CLEO, text="None.")

    assert [letter.told.kind for letter in box(world).take()] == ["ask_back", "answer"]
    assert [letter.told.values for letter in world.desk.letterbox(home(BEN), "ben").take()] == [{"text": "None."}]


def test_one_of_two_readers_has_it() -> None:
    """What one reader took is not another's, until the first was silent for too long."""
    world = World()
    world.desk.do(world.asked().number, Deed.ANSWER, CLEO, text="Any.")
    (letter,) = box(world).take()
    assert box(world, "another").take() == ()
    world.clock.tick(seconds=HOLDS)

    assert box(world, "another").take() == (letter,)


def test_what_was_read_does_not_come_again() -> None:
    """What was said to be read is delivered, with who read it and when."""
    world = World()
    world.desk.do(world.asked().number, Deed.ANSWER, CLEO, text="Any.")
    (letter,) = box(world).take()
    box(world).read(letter)
    world.clock.tick(days=1)

    assert box(world).take() == ()
    assert world.store.content.outbox[letter.id].receipt.startswith("anna 20")


def test_what_nobody_can_read() -> None:
    """What is no notification is given up, and holds up nothing."""
    world = World()
    with world.store.begin() as tx:
        tx.send(Outgoing("odd", home(ANNA), "odd", at=world.clock.now()))
    world.desk.do(world.asked().number, Deed.ANSWER, CLEO, text="Any.")

    assert [letter.told.kind for letter in box(world).take()] == ["answer"]
    assert [row.why for row in world.store.content.outbox.values() if row.outgoing.key == "odd"] == ["body"]
