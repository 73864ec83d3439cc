"""What goes wrong in a database, told as the reasons of StoreError.

Nothing of the driver's own message goes along, and no exception of it hangs on ours: it may quote what people wrote.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError, TimeoutError

from esor_bot.errors import StoreError

Result = TypeVar("Result")

_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_IOERR: "unreachable",
    sqlite3.SQLITE_PERM: "unreachable",
}

# SQLSTATE, or the beginning of it; the longest that fits decides.
_POSTGRESQL = {
    "08": "unreachable",  # connection exception
    "25006": "read_only",  # a standby, or default_transaction_read_only
    "25P03": "unreachable",  # the server ended a transaction that was idle for too long
    "28": "unreachable",  # not let in
    "3D000": "unreachable",  # no such database
    "40": "locked",  # deadlock, serialization failure
    "42501": "read_only",  # no privilege
    "53": "unreachable",  # out of memory or connections
    "53100": "full",
    "55P03": "locked",  # lock_timeout
    "57": "unreachable",  # shutting down, starting up
    "57014": "locked",  # statement_timeout
    "58": "unreachable",  # the disk of the server
}


def attempt(work: Callable[[], Result]) -> Result:
    """Return what `work` returns. Raises StoreError in place of what the database raises."""
    try:
        return work()
    except SQLAlchemyError as error:
        trouble = told(error)
    # Outside the handler, so that the driver's exception does not become the context of ours.
    raise trouble


def told(error: SQLAlchemyError) -> StoreError:
    """Tell an error as a StoreError that names its code only."""
    if isinstance(error, TimeoutError):
        return StoreError("locked", "all connections are in use")
    if not isinstance(error, DBAPIError):
        cause = error.orig if isinstance(error, StatementError) else None
        return StoreError("broken", type(cause or error).__name__)
    orig = error.orig
    if isinstance(orig, sqlite3.Error):
        return _of_sqlite(orig)
    state = getattr(orig, "sqlstate", None) or ""
    fitting = [start for start in _POSTGRESQL if state.startswith(start)]
    if fitting:
        return StoreError(_POSTGRESQL[max(fitting, key=len)], state)
    lost = error.connection_invalidated or (not state and type(orig).__name__ in _LOST)
    return StoreError("unreachable" if lost else "broken", state or type(orig).__name__)


_LOST = {"OperationalError", "ConnectionTimeout", "InterfaceError"}
"""Exceptions of psycopg that mean, where the server said nothing, that there is no server."""


def _of_sqlite(error: sqlite3.Error) -> StoreError:
    code = getattr(error, "sqlite_errorcode", -1)
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return StoreError(_SQLITE.get(code & 0xFF, "broken"), name)
