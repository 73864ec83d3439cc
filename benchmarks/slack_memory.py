"""Does the process grow with what it has heard?"""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.slack_people import people, questions
from benchmarks.slack_process import Room
from esor_bot.testing.slack import Message

STEPS = 10
_COPIES = 4  # of each event, after it was heard
_PEOPLE = 1500
_AT_ONCE = 24
_FLAT = 1.0  # MiB for 10 000 events, once everything is in place


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory after each tenth of the events, in MiB."""

    events: int
    seconds: float
    before: float
    steps: Sequence[float]

    @property
    def slope(self) -> float:
        """MiB for 10 000 events, over the second half: at first things are loaded and kept ready."""
        half = self.steps[len(self.steps) // 2 - 1 :]
        middle = (len(half) - 1) / 2
        over = sum((place - middle) ** 2 for place in range(len(half)))
        rise = sum((place - middle) * one for place, one in enumerate(half)) / over
        return rise * 10_000 / (self.events / STEPS)

    def __str__(self) -> str:
        steps = " ".join(f"{one:.0f}" for one in self.steps)
        return (
            f"{self.before:.0f} MiB before, then {steps} MiB: {self.slope:+.2f} MiB for 10 000 events in the second"
            f" half; {self.events / self.seconds:.0f} events/s"
        )

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return self.slope < _FLAT


async def memory(room: Room, events: int) -> Memory:
    """Send events as quickly as they are answered; each question comes several times."""
    slack = room.slack
    there = itertools.cycle(people(slack, _PEOPLE))
    asked = questions()
    before, began, steps = room.memory, time.monotonic(), []
    for step in range(STEPS):
        turns = iter(range(events // STEPS // (1 + _COPIES)))
        await asyncio.gather(*(_ask(room, there, asked, turns) for _ in range(_AT_ONCE)))
        steps.append(room.memory)
        print(f"  {(step + 1) * events // STEPS} events: {steps[-1]:.1f} MiB", file=sys.stderr, flush=True)
        _forget(room)
    return Memory(events, time.monotonic() - began, before, steps)


async def _ask(room: Room, there: Iterator[str], asked: Iterator[str], turns: Iterator[int]) -> None:
    slack = room.slack
    for _ in turns:
        person = next(there)
        answered = asyncio.Event()

        def watch(message: Message, channel: str = slack.direct(person), seen: asyncio.Event = answered) -> None:
            if message.of_bot and message.channel == channel:
                seen.set()

        slack.world.watchers.append(watch)
        await slack.say(person, slack.direct(person), next(asked), copies=_COPIES, other_ids=True)
        await asyncio.wait_for(answered.wait(), 60)
        slack.world.watchers.remove(watch)


def _forget(room: Room) -> None:
    """Let the kit forget what was said: it is not the kit that is measured."""
    room.slack.world.messages.clear()
    room.slack.world.threads.clear()
    room.slack.sender.latencies.clear()
