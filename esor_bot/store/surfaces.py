"""What surfaces keep, as rows: what arrived, where cards stand, what people chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Executable, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from esor_bot.domain.case import Place
from esor_bot.ports import Arrival, Preference
from esor_bot.store.columns import LARGEST
from esor_bot.store.tables import cards, inbox, preferences

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

_MAKE: Mapping[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_TAKE_IN = {dialect: make(inbox).on_conflict_do_nothing().returning(inbox.c.key) for dialect, make in _MAKE.items()}
_KEY = inbox.c.key == bindparam("of")
_DONE = delete(inbox).where(_KEY)
_HOLD = (
    update(inbox)
    .where(_KEY, inbox.c.worker == bindparam("whose"))
    .values(free_from=bindparam("until", type_=inbox.c.free_from.type))
    .returning(inbox.c.key)
)
_CARD = select(cards.c.message, cards.c.version).where(
    cards.c.case_number == bindparam("case"),
    cards.c.platform == bindparam("at_platform"),
    cards.c.channel == bindparam("at_channel"),
)
_CHOSEN = select(preferences.c.programme).where(preferences.c.person == bindparam("who"))


def _upsert(dialect: str, table: Table) -> Executable:
    """Return the statement that puts a row in the place of the one with its key."""
    row = _MAKE[dialect](table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: row.excluded[column.name] for column in table.c if column.name not in keys}
    statement: Executable = row.on_conflict_do_update(index_elements=keys, set_=others)
    return statement


_PUT = {(dialect, table.name): _upsert(dialect, table) for dialect in _MAKE for table in (cards, preferences)}


class SqlInbox:
    """What arrived, within a transaction. `forgot` says whether something was, so that the disk can be cleaned."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction
        self.forgot = False

    def take_in(self, arrival: Arrival, worker: str, until: datetime) -> bool:
        """Keep what arrived; say whether it arrived for the first time, also where it was answered since."""
        if not self._transaction.first_time(arrival.key, arrival.at):
            return False
        row = {
            "key": arrival.key,
            "platform": arrival.platform,
            "person": arrival.person,
            "body": arrival.body,
            "at": arrival.at,
            "worker": worker,
            "free_from": until,
        }
        return bool(self._transaction.run(_TAKE_IN[self._transaction.dialect], row))

    def done(self, key: str) -> None:
        """Forget what arrived, but for its key."""
        self._transaction.run(_DONE, {"of": key})
        self.forgot = True

    def hold(self, key: str, worker: str, until: datetime) -> bool:
        """Hold something for longer; say whether it is still this worker's."""
        return bool(self._transaction.run(_HOLD, {"of": key, "whose": worker, "until": until}))

    def left(self, platform: str, worker: str, now: datetime, until: datetime, limit: int) -> tuple[Arrival, ...]:
        """Take what nobody holds any more, oldest first."""
        free = (
            select(inbox.c.key)
            .where(inbox.c.platform == platform, inbox.c.free_from <= now)
            .order_by(inbox.c.at, inbox.c.key)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        keys = [row.key for row in self._transaction.run(free)]
        if not keys:
            return ()
        taken = update(inbox).where(inbox.c.key.in_(keys)).values(worker=worker, free_from=until).returning(*inbox.c)
        rows = sorted(self._transaction.run(taken), key=lambda row: (row.at, row.key))
        return tuple(Arrival(row.key, row.platform, row.person, row.body, row.at) for row in rows)


class SqlCards:
    """Where cards stand, within a transaction."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction

    def put(self, case: int, place: Place, message: str, version: int) -> None:
        """Note that the card of a case, in a version, is a message at a place."""
        row = {
            "case_number": case,
            "platform": place.platform,
            "channel": place.channel,
            "message": message,
            "version": version,
        }
        self._transaction.run(_PUT[self._transaction.dialect, cards.name], row)

    def get(self, case: int, place: Place) -> tuple[str, int] | None:
        """Return the message and the version that it shows, None where there is no card."""
        if not 0 < case <= LARGEST:
            return None
        at = {"case": case, "at_platform": place.platform, "at_channel": place.channel}
        found = self._transaction.run(_CARD, at)
        return (found[0].message, found[0].version) if found else None


class SqlPreferences:
    """What people chose, within a transaction."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction

    def put(self, person: str, preference: Preference, now: datetime) -> None:
        """Keep what somebody chose."""
        row = {"person": person, "programme": preference.programme, "changed": now}
        self._transaction.run(_PUT[self._transaction.dialect, preferences.name], row)

    def get(self, person: str) -> Preference:
        """Return what somebody chose, or an empty choice."""
        found = self._transaction.run(_CHOSEN, {"who": person})
        return Preference(found[0].programme) if found else Preference()
