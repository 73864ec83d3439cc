"""The overview of each morning: what waits, for whom and how long, and what became of the rest since the last one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.message import Notification, address
from esor_bot.desk.telling import places
from esor_bot.desk.waiting import Wait, wait_of
from esor_bot.domain.case import LIVE, Case, Deed, Place, State
from esor_bot.domain.statement import Standing
from esor_bot.ports import Outgoing, Search, Timer, Transaction

KIND = "digest"

_NEWS = timedelta(hours=2)
"""Later than this after the office opens it is no morning any more: the overview waits for the next one."""

_MOMENT = timedelta(seconds=1)
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits, for so many seconds of office time, and who has it, if somebody does."""

    number: int
    seconds: int
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """The overview as of `at`. Cases stand in the order of their waiting, the longest first.

    `unclaimed` nobody has; `overdue` should be answered by now; `at_work` is how many others somebody has, `asked`
    those that wait for who asked them. Since `since` so many cases were `answered` and `closed`, and those of
    `reopened` came up again; of those of `undelivered` something could not be delivered (0: of none of them).
    `proposals` are the statements that wait for a second person.
    """

    at: datetime
    since: datetime
    unclaimed: tuple[Waiting, ...] = ()
    overdue: tuple[Waiting, ...] = ()
    at_work: int = 0
    asked: tuple[Waiting, ...] = ()
    answered: int = 0
    closed: int = 0
    reopened: tuple[int, ...] = ()
    undelivered: tuple[int, ...] = ()
    proposals: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to tell."""
        return self == Digest(self.at, self.since)

    def dump(self) -> str:
        """Return it as JSON text."""
        return json.dumps(asdict(self), default=datetime.isoformat, sort_keys=True)

    @classmethod
    def load(cls, text: str) -> Digest:
        """Return what `dump` wrote. Raises ValueError where it is something else."""
        told = json.loads(text)
        try:
            read: dict[str, Any] = {name: datetime.fromisoformat(told[name]) for name in ("at", "since")}
            read |= {name: tuple(told[name]) for name in ("reopened", "undelivered", "proposals")}
            read |= {name: tuple(Waiting(**one) for one in told[name]) for name in ("unclaimed", "overdue", "asked")}
            return cls(**{**told, **read})
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("no digest") from error


def digest_of(tx: Transaction, hours: OfficeHours, now: datetime) -> Digest:
    """Return the overview as of now: what was done is counted since the office opened on its last day before."""
    since = hours.last_morning(now)
    live = tx.find(Search(states=tuple(LIVE), limit=_MOST))
    waits = {case.number: wait_of(case, tx.records(case.number)) for case in live}
    overdue = [case for case in live if case.state is State.CLAIMED and waits[case.number].expected(hours) < now]
    done = tx.journal.done(since)

    def waiting(cases: Sequence[Case]) -> tuple[Waiting, ...]:
        told = [Waiting(case.number, _seconds(case, waits, hours, now), case.whose) for case in cases]
        return tuple(sorted(told, key=lambda one: (-one.seconds, one.number)))

    return Digest(
        at=now,
        since=since,
        unclaimed=waiting([case for case in live if case.state is State.OPEN]),
        overdue=waiting(overdue),
        at_work=sum(case.state is State.CLAIMED for case in live) - len(overdue),
        asked=waiting([case for case in live if case.state is State.ASKED_BACK]),
        answered=done.get(Deed.ANSWER, 0),
        closed=done.get(Deed.CLOSE, 0),
        reopened=tuple(sorted(number for number, wait in waits.items() if wait.ended and wait.since >= since)),
        undelivered=tuple(sorted({lost.outgoing.case for lost in tx.outgoing.given_up(since, _MOST)})),
        proposals=tuple(one.name for one in reversed(tx.statements.find((Standing.PROPOSED,)))),
    )


class Mornings:
    """Tells the office the overview at the opening of each office day: a standing timer of Bells, and its handler."""

    def __init__(self, hours: OfficeHours, office: Mapping[str, Place]) -> None:
        self._hours = hours
        self._office = dict(office)

    def standing(self, now: datetime) -> Timer:
        """Return the timer for the next morning."""
        return Timer(KIND, KIND, self._hours.next_morning(now))

    def __call__(self, tx: Transaction, timer: Timer, now: datetime) -> Timer:
        """Tell the overview, if it is morning and there is something to tell; say when the next one comes."""
        opening = self._hours.opening(now)
        if opening is None or now < opening:
            return replace(timer, due=self._hours.next_morning(now))
        if now < opening + _NEWS and self._hours.is_open(now):
            self._tell(tx, now)
        return replace(timer, due=self._hours.next_morning(now + _MOMENT), step=timer.step + 1)

    def _tell(self, tx: Transaction, now: datetime) -> None:
        digest = digest_of(tx, self._hours, now)
        if digest.empty:
            return
        day = now.astimezone(self._hours.zone).date()
        body = Notification(KIND, 0, 1, {"digest": digest.dump()}).dump()
        for place in places(tx, self._office):
            # Of the day and not of the step, which begins anew where the timer was away for a while.
            tx.send(Outgoing(f"{KIND}:{day}:{address(place)}", place, body, at=now))


def over(tx: Transaction, timer: Timer, now: datetime) -> None:
    """Handle the timer of an office that wants no overview any more: it is over."""


def _seconds(case: Case, waits: Mapping[int, Wait], hours: OfficeHours, now: datetime) -> int:
    wait = waits[case.number]
    start = wait.asked if case.state is State.ASKED_BACK and wait.asked else wait.since
    return int(hours.between(start, now).total_seconds())
