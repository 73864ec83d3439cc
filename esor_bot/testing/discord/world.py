"""The server as the kit keeps it, and what was refused in it."""

from __future__ import annotations

import itertools
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from esor_bot.testing.discord import permissions
from esor_bot.testing.discord.faults import Fault
from esor_bot.testing.discord.interactions import Interaction
from esor_bot.testing.discord.refusing import Rules
from esor_bot.testing.discord.state import (
    DIRECT,
    FORUM,
    NEWS,
    PRIVATE_THREAD,
    TEXT,
    Channel,
    File,
    Json,
    Message,
    Modal,
    Overwrite,
    Role,
    User,
)
from esor_bot.testing.faults import Faults
from esor_bot.testing.watched import Watched

Heard = Callable[[str, str, str, object, Mapping[str, str]], None]
"""Told of every call: its method, its route, the type of its content, the content, and the query."""

KINDS = {"text": TEXT, "private": TEXT, "news": NEWS, "forum": FORUM}
_EPOCH = 1_420_070_400_000


class World(Watched):
    """People, channels and what is in them. Nothing here waits for anything but `until`."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.rules, self.faults = rules, Faults[Fault]()
        self.token, self.base = "moon.token.of-the-bot", ""
        self.calls: Counter[str] = Counter()
        self.heard: Heard | None = None
        self.watchers: list[Callable[[Message], None]] = []
        self.emit: Callable[[str, Json], None] = lambda event, data: None
        self.users: dict[str, User] = {}
        self.roles: dict[str, Role] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = defaultdict(dict)
        self.files: dict[str, File] = {}
        self.interactions: dict[str, Interaction] = {}
        self.commands: dict[tuple[int, str], Json] = {}
        self.modals: dict[str, Modal] = {}
        self.nonces: dict[str, tuple[float, Message]] = {}
        self._directs: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self.guild = self.new_id()
        self.roles[self.guild] = Role(self.guild, "@everyone", permissions.EVERYBODY)
        self.bot_role = self.add_role("esor", permissions.OF_BOT, managed=True)
        self.office_role = self.add_role("office")
        self.owner = self.add_user("operator")
        self.bot = self.add_user("esor", bot=True, roles=[self.bot_role])
        self.app = self.bot

    # --- names

    def new_id(self) -> str:
        """Return an id that nothing has, and that is above all before it."""
        return str((int(time.time() * 1000) - _EPOCH << 22) + next(self._numbers) % (1 << 22))

    # --- what went wrong

    # --- people and places

    def add_role(self, name: str, permissions: int = 0, *, managed: bool = False) -> str:
        """Add a role, and return its id."""
        role = Role(self.new_id(), name, permissions, managed)
        self.roles[role.id] = role
        return role.id

    def add_user(self, name: str, *, locale: str = "en-US", roles: Iterable[str] = (), bot: bool = False) -> str:
        """Add somebody, and return their id."""
        user = User(self.new_id(), name, locale, list(roles), bot)
        self.users[user.id] = user
        return user.id

    def add_channel(self, name: str, kind: str = "text", *, allowed: Iterable[str] = ()) -> str:
        """Add a channel ("text", "news", "forum" or "private"), and return its id.

        A private one is seen by the bot, by the office's role, and by the `allowed` people and roles.
        """
        channel = Channel(self.new_id(), name, KINDS[kind])
        if kind == "private" or allowed:
            channel.overwrites.append(Overwrite(self.guild, deny=permissions.VIEW))
            for one in (self.bot_role, self.office_role, *allowed):
                channel.overwrites.append(Overwrite(one, one in self.users, allow=permissions.VIEW))
        self.channels[channel.id] = channel
        return channel.id

    def deny(self, channel: str, *names: str) -> None:
        """Take permissions from the bot in a channel, by Discord's names for them."""
        bits = sum(permissions.NAMES[name] for name in names)
        overwrites = self.channels[channel].overwrites
        found = next((one for one in overwrites if one.id == self.bot_role), None)
        if found is None:
            overwrites.append(Overwrite(self.bot_role, deny=bits))
        else:
            found.deny |= bits
            found.allow &= ~bits

    def may(self, user: str, channel: Channel) -> int:
        """Return what somebody may do in a channel."""
        if channel.direct:
            return permissions.OF_BOT if user in (channel.of, self.bot) else 0
        if self.users[user].gone:
            return 0
        if channel.kind == PRIVATE_THREAD and user not in channel.members:
            return 0
        place = self.channels[channel.parent] if channel.thread else channel
        roles = [self.roles[self.guild], *(self.roles[one] for one in self.users[user].roles)]
        return permissions.allowed(roles, place, user, self.guild)

    def sees(self, user: str, channel: Channel) -> bool:
        """Say whether somebody sees a channel."""
        return bool(self.may(user, channel) & permissions.VIEW)

    def direct(self, user: str) -> str:
        """Return the direct messages of somebody with the bot."""
        if user not in self._directs:
            channel = Channel(self.new_id(), "", DIRECT, of=user)
            self.channels[channel.id] = channel
            self._directs[user] = channel.id
        return self._directs[user]

    def below(self, channel: str) -> list[Channel]:
        """Return the threads of a channel, in order."""
        return [one for one in self.channels.values() if one.thread and one.parent == channel]

    # --- messages

    def put(self, message: Message) -> Message:
        """Put a message into its channel."""
        self.messages[message.channel][message.id] = message
        self.channels[message.channel].last = message.id
        self.watch(message)
        return message

    def watch(self, message: Message) -> None:
        """Tell whoever watches that a message is there, or is another."""
        for one in self.watchers:
            one(message)
        self.poke()

    def find(self, channel: str, id_: object) -> Message | None:
        """Return a message of a channel."""
        return self.messages[channel].get(str(id_ or ""))

    def remove(self, message: Message) -> None:
        """Take a message away."""
        self.messages[message.channel].pop(message.id, None)
        self.poke()

    def seen_by(self, user: str, channel: str) -> list[Message]:
        """Return what somebody sees in a channel, in order."""
        if not self.sees(user, self.channels[channel]):
            return []
        return [one for one in self.messages[channel].values() if one.only_for in ("", user)]


def stamp() -> str:
    """Return the time, as Discord writes it."""
    return datetime.now(UTC).isoformat()
