"""Notices made into what goes out: one message for each place that is told, each with the key that makes it one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from esor_bot.desk.act import Step
from esor_bot.desk.following import followers, waiting
from esor_bot.desk.message import Notification, address
from esor_bot.desk.notices import Notice, To
from esor_bot.domain.case import Case, Place
from esor_bot.ports import Outgoing, Transaction


def tell(tx: Transaction, step: Step, office: Mapping[str, Place], *, but: str = "") -> None:
    """Put into the outbox what is told of a step, to all whom it concerns `but` one. The step is saved before.

    Whoever was forgotten is told nothing.
    """
    told: set[tuple[str, str, Place]] = set()
    for notice in step.notices:
        if notice.to is To.OFFICE:
            for place in office.values():
                tx.send(_outgoing(step.case, notice, place))
            continue
        for case in _askers(tx, step.case, notice.to):
            # Who asked twice at one place, and had the two merged, reads the answer once.
            whom = (notice.kind, case.asker, case.place)
            if whom not in told and case.asker not in {"", but}:
                told.add(whom)
                tx.send(_outgoing(step.case, notice, case.place, case))


def card(case: Case, office: Iterable[Place]) -> Iterator[Outgoing]:
    """Yield the card of a case for each place of the office."""
    for place in office:
        yield _outgoing(case, Notice(To.OFFICE, "card"), place)


def _askers(tx: Transaction, case: Case, to: To) -> tuple[Case, ...]:
    if to is To.ASKER:
        return (case,)
    return waiting(tx, case.number) if to is To.WAITING else followers(tx, case.number)


def _outgoing(case: Case, notice: Notice, place: Place, of: Case | None = None) -> Outgoing:
    """Address a notice; `of` is the case of the person who is told, which may follow the one it is about."""
    about = case.number if of is None else of.number
    key = f"case:{case.number}:{case.version}:{notice.kind}:{address(place)}"
    if about != case.number:
        key += f":for:{about}"
    body = Notification(notice.kind, about, case.version, notice.values).dump()
    return Outgoing(key, place, body, about, at=case.changed)
