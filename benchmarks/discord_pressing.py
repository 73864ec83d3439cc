"""Somebody who presses everything there is, fills in every form, and goes on with what comes of it."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import Awaitable, Sequence
from typing import Any

from benchmarks.discord_process import Room
from benchmarks.platforms.saying import seen
from esor_bot.testing.discord import Interaction, Message, Modal, labels
from esor_bot.testing.discord.pressing import FILES, INPUT, fields

_OFTEN = 12  # as often a button of one name is pressed, in different messages
_DEEP = 4
_QUIET = (6, 7, 8)  # kinds of first answers after which nothing has to follow


async def came(room: Room, act: Awaitable[Interaction]) -> Interaction:
    """Do something, and wait for what comes of it."""
    done = await act
    await seen(room.discord, lambda: done.failed or done.messages() or done.modal or done.answer in _QUIET, 15)
    await asyncio.sleep(0.05)
    return done


class Pressing:
    """Presses. `files` is what a form gets that asks for files."""

    def __init__(self, room: Room, texts: Sequence[str]) -> None:
        self._room = room
        self._texts = itertools.cycle((*texts, " ", "ok"))
        self._often: Counter[tuple[bool, str]] = Counter()
        self._pressed: set[tuple[str, str, str]] = set()
        self.files = [("a.pdf", b"%PDF-1.7")]

    async def all(self, who: str, message: Message, deep: int = _DEEP) -> None:
        """Press all that is in a message, also what comes to be there."""
        discord = self._room.discord
        while deep and message in discord.seen_by(who, message.channel) and (label := self._next(who, message)):
            self._pressed.add((who, message.id, label))
            self._often[who == self._room.olga, label] += 1
            await self.follow(who, await came(self._room, discord.press(who, message, label)), deep - 1)

    async def follow(self, who: str, done: Interaction, deep: int = _DEEP) -> None:
        """Fill in the form that came of something, and press what was shown."""
        discord = self._room.discord
        if done.modal is not None and discord.modal(who) is done.modal:
            filled = self._filled(done.modal)
            await self.follow(who, await came(self._room, discord.submit(who, filled)), deep - 1)
        for message in done.messages():
            await self.all(who, message, deep)

    def _next(self, who: str, message: Message) -> str | None:
        office = who == self._room.olga
        for label in labels(message):
            if (who, message.id, label) not in self._pressed and self._often[office, label] < _OFTEN:
                return label
        return None

    def _filled(self, modal: Modal) -> dict[str, Any]:
        return {label: self._value(field) for label, field in fields(modal)}

    def _value(self, field: dict[str, Any]) -> Any:  # noqa: ANN401 - a text, or a list
        if field["type"] == FILES:
            return self.files[: field.get("max_values", 1)]
        if field["type"] == INPUT:
            most = field.get("max_length", 4000) // 2  # a letter may be two of Discord's
            return next(self._texts)[:most].ljust(field.get("min_length", 0))
        return [field["options"][0]["value"]]
