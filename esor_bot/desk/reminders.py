"""Reminders of cases: the office is told what waits too long, within its hours, and who asked is told honestly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from textwrap import shorten

from esor_bot.desk.act import Step
from esor_bot.desk.following import read
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.notices import Notice, To
from esor_bot.desk.telling import tell_of
from esor_bot.desk.waiting import Pace, Wait, wait_of
from esor_bot.domain.case import Case, Deed, Place, State
from esor_bot.ports import Timer, Transaction

KIND = "case"
_LETTERS = 100
_LOOK = timedelta(days=1)  # at least so often until the first reminder: office hours may be set anew meanwhile
_RARE = 5  # office days between two reminders, once who asked was told that it takes longer


def brief(question: str) -> str:
    """Return as much of a question as tells which one it is."""
    return shorten(question, _LETTERS, placeholder=" …")


def key(number: int) -> str:
    """Return the key of the one timer of a case."""
    return f"{KIND}:{number}"


class Reminders:
    """Sets the timer of a case with each deed, and reminds when it goes off: call it as a handler of Bells.

    What is due is decided when it goes off, from the case as it is then; a timer only says when to look.
    """

    def __init__(self, hours: OfficeHours, pace: Pace, office: Mapping[str, Place]) -> None:
        self._hours = hours
        self._pace = pace
        self._office = dict(office)

    def after(self, tx: Transaction, before: State | None, step: Step) -> None:
        """Set, keep or drop the timer of a case after a deed that is written down; `before` None: it is new."""
        case = step.case
        if not case.live:
            tx.timers.drop(key(case.number))
        elif case.state is not before or step.record.deed is Deed.ASK_BACK:
            records = () if before is None else tx.records(case.number)
            late = wait_of(case, records).late(case, self._hours, self._pace)
            tx.timers.set(Timer(key(case.number), KIND, min(late, case.changed + _LOOK), case.number))

    def __call__(self, tx: Transaction, timer: Timer, now: datetime) -> Timer | None:
        """Remind of a case, unless it is too early or the office is closed; say when to look again."""
        case = read(tx, timer.case)
        if case is None or not case.live:
            return None
        wait = wait_of(case, tx.records(case.number))
        due = self._hours.next_opening(max(now, wait.late(case, self._hours, self._pace)))
        if due > now:
            return replace(timer, due=min(due, now + _LOOK))
        if case.state is State.ASKED_BACK:
            self._tell(tx, case, timer, self._no_reply(case, wait), now)
            return None
        longer = wait.too_long(self._hours, self._pace) <= now
        self._tell(tx, case, timer, self._waits(case, wait, now, longer), now)
        if longer:
            told = (Notice(To.ASKER, "takes_longer"), Notice(To.WAITING, "takes_longer"))
            tell_of(tx, case, told, {}, f"{timer.key}:waits:{wait.ended}", now)  # once for each waiting
        again = self._hours.days_later(now, _RARE if longer else 1)
        return replace(timer, due=again, step=timer.step + 1)

    def _waits(self, case: Case, wait: Wait, now: datetime, longer: bool) -> Notice:
        values = {
            "question": brief(case.question),
            "waits": str(int(self._hours.between(wait.since, now).total_seconds())),
            "longer": "yes" if longer else "",
        }
        if case.state is State.OPEN:
            return Notice(To.OFFICE, "unclaimed", values)
        values |= {"owner": case.whose, "expected": wait.expected(self._hours).isoformat()}
        return Notice(To.OFFICE, "overdue", values)

    def _no_reply(self, case: Case, wait: Wait) -> Notice:
        asked = (wait.asked or wait.since).isoformat()
        owner = case.whose
        return Notice(To.OFFICE, "no_reply", {"question": brief(case.question), "owner": owner, "asked": asked})

    def _tell(self, tx: Transaction, case: Case, timer: Timer, notice: Notice, now: datetime) -> None:
        # Of the version, too: after each deed that sets the timer anew it begins with the same step.
        tell_of(tx, case, (notice,), self._office, f"{timer.key}:{case.version}:{timer.step}", now)
