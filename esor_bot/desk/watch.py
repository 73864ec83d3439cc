"""What arrives at the place of the office, for one of several who look at it at the same time.

Nobody takes anything away from the others: each reads on from where they were, and the first who has shown something
says that it was delivered. What nobody was there to see waits for the first who comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from esor_bot.desk.following import read
from esor_bot.desk.message import Notification
from esor_bot.desk.notices import CARD
from esor_bot.desk.telling import places
from esor_bot.domain.case import Case, Place, Record
from esor_bot.ports import Clock, Feed, Posted, Store, Transaction

_OVERLAP = 200
"""So many ids are looked at again: of two that are written at the same time the higher one may be there first."""


@dataclass(frozen=True, slots=True)
class News:
    """Something that arrived, the case it is about, and what was done to that case, where it says so."""

    id: int
    told: Notification
    case: Case | None
    record: Record | None


class Watch:
    """Reads what arrives at the office's place on a `platform`, and delivers it by that.

    Where the office is told on other platforms only, it is read there, and their messengers deliver it. Every method
    raises StoreError where the database can't be used.
    """

    def __init__(self, store: Store, clock: Clock, office: Mapping[str, Place], platform: str, reader: str) -> None:
        self._store = store
        self._clock = clock
        self._office = dict(office)
        self._platform = platform
        self._reader = reader
        self._place = self._of(tuple(self._office.values()))
        self._last: int | None = None
        self._known: set[int] = set()

    def new(self) -> tuple[News, ...]:
        """Return what arrived since the last time, oldest first.

        The first time that is what waited for somebody to come, but for cards: the list has what they say.
        """
        with self._store.begin() as tx:
            feed, place = tx.feed, self._of(places(tx, self._office))
            if place != self._place:  # whoever serves has said where the office is from now on
                self._place, self._last = place, None
            if self._last is None:
                self._last = feed.last()
                self._known = {posted.id for posted in feed.after(self._place, self._last - _OVERLAP)}
                return tuple(_news(tx, self._waited(feed))) if self._delivers else ()
            found = [one for one in feed.after(self._place, self._last - _OVERLAP) if one.id not in self._known]
            self._last = max([self._last, *(one.id for one in found)])
            self._known = {id_ for id_ in self._known if id_ > self._last - _OVERLAP} | {one.id for one in found}
            return tuple(_news(tx, found))

    def shown(self, news: Sequence[News]) -> None:
        """Say that these were shown, by whom and when."""
        if news and self._delivers:
            with self._store.begin() as tx:
                tx.feed.delivered([one.id for one in news], self._receipt(), self._clock.now())

    def _of(self, there: Sequence[Place]) -> Place:
        return next((place for place in there if place.platform == self._platform), there[0])

    @property
    def _delivers(self) -> bool:
        return self._place.platform == self._platform

    def _waited(self, feed: Feed) -> list[Posted]:
        waiting = feed.waiting(self._place)
        feed.delivered([posted.id for posted in waiting if _is_card(posted)], self._receipt(), self._clock.now())
        return [posted for posted in waiting if not _is_card(posted)]

    def _receipt(self) -> str:
        return f"{self._reader} {self._clock.now():%Y-%m-%dT%H:%M:%S%z}"


def _is_card(posted: Posted) -> bool:
    told = _read(posted)
    return told is None or told.kind == CARD


def _read(posted: Posted) -> Notification | None:
    try:
        return Notification.load(posted.outgoing.body)
    except ValueError:
        return None


def _news(tx: Transaction, found: Iterable[Posted]) -> Iterator[News]:
    for posted in found:
        told = _read(posted)
        if told is None:
            continue
        case = read(tx, told.case) if told.case else None
        records = tx.records(told.case) if case else ()
        yield News(posted.id, told, case, records[told.version - 1] if 0 < told.version <= len(records) else None)
