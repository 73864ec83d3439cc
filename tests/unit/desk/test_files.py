"""What is shown of a case to the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from esor_bot.desk.possible import possible
from esor_bot.desk.stopped import Reason, reason
from esor_bot.domain.case import Actor, Deed, State, Stopped
from esor_bot.domain.programme import EntryKind
from tests.unit.desk.people import ANNA, BEN, CLEO, DAN, HOURS, World

KINDS = {"rule": EntryKind.FACT, "gap": EntryKind.SILENT, "moon": EntryKind.OUTSIDE}


def test_earlier_answers() -> None:
    """The file has the last answer to what the same person asked, to the case it was merged into, and to the like."""
    world = World()
    first, other, third = world.asked(), world.asked(BEN, "Do red moon boots count?"), world.asked(ANNA, "Is it cold?")
    world.desk.do(first.number, Deed.ANSWER, CLEO, text="Yes.")
    world.desk.do(first.number, Deed.ANSWER, CLEO, text="No.")
    world.merged(third, world.asked(BEN, "How cold is it?"))
    world.desk.do(4, Deed.ANSWER, CLEO, text="Very.")
    file = world.desk.show(world.asked(ANNA, "Do moon boots count, I ask?").number, CLEO)

    assert [case.number for case in file.earlier] == [third.number, first.number]
    assert file.answers == {first.number: "No.", third.number: "Very."}
    assert [case.number for case in file.similar] == [other.number]
    assert [case.number for case in world.desk.show(other.number, CLEO).alike] == [first.number]


def test_closed_without_an_answer() -> None:
    """What was closed without an answer is nothing that one could start from."""
    world = World()
    world.desk.do(world.asked(BEN).number, Deed.CLOSE, CLEO)
    file = world.desk.show(world.asked().number, CLEO)

    assert (file.alike, file.answers) == ((), {})


def test_when_it_is_due() -> None:
    """An answer is due by office hours from what was asked or added last; while the office waits, none is."""
    world = World()
    case = world.asked()
    assert world.desk.show(case.number, CLEO).due == HOURS.expected(case.opened)
    world.clock.tick(days=1)
    world.desk.do(case.number, Deed.ADD, ANNA, text="And a hat?")
    assert world.desk.show(case.number, CLEO).due == HOURS.expected(case.opened + timedelta(days=1))
    world.desk.do(case.number, Deed.ASK_BACK, CLEO, text="Which?")
    assert world.desk.show(case.number, CLEO).due is None


def test_what_can_be_done() -> None:
    """What is offered is what can be done now, by that person."""
    world = World()
    case = world.asked()
    assert possible(case, CLEO, case.opened)[:2] == (Deed.CLAIM, Deed.ANSWER)
    case = world.desk.do(case.number, Deed.CLAIM, CLEO)
    assert Deed.ANSWER in possible(case, CLEO, case.opened)
    assert possible(case, DAN, case.opened) == (Deed.TAKE_OVER, Deed.NOTE)
    case = world.desk.do(case.number, Deed.CLOSE, CLEO)
    assert possible(case, DAN, case.opened) == (Deed.NOTE, Deed.REOPEN)
    assert case.state is State.CLOSED
    assert possible(case, ANNA, case.opened) == ()


@pytest.mark.parametrize(
    ("stopped", "why"),
    [
        (Stopped("escalate", ("gap",)), (Reason.SILENT, ("gap",))),
        (Stopped("answered", ("rule", "gap")), (Reason.SILENT, ("gap",))),
        (Stopped("escalate", ("moon",)), (Reason.OUTSIDE, ("moon",))),
        (Stopped("escalate", ("rule",)), (Reason.NEAR, ("rule",))),
        (Stopped("escalate"), (Reason.NOTHING, ())),
        (Stopped("escalate", ("statement:S3",)), (Reason.NOTHING, ())),
        (Stopped("escalate", ("rule", "statement:S3")), (Reason.NEAR, ("rule",))),
        (Stopped("clarify", ("rule", "gap")), (Reason.SEVERAL, ("rule", "gap"))),
        (Stopped("clarify"), (Reason.NOTHING, ())),
        (Stopped("answered", ("rule",)), (Reason.ANSWERED, ("rule",))),
        (Stopped("answered", ("gone",)), (Reason.ANSWERED, ("gone",))),
        (Stopped("smalltalk"), None),
        (Stopped(), None),
    ],
)
def test_why_the_bot_stopped(stopped: Stopped, why: object) -> None:
    """What the bot had found says why it stopped; where it was not asked, nothing does."""
    assert reason(stopped, KINDS.get) == why


def test_the_same_reply_of_the_bot() -> None:
    """What the bot stopped at for the same reason is similar, in whatever words; what it stopped at alone is not."""
    world = World()

    def asked(who: Actor, question: str, entry: str, said: str) -> int:
        draft = replace(world.draft(who, question), entries=(entry,), why=said)
        return world.desk.ask(draft, another=True).case.number

    first = asked(ANNA, "Which boots are right?", "boots", "The page does not say which boots.")
    asked(BEN, "Is it cold up there?", "cold", "The page does not say how cold it is.")
    other = asked(BEN, "May I wear sandals?", "boots", "The page does not say which boots.")

    assert [case.number for case in world.desk.show(other, CLEO).similar] == [first]
