"""Who is of the office."""

from __future__ import annotations

import pytest

from esor_bot.desk.desk import Desk
from esor_bot.desk.people import People
from esor_bot.domain.case import Actor, Deed, Role, State
from esor_bot.errors import RefusedError
from esor_bot.ports import Search
from tests.unit.desk.people import ANNA, CLEO, DAN, HOURS, OFFICE, World

REGISTER = People({CLEO.id: "Cleo", ANNA.id: "Anna"})


def desk(world: World) -> Desk:
    """A desk whose office is Cleo, and Anna, who asks a question herself."""
    return Desk(world.store, world.clock, {OFFICE.platform: OFFICE}, HOURS, people=REGISTER)


def refused(work: object) -> str:
    """The code with which something is refused."""
    assert callable(work)
    with pytest.raises(RefusedError) as error:
        work()
    return error.value.code


def test_nobody_else_is_believed() -> None:
    """Who is not in the register does nothing for the office, whatever they are said to be."""
    world = World()
    one, number = desk(world), world.asked().number

    assert refused(lambda: one.do(number, Deed.CLAIM, DAN)) == "not_office"
    assert refused(lambda: one.do(number, Deed.ANSWER, DAN, text="Any.")) == "not_office"
    assert refused(lambda: one.show(number, DAN)) == "not_office"
    assert refused(lambda: one.search(Search(), DAN)) == "not_office"
    assert refused(lambda: one.watch(DAN, OFFICE.platform, "dan")) == "not_office"
    assert one.do(number, Deed.CLAIM, CLEO).state is State.CLAIMED


def test_the_id_decides() -> None:
    """Who is in the register is of the office, even where they come as somebody who asks, and may still ask."""
    world = World()
    one, number = desk(world), world.asked(ANNA).number

    assert one.do(number, Deed.ADD, ANNA, text="More.").state is State.OPEN
    assert one.do(number, Deed.NOTE, ANNA, text="My own one.").version == 3
    assert one.show(number, ANNA).case.number == number
    assert refused(lambda: one.do(number, Deed.ADD, CLEO, text="More.")) == "not_yours"


def test_handed_to_a_colleague_only() -> None:
    """A case is handed to somebody of the register; another name is told in the refusal, and nothing changes."""
    world = World()
    one, number = desk(world), world.asked().number
    one.do(number, Deed.CLAIM, CLEO)
    with pytest.raises(RefusedError) as error:
        one.do(number, Deed.HAND_OVER, CLEO, to=DAN)

    assert (error.value.code, error.value.values) == ("no_colleague", {"number": number, "name": "Dan"})
    assert one.do(number, Deed.HAND_OVER, CLEO, to=ANNA).owner == ANNA.id


def test_without_a_register() -> None:
    """Where nobody is named, people are what the platform says they are."""
    nobody = People()

    assert not nobody.named
    assert nobody.held(CLEO) == CLEO
    assert nobody.judged(ANNA) == ANNA
    assert refused(lambda: nobody.held(ANNA)) == "not_office"
    assert REGISTER.named


def test_names() -> None:
    """Somebody is found by name in capitals or not; a name that is not there is somebody who is refused later."""
    assert REGISTER.called("talk", "CLEO") == Actor("talk:cleo", Role.OFFICE, "Cleo")
    assert REGISTER.called("talk", "Eve") == Actor("talk:Eve", Role.OFFICE, "Eve")
    assert refused(lambda: REGISTER.held(REGISTER.called("talk", "Eve"))) == "not_office"
