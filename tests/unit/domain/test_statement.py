"""The table of what may be done with a statement."""

from __future__ import annotations

from datetime import UTC, datetime

from esor_bot.domain.case import LEARNING, TRANSITIONS, Deed, State
from esor_bot.domain.statement import STEPS, Standing, Statement


def test_every_standing_is_reached() -> None:
    """Every standing is reached from a proposal, and what was declined or taken back stays so."""
    reached, new = {Standing.PROPOSED}, {Standing.PROPOSED}
    while new:
        new = {steps[state] for steps in STEPS.values() for state in new if state in steps} - reached
        reached |= new

    assert reached == set(Standing)
    for state in (Standing.DECLINED, Standing.UNDONE):
        assert not any(state in steps for steps in STEPS.values())


def test_a_case_stands_as_it_stood() -> None:
    """What is done with a statement moves no case, and only an answered or closed one becomes a statement."""
    assert set(STEPS) == LEARNING - {Deed.PROMOTE}
    assert all(TRANSITIONS[deed] == {state: state for state in TRANSITIONS[deed]} for deed in LEARNING)
    assert set(TRANSITIONS[Deed.PROMOTE]) == {State.ANSWERED, State.CLOSED}


def test_what_people_are_told_has_a_day() -> None:
    """A statement is published under its name and the day of the answer."""
    said = datetime(2030, 3, 3, 23, tzinfo=UTC)
    told = Statement(3, 12, "moon", "2030", "boots", ("which boots",), "Grey ones.", "office", said, "a:1").published

    assert (told.id, told.day.isoformat(), told.answer) == ("S3", "2030-03-03", "Grey ones.")
