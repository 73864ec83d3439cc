"""Any number of people do anything in any order, and are forgotten in between: what has to hold all the same."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import MultipleResults, invariant, multiple, rule, run_state_machine_as_test

from esor_bot.desk.act import joined
from esor_bot.desk.following import followers, root
from esor_bot.desk.message import Notification
from esor_bot.domain.case import Actor, Case, Deed, Record, State
from tests.unit.desk.people import CLEO, DAN
from tests.unit.desk.test_machine import ASKERS, ENDS, Office


class Forgetful(Office):
    """The desk, with people at it who ask to be forgotten."""

    @rule(who=st.sampled_from(ASKERS), by_office=st.booleans())
    def somebody_is_forgotten(self, who: Actor, by_office: bool) -> None:
        """Somebody is forgotten; the second time in a row there is nothing more."""
        actor = CLEO if by_office else who
        self.world.desk.forget(who.id, actor)

        assert self.world.desk.forget(who.id, actor).deleted == {}
        assert self.world.desk.own(who) == ()

    @rule(
        target=Office.numbers,
        one=st.sampled_from(ASKERS),
        other=st.sampled_from(ASKERS),
        third=st.sampled_from(ASKERS),
        forgotten=st.permutations(ASKERS),
        answered_before=st.booleans(),
    )
    def one_answer_to_several_who_are_forgotten(
        self, one: Actor, other: Actor, third: Actor, forgotten: list[Actor], answered_before: bool
    ) -> MultipleResults[int]:
        """Three questions become one, are answered, and two people are forgotten, one after the other."""
        first, second, last = (self._asked(who, another=True) for who in (one, other, third))
        for number, into in ((last, second), (second, first)):
            if answered_before:
                self._do(into, Deed.ANSWER, CLEO, DAN, into, None)
            self._do(number, Deed.MERGE, CLEO, DAN, into, None)
        self._do(first, Deed.ANSWER, CLEO, DAN, first, None)
        for who in forgotten[:2]:
            self.world.desk.forget(who.id, CLEO)
            self.nothing_is_left_of_who_was_forgotten()
            self.answers_of_others_are_still_theirs()
        return multiple(first, second, last)

    @rule(number=Office.numbers, deed=st.sampled_from([Deed.ADD, Deed.WITHDRAW]))
    def the_asker_does_something(self, number: int, deed: Deed) -> None:
        """The person who asked a case, or who did before they were forgotten, does something to it."""
        asker = self.world.store.content.cases[number].asker
        self._do(number, deed, next((one for one in ASKERS if one.id == asker), ASKERS[0]), DAN, number, None)

    @invariant()
    def every_case_is_where_its_record_leads(self) -> None:
        """No record is lost by a forgetting: they still lead to where the case stands."""
        for case in self.world.store.content.cases.values():
            records = self._records(case)
            assert records[0].deed is Deed.ASK
            assert case.version >= len(records) + case.forgotten

    @invariant()
    def nobody_who_asked_gets_silence(self) -> None:
        """Who was not forgotten was told how their question ended, whoever else was."""
        with self.world.store.begin() as tx:
            for case in self.world.store.content.cases.values():
                last = (root(tx, case) or (case,))[-1]
                if not last.live and not case.forgotten:
                    assert self._heard(case) in ENDS, (case, last)

    @invariant()
    def nothing_is_left_of_who_was_forgotten(self) -> None:
        """Of a forgotten case there is no word but answers that somebody else got, and nothing goes out but cards."""
        with self.world.store.begin() as tx:
            for case in self.world.store.content.cases.values():
                if not case.forgotten:
                    continue
                shared = any(not other.forgotten for other in followers(tx, case.number))
                words = [one for one in self._records(case) if one.text and joined(one) is None]
                assert (case.live, case.question, case.place.channel, case.stopped.why) == (False, "", "", "")
                assert all(one.deed is Deed.ANSWER and shared for one in words)
                assert {one.actor for one in self._records(case)}.isdisjoint(one.id for one in ASKERS)
                assert self._kinds(case) <= {"card"}

    @invariant()
    def answers_of_others_are_still_theirs(self) -> None:
        """Whose question follows an answered one reads the answer, whoever of the others was forgotten."""
        with self.world.store.begin() as tx:
            for case in self.world.store.content.cases.values():
                way = root(tx, case)
                if case.forgotten or not way or way[-1].state is not State.ANSWERED:
                    continue
                said = [one for followed in way for one in tx.records(followed.number) if one.deed is Deed.ANSWER]
                assert said
                assert all(one.text for one in said)

    def _records(self, case: Case) -> list[Record]:
        return [record for record in self.world.store.content.records if record.case == case.number]

    def _kinds(self, case: Case) -> set[str]:
        return {Notification.load(one.body).kind for one in self.world.out() if one.case == case.number}


def test_no_order_of_deeds_keeps_what_was_forgotten() -> None:
    """No order of deeds leaves anything of who was forgotten, or takes anything from who was not."""
    run_state_machine_as_test(Forgetful, settings=settings(max_examples=25, stateful_step_count=20))
