"""What Alembic runs to migrate: on the connection, and inside the transaction, that it was given."""

from __future__ import annotations

from alembic import context

from esor_bot.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
