"""How long the reports take when very much was asked: 100 000 questions and 20 000 cases of a year.

    python -m benchmarks.tally [--questions N] [--cases N]

On SQLite, and on a PostgreSQL server that the run starts itself. Each line is the best of three.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.silent import Known, silence
from esor_bot.desk.stats import stats
from esor_bot.desk.weeks import week, weeks
from esor_bot.ports import Transaction
from esor_bot.store import SqlStore, open_store
from esor_bot.store.tables import cases, questions, records
from tests.postgres import run_server

NOW = datetime(2030, 5, 6, 12, tzinfo=UTC)
YEAR = timedelta(days=364)
HOURS = OfficeHours(ZoneInfo("Europe/Vienna"))
TOPICS = 216
SILENT = frozenset(("one", f"topic-{number}") for number in range(0, TOPICS, 2))
OUTCOMES, SHARES = ("answered", "clarify", "escalate", "chosen", "left"), (60, 12, 20, 6, 2)


def fill(store: SqlStore, asked: int, sent: int) -> None:
    """Put a year into a store, as rows."""
    dice = random.Random(1)
    with store.begin() as tx:
        tx._connection.execute(insert(questions), [_question(dice) for _ in range(asked)])
        opened = [NOW - YEAR * (1 - number / sent) for number in range(1, sent + 1)]
        tx._connection.execute(insert(cases), [_case(dice, number + 1, at) for number, at in enumerate(opened)])
        tx._connection.execute(insert(records), [row for n, at in enumerate(opened) for row in _records(n + 1, at)])


def _question(dice: random.Random) -> dict[str, object]:
    outcome = dice.choices(OUTCOMES, SHARES)[0]
    return {
        "at": NOW - YEAR * dice.random(),
        "programme": "one",
        "platform": "talk",
        "asker": f"talk:{dice.randrange(8000)}",
        "outcome": outcome,
        "entries": f'["topic-{dice.randrange(TOPICS)}"]',
        "text": f"question {dice.randrange(9999)}" if outcome in {"escalate", "left"} else "",
    }


def _case(dice: random.Random, number: int, at: datetime) -> dict[str, object]:
    place = {"platform": "talk", "channel": "c", "thread": "", "private": True}
    stopped = {"outcome": "escalate", "entries": f'["topic-{dice.randrange(TOPICS)}"]', "why": ""}
    times = {"opened": at, "changed": at, "answered": at}
    whose = {"programme": "one", "question": "q", "asker": "a", "owner": "", "owner_name": ""}
    return {"number": number, "state": "closed", "version": 1, **place, **stopped, **times, **whose}


def _records(number: int, at: datetime) -> list[dict[str, object]]:
    told = {"case_number": number, "actor": "a", "actor_name": "", "text": "", "shown": True}
    return [
        {**told, "at": at + timedelta(hours=5 * place), "deed": deed} for place, deed in enumerate(("ask", "answer"))
    ]


def main() -> None:
    """Print a table for both databases."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tally")
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--cases", type=int, default=20_000)
    given = parser.parse_args()
    print(f"{given.questions:,} questions, {given.cases:,} cases, 52 weeks")
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/desk.db")) as store:
        _measured(store, given.questions, given.cases)
    servers = run_server()
    for server in servers:
        with closing(open_store(server.url())) as store:
            fill(store, given.questions, given.cases)
            server.sql("ANALYZE")
            _measured(store, 0, 0)


def _measured(store: SqlStore, asked: int, sent: int) -> None:
    if asked:
        fill(store, asked, sent)
    spans = [week(day, HOURS.zone) for day in weeks(NOW - YEAR, NOW, HOURS.zone)]
    works: dict[str, Callable[[Transaction], object]] = {
        "results by week": lambda tx: tx.tally.results(spans),
        "demand by entry": lambda tx: tx.tally.demand(spans),
        "cases by week": lambda tx: tx.tally.sent(spans),
        "`stats`, 12 weeks": lambda tx: stats(tx, NOW, HOURS, silent=SILENT),
        "`stats`, 52 weeks": lambda tx: stats(tx, NOW, HOURS, last=52, silent=SILENT),
        "`silent`, 90 days": lambda tx: silence(tx, NOW, HOURS.zone, Known(SILENT)),
    }
    for name, work in works.items():
        print(f"{store.dialect:<12}{name:<20}{min(_seconds(store, work) for _ in range(3)) * 1000:>8.0f} ms")


def _seconds(store: SqlStore, work: Callable[[Transaction], object]) -> float:
    with store.begin() as tx:
        begun = time.perf_counter()
        work(tx)
        return time.perf_counter() - begun


if __name__ == "__main__":
    main()
