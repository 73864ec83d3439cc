"""Who is of the office on a platform whose channel of the office is known."""

from __future__ import annotations

import pytest

from esor_bot.desk.people import People
from esor_bot.desk.roster import Roster
from esor_bot.domain.case import Actor, Role
from esor_bot.errors import RefusedError

CLEO, DAN = Actor("slack:T1:U1", Role.OFFICE, "Cleo"), Actor("slack:T1:U2", Role.OFFICE, "Dan")
TERMINAL = Actor("terminal:Eve", Role.OFFICE, "Eve")


def test_only_who_is_in_the_channel() -> None:
    """Whoever is in the office's channel is of the office, as long as they are there."""
    roster = Roster(["slack"])
    people = People(roster=roster)
    with pytest.raises(RefusedError, match="not_office"):
        people.held(CLEO)
    roster.put("slack", {CLEO.id: "Cleo"})
    assert people.held(CLEO).role is Role.OFFICE
    assert people.judged(DAN).role is Role.ASKER
    with pytest.raises(RefusedError, match="no_colleague"):
        people.colleague(7, DAN)
    roster.put("slack", {})
    assert people.judged(CLEO).role is Role.ASKER


def test_a_register_narrows_the_channel() -> None:
    """Where the register names people of a platform, being in the channel is not enough; at the terminal it decides."""
    roster = Roster(["slack"])
    roster.put("slack", {CLEO.id: "Cleo", DAN.id: "Dan"})
    assert People({TERMINAL.id: "Eve"}, roster).judged(DAN).role is Role.OFFICE
    narrow = People({CLEO.id: "Cleo"}, roster)
    assert (narrow.judged(CLEO).role, narrow.judged(DAN).role) == (Role.OFFICE, Role.ASKER)
    assert narrow.judged(TERMINAL).role is Role.ASKER
    assert People(roster=roster).judged(TERMINAL).role is Role.OFFICE


def test_whether_the_office_can_be_reached() -> None:
    """One channel that can be used is enough; an office without a channel is not reached by one."""
    roster = Roster(["slack", "discord"])
    seen = [Roster().reachable]
    for platform, shut in (("slack", True), ("discord", True), ("slack", False)):
        roster.shut(platform, shut=shut)
        seen.append(roster.reachable)
    assert seen == [True, True, False, True]


def test_person_by_person() -> None:
    """Where a platform tells of one person at a time, each is of the office from then on, or not any more."""
    roster = Roster(["slack"])
    roster.note(CLEO.id, "Cleo", member=True)
    roster.note(CLEO.id, "", member=True)
    roster.note(DAN.id, "Dan", member=False)
    assert roster.of("slack") == {CLEO.id: "Cleo"}
    roster.note(CLEO.id, "Cleo", member=False)
    assert not roster.has(CLEO.id)
