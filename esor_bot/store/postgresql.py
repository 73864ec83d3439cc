"""PostgreSQL: several processes on several machines share one store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

CONNECTIONS = 10

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
        pool_pre_ping=True,  # after a restart of the server nobody is handed a dead connection
        hide_parameters=True,
    )
    event.listen(made, "connect", lambda connection, _: _prepare(connection, patience))
    return made


def _prepare(connection: Any, patience: float) -> None:  # noqa: ANN401 - SQLAlchemy's type says less than this
    """Set what holds for a connection: nobody waits for a lock, a slow statement or a sleeping holder for ever."""
    millis = max(1, round(patience * 1000))
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {millis}")
        cursor.execute(f"SET statement_timeout = {4 * millis}")
        cursor.execute(f"SET idle_in_transaction_session_timeout = {12 * millis}")
    connection.commit()
