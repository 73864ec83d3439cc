"""How quickly and how surely does the bot answer on Slack?

    python -m benchmarks.slack [--only NAME]... [--seconds 60] [--questions 300] [--events 100000]

NAME is one of: load, answers, storm, payloads, memory. Each runs `esor-bot serve` as a process, on SQLite, in the
workspace of the test kit, which refuses what Slack refuses. Prints one table, and ends with status 1 where a goal is
not reached.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Awaitable, Callable, Mapping

from benchmarks import slack_memory, slack_payloads, slack_speed, slack_storm
from benchmarks.platforms.table import Came, Measured, arguments, aside, table
from benchmarks.slack_process import Room, room
from esor_bot.testing.slack import Rules

_STORM = Rules(acknowledge=3.0, redeliver=(0.0, 1.0, 3.0, 5.0, 8.0))


def _inside(
    do: Callable[[Room, argparse.Namespace], Awaitable[Came]], rules: Rules | None = None
) -> Callable[[argparse.Namespace], Awaitable[Came]]:
    """Return what does something in a workspace of its own."""

    async def done(chosen: argparse.Namespace) -> Came:
        async with room(rules) as at:
            came = await do(at, chosen)
            aside(*at.slack.refused[:20], *at.slack.warnings, *at.log()[-20:])
        return came

    return done


MEASURED: Mapping[str, Measured] = {
    "load": Measured(
        "until an event is acknowledged, 50 events/s, with two people having files checked",
        "99.9 % under 1 s, none over 3 s",
        _inside(lambda at, chosen: slack_speed.load(at, chosen.seconds)),
    ),
    "answers": Measured(
        "from a mention to the posted reply, one at a time",
        "median under 100 ms, 99 % under 500 ms",
        _inside(lambda at, chosen: slack_speed.answers(at, chosen.questions)),
    ),
    "storm": Measured(
        "events three times each, under other ids, too; connections cut every 5 s; 5 % of calls failing",
        "every question answered exactly once",
        _inside(lambda at, chosen: slack_storm.storm(at, chosen.questions), _STORM),
    ),
    "payloads": Measured(
        "everything that people and the office can do, with odd texts",
        "nothing refused, no warning",
        _inside(lambda at, chosen: slack_payloads.tour(at, chosen.questions)),
    ),
    "memory": Measured(
        "memory of the process, events as quick as it goes",
        "flat: less than 1 MiB for 10 000 events",
        _inside(lambda at, chosen: slack_memory.memory(at, chosen.events)),
    ),
}


def main() -> int:
    """Measure and print."""
    return table(MEASURED, arguments(__doc__, MEASURED).parse_args())


if __name__ == "__main__":
    sys.exit(main())
