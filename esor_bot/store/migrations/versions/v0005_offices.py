"""Where the office is told, whoever acts and in whichever process."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table by which all processes tell the office at the same places."""
    op.create_table(
        "offices",
        Column("platform", Text, primary_key=True),
        Column("channel", Text, nullable=False),
        Column("thread", Text, nullable=False),
        Column("private", Boolean, nullable=False),
    )
