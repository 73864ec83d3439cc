"""How quickly what Slack sends is acknowledged under load, and how quickly a mention is answered without any."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from benchmarks.applications.series import series
from benchmarks.slack_people import channels, people, questions
from benchmarks.slack_process import Room
from esor_bot.testing.slack import Message, labels

RATE = 50
_PEOPLE, _CHANNELS, _CHECKERS = 200, 60, 2


def share(values: Sequence[float], part: float) -> float:
    """Return the value that a part of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a minute of load: seconds until each acknowledgement, and what was done meanwhile."""

    acknowledged: Sequence[float]
    sent: int
    seconds: float
    answers: int
    checks: int

    def __str__(self) -> str:
        high, most = share(self.acknowledged, 0.999), max(self.acknowledged)
        return (
            f"99.9 % {high * 1000:.0f} ms, most {most * 1000:.0f} ms, median "
            f"{share(self.acknowledged, 0.5) * 1000:.1f} ms; {self.sent / self.seconds:.0f} events/s, "
            f"{self.answers} replies, {self.checks} files checked"
        )

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return share(self.acknowledged, 0.999) < 1.0 and max(self.acknowledged) < 3.0 and self.checks > 0


async def load(room: Room, seconds: float) -> Load:
    """Send events at a steady rate while files are checked."""
    slack = room.slack
    there = people(slack, _PEOPLE)
    places = channels(slack, _CHANNELS, there)
    checks = [0]
    checking = [asyncio.create_task(_check(room, who, checks)) for who in there[:_CHECKERS]]
    await asyncio.sleep(2)
    slack.sender.latencies.clear()
    before = _posted(room)
    began, sent, asked = time.monotonic(), 0, questions()
    acts = _acts(room, there[_CHECKERS:], places)
    running: set[asyncio.Task[object]] = set()
    while (passed := time.monotonic() - began) < seconds:
        while sent < passed * RATE:
            events, act = next(acts)
            running.add(asyncio.ensure_future(act(next(asked))))
            sent += events
        await asyncio.sleep(0.005)
    took = time.monotonic() - began
    await asyncio.gather(*running)
    await asyncio.sleep(1)
    latencies = list(slack.sender.latencies)
    for task in checking:
        task.cancel()
    await asyncio.gather(*checking, return_exceptions=True)
    return Load(latencies, sent, took, _posted(room) - before, checks[0])


_Act = Callable[[str], Awaitable[object]]


def _acts(room: Room, there: Sequence[str], places: Sequence[str]) -> itertools.cycle[tuple[int, _Act]]:
    """Return what people do, again and again, each with the number of events that it makes."""
    slack, who, where = room.slack, itertools.cycle(there), itertools.cycle(places)

    def ask(text: str) -> Awaitable[object]:
        person = next(who)
        return slack.say(person, slack.direct(person), text)

    acts: list[tuple[int, _Act]] = [
        (1, ask),
        (1, ask),
        (2, lambda text: slack.mention(next(who), next(where), text)),
        (1, ask),
        (1, lambda text: slack.command(next(who), next(where), "/esor", text)),
        (1, lambda _: slack.open_home(next(who))),
    ]
    return itertools.cycle(acts)


async def _check(room: Room, who: str, done: list[int]) -> None:
    """Have files checked, one after the other."""
    slack = room.slack
    files = itertools.cycle(await asyncio.to_thread(lambda: [data for _, data in series(2, 7)]))
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


@dataclass(frozen=True, slots=True)
class Answers:
    """Seconds from each mention to its reply."""

    seconds: Sequence[float]

    def __str__(self) -> str:
        middle, high = share(self.seconds, 0.5), share(self.seconds, 0.99)
        return f"median {middle * 1000:.0f} ms, 99 % {high * 1000:.0f} ms, most {max(self.seconds) * 1000:.0f} ms"

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return share(self.seconds, 0.5) < 0.1 and share(self.seconds, 0.99) < 0.5


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
