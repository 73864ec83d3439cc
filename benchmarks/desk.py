"""Does the desk lose anything, whatever is killed or fails, and how fast is it?

    python -m benchmarks.desk [--quick] [--only NAME]... [--database sqlite|postgresql]... [--seed N]

NAME is one of: kills, faults, speed, replicas, large. Prints one table, for SQLite and for a PostgreSQL server that
the run starts itself, and ends with status 1 where a goal is not reached. `--quick` does less of everything.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks import desk_large, desk_replicas, desk_speed
from benchmarks.desk_databases import DATABASES, Fresh, folder, to_disk
from benchmarks.desk_storm import Storm, weather
from benchmarks.desk_table import Row, table
from benchmarks.desk_workers import QUICK
from esor_bot.desk.outbox import Patience
from esor_bot.errors import UsageError

_NOTHING = "no case and no answer lost, nothing shown twice, no state outside the table, no silence"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done of everything."""

    kills: int
    cases: int
    deeds: int  # of each worker, while the platform fails
    speed: int
    messages: int
    patience: Patience
    closed: int
    looks: int


FULL = Size(1000, 200, 150, 3000, 150, Patience(), 100_000, 300)
QUICKLY = Size(40, 40, 12, 300, 60, QUICK, 3_000, 40)


def kills(database: str, fresh: Fresh, size: Size, seed: int) -> Row:
    """Kill workers at random moments."""
    what = f"`kill -9` at {size.kills} random moments while 8 workers deal with {size.cases} cases"
    return _storm(what, database, fresh, Storm(kills=size.kills, cases=size.cases, seed=seed))


def faults(database: str, fresh: Fresh, size: Size, seed: int) -> Row:
    """Let the platform fail."""
    what = "messenger answering 429, 500 (also after the work), timeouts, dropped connections, one call in three"
    return _storm(what, database, fresh, Storm(failing=0.35, deeds=size.deeds, cases=size.cases, seed=seed))


def _storm(what: str, database: str, fresh: Fresh, storm: Storm) -> Row:
    with folder() as place:
        came = weather(fresh(), place, storm)
    for found in came.findings:
        _say(f"  {found.kind}: {found.what}")
    return Row(what, database, _NOTHING, str(came), came.passed)


def speed(database: str, fresh: Fresh, size: Size, _: int) -> Row:
    """Open cases as fast as one process can."""
    came = desk_speed.measure(fresh(), size.speed)
    return Row("cases opened a second, one process, each on the disk", database, str(came.goal), str(came), came.passed)


def replicas(database: str, fresh: Fresh, size: Size, _: int) -> Row | None:
    """Kill one of three replicas; SQLite has one machine only."""
    if database != "postgresql":
        return None
    with folder() as place:
        came = desk_replicas.take_over(fresh(), place, size.patience, size.messages)
    what = "three replicas, one killed while it holds leases"
    return Row(what, database, f"its work done by others within {desk_replicas.GOAL:.0f} s", str(came), came.passed)


def large(database: str, fresh: Fresh, size: Size, _: int) -> Row:
    """Look into a large store."""
    came = desk_large.measure(fresh(), size.closed, size.looks)
    for one in came.took:
        _say(f"  {one.what:<42} median {one.middle:6.1f} ms, 99 % {one.slowest:6.1f} ms")
    count = f"{size.closed:,}".replace(",", " ")
    what = f"{count} closed cases in the store: list, search and open a case"
    return Row(what, database, f"median and 99 % under {desk_large.GOAL:.0f} ms", str(came), came.passed)


MEASURED: dict[str, Callable[[str, Fresh, Size, int], Row | None]] = {
    "kills": kills,
    "faults": faults,
    "speed": speed,
    "replicas": replicas,
    "large": large,
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append", choices=list(MEASURED), metavar="NAME")
    parser.add_argument("--database", action="append", choices=list(DATABASES))
    parser.add_argument("--seed", type=int, default=int(datetime.now(UTC).timestamp()))
    chosen = parser.parse_args()
    size = QUICKLY if chosen.quick else FULL
    _say(f"seed {chosen.seed}; until something is on the disk: {to_disk():.2f} ms")
    try:
        rows = list(_rows(chosen.database or list(DATABASES), chosen.only or list(MEASURED), size, chosen.seed))
    except UsageError as error:
        sys.exit(str(error))
    print(table(rows))
    print(f"\n{_note(size)}")
    return 0 if all(row.passed for row in rows) else 1


def _rows(databases: list[str], names: list[str], size: Size, seed: int) -> Iterator[Row]:
    with ExitStack() as stack:
        fresh = {database: stack.enter_context(DATABASES[database]()) for database in databases}
        for name in names:
            for database in databases:
                _say(f"{name}, {database}")
                if row := MEASURED[name](database, fresh[database], size, seed):
                    yield row


def _note(size: Size) -> str:
    replicas_ = "its default" if size.patience == Patience() else "shorter than its default"
    return (
        f"With kills and faults the outbox has a lease of {QUICK.lease:g} s and waits {QUICK.longest:g} s at most"
        f" before it tries again, so that a run ends; with replicas its patience is {replicas_}."
        " Both databases write through to the disk (synchronous = FULL, fsync = on)."
    )


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
