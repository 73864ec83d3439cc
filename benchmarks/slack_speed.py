"""How quickly what Slack sends is acknowledged under load, and how quickly a mention is answered without any."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import suppress

from benchmarks.applications.series import series
from benchmarks.platforms.figures import Answers, Load
from benchmarks.platforms.pace import Act, beside, steadily
from benchmarks.platforms.saying import questions
from benchmarks.slack_people import channels, people
from benchmarks.slack_process import Room
from esor_bot.testing.slack import Message, labels

RATE = 50
_PEOPLE, _CHANNELS, _CHECKERS = 200, 60, 2


async def load(room: Room, seconds: float) -> Load:
    """Send events at a steady rate while files are checked."""
    slack = room.slack
    there = people(slack, _PEOPLE)
    places = channels(slack, _CHANNELS, there)
    # Made once, before: what makes them is not made for several threads.
    files, checks = itertools.cycle([data for _, data in series(2, 7)]), [0]
    async with beside([_check(room, who, files, checks) for who in there[:_CHECKERS]]):
        await asyncio.sleep(2)
        slack.sender.latencies.clear()
        before = _posted(room)
        acts = _acts(room, there[_CHECKERS:], places)
        sent, took = await steadily(acts, questions(), RATE, seconds)
        await asyncio.sleep(1)
        acknowledged = list(slack.sender.latencies)
    return Load(acknowledged, sent, took, _posted(room) - before, checks[0])


def _acts(room: Room, there: Sequence[str], places: Sequence[str]) -> itertools.cycle[tuple[int, Act]]:
    """Return what people do, again and again, each with the number of events that it makes."""
    slack, who, where = room.slack, itertools.cycle(there), itertools.cycle(places)

    def ask(text: str) -> Awaitable[object]:
        person = next(who)
        return slack.say(person, slack.direct(person), text)

    acts: list[tuple[int, Act]] = [
        (1, ask),
        (1, ask),
        (2, lambda text: slack.mention(next(who), next(where), text)),
        (1, ask),
        (1, lambda text: slack.command(next(who), next(where), "/esor", text)),
        (1, lambda _: slack.open_home(next(who))),
    ]
    return itertools.cycle(acts)


async def _check(room: Room, who: str, files: Iterator[bytes], done: list[int]) -> None:
    """Have files checked, one after the other."""
    slack = room.slack
    while True:
        asked = await slack.share_pdf(who, slack.direct(who), next(files))

        def offer(since: str = asked.ts) -> Message | None:
            return next((one for one in slack.told(who) if one.ts > since and "Check it" in labels(one)), None)

        def report(since: str = asked.ts) -> list[Message]:
            return [one for one in slack.told(who) if one.ts > since and one.files]

        with suppress(TimeoutError):
            offered = await slack.until(offer, 60, "an offer")
            assert offered is not None
            await slack.press(who, offered, "Check it")
            await slack.until(report, 120, "a report")
            done[0] += 1


def _posted(room: Room) -> int:
    return sum(len(room.slack.said(channel)) for channel in room.slack.world.channels)


async def answers(room: Room, count: int) -> Answers:
    """Mention the bot, one question after the other, and wait for each reply."""
    slack = room.slack
    there = people(slack, _PEOPLE)
    places = itertools.cycle(channels(slack, 3 * _CHANNELS, there))
    took, asked = [], questions()
    for person, question in zip(itertools.islice(itertools.cycle(there), count), asked, strict=False):
        posted: asyncio.Future[float] = asyncio.get_running_loop().create_future()

        def watch(message: Message, posted: asyncio.Future[float] = posted) -> None:
            if message.of_bot and not posted.done():
                posted.set_result(time.monotonic())

        slack.world.watchers[:] = [watch]
        began = time.monotonic()
        await slack.mention(person, next(places), question)
        took.append(await asyncio.wait_for(posted, 30) - began)
    slack.world.watchers.clear()
    return Answers(took)
