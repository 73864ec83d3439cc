"""The table of transitions holds together."""

from __future__ import annotations

import pytest

from esor_bot.domain.case import LIVE, OF_THE_ASKER, TRANSITIONS, Deed, State


def test_every_deed_but_asking_has_its_states() -> None:
    """Every deed that is done to a case can be done in some state, and asking makes one instead."""
    assert set(TRANSITIONS) == set(Deed) - {Deed.ASK}
    assert all(TRANSITIONS.values())


@pytest.mark.parametrize("state", sorted(LIVE))
def test_no_live_case_is_stuck(state: State) -> None:
    """From every state in which somebody has to do something, the office can end a case and the asker take it back."""
    ends = {deed for deed, states in TRANSITIONS.items() if states.get(state) not in {None, *LIVE}}

    assert {Deed.ANSWER, Deed.CLOSE, Deed.WITHDRAW} <= ends


def test_every_state_is_reached() -> None:
    """No state stands in the table that no order of deeds leads to."""
    reached, new = {State.OPEN}, {State.OPEN}
    while new:
        new = {states[state] for states in TRANSITIONS.values() for state in new if state in states} - reached
        reached |= new

    assert reached == set(State)


def test_a_note_moves_nothing() -> None:
    """A note can be made in every state, and leaves it as it is."""
    assert TRANSITIONS[Deed.NOTE] == {state: state for state in State}


def test_what_ended_for_good_stays_so() -> None:
    """A case that was withdrawn is never live again."""
    gone = State.WITHDRAWN
    assert {states[gone] for states in TRANSITIONS.values() if gone in states} == {gone}


def test_only_the_asker_takes_back() -> None:
    """Asking, adding and taking back are the asker's; ending a case otherwise is not."""
    assert {Deed.ASK, Deed.ADD, Deed.WITHDRAW} == OF_THE_ASKER
