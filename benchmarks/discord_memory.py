"""Does the process grow with what it has heard?"""

from __future__ import annotations

import asyncio
import itertools

from benchmarks.discord_process import Room, channels, people
from benchmarks.platforms.figures import Memory
from benchmarks.platforms.pace import grown
from benchmarks.platforms.saying import questions
from esor_bot.testing.discord import Interaction, Message, Rules

UNPACED = Rules(messages=None, answers=None, calls=None)
"""The rules of a server that takes calls as quickly as they come."""

_COPIES = 4  # of each event
_PEOPLE, _CHANNELS = 1500, 60
_PATIENCE = 60.0


async def memory(room: Room, events: int) -> Memory:
    """Ask as quickly as it is answered: in direct messages, by mentions and by commands; each event comes again."""
    discord, asked, turns = room.discord, questions(), itertools.count()
    there, where = itertools.cycle(people(discord, _PEOPLE)), itertools.cycle(channels(discord, _CHANNELS))
    answered = _answered(room)

    async def ask() -> None:
        person, turn, question = next(there), next(turns) % 3, next(asked)
        if turn == 2:
            seen = answered[person] = asyncio.Event()
            done = await discord.command(person, next(where), "esor ask", question=question)
            await _again(room, done)
        else:
            direct = discord.direct(person)
            act = discord.mention(person, next(where), question) if turn else discord.say(person, direct, question)
            said = await act
            seen = answered[said.id if turn else direct] = asyncio.Event()
            await _again(room, said)
        await asyncio.wait_for(seen.wait(), _PATIENCE)

    return await grown(room, events, 1 + _COPIES, ask, lambda: _forget(room, answered))


def _answered(room: Room) -> dict[str, asyncio.Event]:
    """Return a place for those who wait: by the person who alone sees the answer, or by its channel or thread."""
    waiting: dict[str, asyncio.Event] = {}

    def watch(message: Message) -> None:
        key = message.only_for or message.channel
        if key in waiting and message.author == room.discord.bot and message.content:
            waiting[key].set()

    room.discord.world.watchers.append(watch)
    return waiting


async def _again(room: Room, what: Message | Interaction) -> None:
    for _ in range(_COPIES):
        await room.discord.replay(what)


def _forget(room: Room, answered: dict[str, asyncio.Event]) -> None:
    """Let the kit forget what was said: it is not the kit that is measured."""
    world = room.discord.world
    for kept in (answered, world.messages, world.interactions, world.modals, world.files, room.discord.latencies):
        kept.clear()
    for thread in [one.id for one in world.channels.values() if one.thread]:
        del world.channels[thread]
