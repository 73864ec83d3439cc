"""PostgreSQL: several processes on several machines share one store."""

from __future__ import annotations

import selectors
import time
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

CONNECTIONS = 10

FRESH = 0.02
"""For so many seconds after its last use a connection is not asked whether it works, unless it has something to say."""

# A server that is gone without a word is noticed within seconds, not when the system gives up after minutes.
_NOTICE = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,  # milliseconds
    "application_name": "esor-bot",
}


def engine(url: URL, patience: float) -> Engine:
    """Return an engine that waits for others for so many seconds. Nothing is connected yet.

    Raises ImportError where psycopg is not installed.
    """
    given = {"connect_timeout": max(2, round(patience)), **_NOTICE}
    made = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={name: value for name, value in given.items() if name not in url.query},
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        pool_timeout=patience,
        hide_parameters=True,
    )
    event.listen(made, "connect", lambda connection, _: _prepare(connection, patience))
    _watch(made)
    return made


def _prepare(connection: Any, patience: float) -> None:  # noqa: ANN401 - SQLAlchemy's type says less than this
    """Set what holds for a connection: nobody waits for a lock, a slow statement or a sleeping holder for ever."""
    millis = max(1, round(patience * 1000))
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {millis}")
        cursor.execute(f"SET statement_timeout = {4 * millis}")
        cursor.execute(f"SET idle_in_transaction_session_timeout = {12 * millis}")
    connection.commit()


def _watch(made: Engine) -> None:
    """See to it that after a restart of the server nobody is handed a dead connection.

    To ask the server each time is a tenth of what it takes to open a case. A connection that was used a moment ago
    and has been ended since tells so by itself: there is something to read on it.
    """

    def returned(_: object, record: Any) -> None:  # noqa: ANN401 - as above
        record.info["used"] = time.monotonic()

    def taken(connection: Any, record: Any, _: object) -> None:  # noqa: ANN401 - as above
        fresh = time.monotonic() - record.info.get("used", 0.0) < FRESH
        if _speaks(connection) or not (fresh or _answers(made, connection)):
            raise DisconnectionError

    event.listen(made, "checkin", returned)
    event.listen(made, "checkout", taken)


def _speaks(connection: Any) -> bool:  # noqa: ANN401 - as above
    with selectors.DefaultSelector() as selector:
        selector.register(connection.fileno(), selectors.EVENT_READ)
        return bool(selector.select(0))


def _answers(made: Engine, connection: Any) -> bool:  # noqa: ANN401 - as above
    try:
        return made.dialect.do_ping(connection)
    except made.dialect.loaded_dbapi.Error:
        return False
