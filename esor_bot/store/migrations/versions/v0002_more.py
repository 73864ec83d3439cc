"""Timers, what was asked and how that went, statements of the office, and that somebody's data were deleted."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, Integer, Text, text

revision = "0002"
down_revision = "0001"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_MOMENT = DateTime(timezone=True)
_LONG_AGO = "1970-01-01 00:00:00.000000"


def upgrade() -> None:
    """Make the tables that came with reminders, learning, statistics and privacy; note when messages were put out."""
    _outbox()
    _timers()
    _questions()
    _statements()
    op.create_table(
        "erasures",
        Column("id", _NUMBER, primary_key=True),
        Column("at", _MOMENT, nullable=False),
        Column("deleted", Text, nullable=False),
        sqlite_autoincrement=True,
    )
    _by_age()


def _by_age() -> None:
    """Make what is old quick to find."""
    for table, columns, condition in (
        ("cases", ["changed"], "state NOT IN ('open', 'claimed', 'asked_back', 'merged')"),
        ("outbox", ["ended", "ended_at"], "ended IS NOT NULL"),
        ("questions", ["at"], "(text <> '' OR asker <> '')"),
    ):
        name = "questions_with_words" if table == "questions" else f"{table}_ended"
        op.create_index(name, table, columns, sqlite_where=text(condition), postgresql_where=text(condition))


def _outbox() -> None:
    op.add_column("outbox", Column("at", _MOMENT, nullable=False, server_default=_LONG_AGO))


def _timers() -> None:
    op.create_table(
        "timers",
        Column("key", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("due", _MOMENT, nullable=False),
        Column("case_number", _NUMBER, nullable=False),
        Column("step", Integer, nullable=False),
    )
    op.create_index("timers_by_due", "timers", ["due"])
    # What waits already is looked at as soon as timers go off: whether it is late is decided then.
    op.execute(
        "INSERT INTO timers (key, kind, due, case_number, step)"
        " SELECT 'case:' || number, 'case', changed, number, 0 FROM cases"
        " WHERE state IN ('open', 'claimed', 'asked_back')"
    )


def _questions() -> None:
    op.create_table(
        "questions",
        Column("id", _NUMBER, primary_key=True),
        Column("at", _MOMENT, nullable=False),
        Column("programme", Text, nullable=False),
        Column("platform", Text, nullable=False),
        Column("asker", Text, nullable=False),
        Column("outcome", Text, nullable=False),
        Column("entries", Text, nullable=False),
        Column("text", Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("questions_by_at", "questions", ["at"])
    op.create_index("questions_by_asker", "questions", ["asker"])
    op.create_index("cases_by_opened", "cases", ["opened"])


def _statements() -> None:
    op.create_table(
        "statements",
        Column("id", _NUMBER, primary_key=True),
        Column("case_number", _NUMBER, nullable=False),
        Column("programme", Text, nullable=False),
        Column("cycle", Text, nullable=False),
        Column("topic", Text, nullable=False),
        Column("questions", Text, nullable=False),
        Column("answer", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("said", _MOMENT, nullable=False),
        Column("author", Text, nullable=False),
        Column("author_name", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("decided", _MOMENT),
        Column("decider", Text, nullable=False),
        Column("decider_name", Text, nullable=False),
        Column("version", Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("statements_by_state", "statements", ["state", "id"])
    op.create_index("statements_by_case", "statements", ["case_number"])
