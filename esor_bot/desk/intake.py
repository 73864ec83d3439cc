"""What platforms report: kept until it was answered, so that it is answered once, whatever repeats itself or dies.

Where the database can't be used, what is repeated is known by memory, and what dies meanwhile is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from esor_bot.desk.lease import Lease
from esor_bot.desk.seen import Seen
from esor_bot.errors import StoreError
from esor_bot.ports import Arrival, Clock, Store

HOLDS = timedelta(seconds=30)
"""For so long what arrived is nobody else's; whoever needs longer holds it again."""

_LOG = logging.getLogger(__name__)


class Intake:
    """Takes in what platforms report. Every method may be called by any thread, and raises nothing of ours."""

    def __init__(self, store: Store, clock: Clock, worker: str) -> None:
        self._store = store
        self._clock = clock
        self._worker = worker
        self._seen = Seen()

    def lease(self, name: str) -> Lease:
        """Return the lease on something that only one of the processes at the database does."""
        return Lease(self._store, self._clock, self._worker, name)

    @property
    def shared(self) -> bool:
        """Say whether other processes may take in what this one does."""
        return self._store.shared

    def first(self, arrival: Arrival) -> bool:
        """Take something in; say whether it is for the first time, and so to be answered."""
        if not self._seen.first(arrival.key):
            return False
        try:
            with self._store.begin() as tx:
                return tx.inbox.take_in(arrival, self._worker, self._clock.now() + HOLDS)
        except StoreError as error:
            _LOG.warning("arrival_not_stored", extra={"platform": arrival.platform, "reason": error.reason})
            return True

    def done(self, key: str) -> None:
        """Say that something was answered. Where that can't be kept, it is answered again later, by its key."""
        try:
            with self._store.begin() as tx:
                tx.inbox.done(key)
        except StoreError as error:
            _LOG.warning("arrival_not_ended", extra={"reason": error.reason})

    def still_mine(self, key: str) -> bool:
        """Hold something for longer; say whether nobody else has taken it since."""
        try:
            with self._store.begin() as tx:
                return tx.inbox.hold(key, self._worker, self._clock.now() + HOLDS)
        except StoreError:
            return True

    def left(self, platform: str, limit: int = 20) -> Sequence[Arrival]:
        """Take what a process that died has left, oldest first."""
        now = self._clock.now()
        try:
            with self._store.begin() as tx:
                return tx.inbox.left(platform, self._worker, now, now + HOLDS, limit)
        except StoreError:
            return ()
