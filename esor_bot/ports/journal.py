"""What was done with cases lately, over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from esor_bot.domain.case import Deed


class Journal(Protocol):
    """What was done, within a transaction. Every method raises StoreError where the database can't be used."""

    def done(self, since: datetime) -> Mapping[Deed, int]:
        """Return to how many cases each deed was done since a moment."""
