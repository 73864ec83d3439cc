"""The workspace, and what people get to see in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Self, TypeVar

from esor_bot.testing.slack import payloads
from esor_bot.testing.slack.faults import Fault
from esor_bot.testing.slack.rules import ALL_EVENTS, ALL_SCOPES, Rules
from esor_bot.testing.slack.sending import Sender
from esor_bot.testing.slack.server import Server
from esor_bot.testing.slack.signed import Requests
from esor_bot.testing.slack.state import Message, View
from esor_bot.testing.slack.world import World

Seen = TypeVar("Seen")


class Workspace:
    """A workspace with Ann and Ben, the channel `general`, and the bot in it.

    `events_to`: the address at which the bot hears events over HTTP; without it, it has to connect by itself.
    """

    def __init__(
        self,
        *,
        events_to: str = "",
        rules: Rules | None = None,
        scopes: Iterable[str] = ALL_SCOPES,
        events: Iterable[str] = ALL_EVENTS,
    ) -> None:
        self.world = World(rules or Rules(), scopes, events)
        self.server = Server(self.world)
        self.requests = Requests(self.world, events_to) if events_to else None
        self.sender = Sender(self.world, self.requests or self.server.sockets)
        self.bot = self.world.bot
        self.ann = self.world.add_user("ann")
        self.ben = self.world.add_user("ben", locale="de-DE", zone="Europe/Berlin")
        self.general = self.world.add_channel("general", [self.bot, self.ann, self.ben])

    async def __aenter__(self) -> Self:
        """Listen."""
        await self.server.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close everything."""
        await self.sender.stop()
        if self.requests is not None:
            await self.requests.close()
        await self.server.stop()

    @property
    def environment(self) -> dict[str, str]:
        """Return the settings that lead the bot here."""
        ways = (
            {"ESOR_BOT_SLACK_SIGNING_SECRET": self.world.secret}
            if self.requests is not None
            else {"ESOR_BOT_SLACK_APP_TOKEN": self.world.app_token}
        )
        address = f"{self.world.base}/api/"
        return {"ESOR_BOT_SLACK_TOKEN": self.world.bot_token, "ESOR_BOT_SLACK_API_URL": address, **ways}

    # --- looking

    @property
    def refused(self) -> list[str]:
        """Return what was refused so far."""
        return self.world.refused

    @property
    def warnings(self) -> list[str]:
        """Return what was allowed, and doubtful."""
        return self.world.warnings

    async def until(self, look: Callable[[], Seen], seconds: float = 10.0, what: str = "something") -> Seen:
        """Wait until something is to be seen."""
        return await self.world.until(look, seconds, what)

    async def connected(self, seconds: float = 20.0) -> None:
        """Wait until the bot is connected."""
        await self.until(lambda: self.server.sockets.connected, seconds, "a connection")

    def direct(self, user: str) -> str:
        """Return somebody's direct messages with the bot."""
        return self.world.direct(user)

    def seen_by(self, user: str, channel: str) -> list[Message]:
        """Return what somebody sees in a channel."""
        return self.world.seen_by(user, channel)

    def replies(self, message: Message) -> list[Message]:
        """Return what the bot said in a message's thread."""
        thread = self.world.threads[message.channel, message.thread or message.ts]
        return [one for one in thread if one.user == self.bot]

    def said(self, channel: str) -> list[Message]:
        """Return what the bot said in a channel for everybody there, in threads and outside."""
        return [one for one in self.world.messages[channel].values() if one.user == self.bot]

    def told(self, user: str) -> list[Message]:
        """Return what the bot said in somebody's direct messages."""
        return self.said(self.direct(user))

    def ephemeral(self, user: str) -> list[Message]:
        """Return what the bot showed to nobody but one person."""
        return [one for one in self.world.whispers if one.only_for == user]

    def modal(self, user: str) -> View | None:
        """Return the form that somebody has before them."""
        stack = self.world.stacks[user]
        return self.world.views[stack[-1]] if stack else None

    def home(self, user: str) -> View | None:
        """Return the bot's own page, as somebody sees it."""
        return self.world.homes.get(user)

    # --- what goes wrong

    def fault(self, method: str, **how: object) -> None:
        """Let calls of a method fail."""
        self.world.faults.add(Fault(method, **how))  # type: ignore[arg-type]

    async def cut(self, reason: str = "") -> None:
        """Close the bot's connections."""
        await self.server.sockets.cut(reason)

    async def revoke(self) -> None:
        """Take the bot's token from it."""
        self.world.revoked = True
        await self.sender.event(payloads.tokens_revoked(self.world))
