"""What SQLAlchemy must not log, whoever turns its logs on: at DEBUG it writes the rows that were read."""

from __future__ import annotations

import logging

_ROWS = "sqlalchemy.engine.Engine"


def keep_quiet() -> None:
    """Let no row get into a log. Statements may be logged: their values are hidden. Doing it again changes nothing."""
    logging.getLogger(_ROWS).addFilter(_no_rows)


def _no_rows(record: logging.LogRecord) -> bool:
    return record.levelno > logging.DEBUG
