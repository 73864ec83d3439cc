"""What arrives at a place whose reader comes for it: whoever shows the place is the messenger for it."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.desk.message import Notification
from esor_bot.domain.case import Place
from esor_bot.ports import Clock, Store

HOLDS = 30.0
"""For so many seconds what was taken is nobody else's."""

_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Letter:
    """Something that arrived. With the same key it is the same thing, which may have been shown already."""

    id: int
    key: str
    told: Notification


class Letterbox:
    """Takes what is for one place. Every method raises StoreError where the database can't be used."""

    def __init__(self, store: Store, clock: Clock, place: Place, reader: str) -> None:
        self._store = store
        self._clock = clock
        self._place = place
        self._reader = reader

    def take(self) -> tuple[Letter, ...]:
        """Take what arrived, oldest first; what is not said to be `read` can be taken again after a while."""
        leased = self._store.lease(
            self._reader,
            self._clock.now(),
            HOLDS,
            _AT_ONCE,
            platforms=(self._place.platform,),
            channel=self._place.channel,
        )
        letters = []
        for one in leased:
            try:
                letters.append(Letter(one.id, one.outgoing.key, Notification.load(one.outgoing.body)))
            except ValueError:  # nobody can ever read it
                with self._store.begin() as tx:
                    tx.outgoing.give_up(one, "body", self._clock.now())
        return tuple(letters)

    def read(self, letter: Letter) -> None:
        """Say that something was shown, by whom and when."""
        now = self._clock.now()
        with self._store.begin() as tx:
            tx.feed.delivered((letter.id,), f"{self._reader} {now:%Y-%m-%dT%H:%M:%S%z}", now)
