"""Which version a database is of, and bringing an older one up to ours."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from esor_bot.errors import StoreError
from esor_bot.store.tables import metadata
from esor_bot.store.words import CREATE

HEAD = "0005"
"""The version this code works with: the newest of the migrations."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_NOTED = (
    "CREATE TABLE alembic_version ("
    "version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))",
    f"INSERT INTO alembic_version VALUES ('{HEAD}')",
)
_LOCK = 0x65736F72  # any number that others on the same server don't use


def bring_up(engine: Engine, *, migrate: bool) -> None:
    """See to it that the database is of our version.

    Raises StoreError where it is of a newer one, or of an older one and must not be migrated, and whatever
    SQLAlchemy raises.
    """
    with engine.begin() as connection:
        if _is_ours(connection):
            return
        if not migrate:
            raise StoreError("broken", "the database has to be migrated first")
        if connection.dialect.name == "postgresql":
            # Another one may be at it. On SQLite nobody else is in a transaction now.
            connection.execute(text("SET LOCAL statement_timeout = 0"))  # a big table takes its time
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            if _is_ours(connection):
                return
        if inspect(connection).get_table_names():
            upgrade(connection)
        else:
            make(connection)


def version(connection: Connection) -> str:
    """Return the version of a database, "" where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def make(connection: Connection) -> None:
    """Make all tables in an empty database, inside the transaction of the connection.

    A test holds them to what the migrations make: to load what runs those takes longer than all the rest.
    """
    metadata.create_all(connection)
    for statement in (*CREATE[connection.dialect.name], *_NOTED):
        connection.execute(text(statement))


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to one, inside the transaction of the connection."""
    from alembic import command  # an older database needs it, once
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _is_ours(connection: Connection) -> bool:
    found = version(connection)
    if found and not found.isdigit():
        raise StoreError("broken", "a database of something else")
    if found > HEAD:
        raise StoreError("newer", f"version {found}, this program knows {HEAD}")
    return found == HEAD
