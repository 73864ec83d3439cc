"""Kinds of columns that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, DateTime, Integer, Text, TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

Number = BigInteger().with_variant(Integer(), "sqlite")
"""A whole number of 64 bits. SQLite counts up by itself only what is called INTEGER."""

LARGEST = 2**63 - 1


def storable(text: str) -> str:
    """Return a text as both databases take it: NUL and halves of surrogate pairs become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


class Words(TypeDecorator[str]):
    """Text that was typed by people or came from a platform; what no database takes is replaced."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make a text storable."""
        return value if value is None else storable(value)


class Moment(TypeDecorator[datetime]):
    """A time, kept in UTC. Naive ones are refused with a ValueError; what comes back is aware, in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a time into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a time its zone: SQLite keeps none."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
