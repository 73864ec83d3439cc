"""How quickly and how surely does the bot answer on Discord?

    python -m benchmarks.discord [--only NAME]... [--seconds 60] [--questions 300] [--events 100000] [--openapi FILE]

NAME is one of: load, answers, storm, payloads, memory, both, takeover. Each runs `esor-bot serve` as a process, on
SQLite (takeover: on PostgreSQL), at the server of the test kit, which refuses what Discord refuses. With Discord's
OpenAPI document every call of `payloads` is held against that, too. Prints one table, and ends with status 1 where a
goal is not reached.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from benchmarks import discord_both, discord_memory, discord_payloads, discord_speed, discord_storm, discord_takeover
from benchmarks.discord_process import Room, room
from benchmarks.platforms.table import Came, Measured, arguments, aside, table
from esor_bot.testing.discord import Rules


def _inside(
    do: Callable[[Room, argparse.Namespace], Awaitable[Came]], rules: Rules | None = None
) -> Callable[[argparse.Namespace], Awaitable[Came]]:
    """Return what does something in a server of its own."""

    async def done(chosen: argparse.Namespace) -> Came:
        async with room(rules) as at:
            came = await do(at, chosen)
            aside(*at.discord.refused[:20], *at.discord.warnings, *at.log()[-20:])
        return came

    return done


MEASURED: Mapping[str, Measured] = {
    "load": Measured(
        "until an interaction is answered first, 50 a second and mentions besides, two people having files checked",
        "99.9 % under 1 s, none over 3 s",
        _inside(lambda at, chosen: discord_speed.load(at, chosen.seconds)),
    ),
    "answers": Measured(
        "from a mention to the posted reply in its thread, one at a time",
        "median under 100 ms, 99 % under 500 ms",
        _inside(lambda at, chosen: discord_speed.answers(at, chosen.questions)),
    ),
    "storm": Measured(
        "events three times each; gateway broken every 5 s, each fourth time with its session; 5 % of calls failing",
        "every question answered exactly once",
        _inside(lambda at, chosen: discord_storm.storm(at, chosen.questions)),
    ),
    "payloads": Measured(
        "everything that people and the office can do, with odd texts",
        "nothing refused, no warning",
        lambda chosen: discord_payloads.payloads(chosen.questions, chosen.openapi),
    ),
    "memory": Measured(
        "memory of the process, events as quick as it goes",
        "flat: less than 1 MiB for 10 000 events",
        _inside(lambda at, chosen: discord_memory.memory(at, chosen.events), discord_memory.UNPACED),
    ),
    "both": Measured(
        "Slack and Discord in one process: from its start until it is ready and hears both; its memory",
        "under 3 s; under 200 MiB, the worker of the check apart",
        lambda chosen: discord_both.both(chosen.questions),
    ),
    "takeover": Measured(
        "two processes at one PostgreSQL: from the death of the one that hears until the other has answered",
        "under 30 s",
        lambda _: discord_takeover.takeover(),
    ),
}


def main() -> int:
    """Measure and print."""
    parser = arguments(__doc__, MEASURED)
    parser.add_argument("--openapi", type=Path, metavar="FILE")
    return table(MEASURED, parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
