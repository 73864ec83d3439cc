"""Workers that are killed at any moment, or a platform that fails in every way: and afterwards, is all there?"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.desk_audit import Finding, audit
from benchmarks.desk_evidence import gather, interrupted, stumbles, waiting
from benchmarks.desk_platform import Platform, count_again, count_faults
from benchmarks.desk_workers import Scene, work_at_desk, work_at_outbox
from esor_bot.store import SqlStore, open_store

# One process that has all imported: from it the others begin in a moment, and each has memory and files of its own.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["benchmarks.desk_large", "benchmarks.desk_replicas", "benchmarks.desk_databases", "psycopg"]
)

_OUTBOXES = 2
_SLOW = 0.02  # seconds at most for each message: a kill comes into sending as often as into anything else
_PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Storm:
    """What a run goes through: so many kills, so much of what the platform is asked failing; deeds of each worker.

    Without `deeds` the workers go on until the kills are over.
    """

    kills: int = 0
    failing: float = 0.0
    deeds: int | None = None
    workers: int = 8
    cases: int = 200
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Weathered:
    """What came of it."""

    findings: tuple[Finding, ...]
    seconds: float
    cases: int
    deeds: int  # that were accepted
    shown: int
    kills: int
    interrupted: int
    unheard: int
    faults: int
    again: int
    stumbles: int

    @property
    def passed(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings

    def __str__(self) -> str:
        counts = Counter(found.kind for found in self.findings)
        found = ", ".join(f"{times} {kind}" for kind, times in counts.items()) or "nothing lost, nothing twice"
        parts = [f"{found}; {self.cases} cases, {self.deeds} deeds, {self.shown} messages"]
        if self.kills:
            parts.append(f"{self.kills} kills, {self.interrupted} in a deed, {self.unheard} of them done but not heard")
        if self.faults:
            parts.append(f"{self.faults} calls failed")
        if self.stumbles:
            parts.append(f"the database could not be used {self.stumbles} times")
        return "; ".join([*parts, f"{self.again} messages came again and were known", f"{self.seconds:.0f} s"])


@dataclass(slots=True)
class _Crew:
    """The processes, each of which can be started again."""

    starts: Sequence[Callable[[], BaseProcess]]
    running: list[BaseProcess]

    def kill(self, which: int) -> None:
        """End one as the system does when there is no memory left, and start it again."""
        process = self.running[which]
        with suppress(ProcessLookupError):
            os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        self.running[which] = self.starts[which]()

    def wait(self, seconds: float) -> None:
        """Wait until all have come to their end by themselves. Raises RuntimeError where one does not."""
        end = time.monotonic() + seconds
        for process in self.running:
            process.join(max(0.0, end - time.monotonic()))
            if process.exitcode != 0:
                raise RuntimeError(f"a worker ended with {process.exitcode}")

    def end(self) -> None:
        """End all that are left."""
        for process in self.running:
            process.kill()
            process.join()


def weather(url: str, folder: Path, storm: Storm) -> Weathered:
    """Let people work through a storm, until all cases are at their end, and audit what is left."""
    begin = time.monotonic()
    store = open_store(url)
    store.prepare()
    platform = Platform(folder / "socket", folder / "shown", storm.seed, storm.failing, _SLOW)
    scene = Scene(url, platform, folder, storm.workers, storm.cases // storm.workers, storm.seed)
    server = start(platform.serve)
    try:
        until(platform.socket.exists)
        kills = _run(store, scene, storm)
    finally:
        server.kill()
        server.join()
    evidence = gather(store, scene)
    cut, unheard = interrupted(store, scene)
    store.close()
    return Weathered(
        findings=audit(evidence),
        seconds=time.monotonic() - begin,
        cases=len(evidence.cases),
        deeds=sum(not told.refused for told in evidence.told),
        shown=len(evidence.shown),
        kills=kills,
        interrupted=cut,
        unheard=unheard,
        faults=count_faults(platform.log),
        again=count_again(platform.log),
        stumbles=stumbles(scene),
    )


def _run(store: SqlStore, scene: Scene, storm: Storm) -> int:
    """Let all work, kill them meanwhile, and wait until there is nothing more to do; return how many were killed."""
    desks = [partial(start, work_at_desk, scene, which, storm.deeds) for which in range(scene.workers)]
    outboxes = [partial(start, work_at_outbox, scene, f"outbox {which}") for which in range(_OUTBOXES)]
    starts = [*desks, *outboxes]
    crew = _Crew(starts, [begin() for begin in starts])
    dice = random.Random(storm.seed)
    try:
        for _ in range(storm.kills):
            time.sleep(dice.uniform(0.0, 0.06))
            crew.kill(dice.randrange(len(starts)))
        if storm.deeds is None:
            scene.ending.touch()
        _Crew(desks, crew.running[: scene.workers]).wait(_PATIENCE)
        until(lambda: waiting(store) == 0, _PATIENCE)
        scene.over.touch()
        crew.wait(30)
    finally:
        crew.end()
    return storm.kills


def start(work: Callable[..., None], *arguments: object) -> BaseProcess:
    """Start a process that does some work."""
    process = PROCESSES.Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something is true. Raises TimeoutError where it does not become so."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)
