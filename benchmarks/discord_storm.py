"""Is every question answered exactly once, whatever repeats itself, breaks or fails?"""

from __future__ import annotations

import asyncio
import itertools
import time
from contextlib import suppress
from dataclasses import dataclass, field

from benchmarks.discord_process import Room, channels, people
from benchmarks.platforms.figures import Storm
from benchmarks.platforms.pace import beside
from benchmarks.platforms.saying import questions
from esor_bot.testing.discord import DROPPED, Interaction, Message

CUT = 5.0
_COPIES = 2
_PATIENCE = 240.0
_QUIET = 8.0
_FAULTS = ((429, False), (500, False), (502, True), (DROPPED, False), (DROPPED, True))
_INVALID = 4  # of so many breaks of the connection, one ends the session


@dataclass
class _Weather:
    """What breaks. `clear` is not set while there is no session: only mentions are found then, when there is one again.

    Discord tells nobody of commands in such a moment, nor of direct messages of somebody it never met.
    """

    clear: asyncio.Event = field(default_factory=asyncio.Event)
    cuts: int = 0


async def storm(room: Room, count: int, rate: float = 8.0) -> Storm:
    """Ask while everything fails: by mentions, in direct messages and by commands, each person once."""
    discord, weather = room.discord, _Weather()
    there, places = people(discord, count), itertools.cycle(channels(discord, 40))
    for status, after in _FAULTS:
        discord.fault(".*", status=status, after=after, retry_after=0.5, share=0.05 / len(_FAULTS), times=None)
    began, asked = time.monotonic(), list[tuple[str, asyncio.Future[Message | Interaction]]]()
    async with beside([_cut(room, weather)]):
        for number, (person, question) in enumerate(zip(there, questions(), strict=False)):
            act = _ask(room, weather, number, person, next(places), question)
            asked.append((person, asyncio.ensure_future(act)))
            await asyncio.sleep(1 / rate)
        with suppress(TimeoutError):
            await discord.until(lambda: all(_replies(room, *one) for one in asked), _PATIENCE)
        await asyncio.sleep(_QUIET)
    failed = discord.world.faults.happened
    discord.world.faults.clear()
    counts = [_replies(room, *one) for one in asked]
    missing, doubled = counts.count(0), sum(one > 1 for one in counts)
    return Storm(count, missing, doubled, failed, weather.cuts, time.monotonic() - began)


async def _ask(
    room: Room, weather: _Weather, number: int, person: str, place: str, question: str
) -> Message | Interaction:
    """Ask in one of three ways; each event comes three times, at once or after a while."""
    discord = room.discord
    if number % 3 != 1:
        await weather.clear.wait()
    if number % 3 == 2:
        using = asyncio.ensure_future(discord.command(person, place, "esor ask", question=question))
        await asyncio.sleep(0)
        (made,) = (one for one in discord.world.interactions.values() if one.user == person)
        done: Message | Interaction = made
    elif number % 3:
        done = await discord.mention(person, place, question)
    else:
        done = await discord.say(person, discord.direct(person), question)
    for _ in range(_COPIES):
        await asyncio.sleep(number % 2)
        await discord.replay(done)
    if number % 3 == 2:
        await using
    return done


def _replies(room: Room, person: str, asking: asyncio.Future[Message | Interaction]) -> int:
    """Count what somebody got to read; where an interaction could not be answered, that is in direct messages."""
    discord, told = room.discord, len(room.discord.told(person))
    if not asking.done():
        return 0
    done = asking.result()
    if isinstance(done, Interaction):
        return told + len(done.messages())
    return told if discord.world.channels[done.channel].direct else told + len(discord.replies(done))


async def _cut(room: Room, weather: _Weather) -> None:
    """Break the connection again and again: without a word, with one, and once in a while together with the session."""
    discord = room.discord
    weather.clear.set()
    for ways in itertools.count(1):
        await asyncio.sleep(CUT)
        weather.cuts += 1
        if ways % _INVALID == 0:
            weather.clear.clear()
            await discord.connected(_PATIENCE)
            await discord.invalidate()
            await discord.connected(_PATIENCE)
            weather.clear.set()
        elif ways % _INVALID == 1:
            await discord.cut()
        elif ways % _INVALID == 2:
            await discord.close(4000)
        else:
            await discord.reconnect()
