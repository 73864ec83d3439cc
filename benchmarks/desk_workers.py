"""The processes of the benchmark: workers at the desk, and workers at the outbox."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.desk_journal import Intent, Journal
from benchmarks.desk_platform import NAME, Platform
from benchmarks.desk_play import OFFICE, Player, perform
from esor_bot.desk.desk import Desk
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.outbox import Outbox, Patience
from esor_bot.errors import StoreError
from esor_bot.ports import Clock, Store
from esor_bot.store import open_store

HOURS = OfficeHours(ZoneInfo("UTC"))
QUICK = Patience(lease=2.0, sending=0.2, first=0.05, longest=0.5, tries=1_000_000)
"""Like the real patience, but for a run that has to come to an end; nothing is ever given up."""

_WAITING = 30.0  # seconds for one transaction while ten processes want the same database
_REST = 0.05
_TIMES = 20  # something is tried for which the database can't be used
_WAY = 0.02  # seconds at most until what the desk says arrives


class Now:
    """The real time."""

    def now(self) -> datetime:
        """Return the time now."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the processes of a run meet: a database, a platform and a folder."""

    url: str
    platform: Platform
    folder: Path
    workers: int = 8
    asks: int = 25  # of each worker
    seed: int = 1
    patience: Patience = QUICK

    @property
    def ending(self) -> Path:
        """The file that says, when it is there, that cases are only brought to their end."""
        return self.folder / "ending"

    @property
    def over(self) -> Path:
        """The file that says that the outbox is empty for good."""
        return self.folder / "over"

    def journal(self, which: int) -> Path:
        """Return the file of a worker's journal."""
        return self.folder / f"worker-{which}.journal"


def desk(store: Store, clock: Clock) -> Desk:
    """Return the desk of the benchmark."""
    return Desk(store, clock, {NAME: OFFICE}, HOURS)


def work_at_desk(scene: Scene, which: int, deeds: int | None) -> None:
    """Ask and deal with cases until they are at their end; `deeds`: begin to end them after so many."""
    store = open_store(scene.url, patience=_WAITING)
    journal = Journal(scene.journal(which))
    at = desk(store, Now())
    player = Player(at, journal, which, scene.workers, scene.asks, scene.seed)
    if journal.open is not None:
        journal.resume(journal.open)
        _do(at, journal, journal.open)
    while True:
        enough = deeds is not None and len(journal.tried) >= deeds
        intent = player.next(ending=enough or scene.ending.exists())
        if intent is None:
            break
        journal.begin(intent)
        _do(at, journal, intent)
    journal.close()
    store.close()


def _do(at: Desk, journal: Journal, intent: Intent) -> None:
    """Do something until there is word of it, as a platform does that delivers an event again."""
    for left in reversed(range(_TIMES)):
        try:
            told = perform(at, intent, datetime.now(UTC))
        except StoreError as error:
            journal.stumble(error.reason)
            if not left:
                raise
            time.sleep(_REST)
        else:
            time.sleep(random.uniform(0.0, _WAY))
            journal.end(told)
            return


def work_at_outbox(scene: Scene, worker: str) -> None:
    """Deliver what is due until there will be nothing more."""
    asyncio.run(_deliver(scene, worker))


async def _deliver(scene: Scene, worker: str) -> None:
    store = open_store(scene.url, patience=_WAITING)
    outbox = Outbox(
        store,
        {NAME: scene.platform},
        Now(),
        worker,
        office={NAME: OFFICE},
        patience=scene.patience,
        dice=random.Random(worker),
    )
    while not scene.over.exists():
        try:
            taken = await outbox.run_once()
        except StoreError:
            taken = 0
        if not taken:
            await asyncio.sleep(_REST)
    store.close()
