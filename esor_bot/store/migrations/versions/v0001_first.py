"""The first tables: cases with their records, what goes out, events that were seen, words to find cases by."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, DateTime, ForeignKey, Integer, Text, text

from esor_bot.store.words import CREATE

revision = "0001"
down_revision = None

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_MOMENT = DateTime(timezone=True)
_WAITING = text("ended IS NULL")


def upgrade() -> None:
    """Make all tables."""
    _cases()
    _records()
    _outbox()
    op.create_table(
        "events",
        Column("event", Text, primary_key=True),
        Column("seen", _MOMENT, nullable=False),
    )
    op.create_index("events_by_seen", "events", ["seen"])
    for statement in CREATE[op.get_bind().dialect.name]:
        op.execute(statement)


def _cases() -> None:
    op.create_table(
        "cases",
        Column("number", _NUMBER, primary_key=True),
        Column("programme", Text, nullable=False),
        Column("question", Text, nullable=False),
        Column("asker", Text, nullable=False),
        *_place(),
        Column("opened", _MOMENT, nullable=False),
        Column("changed", _MOMENT, nullable=False),
        Column("outcome", Text, nullable=False),
        Column("entries", Text, nullable=False),
        Column("why", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("owner", Text, nullable=False),
        Column("owner_name", Text, nullable=False),
        Column("answered", _MOMENT),
        Column("merged_into", _NUMBER, ForeignKey("cases.number")),
        Column("version", Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("cases_by_state", "cases", ["state", "number"])
    for by in ("asker", "owner", "programme"):
        op.create_index(f"cases_by_{by}", "cases", [by, "state", "number"])
    op.create_index("cases_by_merged_into", "cases", ["merged_into"])


def _records() -> None:
    op.create_table(
        "records",
        Column("id", _NUMBER, primary_key=True),
        Column("case_number", _NUMBER, ForeignKey("cases.number"), nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("deed", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("actor_name", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("shown", Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("records_by_case", "records", ["case_number", "id"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        Column("id", _NUMBER, primary_key=True),
        Column("key", Text, nullable=False),
        *_place(),
        Column("body", Text, nullable=False),
        Column("case_number", _NUMBER, nullable=False),
        Column("not_before", _MOMENT),
        Column("free_from", _MOMENT, nullable=False),
        Column("worker", Text, nullable=False),
        Column("tries", Integer, nullable=False),
        Column("ended", Text),
        Column("ended_at", _MOMENT),
        Column("receipt", Text, nullable=False),
        Column("why", Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_by_key", "outbox", ["key"], unique=True)
    op.create_index("outbox_by_case", "outbox", ["case_number"])
    columns = ["id", "free_from"]
    op.create_index("outbox_waiting", "outbox", columns, sqlite_where=_WAITING, postgresql_where=_WAITING)


def _place() -> list[Column[object]]:
    return [
        Column("platform", Text, nullable=False),
        Column("channel", Text, nullable=False),
        Column("thread", Text, nullable=False),
        Column("private", Boolean, nullable=False),
    ]
