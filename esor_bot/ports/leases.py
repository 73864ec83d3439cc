"""What only one of several processes does at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Leases(Protocol):
    """Who does what alone, within a transaction. Every method raises StoreError where the database can't be used."""

    def take(self, name: str, worker: str, now: datetime, until: datetime) -> bool:
        """Take what nobody else holds, or hold it for longer; say whether it is this worker's now, until a moment."""

    def drop(self, name: str, worker: str) -> None:
        """Hold something no longer, if it is this worker's."""
