"""How quickly and how surely does the bot answer on Slack?

    python -m benchmarks.slack [--only NAME]... [--seconds 60] [--questions 300] [--events 100000]

NAME is one of: load, answers, storm, payloads, memory. Each runs `esor-bot serve` as a process, on SQLite, in the
workspace of the test kit, which refuses what Slack refuses. Prints one table, and ends with status 1 where a goal is
not reached.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from benchmarks import slack_memory, slack_payloads, slack_speed, slack_storm
from benchmarks.slack_process import Room, room
from esor_bot.testing.slack import Rules

HEAD = ("| | goal | measured | reached |", "| --- | --- | --- | --- |")
_STORM = Rules(acknowledge=3.0, redeliver=(0.0, 1.0, 3.0, 5.0, 8.0))


class Came(Protocol):
    """What came of a measurement; as text it stands in the table."""

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: what is done, and what has to come of it."""

    what: str
    goal: str
    do: Callable[[Room, argparse.Namespace], Awaitable[Came]]
    rules: Rules | None = None


MEASURED: Mapping[str, Measured] = {
    "load": Measured(
        "until an event is acknowledged, 50 events/s, with two people having files checked",
        "99.9 % under 1 s, none over 3 s",
        lambda at, chosen: slack_speed.load(at, chosen.seconds),
    ),
    "answers": Measured(
        "from a mention to the posted reply, one at a time",
        "median under 100 ms, 99 % under 500 ms",
        lambda at, chosen: slack_speed.answers(at, chosen.questions),
    ),
    "storm": Measured(
        "events three times each, under other ids, too; connections cut every 5 s; 5 % of calls failing",
        "every question answered exactly once",
        lambda at, chosen: slack_storm.storm(at, chosen.questions),
        _STORM,
    ),
    "payloads": Measured(
        "everything that people and the office can do, with odd texts",
        "nothing refused, no warning",
        lambda at, chosen: slack_payloads.tour(at, chosen.questions),
    ),
    "memory": Measured(
        "memory of the process, events as quick as it goes",
        "flat: less than 1 MiB for 10 000 events",
        lambda at, chosen: slack_memory.memory(at, chosen.events),
    ),
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=list(MEASURED), metavar="NAME")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--events", type=int, default=100_000)
    chosen = parser.parse_args()
    rows = [asyncio.run(_row(name, chosen)) for name in chosen.only or MEASURED]
    print("\n".join([*HEAD, *(row for row, _ in rows)]))
    return 0 if all(passed for _, passed in rows) else 1


async def _row(name: str, chosen: argparse.Namespace) -> tuple[str, bool]:
    one = MEASURED[name]
    print(name, file=sys.stderr, flush=True)
    async with room(one.rules) as at:
        came = await one.do(at, chosen)
        for line in (*at.slack.refused[:20], *at.slack.warnings, *at.log()[-20:]):
            print(f"  {line[:300]}", file=sys.stderr, flush=True)
    return f"| {one.what} | {one.goal} | {came} | {'yes' if came.passed else 'NO'} |", came.passed


if __name__ == "__main__":
    sys.exit(main())
