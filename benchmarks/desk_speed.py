"""How many cases one process opens in a second, each of them on the disk before the next thing is said of it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from benchmarks.desk_platform import NAME
from benchmarks.desk_play import PROGRAMME
from benchmarks.desk_workers import Now, desk
from esor_bot.domain.case import Place
from esor_bot.ports import Draft
from esor_bot.store import open_store
from esor_bot.store.tables import cases, outbox, records

GOALS = {"sqlite": 300, "postgresql": 500}
THREADS = 4
"""A few at once, as in a bot whose event loop takes each question to the store in a thread."""

_QUESTION = "The page does not say whether the {} certificate may be sent after the deadline: is that allowed?"


@dataclass(frozen=True, slots=True)
class Speed:
    """Cases opened in a second, and how long each took, in milliseconds."""

    goal: int
    one_by_one: float
    at_once: float
    stored: bool

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached, with what is there afterwards."""
        return self.stored and max(self.at_once, self.one_by_one) >= self.goal

    def __str__(self) -> str:
        there = "all there" if self.stored else "NOT ALL THERE"
        return f"{self.one_by_one:.0f} one after the other, {self.at_once:.0f} by {THREADS} threads, {there}"


def measure(url: str, count: int) -> Speed:
    """Open cases one after the other and as they come, and look from outside whether all are there."""
    store = open_store(url)
    store.prepare()
    at = desk(store, Now())

    def ask(number: int) -> None:
        asker = f"{NAME}:asker-{number}"
        place = Place(NAME, asker, "thread")
        at.ask(Draft(PROGRAMME, _QUESTION.format(number), asker, place, datetime.now(UTC)), f"event-{number}")

    for number in range(100):  # before it counts: connections, statements, pages of the file
        ask(number)
    begin = time.perf_counter()
    for number in range(100, 100 + count):
        ask(number)
    alone = count / (time.perf_counter() - begin)
    with ThreadPoolExecutor(THREADS) as pool:
        begin = time.perf_counter()
        list(pool.map(ask, range(100 + count, 100 + 2 * count)))
        together = count / (time.perf_counter() - begin)
    store.close()
    goal = GOALS["sqlite" if url.startswith("sqlite") else "postgresql"]
    return Speed(goal, alone, together, _stored(url) == [100 + 2 * count] * 3)


def _stored(url: str) -> list[int]:
    """Return how many cases, records and cards another connection finds."""
    store = open_store(url)
    with store.begin() as tx:
        found = [int(tx.run(select(func.count()).select_from(table))[0][0]) for table in (cases, records, outbox)]
    store.close()
    return found
