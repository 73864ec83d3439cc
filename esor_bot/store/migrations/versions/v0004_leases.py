"""What only one process does at a time."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table that came with Discord."""
    op.create_table(
        "leases",
        Column("name", Text, primary_key=True),
        Column("worker", Text, nullable=False),
        Column("free_from", DateTime(timezone=True), nullable=False),
    )
