"""Something that one process does while others that share the database wait for their turn."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from esor_bot.errors import StoreError
from esor_bot.ports import Clock, Store

HOLDS = timedelta(seconds=15)
"""For so long something is nobody else's; whoever does it holds it again well before."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lease:
    """The lease on something with a name, as one worker sees it. Any thread may call it; it raises nothing of ours."""

    store: Store
    clock: Clock
    worker: str
    name: str

    def hold(self) -> bool | None:
        """Take it or hold it for longer; say whether it is ours, None where that can't be known now."""
        now = self.clock.now()
        try:
            with self.store.begin() as tx:
                return tx.leases.take(self.name, self.worker, now, now + HOLDS)
        except StoreError as error:
            _LOG.warning("lease_not_known", extra={"reason": error.reason})
            return None

    def let_go(self) -> None:
        """Leave it to whoever waits."""
        try:
            with self.store.begin() as tx:
                tx.leases.drop(self.name, self.worker)
        except StoreError:  # then it is free in a moment by itself
            return
