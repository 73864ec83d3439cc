"""Cases, counted: when they were opened, and when the office answered them first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Select, func, select

from esor_bot.domain.case import Deed
from esor_bot.ports.tally import Answer, Sent, Span
from esor_bot.store.tables import cases, records

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

_FOLLOWED = select(cases.c.merged_into).where(cases.c.merged_into.is_not(None))


@dataclass(frozen=True, slots=True)
class _Way:
    """Into which case one was merged, and when."""

    into: int
    at: datetime


@dataclass(frozen=True, slots=True)
class _Followed:
    """Merged cases, which are few, and when those were answered that they follow."""

    ways: Mapping[int, _Way]
    answers: Mapping[int, datetime]

    def answered(self, number: int) -> datetime | None:
        """Return when the answer to a merged case came: at its merging at the earliest."""
        moments: list[datetime] = []
        while (way := self.ways.get(number)) is not None:
            number = way.into
            moments.append(way.at)
            if number in self.answers:
                return max(*moments, self.answers[number])
        return None


def opened(transaction: SqlTransaction, span: Span, programme: str) -> tuple[Sent, ...]:
    """Return the cases that were opened in a span, oldest first."""
    own = _first_answers().subquery()
    statement = (
        select(cases.c.number, cases.c.programme, cases.c.entries, cases.c.opened, own.c.answered)
        .outerjoin(own, own.c.number == cases.c.number)
        .where(cases.c.opened >= span.start, cases.c.opened < span.end, *_of(programme))
        .order_by(cases.c.opened, cases.c.number)
    )
    followed = _followed(transaction)
    return tuple(
        Sent(
            row.number,
            row.programme,
            tuple(json.loads(row.entries)),
            row.opened,
            row.answered or followed.answered(row.number),
        )
        for row in transaction.run(statement)
    )


def answers(transaction: SqlTransaction, span: Span, programme: str) -> tuple[Answer, ...]:
    """Return the first answers that were given in a span, oldest first; a merged case has that which it follows."""
    own = _first_answers(span).subquery()
    statement = (
        select(cases.c.number, cases.c.opened, own.c.answered)
        .join(own, own.c.number == cases.c.number)
        .where(*_of(programme))
    )
    found = {row.number: Answer(row.number, row.opened, row.answered) for row in transaction.run(statement)}
    merged = select(cases.c.number, cases.c.opened).where(cases.c.merged_into.is_not(None), *_of(programme))
    followed = _followed(transaction)
    for row in transaction.run(merged):
        at = followed.answered(row.number)
        if at is not None and span.start <= at < span.end:
            found.setdefault(row.number, Answer(row.number, row.opened, at))
    return tuple(sorted(found.values(), key=lambda one: (one.answered, one.number)))


def _first_answers(span: Span | None = None) -> Select[tuple[int, datetime]]:
    first = func.min(records.c.at)
    statement = (
        select(records.c.case_number.label("number"), first.label("answered"))
        .where(records.c.deed == Deed.ANSWER.value)
        .group_by(records.c.case_number)
    )
    return statement if span is None else statement.having((first >= span.start) & (first < span.end))


def _followed(transaction: SqlTransaction) -> _Followed:
    # The last merging on the record of a merged case is its own: nothing is merged into it any more.
    ways = (
        select(cases.c.number, cases.c.merged_into, func.max(records.c.at).label("at"))
        .join(records, records.c.case_number == cases.c.number)
        .where(cases.c.merged_into.is_not(None), records.c.deed == Deed.MERGE.value)
        .group_by(cases.c.number, cases.c.merged_into)
    )
    theirs = _first_answers().where(records.c.case_number.in_(_FOLLOWED))
    return _Followed(
        {row.number: _Way(row.merged_into, row.at) for row in transaction.run(ways)},
        {row.number: row.answered for row in transaction.run(theirs)},
    )


def _of(programme: str) -> list[ColumnElement[bool]]:
    return [cases.c.programme == programme] if programme else []
