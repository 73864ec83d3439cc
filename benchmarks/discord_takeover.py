"""How soon somebody is answered again when the process that holds the gateway dies, and another stands by."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.desk_databases import postgresql
from benchmarks.discord_process import people, settings, staffed
from benchmarks.platforms.figures import share
from benchmarks.platforms.process import Served, start
from benchmarks.platforms.saying import questions
from benchmarks.platforms.table import aside
from esor_bot.testing.discord import Discord

TIMES = 3
_SOON = 30.0
_PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Takeover:
    """Seconds from the death of each process until another has answered somebody."""

    seconds: Sequence[float]

    def __str__(self) -> str:
        each = ", ".join(f"{one:.1f}" for one in self.seconds)
        return f"median {share(self.seconds, 0.5):.1f} s ({each})"

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return max(self.seconds) < _SOON


async def takeover() -> Takeover:
    """Kill whoever holds the gateway, again and again, with another process at the same database."""
    took: list[float] = []
    with postgresql() as fresh, ExitStack() as folders:
        async with Discord() as discord:
            given = {**settings(discord, staffed(discord)[0]), "ESOR_BOT_DATABASE_URL": fresh()}

            def another() -> Served:
                return start(Path(folders.enter_context(TemporaryDirectory())), ["discord"], given)

            there, asked = iter(people(discord, 1000)), questions()
            holder = another()
            try:
                await discord.connected(_PATIENCE)
                for _ in range(TIMES):
                    waiting = another()
                    await discord.until(partial(_stands_by, waiting), _PATIENCE, "another")
                    holder.process.kill()
                    holder.process.wait()
                    holder = waiting
                    took.append(await _answered(discord, there, asked))
                    aside(f"{took[-1]:.1f} s")
            finally:
                await holder.stop()
                aside(*discord.refused, *holder.log()[-20:])
    return Takeover(took)


def _stands_by(served: Served) -> bool:
    return "standing_by" in (served.folder / "log").read_text("utf-8", "replace")


async def _answered(discord: Discord, there: Iterator[str], asked: Iterator[str]) -> float:
    """Ask again and again until there is an answer, and return the seconds that it took."""
    began = time.monotonic()
    while time.monotonic() - began < _PATIENCE:
        person = next(there)
        await discord.say(person, discord.direct(person), next(asked))
        with suppress(TimeoutError):
            await discord.until(partial(discord.told, person), 0.5)
            break
    return time.monotonic() - began
