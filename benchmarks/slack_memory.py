"""Does the process grow with what it has heard?"""

from __future__ import annotations

import asyncio
import itertools

from benchmarks.platforms.figures import Memory
from benchmarks.platforms.pace import grown
from benchmarks.platforms.saying import questions
from benchmarks.slack_people import people
from benchmarks.slack_process import Room
from esor_bot.testing.slack import Message

_COPIES = 4  # of each event, after it was heard
_PEOPLE = 1500


async def memory(room: Room, events: int) -> Memory:
    """Send events as quickly as they are answered; each question comes several times."""
    slack, asked = room.slack, questions()
    there = itertools.cycle(people(slack, _PEOPLE))

    async def ask() -> None:
        person, answered = next(there), asyncio.Event()

        def watch(message: Message, channel: str = slack.direct(person)) -> None:
            if message.of_bot and message.channel == channel:
                answered.set()

        slack.world.watchers.append(watch)
        await slack.say(person, slack.direct(person), next(asked), copies=_COPIES, other_ids=True)
        await asyncio.wait_for(answered.wait(), 60)
        slack.world.watchers.remove(watch)

    return await grown(room, events, 1 + _COPIES, ask, lambda: _forget(room))


def _forget(room: Room) -> None:
    """Let the kit forget what was said: it is not the kit that is measured."""
    room.slack.world.messages.clear()
    room.slack.world.threads.clear()
    room.slack.sender.latencies.clear()
