"""Deleting by age, a few rows at once. What another transaction holds is passed over: nobody waits for this."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Executable, Select, Table, and_, delete, func, literal, select, update

from esor_bot.domain.keeping import Kind
from esor_bot.store import words
from esor_bot.store.tables import (
    cards,
    cases,
    ended_case,
    erasures,
    events,
    inbox,
    outbox,
    questions,
    records,
    timers,
    with_words,
)

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

_GONE = {"text": "", "asker": ""}


def overdue(transaction: SqlTransaction, kind: Kind, before: datetime) -> int:
    """Return how many of a kind are older."""
    table, old, _ = _old(kind, before)
    if kind is Kind.CASES:
        tree = _tree(select(cases.c.number).where(old))
        return int(transaction.run(select(func.count()).select_from(tree))[0][0])
    found = int(transaction.run(select(func.count()).select_from(table).where(old))[0][0])
    if kind is Kind.EVENTS:
        found += int(transaction.run(select(func.count()).select_from(inbox).where(inbox.c.at < before))[0][0])
    return found


def tidy(transaction: SqlTransaction, kind: Kind, before: datetime, most: int) -> int:
    """Delete what is older of a kind, the oldest first, `most` at once; return how many that were."""
    if kind is Kind.CASES:
        return _cases(transaction, before, most)
    table, _, _ = _old(kind, before)
    key = table.primary_key.columns[0]
    found = [row[0] for row in transaction.run(old_ones(kind, before, most))]
    if found:
        gone = update(table).values(_GONE) if kind is Kind.TEXTS else delete(table)
        transaction.run(gone.where(key.in_(found)))
    return len(found) + (_arrived(transaction, before, most - len(found)) if kind is Kind.EVENTS else 0)


def _arrived(transaction: SqlTransaction, before: datetime, most: int) -> int:
    """Delete what arrived so long ago and was never answered: its platform is not served any more."""
    old = select(inbox.c.key).where(inbox.c.at < before).order_by(inbox.c.at).limit(most)
    keys = [row.key for row in transaction.run(old.with_for_update(skip_locked=True))] if most > 0 else []
    if keys:
        transaction.run(delete(inbox).where(inbox.c.key.in_(keys)))
    return len(keys)


def old_ones(kind: Kind, before: datetime, most: int) -> Select[Any]:
    """Return the statement that finds the keys of what is older and nobody holds, the oldest first."""
    table, old, age = _old(kind, before)
    return select(table.primary_key.columns[0]).where(old).order_by(age).limit(most).with_for_update(skip_locked=True)


def _old(kind: Kind, before: datetime) -> tuple[Table, ColumnElement[bool], ColumnElement[Any]]:
    """Return the table of a kind, what is old in it, and its age."""
    if kind is Kind.CASES:
        return cases, and_(ended_case, cases.c.changed < before), cases.c.changed
    if kind in {Kind.DELIVERED, Kind.GIVEN_UP}:
        return outbox, and_(outbox.c.ended == kind.value, outbox.c.ended_at < before), outbox.c.ended_at
    if kind is Kind.TEXTS:
        return questions, and_(with_words, questions.c.at < before), questions.c.at
    table = {Kind.COUNTS: questions, Kind.EVENTS: events, Kind.RECEIPTS: erasures}[kind]
    age = table.c.seen if kind is Kind.EVENTS else table.c.at
    return table, age < before, age


def _cases(transaction: SqlTransaction, before: datetime, most: int) -> int:
    """Delete ended cases, each with all that follow it. Of a very large group the last in the chain go first."""
    roots = [row.number for row in transaction.run(old_ones(Kind.CASES, before, most))]
    if not roots:
        return 0
    tree = _tree(select(cases.c.number).where(cases.c.number.in_(roots)))
    group = transaction.run(select(tree).order_by(tree.c.depth.desc(), tree.c.number))
    held = _held(transaction, [row.number for row in group if row.depth])
    # Whoever held one may have taken it out of its group meanwhile.
    broken = {row.root for row in group if row.depth and held.get(row.number) != row.into}
    chosen = [row.number for row in group if row.root not in broken][:most]
    _drop(transaction, chosen)
    return len(chosen)


def _tree(roots: Select[Any]) -> Any:  # noqa: ANN401 - a CTE whose columns are not known to the types
    """Return cases with all that follow them: the number, what it follows, what in the end, and how far it is there."""
    start = roots.subquery().c.number
    first = select(start, start.label("into"), start.label("root"), literal(0).label("depth"))
    tree = first.cte("tree", recursive=True)
    next_ = select(cases.c.number, cases.c.merged_into, tree.c.root, tree.c.depth + 1)
    return tree.union_all(next_.where(cases.c.merged_into == tree.c.number))


def _held(transaction: SqlTransaction, numbers: Sequence[int]) -> dict[int, int | None]:
    """Hold cases, and return of those which nobody else holds what they follow now."""
    if not numbers:
        return {}
    free = select(cases.c.number, cases.c.merged_into).where(cases.c.number.in_(numbers)).order_by(cases.c.number)
    return {row.number: row.merged_into for row in transaction.run(free.with_for_update(skip_locked=True))}


def _drop(transaction: SqlTransaction, numbers: Sequence[int]) -> None:
    """Delete cases with all that belongs to them."""
    if not numbers:
        return
    theirs = select(timers.c.key).where(timers.c.case_number.in_(numbers)).with_for_update(skip_locked=True)
    keys = [row.key for row in transaction.run(theirs)]
    gone: list[Executable] = [delete(timers).where(timers.c.key.in_(keys))] if keys else []
    gone += [delete(table).where(table.c.case_number.in_(numbers)) for table in (records, outbox, cards)]
    gone += [delete(words.words).where(words.words.c.rowid.in_(numbers))]
    gone += [delete(cases).where(cases.c.number.in_(numbers))]
    for statement in gone:
        transaction.run(statement)
