"""Deleting and showing what is one person's, in SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, literal, select, text, update

from esor_bot.domain.case import Record
from esor_bot.domain.keeping import Kind
from esor_bot.domain.tally import Counted, Result
from esor_bot.ports import Message, Traces
from esor_bot.store import tidying, words
from esor_bot.store.rows import to_record
from esor_bot.store.tables import cases, erasures, events, inbox, outbox, preferences, questions, records

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

PAGES = 60
"""So many pages of the index of words are written anew at once: about ten milliseconds."""

_NOBODY = {"question": "", "asker": "", "platform": "", "channel": "", "thread": "", "private": True, "why": ""}
_BARE = update(cases).where(cases.c.number == bindparam("at")).values(version=cases.c.version + 1, **_NOBODY)
_RECORDS = select(records).where(records.c.case_number == bindparam("at")).order_by(records.c.id)
_RECORD = update(records).where(records.c.id == bindparam("of"))
_UNSEND = delete(outbox).where(outbox.c.case_number == bindparam("at")).returning(outbox.c.id)
_WAITS = select(outbox.c.id).where(outbox.c.id == bindparam("of"), outbox.c.ended.is_(None))
_ARRIVED = select(inbox).where(inbox.c.person == bindparam("of")).order_by(inbox.c.at, inbox.c.key)
_ALONE = text("SELECT pg_advisory_xact_lock(hashtext(:person))")
_MERGE = text("INSERT INTO words (words, rank) VALUES ('merge', :pages)")
_CHANGES = text("SELECT total_changes()")


class SqlPrivacy:
    """Deleting within a transaction. `deleted` says whether anything was, so that the disk can be cleaned after it."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction
        self.deleted = False

    def overdue(self, kind: Kind, before: datetime) -> int:
        """Return how many of a kind are older."""
        return tidying.overdue(self._transaction, kind, before)

    def tidy(self, kind: Kind, before: datetime, most: int) -> int:
        """Delete what is older of a kind, the oldest first, `most` at once; return how many that were."""
        found = tidying.tidy(self._transaction, kind, before, most)
        self.deleted |= found > 0
        return found

    def clean(self, *, first: bool) -> bool:
        """Overwrite some of what deleting leaves in the index of words; say whether there is more to do.

        In FTS5 a deleted word stays until the part of the index that holds it is merged with others. PostgreSQL
        does the like by itself, when it vacuums.
        """
        if self._transaction.dialect != "sqlite":
            return False
        before = self._transaction.run(_CHANGES)[0][0]
        self._transaction.run(_MERGE, {"pages": -PAGES if first else PAGES})
        self.deleted = True
        return bool(self._transaction.run(_CHANGES)[0][0] - before >= 2)  # as FTS5 says that there was nothing to do

    def alone(self, person: str) -> None:
        """Wait until nobody else is deleting what is this person's."""
        if self._transaction.dialect == "postgresql":
            self._transaction.run(_ALONE, {"person": person})

    def numbers(self, person: str, limit: int) -> tuple[int, ...]:
        """Return the numbers of a person's cases, the lowest first."""
        if not person:
            return ()
        theirs = select(cases.c.number).where(cases.c.asker == person).order_by(cases.c.number).limit(limit)
        return tuple(row.number for row in self._transaction.run(theirs))

    def bare(self, number: int, keeps: Callable[[Record], bool]) -> None:
        """Leave of a case, which is held, its number, its dates, its state and what was done with it."""
        run, left = self._transaction.run, []
        (case,) = run(select(cases.c.asker).where(cases.c.number == number))
        for row in run(_RECORDS, {"at": number}):
            kept = keeps(to_record(row))
            who, name = ("", "") if row.actor == case.asker else (row.actor, row.actor_name)
            run(_RECORD, {"of": row.id, "text": row.text if kept else "", "actor": who, "actor_name": name})
            left += [row.text] if kept else []
        run(_BARE, {"at": number})
        found = words.packed(self._transaction.dialect, words.folded("\n".join(left)))
        run(words.replaced(self._transaction.dialect), {"at": number, "found": found})
        self.deleted = True

    def unsend(self, number: int) -> int:
        """Delete all messages about a case, delivered or not; return how many."""
        self.deleted = True
        return len(self._transaction.run(_UNSEND, {"at": number}))

    def drop_traces(self, person: str) -> Mapping[str, int]:
        """Delete what is kept of a person beside their cases; return how many of which kind of Traces."""
        if not person:
            return {}
        self.deleted = True
        run = self._transaction.run
        seen = delete(events).where(self._names(person))
        run(delete(inbox).where(inbox.c.person == person))
        return {
            "preferences": len(run(delete(preferences).where(preferences.c.person == person).returning(preferences))),
            "counted": self._transaction.tally.forget(person),
            "events": len(self._transaction.run(seen.returning(events.c.event))),
        }

    def traces(self, person: str) -> Traces:
        """Return what is kept of a person beside their cases."""
        if not person:
            return Traces()
        run = self._transaction.run
        here = and_(cases.c.platform == outbox.c.platform, cases.c.channel == outbox.c.channel)
        theirs = select(outbox).join(cases, and_(outbox.c.case_number == cases.c.number, here))
        sent = run(theirs.where(cases.c.asker == person).order_by(outbox.c.id))
        asked = run(select(questions).where(questions.c.asker == person).order_by(questions.c.id))
        seen = run(select(events).where(self._names(person)).order_by(events.c.seen, events.c.event))
        return Traces(
            tuple(Message(row.case_number, row.body, row.ended or "", row.ended_at) for row in sent),
            tuple(
                Counted(
                    row.at,
                    row.programme,
                    row.platform,
                    row.asker,
                    Result(row.outcome),
                    tuple(json.loads(row.entries)),
                    row.text,
                )
                for row in asked
            ),
            tuple((row.event, row.seen) for row in seen),
            tuple((row.body, row.at) for row in run(_ARRIVED, {"of": person})),
            self._transaction.preferences.get(person).programme,
        )

    def erased(self, at: datetime, deleted: Mapping[str, int]) -> int:
        """Remember that somebody's data were deleted, not whose; return the number of the receipt."""
        row = {"at": at, "deleted": json.dumps(dict(deleted), sort_keys=True)}
        return int(self._transaction.run(insert(erasures).returning(erasures.c.id), row)[0].id)

    def waits(self, id: int) -> bool:
        """Say whether a message is still there to be delivered."""
        return bool(self._transaction.run(_WAITS, {"of": id}))

    def _names(self, person: str) -> ColumnElement[bool]:
        """Say that the id of the person stands in the name of an event, between two colons or at its ends."""
        inside = func.instr if self._transaction.dialect == "sqlite" else func.strpos
        return inside(literal(":").concat(events.c.event).concat(":"), f":{person}:") > 0
