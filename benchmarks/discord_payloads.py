"""Does Discord take everything that is sent to it? Everything that can be done is done, with odd texts, too."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.applications.series import series
from benchmarks.discord_openapi import Document
from benchmarks.discord_pressing import Pressing, came
from benchmarks.discord_process import Room, people, room
from benchmarks.platforms.figures import Tour
from benchmarks.platforms.saying import ODD, OFFICE, questions, seen
from benchmarks.platforms.table import aside
from esor_bot.testing.discord import Interaction, Message

ODDEST = (
    *ODD,
    "@everyone @here <@1> <@&1> <#1> <t:1:R> </esor ask:1> <:a:1> [nice](https://evil.example) ||no||",
    "# deadline\n-# small\n>>> all of it\n* [x](<y>) \\* __u__ ~~s~~ \u200b`` ` ``",
)
"""Texts that mean something to Discord."""

_WORDS = ("ask", "deadline", "documents", "cases", "privacy", "forget-me", "help", "office", "eligibility")
_OPTIONS = {"list": "which", "search": "words", "show": "number", "stats": "weeks", "silent": "days",
            "promote": "statement"}  # fmt: skip
_TYPED = ("", "d", "deadline", "@everyone", "\u202e\u0000", "é" * 1500)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent, what became of it, and what Discord's own document says of it (`held` calls, None: not asked)."""

    tour: Tour
    held: int | None = None
    wrong: Sequence[str] = ()

    def __str__(self) -> str:
        if self.held is None:
            return str(self.tour)
        said = f"{self.tour}; {self.held} calls held against Discord's document, {len(self.wrong)} errors"
        return said + "".join(f"; {one}" for one in self.wrong[:5])

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return self.tour.passed and not self.wrong


async def payloads(count: int, openapi: Path | None) -> Sent:
    """Do everything where the office is a channel, and where it is a forum."""
    document = Document(openapi) if openapi is not None else None
    sent, refused, warnings = 0, list[str](), list[str]()
    for kind in ("private", "forum"):
        async with room(office_kind=kind) as at:
            world = at.discord.world
            world.heard = document.heard if document is not None else None
            await tour(at, count)
            sent += sum(times for call, times in world.calls.items() if not call.startswith("GET"))
            refused += world.refused
            warnings += world.warnings
            aside(*at.log()[-20:])
    held = None if document is None else document.count
    return Sent(Tour(sent, refused, warnings), held, [] if document is None else list(document.problems))


async def tour(room: Room, count: int) -> None:
    """Do everything, and ask so many questions of the benchmark besides."""
    pressing = Pressing(room, ODDEST)
    await _questions(room, pressing, count)
    await _words(room, pressing)
    await _messages(room, pressing)
    await _office(room, pressing)
    await _checks(room, pressing)


async def _questions(room: Room, pressing: Pressing, count: int) -> None:
    """Ask in direct messages, by mentions and by commands."""
    discord = room.discord
    there = people(discord, count)
    asked = itertools.chain(ODDEST, ODDEST, ODDEST, questions())
    for number, (person, question) in enumerate(zip(there, asked, strict=False)):
        if number % 3 == 2:
            used = discord.command(person, discord.general, "esor ask", question=question[:1500] or "?")
            await pressing.follow(person, await came(room, used))
        else:
            act = discord.mention(person, discord.general, question[:1900]) if number % 3 else (
                discord.say(person, discord.direct(person), question[:2000]))  # fmt: skip
            for reply in await _replies(room, act):
                await pressing.all(person, reply)


async def _words(room: Room, pressing: Pressing) -> None:
    """Use every command, in the server and in direct messages, and type into what offers something."""
    discord = room.discord
    for text in _TYPED:
        await discord.complete(discord.ann, discord.general, "esor ask", "question", text)
    for who, word in itertools.product((discord.ann, discord.ben), _WORDS):
        place = discord.general if who == discord.ann else discord.direct(who)
        given = {"question": "when is the deadline?"} if word == "ask" else {}
        await pressing.follow(who, await came(room, discord.command(who, place, f"esor {word}", **given)))
    for text in ODDEST:
        used = discord.command(discord.ann, discord.general, "esor office", question=text[:1500])
        await pressing.follow(discord.ann, await came(room, used))


async def _messages(room: Room, pressing: Pressing) -> None:
    """Let the bot answer what others wrote, and show it files where everybody sees them."""
    discord = room.discord
    for text in ("which documents do I need?", *ODDEST):
        said = await discord.say(discord.ben, discord.general, text[:2000])
        await pressing.follow(discord.ann, await came(room, discord.menu(discord.ann, "Answer this", said)))
    for text, name in (("my application", "a.pdf"), ("", "b.docx")):
        shown = discord.mention(discord.ann, discord.general, text, files=[(name, b"%PDF-1.7")])
        for reply in await _replies(room, shown):
            await pressing.all(discord.ann, reply)


async def _office(room: Room, pressing: Pressing) -> None:
    """Ask the office, also with closed direct messages; let it do everything with its cards, and use its words."""
    discord = room.discord
    shut = discord.world.add_user("shut")
    discord.world.users[shut].closed = True
    for who, text in ((discord.ben, "May I bring my dog?"), (shut, "May I bring my cat?"), (shut, ODDEST[-1])):
        used = discord.command(who, discord.general, "esor office", question=text)
        await pressing.follow(who, await came(room, used))
    cards = len(discord.said(room.office))
    await seen(discord, lambda: len(discord.said(room.office)) > cards, 5)
    for card in discord.said(room.office)[-12:]:
        await pressing.all(room.olga, card)
    for text in OFFICE:
        word, _, rest = text.partition(" ")
        await _office_word(room, pressing, word, rest)


async def _office_word(room: Room, pressing: Pressing, word: str, rest: str) -> None:
    discord = room.discord
    given: dict[str, object] = {}
    if rest:
        given = {_OPTIONS[word]: int(rest) if word == "show" else rest}
    with suppress(LookupError):  # what is no word is not offered
        for who in (room.olga, discord.ann):
            used = discord.command(who, discord.general, f"esor-office {word}", **given)
            await pressing.follow(who, await came(room, used))


async def _checks(room: Room, pressing: Pressing) -> None:
    """Have files checked by the command, by the form and in direct messages; some are none that can be."""
    discord, ann = room.discord, room.discord.ann
    files = [("application.pdf", data) for _, data in series(2, 7)]
    for name, data in (*files, ("a.docx", b"PK"), ("b.pdf", b"%PDF"), ("c.pdf", b"")):
        used = await came(room, discord.command(ann, discord.general, "esor check", file=(name, data)))
        await _reported(room, used)
    for told in (files[:1], [("a.docx", b"PK"), ("b.pdf", b"%PDF")]):
        pressing.files = told
        opened = await came(room, discord.command(ann, discord.general, "esor check"))
        await pressing.follow(ann, opened)
        for reply in await _replies(room, discord.say(ann, discord.direct(ann), "", files=told)):
            await pressing.all(ann, reply)
    await seen(discord, lambda: sum(bool(one.files) for one in discord.told(ann)) > 0, 60)
    await asyncio.sleep(1)


async def _reported(room: Room, used: Interaction) -> None:
    def report() -> bool:
        return any(one.files or one.versions > 1 for one in used.messages())

    await seen(room.discord, report, 60)
    await asyncio.sleep(0.5)


async def _replies(room: Room, act: Awaitable[Message]) -> list[Message]:
    """Write something, and return what is answered."""
    said = await act
    if await seen(room.discord, lambda: room.discord.replies(said), 20):
        await asyncio.sleep(0.05)
    return room.discord.replies(said)
