"""The server with its people, and what they get to see in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Self, TypeVar

from esor_bot.testing.discord.acting import Actor
from esor_bot.testing.discord.faults import Fault
from esor_bot.testing.discord.gateway import INVALID, RECONNECT
from esor_bot.testing.discord.methods_places import address
from esor_bot.testing.discord.refusing import Rules
from esor_bot.testing.discord.server import Server
from esor_bot.testing.discord.state import THREAD_MADE, Channel, Message, Modal
from esor_bot.testing.discord.world import World

Seen = TypeVar("Seen")


class Guild:
    """A server with Ann and Ben, the channel `general`, a role of the office, and the bot in it."""

    def __init__(self, *, rules: Rules | None = None) -> None:
        self.world = World(rules or Rules())
        self.server = Server(self.world)
        self.actor = Actor(self.world)
        self.bot = self.world.bot
        self.office_role = self.world.office_role
        self.ann = self.world.add_user("ann")
        self.ben = self.world.add_user("ben", locale="de")
        self.general = self.world.add_channel("general")

    async def __aenter__(self) -> Self:
        """Listen."""
        await self.server.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close everything."""
        await self.server.stop()

    @property
    def environment(self) -> dict[str, str]:
        """Return the settings that lead the bot here."""
        return {
            "ESOR_BOT_DISCORD_TOKEN": self.world.token,
            "ESOR_BOT_DISCORD_API_URL": f"{self.world.base}/api/v10",
            "ESOR_BOT_DISCORD_GATEWAY_URL": address(self.world),
        }

    # --- looking

    @property
    def refused(self) -> list[str]:
        """Return what was refused so far."""
        return self.world.refused

    @property
    def warnings(self) -> list[str]:
        """Return what was allowed, and doubtful."""
        return self.world.warnings

    @property
    def latencies(self) -> deque[float]:
        """Return the seconds until the first response of every interaction that had one."""
        return self.actor.latencies

    async def until(self, look: Callable[[], Seen], seconds: float = 10.0, what: str = "something") -> Seen:
        """Wait until something is to be seen."""
        return await self.world.until(look, seconds, what)

    async def connected(self, seconds: float = 20.0) -> None:
        """Wait until the bot hears."""
        await self.until(lambda: self.server.gateway.connected, seconds, "a connection")

    async def registered(self, seconds: float = 20.0) -> None:
        """Wait until the bot has registered its commands."""
        await self.until(lambda: self.world.commands, seconds, "commands")

    def direct(self, user: str) -> str:
        """Return somebody's direct messages with the bot."""
        return self.world.direct(user)

    def seen_by(self, user: str, channel: str) -> list[Message]:
        """Return what somebody sees in a channel, what only they see included; nothing where they are not let in."""
        return self.world.seen_by(user, channel)

    def threads(self, channel: str) -> list[Channel]:
        """Return the threads of a channel, or the posts of a forum."""
        return self.world.below(channel)

    def replies(self, message: Message) -> list[Message]:
        """Return what the bot said to a message: in its thread, by a reply, or below it where it stands in a thread.

        In direct messages it is what the bot said after it.
        """
        place = self.world.channels[message.channel]
        below = place.thread or place.direct
        there: list[Message] = []
        for one in reversed(self.world.messages[message.channel].values()):
            if int(one.id) <= int(message.id):
                break
            if below or one.reply_to == message.id:
                there.insert(0, one)
        there += self.world.messages[message.id].values() if message.id in self.world.channels else []
        return [one for one in there if one.author == self.bot and not one.only_for]

    def said(self, channel: str) -> list[Message]:
        """Return what the bot said in a channel for everybody there, in threads and outside."""
        places = [channel, *(one.id for one in self.world.below(channel))]
        there = [one for place in places for one in self.world.messages[place].values()]
        ours = [one for one in there if one.author == self.bot and not one.only_for and one.kind != THREAD_MADE]
        return sorted(ours, key=lambda one: int(one.id))

    def told(self, user: str) -> list[Message]:
        """Return what the bot said in somebody's direct messages."""
        return self.said(self.direct(user))

    def ephemeral(self, user: str) -> list[Message]:
        """Return what the bot showed to nobody but one person, what only says that somebody thinks left out."""
        there = (one for place in list(self.world.messages.values()) for one in place.values())
        return [one for one in there if one.only_for == user and not one.loading]

    def modal(self, user: str) -> Modal | None:
        """Return the form that somebody has before them."""
        return self.world.modals.get(user)

    # --- what goes wrong

    @property
    def deaf(self) -> bool:
        """Say whether the beats of the bot's heart are heard by nobody."""
        return self.server.gateway.deaf

    @deaf.setter
    def deaf(self, deaf: bool) -> None:
        self.server.gateway.deaf = deaf

    def fault(self, route: str, **how: object) -> None:
        """Let calls of a route fail."""
        self.world.faults.add(Fault(route, **how))  # type: ignore[arg-type]

    async def cut(self) -> None:
        """Let the bot's connections break; the session can be resumed."""
        self.server.gateway.cut()

    async def close(self, code: int) -> None:
        """Close the bot's connections with a code."""
        self.server.gateway.close(code)

    async def reconnect(self) -> None:
        """Ask the bot to connect anew."""
        self.server.gateway.tell(RECONNECT)

    async def invalidate(self, resumable: bool = False) -> None:
        """Tell the bot that its session is not valid (any more, where it is not to be resumed)."""
        self.server.gateway.tell(INVALID, resumable)
