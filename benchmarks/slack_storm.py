"""Is every question answered exactly once, whatever repeats itself, breaks or fails?"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass

from benchmarks.slack_people import channels, people, questions
from benchmarks.slack_process import Room
from esor_bot.testing.slack import DROPPED, Message

CUT = 5.0
_PATIENCE = 240.0
_QUIET = 8.0
_FAULTS = ((429, False), (500, False), (502, True), (DROPPED, False), (DROPPED, True))


@dataclass(frozen=True, slots=True)
class Storm:
    """What came of it."""

    asked: int
    missing: int
    doubled: int
    failed: int
    cuts: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.asked} questions: {self.missing} without an answer, {self.doubled} with more than one;"
            f" {self.failed} calls failed, {self.cuts} cuts, {self.seconds:.0f} s"
        )

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return self.missing == self.doubled == 0


async def storm(room: Room, count: int, rate: float = 8.0) -> Storm:
    """Ask while everything fails, half in channels and half in direct messages, each person once."""
    slack = room.slack
    there = people(slack, count)
    places = channels(slack, 40, there)
    for status, after in _FAULTS:
        slack.fault(".*", status=status, after=after, share=0.05 / len(_FAULTS), times=None)
    cuts, began = [0], time.monotonic()
    cutting = asyncio.create_task(_cut(room, cuts))
    asked: list[Message] = []
    for number, (person, question) in enumerate(zip(there, questions(), strict=False)):
        if number % 2:
            place = places[number % len(places)]
            message = await slack.mention(person, place, question, copies=2, other_ids=number % 4 == 1)
        else:
            message = await slack.say(person, slack.direct(person), question, copies=2, other_ids=number % 4 == 0)
        asked.append(message)
        await asyncio.sleep(1 / rate)
    with suppress(TimeoutError):
        await slack.until(lambda: all(_replies(room, message) for message in asked), _PATIENCE)
    await asyncio.sleep(_QUIET)
    cutting.cancel()
    await asyncio.gather(cutting, return_exceptions=True)
    failed = slack.world.faults.happened
    slack.world.faults.clear()
    counts = [_replies(room, message) for message in asked]
    missing, doubled = counts.count(0), sum(one > 1 for one in counts)
    return Storm(count, missing, doubled, failed, cuts[0], time.monotonic() - began)


def _replies(room: Room, message: Message) -> int:
    slack = room.slack
    if slack.world.channels[message.channel].direct:
        return len(slack.said(message.channel))
    return len(slack.replies(message))


async def _cut(room: Room, cuts: list[int]) -> None:
    """Cut the connections again and again: without a word, and with one."""
    while True:
        await asyncio.sleep(CUT)
        await room.slack.cut("" if cuts[0] % 2 == 0 else "refresh_requested")
        cuts[0] += 1
