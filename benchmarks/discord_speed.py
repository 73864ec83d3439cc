"""How quickly interactions are answered first under load, and how quickly a mention is answered without any."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import suppress

from benchmarks.applications.series import series
from benchmarks.discord_process import Room, channels, people
from benchmarks.platforms.figures import Answers, Load
from benchmarks.platforms.pace import Act, beside, steadily
from benchmarks.platforms.saying import questions
from esor_bot.testing.discord import Interaction, Message, labels

RATE = 50
_PEOPLE, _CHANNELS, _CHECKERS = 200, 60, 2
_PAUSE = 0.1
_UNANSWERED = 3.0  # seconds, after which people are told that the application did not respond


async def load(room: Room, seconds: float) -> Load:
    """Do things at a steady rate while files are checked: so many interactions a second, and mentions besides."""
    discord = room.discord
    there = people(discord, _PEOPLE)
    places = channels(discord, _CHANNELS)
    # Made once, before: what makes them is not made for several threads.
    files, checks = itertools.cycle([data for _, data in series(2, 7)]), [0]
    async with beside([_check(room, who, files, checks) for who in there[:_CHECKERS]]):
        await asyncio.sleep(2)
        discord.latencies.clear()
        missed, before = discord.actor.missed, _posted(room)
        sent, took = await steadily(_acts(room, there[_CHECKERS:], places), questions(), RATE, seconds)
        await asyncio.sleep(1)
        first = [*discord.latencies, *[_UNANSWERED] * (discord.actor.missed - missed)]
    return Load(first, sent, took, _posted(room) - before, checks[0], "interactions")


def _acts(room: Room, there: Sequence[str], places: Sequence[str]) -> Iterator[tuple[int, Act]]:
    """Return what people do, again and again, each with the number of interactions that it makes."""
    discord, who, where = room.discord, itertools.cycle(there), itertools.cycle(places)
    shown = _shown(room)

    def ask(text: str) -> Awaitable[object]:
        return discord.command(next(who), next(where), "esor ask", question=text)

    def press(text: str) -> Awaitable[object]:
        if not shown:
            return ask(text)
        person, message, label = shown.popleft()
        return discord.press(person, message, label)

    acts: list[tuple[int, Act]] = [
        (1, ask),
        (1, lambda text: discord.complete(next(who), next(where), "esor ask", "question", text[:12])),
        (0, lambda text: discord.mention(next(who), next(where), text)),
        (1, press),
        (1, ask),
        (1, lambda _: discord.command(next(who), next(where), "esor deadline")),
    ]
    return itertools.cycle(acts)


def _shown(room: Room) -> deque[tuple[str, Message, str]]:
    """Return a list of what can be pressed, and by whom, which grows as the bot answers."""
    found: deque[tuple[str, Message, str]] = deque(maxlen=500)
    world, bot, turns = room.discord.world, room.discord.bot, itertools.count()

    def watch(message: Message) -> None:
        if message.author == bot and message.only_for and message.versions == 1 and (words := labels(message)):
            found.append((message.only_for, message, words[next(turns) % len(words)]))

    world.watchers.append(watch)
    return found


async def _check(room: Room, who: str, files: Iterator[bytes], done: list[int]) -> None:
    """Have files checked, one after the other."""
    discord = room.discord
    while True:
        asked = await discord.command(who, discord.general, "esor check", file=("application.pdf", next(files)))

        def report(asked: Interaction = asked) -> list[Message]:
            return [one for one in asked.messages() if one.files]

        with suppress(TimeoutError):
            await discord.until(report, 120, "a report")
            done[0] += 1


def _posted(room: Room) -> int:
    world = room.discord.world
    there = (one for place in world.messages.values() for one in place.values())
    return sum(one.author == room.discord.bot and not one.loading for one in there)


async def answers(room: Room, count: int) -> Answers:
    """Mention the bot, one question after the other, and wait for each reply in its thread."""
    discord = room.discord
    there = people(discord, _PEOPLE)
    places = itertools.cycle(channels(discord, _CHANNELS))
    took, asked = [], questions()
    for person, question in zip(itertools.islice(itertools.cycle(there), count), asked, strict=False):
        posted: asyncio.Future[float] = asyncio.get_running_loop().create_future()

        def watch(message: Message, posted: asyncio.Future[float] = posted) -> None:
            if message.author == discord.bot and message.content and not posted.done():
                posted.set_result(time.monotonic())

        discord.world.watchers[:] = [watch]
        began = time.monotonic()
        await discord.mention(person, next(places), question)
        took.append(await asyncio.wait_for(posted, 30) - began)
        await asyncio.sleep(_PAUSE)  # Discord takes fifty calls a second
    discord.world.watchers.clear()
    return Answers(took)
