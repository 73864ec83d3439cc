"""Three replicas deliver from one outbox; one is killed while it holds leases: when have the others done its work?"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.desk_evidence import waiting
from benchmarks.desk_platform import NAME, Platform, read_shown
from benchmarks.desk_play import PROGRAMME
from benchmarks.desk_storm import start, until
from benchmarks.desk_workers import Now, Scene, desk, work_at_outbox
from esor_bot.desk.outbox import Patience
from esor_bot.domain.case import Place
from esor_bot.ports import Draft
from esor_bot.store import SqlStore, open_store
from esor_bot.store.tables import outbox

GOAL = 30.0
_NAMES = ("replica 0", "replica 1", "replica 2")
_SLOW = 0.2  # seconds at most for each message, about what it takes over the network


@dataclass(frozen=True, slots=True)
class Takeover:
    """How much the dead one held, until when the others had delivered it, and how much is amiss afterwards."""

    lease: float
    held: int
    seconds: float
    messages: int
    missing: int
    twice: int

    @property
    def passed(self) -> bool:
        """Say whether it was done in time, all and once."""
        return self.held > 0 and self.seconds <= GOAL and not self.missing and not self.twice

    def __str__(self) -> str:
        amiss = f"{self.missing} MISSING, {self.twice} TWICE" if self.missing or self.twice else "each shown once"
        return (
            f"{self.held} held messages done by others after {self.seconds:.1f} s (lease {self.lease:g} s),"
            f" {self.messages} in all, {amiss}"
        )


def take_over(url: str, folder: Path, patience: Patience, messages: int = 150) -> Takeover:
    """Let three replicas deliver, kill one in the midst of it, and wait for the others."""
    store = open_store(url)
    store.prepare()
    _fill(store, messages)
    platform = Platform(folder / "socket", folder / "shown", slow=_SLOW)
    scene = Scene(url, platform, folder, patience=patience)
    server = start(platform.serve)
    replicas: list[BaseProcess] = []
    try:
        until(platform.socket.exists)
        replicas = [start(work_at_outbox, scene, name) for name in _NAMES]
        held, killed = _kill_one(store, replicas[0])
        until(lambda: not _left(store, held), 10 * GOAL)
        seconds = time.monotonic() - killed
        until(lambda: waiting(store) == 0, 10 * GOAL)
    finally:
        for process in (*replicas, server):
            process.kill()
            process.join()
        store.close()
    times = Counter(shown.body + shown.place.channel for shown in read_shown(platform.log))
    twice = sum(many > 1 for many in times.values())
    return Takeover(patience.lease, len(held), seconds, messages, messages - len(times), twice)


def _fill(store: SqlStore, messages: int) -> None:
    at = desk(store, Now())
    for number in range(messages):
        asker = f"{NAME}:asker-{number}"
        at.ask(Draft(PROGRAMME, f"question {number}", asker, Place(NAME, asker), datetime.now(UTC)))


def _kill_one(store: SqlStore, replica: BaseProcess) -> tuple[list[int], float]:
    """Kill a replica when it holds leases; return what it has not delivered, and when it was killed."""
    until(lambda: len(_held(store)) > 1)
    os.kill(replica.pid or 0, signal.SIGKILL)
    killed = time.monotonic()
    replica.join()
    return _held(store), killed


def _held(store: SqlStore) -> list[int]:
    """Return what the first replica holds."""
    held = (outbox.c.worker == _NAMES[0], outbox.c.ended.is_(None), outbox.c.free_from > datetime.now(UTC))
    with store.begin() as tx:
        return [row.id for row in tx.run(select(outbox.c.id).where(*held))]


def _left(store: SqlStore, held: Sequence[int]) -> int:
    with store.begin() as tx:
        left = select(func.count()).where(outbox.c.id.in_(held), outbox.c.ended.is_(None))
        return int(tx.run(left)[0][0])
