"""What is done about something that can't be delivered: the office is told, and the person who asked another way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from esor_bot.desk.following import read
from esor_bot.desk.message import Notification, address
from esor_bot.desk.notices import TO_OFFICE
from esor_bot.desk.telling import places
from esor_bot.domain.case import Case, Place
from esor_bot.ports import Outgoing, Search, Transaction

_REPORT = "undelivered:"
_ELSEWHERE = "|elsewhere:"


def instead(
    tx: Transaction, lost: Outgoing, why: str, office: Mapping[str, Place], now: datetime
) -> tuple[Outgoing, ...]:
    """Return what goes out in place of something lost now. A report that is lost itself is not reported again.

    The keys follow from that of the lost one: doing this twice sends nothing twice.
    """
    if lost.key.startswith(_REPORT):
        return ()
    there = places(tx, office)
    case = read(tx, lost.case) if lost.case else None
    if case is not None and case.forgotten:
        return ()
    if moved := _moved(lost, there, now):
        return moved
    other = None if case is None or lost.place in there else _elsewhere(tx, case, lost)
    found = [] if other is None else [replace(lost, key=_key(lost, other), place=other, not_before=None, at=now)]
    notice = _report(lost, case, why, other)
    reports = (
        Outgoing(f"{_REPORT}{address(place)}:{lost.key}", place, notice.dump(), lost.case, at=now)
        for place in there
        if place != lost.place
    )
    return (*found, *reports)


def _moved(lost: Outgoing, there: Collection[Place], now: datetime) -> tuple[Outgoing, ...]:
    """Return what only the office reads once more where it was for a channel that is the office's no longer."""
    if lost.place in there or _told(lost).kind not in TO_OFFICE:
        return ()
    new = (place for place in there if place.platform == lost.place.platform)
    return tuple(replace(lost, key=_key(lost, place), place=place, not_before=None, at=now) for place in new)


def _told(lost: Outgoing) -> Notification:
    try:
        return Notification.load(lost.body)
    except ValueError:
        return Notification("", lost.case, 0)


def _report(lost: Outgoing, case: Case | None, why: str, other: Place | None) -> Notification:
    told = _told(lost)
    whom = lost.place.platform if case is None else case.asker
    values = {"kind": told.kind, "to": whom, "why": why, "elsewhere": "yes" if other else ""}
    return Notification("undelivered", lost.case, told.version, values)


def _key(lost: Outgoing, other: Place) -> str:
    return f"{lost.key}{_ELSEWHERE}{address(other)}"


def _elsewhere(tx: Transaction, case: Case, lost: Outgoing) -> Place | None:
    """Return the next place where the person can be reached that was not tried yet."""
    _first, *tried = lost.key.split(_ELSEWHERE)
    known = {address(case.place), address(lost.place), *tried}
    return next((place for place in _places(tx, case) if address(place) not in known), None)


def _places(tx: Transaction, case: Case) -> Iterator[Place]:
    """Yield where a person can be reached privately: outside the thread, and where else they asked."""
    for place in (case.place, *(other.place for other in tx.find(Search(asker=case.asker)))):
        if place.private:
            yield replace(place, thread="")
            yield place
