"""How soon one process is ready with Slack and Discord together, and how much memory it takes."""

from __future__ import annotations

import asyncio
import os
import socket
import time
import urllib.request
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.applications.series import series
from benchmarks.discord_process import people, settings, staffed
from benchmarks.platforms.figures import share
from benchmarks.platforms.process import Served, memory, start
from benchmarks.platforms.saying import questions
from benchmarks.platforms.table import aside
from esor_bot.testing.discord import Discord
from esor_bot.testing.slack import Slack

STARTS = 5
_SOON, _SMALL = 3.0, 200.0  # seconds, MiB
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Weight:
    """What a process holds in memory, in MiB: all of it, and what it holds itself."""

    all: float
    own: float

    def __str__(self) -> str:
        return f"{self.all:.0f} MiB ({self.own:.0f} of its own)"

    @classmethod
    def of(cls, process: int) -> Weight:
        """Weigh a process."""
        return cls(memory(process, "VmRSS"), memory(process, "RssAnon"))


@dataclass(frozen=True, slots=True)
class Both:
    """Seconds until it was ready, how many of them it `worked`, and what it weighed: `at` each start, and `after` all.

    `children` are its workers; `busy`: how many programs of the machine wanted to run before.
    """

    ready: Sequence[float]
    at: Sequence[Weight]
    after: Weight
    children: Sequence[Weight]
    asked: int
    busy: float
    worked: Sequence[float]

    def __str__(self) -> str:
        starts, apart = len(self.ready), ", ".join(map(str, self.children)) or "none"
        return (
            f"ready after {share(self.ready, 0.5):.2f} s (median of {starts} starts, most {max(self.ready):.2f} s;"
            f" {share(self.worked, 0.5):.2f} s of processor time); {max(self.at, key=lambda one: one.all)} then,"
            f" {self.after} after {self.asked} questions and a check, its worker apart: {apart}; load of the machine"
            f" before {self.busy:.1f}"
        )

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return max(self.ready) < _SOON and max(one.all for one in (*self.at, self.after)) < _SMALL


async def both(count: int) -> Both:
    """Start again and again with warm files; then ask on both platforms and have a file checked."""
    busy = os.getloadavg()[0]
    async with _served() as (_, served, _slack, _discord):
        aside(f"cold, not counted: {Weight.of(served.process.pid)}")
    ready: list[float] = []
    worked: list[float] = []
    at: list[Weight] = []
    for turn in range(STARTS):
        async with _served() as (seconds, served, slack, discord):
            ready.append(seconds)
            worked.append(served.processor)
            at.append(Weight.of(served.process.pid))
            aside(f"{seconds:.2f} s, {at[-1]}")
            if turn == STARTS - 1:
                await _ask(slack, discord, count)
                await _check(discord)
                after, children = Weight.of(served.process.pid), [Weight.of(one) for one in _children(served)]
                aside(*slack.refused, *discord.refused, *served.log()[-20:])
    return Both(ready, at, after, children, count, busy, worked)


@asynccontextmanager
async def _served() -> AsyncIterator[tuple[float, Served, Slack, Discord]]:
    """Serve both platforms, and give the seconds that it took until it was ready and heard both."""
    async with Slack() as slack, Discord() as discord:
        office = slack.world.add_channel("office", [slack.bot], private=True)
        port = _free()
        given = {
            **slack.environment,
            "ESOR_BOT_SLACK_OFFICE_CHANNEL": office,
            **settings(discord, staffed(discord)[0]),
            "ESOR_BOT_HEALTH_PORT": str(port),
        }
        with TemporaryDirectory() as made:
            began = time.monotonic()
            served = start(Path(made), ["slack", "discord"], given)
            try:
                await asyncio.to_thread(_wait, port)
                await slack.connected(_PATIENCE)
                await discord.connected(_PATIENCE)
                yield time.monotonic() - began, served, slack, discord
            finally:
                await served.stop()


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(port: int) -> None:
    """Wait until it says that it is ready. Raises TimeoutError."""
    until = time.monotonic() + _PATIENCE
    while not _ready(port):
        if time.monotonic() > until:
            raise TimeoutError("it is not ready")
        time.sleep(0.02)


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=1) as told:
            return bool(told.status == 200)
    except OSError:
        return False


async def _ask(slack: Slack, discord: Discord, count: int) -> None:
    """Ask, one after the other, on both platforms."""
    there, others = people(discord, count), [slack.world.add_user(f"person{number}") for number in range(count)]
    for number, question in zip(range(count), questions(), strict=False):
        if number % 2:
            person = there[number]
            await discord.say(person, discord.direct(person), question)
            await discord.until(partial(discord.told, person), _PATIENCE, "an answer")
        else:
            person = others[number]
            await slack.say(person, slack.direct(person), question)
            await slack.until(partial(slack.told, person), _PATIENCE, "an answer")


async def _check(discord: Discord) -> None:
    """Have a file checked."""
    ((_, data),) = series(1, 7)
    await discord.registered(_PATIENCE)
    asked = await discord.command(discord.ann, discord.general, "esor check", file=("application.pdf", data))
    await discord.until(lambda: any(one.files for one in asked.messages()), 2 * _PATIENCE, "a report")


def _children(served: Served) -> list[int]:
    tasks = Path(f"/proc/{served.process.pid}/task").iterdir()
    return [int(one) for task in tasks for one in (task / "children").read_text("ascii").split()]
