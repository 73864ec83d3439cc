"""Where cases and what goes out are kept: one store for SQLite and PostgreSQL."""

from esor_bot.store.sql import SqlStore, open_store
from esor_bot.store.sqlite import default_url

__all__ = ["SqlStore", "default_url", "open_store"]
