"""SQLite: one file, one connection of this process to it, and every transaction a writing one."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DisconnectionError

FILE = "desk.db"
_AT_MOST = 100  # milliseconds that it is waited for others where the log is to be emptied
_MEMORY = ("", ":memory:")


def default_url() -> str:
    """Return the address of the file in the user's data folder. Neither has to be there yet."""
    return URL.create("sqlite", database=str(_default())).render_as_string()


def engine(url: URL, patience: float) -> Engine:
    """Return an engine that waits for other processes for so many seconds. Nothing is opened yet.

    The address may end in `?mode=ro`: such a file can be looked at by nothing that wants to write.
    """
    database = url.database or ""
    path = None if database in _MEMORY else Path(database).expanduser().absolute()
    mode = "ro" if url.query.get("mode") == "ro" else "rw"

    def connect() -> sqlite3.Connection:
        # Never made here: where the file is gone, a new and empty one in its place would hide what was lost.
        address = ":memory:" if path is None else f"{path.as_uri()}?mode={mode}"
        return sqlite3.connect(
            address,
            uri=True,
            timeout=patience,
            isolation_level=None,  # we say ourselves when a transaction begins
            check_same_thread=False,  # the store lets in one thread at a time
            cached_statements=256,
        )

    made = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=patience,
        hide_parameters=True,
    )
    event.listen(made, "connect", lambda connection, _: _opened(connection, path, patience))
    event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    if path is not None:
        _watch(made, path)
    return made


def make(url: URL) -> None:
    """Make the file, for the user's eyes only, where there is none. Raises OSError where that can't be done.

    Of the folders only the default's are made: another one that is missing may be a disk that is not there now.
    """
    database = url.database or ""
    if database in _MEMORY or url.query.get("mode") == "ro":
        return
    path = Path(database).expanduser().absolute()
    if path == _default():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def why_not(error: OSError) -> str:
    """Return the reason, as StoreError knows them, why a file can't be made."""
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "read_only"
    return "full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "unreachable"


def empty_log(connection: Connection) -> bool:
    """Write what stands in the log to the file and empty it; say whether that could be done now.

    The log holds pages as they were before something was deleted. Outside of a transaction only. Others are not waited
    for: meanwhile nobody here could write.
    """
    with suppress(sqlite3.Error):
        direct: Any = connection.connection.dbapi_connection
        patience, *_ = direct.execute("PRAGMA busy_timeout").fetchone()
        direct.execute(f"PRAGMA busy_timeout = {min(patience, _AT_MOST)}")
        try:
            busy, *_ = direct.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            direct.execute(f"PRAGMA busy_timeout = {patience}")
        return not busy
    return False


def _default() -> Path:
    return Path(platformdirs.user_data_dir("esor-bot", appauthor=False), FILE).absolute()


def _opened(connection: Any, path: Path | None, patience: float) -> None:  # noqa: ANN401 - as below
    """Prepare a connection. Of a folder that can't be written SQLite says no more than that it can't open a file."""
    try:
        _prepare(connection, patience)
        return
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN or not _is_write_protected(path):
            raise
    protected = sqlite3.OperationalError("the folder is write-protected")
    protected.sqlite_errorcode, protected.sqlite_errorname = sqlite3.SQLITE_READONLY, "SQLITE_READONLY"
    raise protected


def _is_write_protected(path: Path | None) -> bool:
    return path is not None and path.is_file() and not os.access(path.parent, os.W_OK)


def _prepare(connection: Any, patience: float) -> None:  # noqa: ANN401 - SQLAlchemy's type says less than this
    """Set what holds for a connection. A write ahead log, and nothing is said to be done before it is on the disk."""
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
    connection.execute("PRAGMA mmap_size = 33554432")
    # Changing into this mode does not wait for others as all else does, so two that begin together would collide.
    end = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
        time.sleep(0.01)


def _watch(made: Engine, path: Path) -> None:
    """Open the file anew where another one has taken its place: else we would write into one that nobody finds."""

    def opened(_: object, record: Any) -> None:  # noqa: ANN401 - as above
        record.info["file"] = _identity(path)

    def taken(_: object, record: Any, __: object) -> None:  # noqa: ANN401 - as above
        if record.info.get("file") != _identity(path):
            raise DisconnectionError

    event.listen(made, "connect", opened)
    event.listen(made, "checkout", taken)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
