"""Any number of people do anything in any order to cases that may be merged: what has to hold all the same."""

from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from esor_bot.desk.following import root
from esor_bot.desk.message import Notification
from esor_bot.desk.notices import KINDS
from esor_bot.desk.refusals import REFUSALS
from esor_bot.domain.case import OF_THE_ASKER, TRANSITIONS, Actor, Case, Deed, Place, Role, State
from esor_bot.errors import RefusedError
from esor_bot.testing.memory import Content
from tests.unit.desk.people import ANNA, BEN, CLEO, DAN, OFFICE, World

EVE = Actor("talk:eve", Role.OFFICE, "Eve")
ASKERS = (ANNA, BEN, Actor("talk:finn", Role.ASKER, "Finn"))
STAFF = (CLEO, DAN, EVE)
PEOPLE = (*ASKERS, *STAFF)
ENDS = {"answer", "withdraw", "please_email"}
INTERNAL = "only for the office"


class Office(RuleBasedStateMachine):
    """The desk, with people at it."""

    numbers: Bundle[int] = Bundle("numbers")

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.typed = 0

    @initialize(target=numbers)
    def three_ask(self) -> MultipleResults[int]:
        """There are some cases from the start."""
        return multiple(*(self._asked(who, another=True) for who in ASKERS))

    @rule(target=numbers, who=st.sampled_from(ASKERS), another=st.booleans())
    def ask(self, who: Actor, another: bool) -> int:
        """Somebody asks."""
        return self._asked(who, another)

    def _asked(self, who: Actor, another: bool) -> int:
        self.typed += 1
        draft = replace(self.world.draft(who, f"question {self.typed}"), place=Place("talk", who.id, str(self.typed)))
        return self.world.desk.ask(draft, another=another).case.number

    @rule(
        number=numbers,
        into=numbers,
        deed=st.sampled_from(list(Deed)),
        who=st.sampled_from(PEOPLE),
        to=st.sampled_from(PEOPLE),
        seen=st.none() | st.integers(1, 8),
    )
    def anybody_does_anything(
        self, number: int, into: int, deed: Deed, who: Actor, to: Actor, seen: int | None
    ) -> None:
        """Somebody does something, which may not be theirs to do."""
        self._do(number, deed, who, to, into, seen)

    @rule(number=numbers, into=numbers, deed=st.sampled_from(sorted(set(Deed) - OF_THE_ASKER)))
    def the_owner_does_something(self, number: int, into: int, deed: Deed) -> None:
        """Who has a case does something to it."""
        owner = self.world.store.content.cases[number].owner
        who = next((person for person in STAFF if person.id == owner), CLEO)
        self._do(number, deed, who, DAN, into, None)

    @rule(number=numbers, into=numbers)
    def two_become_one(self, number: int, into: int) -> None:
        """Who has a case merges it into another."""
        owner = self.world.store.content.cases[number].owner
        who = next((person for person in STAFF if person.id == owner), CLEO)
        self._do(number, Deed.MERGE, who, DAN, into, None)

    @rule(number=numbers, deed=st.sampled_from([Deed.ADD, Deed.WITHDRAW]))
    def the_asker_does_something(self, number: int, deed: Deed) -> None:
        """Who asked a case does something to it."""
        asker = self.world.store.content.cases[number].asker
        self._do(number, deed, next(person for person in ASKERS if person.id == asker), DAN, number, None)

    @rule(hours=st.integers(1, 24 * 10))
    def time_passes(self, hours: int) -> None:
        """Hours go by."""
        self.world.clock.tick(hours=hours)

    def _do(self, number: int, deed: Deed, who: Actor, to: Actor, into: int, seen: int | None) -> None:
        self.typed += 1
        text = f"{INTERNAL if deed not in {Deed.ANSWER, Deed.ASK_BACK, Deed.ADD} else 'said'} {self.typed}"
        before = self.world.store.content
        try:
            self.world.desk.do(number, deed, who, text=text, to=to, into=into, seen=seen)
        except RefusedError as error:
            self._refused(error, before)

    def _refused(self, error: RefusedError, before: Content) -> None:
        assert set(error.values) == set(REFUSALS[error.code])
        assert self.world.store.content is before, "what was refused changed something"

    @invariant()
    def every_case_is_where_its_record_leads(self) -> None:
        """A case's state, version and record agree, and the record breaks no rule of the table."""
        for case in self.world.store.content.cases.values():
            state, records = State.OPEN, [each for each in self.world.store.content.records if each.case == case.number]
            for record in records[1:]:
                if not record.text.startswith("#"):  # else another case came to it, which changes nothing of its own
                    state = TRANSITIONS[record.deed][state]
            assert records[0].deed is Deed.ASK
            assert (case.state, case.version) == (state, len(records))

    @invariant()
    def every_case_is_whose_it_should_be(self) -> None:
        """Nobody has an open case, one of the office has one that is worked on, and a merged one leads somewhere."""
        for case in self.world.store.content.cases.values():
            if case.state is State.OPEN:
                assert case.owner == ""
            if case.state in {State.CLAIMED, State.ASKED_BACK, State.ANSWERED, State.CLOSED}:
                assert case.owner in {person.id for person in STAFF}
            assert (case.into is not None) == (case.state is State.MERGED)
            assert self._ends(case)

    def _ends(self, case: Case) -> bool:
        """Say whether the way of a merged case comes to an end."""
        seen: set[int] = set()
        while case.into is not None and case.number not in seen:
            seen.add(case.number)
            case = self.world.store.content.cases[case.into]
        return case.into is None

    @invariant()
    def nobody_who_asked_gets_silence(self) -> None:
        """Who asked a case that ended was told an answer, that it is withdrawn, or to e-mail, and nothing after it."""
        with self.world.store.begin() as tx:
            for case in self.world.store.content.cases.values():
                last = (root(tx, case) or (case,))[-1]
                if not last.live:
                    assert self._heard(case) in ENDS, (case, last)

    @invariant()
    def what_staff_types_stays_with_staff(self) -> None:
        """What is typed anywhere but in an answer or in asking back is in nothing that goes out."""
        for outgoing in self.world.out():
            told = Notification.load(outgoing.body)
            assert INTERNAL not in outgoing.body
            assert set(told.values) == set(KINDS[told.kind])
            assert (outgoing.place == OFFICE) == (
                told.kind in {"card", "added", "taken_over", "handed_over", "undelivered"}
            )

    def _heard(self, case: Case) -> str:
        """Return the last that the person was told of where the case stands."""
        told = [Notification.load(outgoing.body).kind for outgoing in self.world.out(case.place)]
        return next((kind for kind in reversed(told) if kind not in {"merge", "ask_back"}), "")


def test_no_order_of_deeds_breaks_a_rule() -> None:
    """No order of deeds by any number of people reaches a forbidden state, ends in silence, or leaks a word."""
    run_state_machine_as_test(Office, settings=settings(max_examples=80, stateful_step_count=40))
