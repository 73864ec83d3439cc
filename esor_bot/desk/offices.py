"""Where the office is told: one list for all processes, kept by whoever serves, whoever acts and where."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from esor_bot.desk.telling import card
from esor_bot.domain.case import LIVE, Place
from esor_bot.ports import Clock, Search, Store, Transaction

_MOST = 1000
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offices:
    """Where the office is by the settings of whoever serves, and where it is `otherwise`."""

    store: Store
    clock: Clock
    own: Mapping[str, Place]
    otherwise: Mapping[str, Place]

    def tell(self) -> None:
        """Let all processes tell the office at the places of the settings from now on.

        A place that is new gets the cards of what waits now; what still waited for somebody to come where the office
        was otherwise is said there. Raises StoreError where the database can't be used.
        """
        with self.store.begin() as tx:
            before, now = tx.offices.all(), tuple(self.own[platform] for platform in sorted(self.own))
            if before == now:
                return
            tx.offices.put(now)
            new = [place for place in now if place not in before]
            if new:
                _moved(tx, new)
                self._left(tx)
        _LOG.info("office_places", extra={"count": len(now), "platform": ",".join(place.platform for place in now)})

    def _left(self, tx: Transaction) -> None:
        for place in self.otherwise.values():
            waiting = [posted.id for posted in tx.feed.waiting(place)]
            tx.feed.delivered(waiting, "moved", self.clock.now())


def _moved(tx: Transaction, places: Iterable[Place]) -> None:
    """Put the cards of all that waits out for places, the oldest first."""
    for case in reversed(tx.find(Search(states=tuple(LIVE), limit=_MOST))):
        for outgoing in card(case, places):
            tx.send(outgoing)
