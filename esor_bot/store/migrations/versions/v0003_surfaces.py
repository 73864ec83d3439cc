"""What platforms reported and is still to be answered, where cards stand, and what people chose."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, Integer, Text

revision = "0003"
down_revision = "0002"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables that surfaces need."""
    op.create_table(
        "inbox",
        Column("key", Text, primary_key=True),
        *(Column(name, Text, nullable=False) for name in ("platform", "person", "body")),
        Column("at", _MOMENT, nullable=False),
        Column("worker", Text, nullable=False),
        Column("free_from", _MOMENT, nullable=False),
    )
    op.create_index("inbox_by_platform", "inbox", ["platform", "free_from"])
    op.create_table(
        "cards",
        Column("case_number", _NUMBER, primary_key=True, autoincrement=False),
        Column("platform", Text, primary_key=True),
        Column("channel", Text, primary_key=True),
        Column("message", Text, nullable=False),
        Column("version", Integer, nullable=False),
    )
    op.create_table(
        "preferences",
        Column("person", Text, primary_key=True),
        Column("programme", Text, nullable=False),
        Column("changed", _MOMENT, nullable=False),
    )
