"""The store on SQLAlchemy, for SQLite and PostgreSQL. Synchronous: whoever has an event loop calls it in a thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from time import monotonic

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from esor_bot.errors import StoreError, UsageError
from esor_bot.ports import Leased
from esor_bot.store import outbox, postgresql, schema, sqlite
from esor_bot.store.failures import attempt, told
from esor_bot.store.quiet import keep_quiet
from esor_bot.store.transaction import SqlTransaction
from esor_bot.store.turns import Turns

PATIENCE = 5.0
"""For so many seconds others are waited for."""

CLEANED = 3.0
"""So many seconds lie between two cleanings of SQLite's log of what was answered."""

# A connection to a file that was read-only stays so, whatever becomes of the file.
_LASTING = {"read_only", "unreachable", "broken"}

# No other ones: who asks for a driver that encrypts its file must not get one that doesn't.
_DRIVERS = {"sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"}


def open_store(url: str, *, migrate: bool = True, patience: float = PATIENCE) -> SqlStore:
    """Return the store at an address. Nothing is opened before it is needed, or `prepare` is called.

    So a store whose database can't be used now is one like any other: it works as soon as the database does.
    `patience`: for so many seconds others are waited for. Raises UsageError where the address makes no sense.
    """
    parsed = _parsed(url)
    keep_quiet()
    if parsed.get_backend_name() == "sqlite":
        return SqlStore(parsed, sqlite.engine(parsed, patience), migrate=migrate, patience=patience)
    try:
        return SqlStore(parsed, postgresql.engine(parsed, patience), migrate=migrate, patience=patience)
    except ImportError:
        raise UsageError("PostgreSQL needs the extra `postgres`: esor-bot[postgres]") from None


class SqlStore:
    """Where cases and what goes out are kept. Can be used by many threads at once.

    Every method raises StoreError where the database can't be used. Where the connection is lost while a transaction
    is being committed, nobody knows whether it was: whoever tries again does so under the same event and keys.
    """

    def __init__(self, url: URL, engine: Engine, *, migrate: bool, patience: float) -> None:
        self._url = url
        self._engine = engine
        self._migrate = migrate
        self._patience = patience
        self._ready = False
        self._traces = False  # of what was deleted, in the log of SQLite
        self._worn = False  # what was answered stands there still
        self._cleaned = 0.0
        # SQLite has one writer at a time anyway; who waits here is woken at once, who waits there asks in intervals.
        self._turns = Turns() if engine.dialect.name == "sqlite" else None

    @property
    def dialect(self) -> str:
        """What kind of database it is: sqlite or postgresql."""
        return self._engine.dialect.name

    @property
    def shared(self) -> bool:
        """Say whether processes on other machines may be at it too."""
        return self.dialect == "postgresql"

    def prepare(self) -> None:
        """Make the database, or migrate it, where that is needed. Every other method does so too, once."""
        with self._turn():
            self._prepare()

    @contextmanager
    def begin(self) -> Iterator[SqlTransaction]:
        """Begin a transaction; it is committed at the end of the `with`, and undone where an exception leaves it."""
        with self._turn():
            self._prepare()
            connection = attempt(self._connect)
            transaction = SqlTransaction(connection)
            try:
                yield transaction
                _commit(connection, transaction)
                self._wipe(connection, transaction)
            except BaseException as error:
                _abandon(connection, error)
                raise
            finally:
                _close(connection)

    def lease(
        self,
        worker: str,
        now: datetime,
        seconds: float,
        limit: int,
        *,
        platforms: Sequence[str] = (),
        channel: str = "",
    ) -> tuple[Leased, ...]:
        """Take what is due and nobody holds, oldest first, for so many seconds. Others pass over it meanwhile."""
        with self.begin() as transaction:
            return outbox.lease(transaction, outbox.Taker(worker, seconds, limit, platforms, channel), now)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _prepare(self) -> None:
        if self._ready:
            return
        if self.dialect == "sqlite":
            self._make()
        try:
            attempt(lambda: schema.bring_up(self._engine, migrate=self._migrate))
        except StoreError:
            self._engine.dispose()  # what is wrong may have been wrong when the connection was opened only
            raise
        self._ready = True

    def _make(self) -> None:
        try:
            sqlite.make(self._url)
            return
        except OSError as error:
            reason = sqlite.why_not(error)
        raise StoreError(reason, "the file can't be made")

    def _connect(self) -> Connection:
        connection = self._engine.connect()
        try:
            connection.begin()
        except SQLAlchemyError as error:
            _abandon(connection, told(error))
            _close(connection)
            raise
        return connection

    def _wipe(self, connection: Connection, transaction: SqlTransaction) -> None:
        """See to it that what was deleted stands in no log; where others are in the way, after a later transaction.

        What was answered is deleted many times a second: of that the log is cleaned every few seconds only.
        """
        self._traces |= transaction.privacy.deleted
        self._worn |= transaction.inbox.forgot
        due = self._traces or (self._worn and monotonic() - self._cleaned >= CLEANED)
        if due and self._turns is not None:
            self._cleaned = monotonic()
            left = not sqlite.empty_log(connection)
            self._traces, self._worn = self._traces and left, self._worn and left

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait until no other thread is in a transaction, where there can be one only."""
        if self._turns is None:
            yield
            return
        if not self._turns.enter(self._patience):
            raise StoreError("locked", "by this process")
        try:
            yield
        finally:
            self._turns.leave()


def _commit(connection: Connection, transaction: SqlTransaction) -> None:
    if transaction.failed:
        # Somebody went on after an error. PostgreSQL would undo everything at a commit, and not say so.
        raise StoreError(transaction.failed, "an earlier step failed")
    transaction.settle()
    attempt(connection.commit)


def _abandon(connection: Connection, error: BaseException) -> None:
    """Undo a transaction. A connection that may be the reason of the failure is not used again."""
    with suppress(SQLAlchemyError):
        if isinstance(error, StoreError) and error.reason in _LASTING:
            connection.invalidate()
        connection.rollback()


def _close(connection: Connection) -> None:
    with suppress(SQLAlchemyError):
        connection.close()


def _parsed(url: str) -> URL:
    """Read an address. What is wrong with it is not quoted: there may be a password in it."""
    with suppress(ArgumentError, ValueError):
        # Hosting services hand out the old name.
        parsed = make_url(f"postgresql{url.removeprefix('postgres')}" if url.startswith("postgres://") else url)
        if parsed.drivername in _DRIVERS:
            return parsed
    raise UsageError("the address of the database must begin with sqlite:/// or postgresql://")
