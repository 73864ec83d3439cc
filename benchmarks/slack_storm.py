"""Is every question answered exactly once, whatever repeats itself, breaks or fails?"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from benchmarks.platforms.figures import Storm
from benchmarks.platforms.pace import beside
from benchmarks.platforms.saying import questions
from benchmarks.slack_people import channels, people
from benchmarks.slack_process import Room
from esor_bot.testing.slack import DROPPED, Message

CUT = 5.0
_PATIENCE = 240.0
_QUIET = 8.0
_FAULTS = ((429, False), (500, False), (502, True), (DROPPED, False), (DROPPED, True))


async def storm(room: Room, count: int, rate: float = 8.0) -> Storm:
    """Ask while everything fails, half in channels and half in direct messages, each person once."""
    slack = room.slack
    there = people(slack, count)
    places = channels(slack, 40, there)
    for status, after in _FAULTS:
        slack.fault(".*", status=status, after=after, share=0.05 / len(_FAULTS), times=None)
    cuts, began = [0], time.monotonic()
    asked: list[Message] = []
    async with beside([_cut(room, cuts)]):
        for number, (person, question) in enumerate(zip(there, questions(), strict=False)):
            asked.append(await _ask(room, number, person, places[number % len(places)], question))
            await asyncio.sleep(1 / rate)
        with suppress(TimeoutError):
            await slack.until(lambda: all(_replies(room, message) for message in asked), _PATIENCE)
        await asyncio.sleep(_QUIET)
    failed = slack.world.faults.happened
    slack.world.faults.clear()
    counts = [_replies(room, message) for message in asked]
    missing, doubled = counts.count(0), sum(one > 1 for one in counts)
    return Storm(count, missing, doubled, failed, cuts[0], time.monotonic() - began)


async def _ask(room: Room, number: int, person: str, place: str, question: str) -> Message:
    """Ask in a channel or in direct messages; each event comes three times, some under other ids."""
    slack = room.slack
    if number % 2:
        return await slack.mention(person, place, question, copies=2, other_ids=number % 4 == 1)
    return await slack.say(person, slack.direct(person), question, copies=2, other_ids=number % 4 == 0)


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
