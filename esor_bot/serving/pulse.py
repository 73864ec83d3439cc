"""Looks every few seconds whether the process works and the database can be written, and how much waits there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from esor_bot.domain.case import State
from esor_bot.errors import StoreError
from esor_bot.ports import Backlog, Clock, Store
from esor_bot.serving.board import Board, Part

DATABASE = "database"
EVERY = 5.0

_LOG = logging.getLogger(__name__)


class _UndoneError(Exception):
    """Ends a transaction whose work is not to stay."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was seen of the database: how much waits to go out, and how many cases are in which state."""

    backlog: Backlog
    cases: tuple[tuple[State, int], ...]
    at: datetime


def look(store: Store, clock: Clock, fetched: Sequence[str] = ()) -> Standing:
    """Look at the database: it is read and written, and nothing of that stays. Raises StoreError.

    What is `fetched` by whoever reads it, on platforms that deliver nothing, does not wait to go out.
    """
    now = clock.now()
    with suppress(_UndoneError), store.begin() as tx:
        seen = Standing(tx.outgoing.backlog(now, fetched), tuple(tx.states().items()), now)
        tx.first_time(f"look:{now.isoformat()}", now)
        raise _UndoneError
    return seen


class Pulse(Collector):
    """Watches the database, for the board and for the numbers."""

    def __init__(
        self, store: Store, clock: Clock, board: Board, every: float = EVERY, fetched: Sequence[str] = ()
    ) -> None:
        self._store = store
        self._clock = clock
        self._board = board
        self._every = every
        self._fetched = tuple(fetched)
        self._seen: Standing | None = None
        self._away = ""
        board.put(DATABASE, Part("unknown", fine=False))

    async def run(self, stop: asyncio.Event) -> None:
        """Look again and again until `stop` is set."""
        beating = asyncio.create_task(self._beat())
        try:
            while not stop.is_set():
                await asyncio.to_thread(self.look)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), self._every)
        finally:
            beating.cancel()

    def look(self) -> None:
        """Look once, and tell where it changed."""
        try:
            self._seen = look(self._store, self._clock, self._fetched)
        except StoreError as error:
            if self._away != error.reason:
                _LOG.warning("database_away", extra={"reason": error.reason})
            self._away = error.reason
            self._board.put(DATABASE, Part("away", fine=False, reason=error.reason))
            return
        if self._away:
            _LOG.warning("database_back")
        self._away = ""
        self._board.put(DATABASE, Part("ready", fine=True))

    def collect(self) -> Iterator[Metric]:
        """Yield the numbers as they were seen last; none of a database that can't be used."""
        yield GaugeMetricFamily(
            "esor_bot_ready", "Whether all parts that are needed are fine.", value=float(self._board.ready)
        )
        yield GaugeMetricFamily("esor_bot_database_up", "Whether the database can be written.", value=not self._away)
        seen = self._seen
        if seen is not None and not self._away:
            yield from _numbers(seen, self._clock.now())

    async def _beat(self) -> None:
        while True:
            self._board.beat()
            await asyncio.sleep(1.0)


def _numbers(seen: Standing, now: datetime) -> Iterable[Metric]:
    since = seen.backlog.since
    waits = 0.0 if since is None else max(0.0, (now - since).total_seconds())
    yield GaugeMetricFamily("esor_bot_outbox_waiting", "What is due and did not go out.", value=seen.backlog.number)
    yield GaugeMetricFamily("esor_bot_outbox_oldest_seconds", "For how long the oldest of it is due.", value=waits)
    cases = GaugeMetricFamily("esor_bot_cases", "Cases, by state.", labels=("state",))
    counts = dict(seen.cases)
    for state in State:
        cases.add_metric((state.value,), counts.get(state, 0))
    yield cases
