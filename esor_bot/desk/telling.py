"""Notices made into what goes out: one message for each place that is told, each with the key that makes it one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from esor_bot.desk.act import Step
from esor_bot.desk.following import followers, waiting
from esor_bot.desk.message import Notification, address
from esor_bot.desk.notices import Notice, To
from esor_bot.domain.case import Case, Place
from esor_bot.ports import Outgoing, Transaction


def tell(tx: Transaction, step: Step, office: Mapping[str, Place], *, but: str = "") -> None:
    """Put into the outbox what is told of a step, to all whom it concerns `but` one. The step is saved before."""
    tell_of(tx, step.case, step.notices, office, _key(step.case), step.case.changed, but=but)


def tell_of(
    tx: Transaction,
    case: Case,
    notices: Iterable[Notice],
    office: Mapping[str, Place],
    key: str,
    at: datetime,
    *,
    but: str = "",
) -> None:
    """Put notices about a case into the outbox at a moment; with kind and place, `key` makes each of them one.

    Whoever was forgotten is told nothing, and neither is the person `but`. The office is told at `places`.
    """
    told: set[tuple[str, str, Place]] = set()
    for notice in notices:
        if notice.to is To.OFFICE:
            for place in places(tx, office):
                tx.send(_outgoing(case, notice, place, key, at))
            continue
        for asked in _askers(tx, case, notice.to):
            # Who asked twice at one place, and had the two merged, reads the answer once.
            whom = (notice.kind, asked.asker, asked.place)
            if whom not in told and asked.asker not in {"", but}:
                told.add(whom)
                tx.send(_outgoing(case, notice, asked.place, key, at, asked))


def places(tx: Transaction, otherwise: Mapping[str, Place]) -> tuple[Place, ...]:
    """Return where the office is told, by the settings of whoever serves; `otherwise` where nobody has a place for it.

    No other place says so: it is the same whoever acts, on whichever platform and in whichever process.
    """
    return tx.offices.all() or tuple(otherwise.values())


def card(case: Case, office: Iterable[Place]) -> Iterator[Outgoing]:
    """Yield the card of a case for each place of the office."""
    for place in office:
        yield _outgoing(case, Notice(To.OFFICE, "card"), place, _key(case), case.changed)


def _askers(tx: Transaction, case: Case, to: To) -> tuple[Case, ...]:
    if to is To.ASKER:
        return (case,)
    return waiting(tx, case.number) if to is To.WAITING else followers(tx, case.number)


def _key(case: Case) -> str:
    return f"case:{case.number}:{case.version}"


def _outgoing(case: Case, notice: Notice, place: Place, key: str, at: datetime, of: Case | None = None) -> Outgoing:
    """Address a notice; `of` is the case of the person who is told, which may follow the one it is about."""
    about = case.number if of is None else of.number
    key = f"{key}:{notice.kind}:{address(place)}"
    if about != case.number:
        key += f":for:{about}"
    body = Notification(notice.kind, about, case.version, notice.values).dump()
    return Outgoing(key, place, body, about, at=at)
