"""Work on the store that becomes true as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Executable, Row, Table, bindparam, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from esor_bot.domain.case import Case, Record, State
from esor_bot.errors import ConflictError, StoreError
from esor_bot.ports import Draft, Outgoing, Search
from esor_bot.store import lists, words
from esor_bot.store.columns import LARGEST
from esor_bot.store.failures import attempt
from esor_bot.store.feed import SqlFeed
from esor_bot.store.journal import SqlJournal
from esor_bot.store.leases import SqlLeases
from esor_bot.store.offices import SqlOffices
from esor_bot.store.outbox import SqlDeliveries
from esor_bot.store.privacy import SqlPrivacy
from esor_bot.store.rows import of_case, of_draft, of_outgoing, of_record, to_case, to_record
from esor_bot.store.statements import SqlStatements
from esor_bot.store.surfaces import SqlCards, SqlInbox, SqlPreferences
from esor_bot.store.tables import cases, events, outbox, records
from esor_bot.store.tally import SqlTally
from esor_bot.store.timers import SqlTimers

# Made once: SQLAlchemy takes longer to put a statement together than SQLite to execute it.
_AT = bindparam("at", type_=cases.c.number.type)
_OPEN = insert(cases).returning(*cases.c)
_CASE = select(cases).where(cases.c.number == _AT).with_for_update()
_QUESTION = select(cases.c.question).where(cases.c.number == _AT).with_for_update()
_SAVE = (
    update(cases).where(cases.c.number == _AT, cases.c.version == bindparam("read_version")).returning(cases.c.number)
)
_WRITE = insert(records)
_RECORDS = select(records).where(records.c.case_number == _AT).order_by(records.c.id)
_FOLLOWERS = select(cases).where(cases.c.merged_into == _AT).order_by(cases.c.number)
_ONCE = {
    (dialect, table.name): make(table).on_conflict_do_nothing().returning(table.c[0])
    for dialect, make in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
    for table in (outbox, events)
}
_STATES = select(cases.c.state, func.count().label("number")).group_by(cases.c.state)
_BY_INDEX = text(
    "SELECT set_config('enable_seqscan', :others, true), set_config('enable_indexscan', :others, true),"
    " set_config('plan_cache_mode', 'force_custom_plan', true)"
)


class SqlTransaction:
    """A transaction on a connection; whoever opened it ends it. `failed` is why it can't be committed, if so."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect = connection.dialect.name
        self.failed = ""
        self.timers = SqlTimers(self)
        self.outgoing = SqlDeliveries(self)
        self.privacy = SqlPrivacy(self)
        self.journal = SqlJournal(self)
        self.feed = SqlFeed(self)
        self.tally = SqlTally(self)
        self.statements = SqlStatements(self)
        self.inbox = SqlInbox(self)
        self.cards = SqlCards(self)
        self.leases = SqlLeases(self)
        self.offices = SqlOffices(self)
        self.preferences = SqlPreferences(self)
        self._fresh: dict[int, list[str]] = {}  # what cases opened here are to be found by, written once in the end

    def open(self, draft: Draft) -> Case:
        """Store a new case and return it with its number."""
        (row,) = self.run(_OPEN, of_draft(draft))
        case = to_case(row)
        self._fresh[case.number] = [case.question]
        return case

    def case(self, number: int) -> Case | None:
        """Return a case, held against changes by others until the transaction ends; None where there is none."""
        found = self._of(_CASE, number)
        return to_case(found[0]) if found else None

    def save(self, case: Case) -> None:
        """Store a changed case, whose version is one above the stored one's.

        Raises ConflictError where somebody else changed it since it was read.
        """
        before = self._of(_QUESTION, case.number)
        if not before:
            raise ConflictError
        if not self.run(_SAVE, {**of_case(case), "at": case.number, "read_version": case.version - 1}):
            raise ConflictError
        if before[0].question != case.question:
            self.settle()
            texts = [case.question, *(record.text for record in self.records(case.number))]
            self._find_by(words.replaced(self.dialect), case.number, words.folded("\n".join(texts)))

    def write(self, record: Record) -> None:
        """Add to the record of a case."""
        self.run(_WRITE, of_record(record))
        if record.case in self._fresh:
            self._fresh[record.case].append(record.text)
        elif found := words.folded(record.text):
            self._find_by(words.added(self.dialect), record.case, found)

    def records(self, number: int) -> tuple[Record, ...]:
        """Return the record of a case, oldest first."""
        return tuple(map(to_record, self._of(_RECORDS, number)))

    def find(self, search: Search) -> tuple[Case, ...]:
        """Return cases, newest first. Words are found without case and accents, and by their beginnings."""
        if not search.words.strip():
            return tuple(map(to_case, self.run(*lists.listed(search))))
        found = words.folded(search.words)
        if not found:
            return ()  # signs only
        self.settle()
        return tuple(map(to_case, self.run(self._by_words(search, found))))

    def followers(self, number: int) -> tuple[Case, ...]:
        """Return the cases that were merged into one, oldest first."""
        return tuple(map(to_case, self._of(_FOLLOWERS, number)))

    def states(self) -> Mapping[State, int]:
        """Return how many cases are in each state that some are in."""
        return {State(row.state): row.number for row in self.run(_STATES)}

    def send(self, outgoing: Outgoing) -> None:
        """Put something into the outbox; nothing happens where its key is there already."""
        self._put_once(outbox, of_outgoing(outgoing))

    def first_time(self, event: str, now: datetime) -> bool:
        """Say whether a platform's event is seen for the first time, and remember it.

        Where two ask at the same moment, the second waits for the first one's transaction to end.
        """
        return self._put_once(events, {"event": event, "seen": now})

    def settle(self) -> None:
        """Write what was put off. Whoever commits calls it first."""
        for number, texts in self._fresh.items():
            self._find_by(words.put(self.dialect), number, words.folded("\n".join(texts)))
        self._fresh.clear()

    def run(self, statement: Executable, values: Mapping[str, Any] | None = None) -> list[Row[Any]]:
        """Execute a statement and return its rows, if it has any.

        Raises StoreError; from then on the transaction is `failed`, and can't be committed.
        """
        try:
            return attempt(lambda: self._rows(statement, values))
        except StoreError as error:
            self.failed = error.reason
            raise

    def _by_words(self, search: Search, found: Sequence[str]) -> Executable:
        """Return the statement that finds cases by words, after a look at how many come into question."""
        count = lists.counted(search)
        if count is not None and self.run(count)[0][0] <= lists.FEW:
            return lists.found_in_few(search, found, self.dialect)
        if self.dialect == "postgresql":
            # It can't know how many words have a beginning, and would look for rare ones in all the cases. From here
            # on it plans anew for each search: what is right for most people is not for those with many cases.
            self.run(_BY_INDEX, {"others": "off"})
            numbers = self.run(lists.having(found, self.dialect))[0][0] or ()
            self.run(_BY_INDEX, {"others": "on"})
            if len(numbers) <= lists.FEW:
                return lists.among(search, numbers)
        return lists.found_in_many(search, found, self.dialect)

    def _rows(self, statement: Executable, values: Mapping[str, Any] | None) -> list[Row[Any]]:
        result = self._connection.execute(statement, values)
        return list(result) if result.returns_rows else []

    def _of(self, statement: Executable, number: int) -> list[Row[Any]]:
        """Return the rows of a case. A number may be anything that somebody typed."""
        return self.run(statement, {"at": number}) if 0 < number <= LARGEST else []

    def _put_once(self, table: Table, values: Mapping[str, Any]) -> bool:
        """Insert a row, unless there is one of its key; say whether it was inserted."""
        return bool(self.run(_ONCE[self.dialect, table.name], values))

    def _find_by(self, statement: Executable, number: int, found: Sequence[str]) -> None:
        self.run(statement, {"at": number, "found": words.packed(self.dialect, found)})
