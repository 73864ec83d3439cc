"""The settings of an operator, from the environment. Those that are not set are decided by who needs them."""

from __future__ import annotations

import os

DATABASE_URL = "ESOR_BOT_DATABASE_URL"


def database_url() -> str | None:
    """Return the address of the database, None where it is not set: then it is a file in the user's data folder."""
    return os.environ.get(DATABASE_URL, "").strip() or None
