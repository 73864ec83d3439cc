"""What the people of the benchmark do: some ask, some are of the office, all of them act on the same cases."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from benchmarks.desk_journal import Intent, Journal, Told
from benchmarks.desk_platform import NAME
from esor_bot.desk.desk import Desk
from esor_bot.domain.case import LIVE, OF_THE_ASKER, Actor, Case, Deed, Place, Role, State
from esor_bot.errors import RefusedError
from esor_bot.ports import Draft, Search

PROGRAMME = "bench"
OFFICE = Place(NAME, "office")

Weights = Mapping[Deed, int]

_ANYBODYS: Mapping[State, Weights] = {
    State.OPEN: {Deed.CLAIM: 40, Deed.ANSWER: 12, Deed.ASK_BACK: 6, Deed.CLOSE: 5, Deed.MERGE: 12, Deed.NOTE: 8},
    State.CLAIMED: {Deed.TAKE_OVER: 20, Deed.NOTE: 10, Deed.CLAIM: 5, Deed.ANSWER: 5},
    State.ASKED_BACK: {Deed.TAKE_OVER: 20, Deed.NOTE: 10, Deed.CLOSE: 5},
    State.ANSWERED: {Deed.CLOSE: 30, Deed.REOPEN: 20, Deed.ANSWER: 10, Deed.NOTE: 5},
    State.CLOSED: {Deed.REOPEN: 20, Deed.NOTE: 5, Deed.ANSWER: 2},
    State.WITHDRAWN: {Deed.NOTE: 5, Deed.CLAIM: 1},
    State.MERGED: {Deed.NOTE: 5, Deed.ANSWER: 1},
}
"""What somebody of the office does to a case that is not theirs; some of it is refused."""

_MINE: Weights = {Deed.ANSWER: 40, Deed.ASK_BACK: 10, Deed.HAND_OVER: 8, Deed.CLOSE: 8, Deed.MERGE: 14, Deed.NOTE: 6}
_OF_THE_ASKER: Weights = {Deed.ADD: 6, Deed.WITHDRAW: 1}
_ENDING: Weights = {Deed.ANSWER: 3, Deed.CLOSE: 1}


def staff(which: int) -> Actor:
    """Return somebody of the office."""
    return Actor(f"{NAME}:staff-{which}", Role.OFFICE, f"Staff {which}")


def perform(desk: Desk, intent: Intent, now: datetime) -> Told:
    """Do something through the desk, and return what came of it."""
    try:
        if intent.deed == Deed.ASK.value:
            place = Place(NAME, intent.actor, intent.event)
            draft = Draft(PROGRAMME, intent.text, intent.actor, place, now)
            case = desk.ask(draft, intent.event, another=True).case
        else:
            case = _do(desk, intent)
    except RefusedError as error:
        return Told(intent, refused=error.code)
    return Told(intent, case.number, case.version)


def _do(desk: Desk, intent: Intent) -> Case:
    deed = Deed(intent.deed)
    actor = Actor(intent.actor, Role.ASKER if deed in OF_THE_ASKER else Role.OFFICE)
    return desk.do(
        intent.number,
        deed,
        actor,
        text=intent.text,
        to=Actor(intent.to, Role.OFFICE) if intent.to else None,
        into=intent.into or None,
        seen=intent.seen,
        event=intent.event,
    )


class Player:
    """One worker: somebody of the office, and some who ask. What comes next is drawn, and depends on the cases."""

    def __init__(self, desk: Desk, journal: Journal, which: int, workers: int, asks: int, seed: int) -> None:
        self._desk = desk
        self._journal = journal
        self._which = which
        self._workers = workers
        self._asks = asks
        self._me = staff(which)
        self._dice = random.Random(f"{seed}-{which}-{len(journal.tried)}")

    def next(self, *, ending: bool) -> Intent | None:
        """Return what to do next; None where there is nothing left to do. `ending`: nothing is taken up any more."""
        mine = [told for told in self._journal.told if told.intent.deed == Deed.ASK.value]
        if len(mine) < self._asks and (ending or not mine or self._dice.random() < 0.15):
            asker = f"{NAME}:asker-{self._which}-{self._dice.randrange(4)}"
            return self._intent(Deed.ASK, asker, "may I send this document later?")
        if ending:
            return self._end()
        if self._dice.random() < 0.12:
            told = self._dice.choice(mine)
            return replace(self._intent(self._draw(_OF_THE_ASKER), told.intent.actor), number=told.number)
        return self._act()

    def _act(self) -> Intent:
        """Do something to any case, as the office."""
        states = tuple(LIVE) if self._dice.random() < 0.7 else ()
        cases = self._desk.search(Search(states=states, limit=40), self._me)
        cases = cases or self._desk.search(Search(limit=40), self._me)
        case = self._dice.choice(cases)
        mine = case.live and case.owner == self._me.id
        deed = self._draw(_MINE if mine else _ANYBODYS[case.state])
        others = [staff(which).id for which in range(self._workers) if which != self._which]
        return replace(
            self._intent(deed, self._me.id),
            number=case.number,
            into=self._dice.choice(cases).number if deed is Deed.MERGE else 0,
            to=self._dice.choice(others) if deed is Deed.HAND_OVER and others else "",
            seen=case.version if self._dice.random() < 0.5 else None,
        )

    def _end(self) -> Intent | None:
        """Bring a case to its end. All begin with others: else they take it over from each other for ever."""
        mine: Sequence[Case] = ()
        while not mine:
            cases = self._desk.search(Search(states=tuple(LIVE), limit=1000), self._me)
            if not cases:
                return None
            mine = [case for case in cases if case.number % self._workers == self._which]
            if not mine and self._dice.random() < 0.1:  # whose it would be may have gone already
                mine = cases
            if not mine:
                time.sleep(0.05)
        case = self._dice.choice(mine)
        deed = self._draw(_ENDING) if case.owner in {"", self._me.id} else Deed.TAKE_OVER
        return replace(self._intent(deed, self._me.id), number=case.number)

    def _intent(self, deed: Deed, actor: str, words: str = "") -> Intent:
        event = f"event-{self._which}-{len(self._journal.tried)}"
        return Intent(event, deed.value, actor, f"{event}: {words or deed.value}")

    def _draw(self, weights: Weights) -> Deed:
        return self._dice.choices(list(weights), list(weights.values()))[0]
