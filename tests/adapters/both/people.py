"""People at a terminal, on Slack and on Discord who ask, and who are of the office, by the same words each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from esor_bot.bootstrap import now, office_hours, open_desk
from esor_bot.domain.case import Actor, Deed, Place, Role
from esor_bot.ports import Draft
from esor_bot.testing.discord import Discord
from esor_bot.testing.discord import labels as discord_labels
from esor_bot.testing.discord import read as discord_read
from esor_bot.testing.slack import Slack, flat
from esor_bot.testing.slack import labels as slack_labels

ANN, CLEO = "terminal:ann", Actor("terminal:Cleo", Role.OFFICE, "Cleo")
HOME = Place("terminal", "ann")


class Side(Protocol):
    """Somebody who asks there, and somebody of the office there."""

    async def ask(self, question: str) -> None:
        """Take a question to the office."""

    async def answer(self, number: int, text: str) -> None:
        """Answer it for the office."""

    async def told(self, text: str) -> int:
        """Say how often whoever asked there was told something, once they were."""

    def cards(self) -> dict[int, list[str]]:
        """Return what the cards of each question show there."""


@dataclass
class AtTerminal:
    """A terminal in a process of its own, whose settings name no platform but only the database."""

    def __post_init__(self) -> None:
        """Nothing was told yet."""
        self.heard: list[str] = []

    async def ask(self, question: str) -> None:
        """Ask at the terminal."""
        with open_desk(now, office_hours(), 5.0) as desk:
            desk.ask(Draft("", question, ANN, HOME, now()), another=True)

    async def answer(self, number: int, text: str) -> None:
        """Answer at the terminal."""
        with open_desk(now, office_hours(), 5.0) as desk:
            desk.do(number, Deed.ANSWER, CLEO, text=text)

    async def merge(self, number: int, into: int) -> None:
        """Merge one question into another."""
        with open_desk(now, office_hours(), 5.0) as desk:
            desk.do(number, Deed.MERGE, CLEO, into=into)

    async def told(self, text: str) -> int:
        """Read what came to the terminal."""
        with open_desk(now, office_hours(), 5.0) as desk:
            box = desk.letterbox(HOME, "reader")
            for letter in box.take():
                self.heard.append(letter.told.values.get("text", ""))
                box.read(letter)
        return self.heard.count(text)

    def cards(self) -> dict[int, list[str]]:
        """Return nothing: the terminal has a list."""
        return {}


@dataclass
class OnSlack:
    """Ann asks in her direct messages, Olga answers in the office's channel."""

    slack: Slack
    olga: str
    office: str

    async def ask(self, question: str) -> None:
        """Ask by the command."""
        slack = self.slack
        await slack.command(slack.ann, slack.general, "/esor", f"office {question}")
        await slack.until(lambda: slack.modal(slack.ann), what="a form")
        await slack.submit(slack.ann, {"Your question": question})

    async def answer(self, number: int, text: str) -> None:
        """Answer by the card."""
        slack = self.slack
        card = next(one for one in slack.said(self.office) if self._number(flat(one)) == number)
        await slack.press(self.olga, card, "Answer")
        await slack.until(lambda: slack.modal(self.olga), what="a form")
        await slack.submit(self.olga, {"Answer": text})

    async def told(self, text: str) -> int:
        """Read what Ann was told, when she was."""
        return await self.slack.until(lambda: len(self._told(text)), what=f"{text!r} on Slack")

    def cards(self) -> dict[int, list[str]]:
        """Return the cards in the office's channel."""
        cards = [one for one in self.slack.said(self.office) if not one.thread and slack_labels(one)]
        return _by_number([flat(one) for one in cards])

    def _told(self, text: str) -> list[str]:
        return [flat(one) for one in self.slack.said(self.slack.direct(self.slack.ann)) if text in flat(one)]

    @staticmethod
    def _number(card: str) -> int:
        return int(card.lstrip("#").partition(" ")[0].strip("*·"))


@dataclass
class OnDiscord:
    """Ann asks by the command, Olga answers in the office's channel."""

    discord: Discord
    olga: str
    office: str

    async def ask(self, question: str) -> None:
        """Ask by the command."""
        discord = self.discord
        await discord.command(discord.ann, discord.general, "esor office")
        await discord.submit(discord.ann, {"Your question": question})

    async def answer(self, number: int, text: str) -> None:
        """Answer by the card."""
        discord = self.discord
        card = next(one for one in discord.said(self.office) if number in _by_number([discord_read(one)]))
        await discord.press(self.olga, card, "Answer")
        await discord.submit(self.olga, {"Answer": text})

    async def told(self, text: str) -> int:
        """Read what Ann was told, when she was."""
        return await self.discord.until(lambda: len(self._told(text)), what=f"{text!r} on Discord")

    def cards(self) -> dict[int, list[str]]:
        """Return the cards in the office's channel."""
        cards = [one for one in self.discord.said(self.office) if one.channel == self.office]
        return _by_number([discord_read(one) for one in cards if discord_labels(one)])

    def _told(self, text: str) -> list[str]:
        return [discord_read(one) for one in self.discord.told(self.discord.ann) if text in discord_read(one)]


def _by_number(cards: list[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for card in cards:
        found.setdefault(int(card.partition("#")[2].partition(" ")[0].strip("*·")), []).append(card)
    return found
