"""The workspace as the server keeps it, and what was refused in it."""

from __future__ import annotations

import itertools
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterable

from esor_bot.testing.slack.faults import Faults
from esor_bot.testing.slack.rules import ALL_EVENTS, ALL_SCOPES, RefusedError, Rules
from esor_bot.testing.slack.state import APP, Channel, File, Json, Message, Response, Trigger, User, View
from esor_bot.testing.watched import Watched


class World(Watched):
    """People, channels and what is in them. Nothing here waits for anything but `until`."""

    def __init__(self, rules: Rules, scopes: Iterable[str] = ALL_SCOPES, events: Iterable[str] = ALL_EVENTS) -> None:
        super().__init__()
        self.rules, self.scopes, self.events = rules, set(scopes), set(events)
        self.faults = Faults()
        self.bot_token, self.app_token, self.secret = "xoxb-moon", "xapp-1-moon", "moon-secret"
        self.revoked = False
        self.base = ""
        self.calls: dict[str, int] = defaultdict(int)
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = defaultdict(dict)
        self.threads: dict[tuple[str, str], list[Message]] = defaultdict(list)
        self.whispers: list[Message] = []
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = defaultdict(list)
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.responses: dict[str, Response] = {}
        self.tickets: set[str] = set()
        self.prompts: list[Json] = []
        self.statuses: list[Json] = []
        self.posted: dict[str, tuple[float, float]] = {}
        self.watchers: list[Callable[[Message], None]] = []
        self.emit: Callable[[Json], None] = lambda _: None
        self._directs: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self.bot = self.add_user("esor", bot=True)

    # --- names

    def new_id(self, kind: str) -> str:
        """Return an id that nothing has."""
        return f"{kind}{next(self._numbers):09d}"

    def ts(self) -> str:
        """Return a time stamp that no message has."""
        return f"{int(time.time())}.{next(self._numbers):06d}"

    # --- what went wrong

    def need(self, *scopes: str) -> None:
        """Refuse where none of some scopes was given."""
        if scopes and not self.scopes & set(scopes):
            raise RefusedError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(self.scopes)))

    # --- people and places

    def add_user(self, name: str, *, locale: str = "en-US", zone: str = "Europe/Vienna", bot: bool = False) -> str:
        """Add somebody, and return their id."""
        user = User(self.new_id("U"), name, locale, zone, bot)
        self.users[user.id] = user
        return user.id

    def add_channel(self, name: str, members: Iterable[str], *, private: bool = False, shared: bool = False) -> str:
        """Add a channel, and return its id."""
        channel = Channel(self.new_id("C"), name, list(members), private, shared=shared)
        self.channels[channel.id] = channel
        return channel.id

    def direct(self, user: str) -> str:
        """Return the direct messages of somebody with the bot."""
        if user not in self._directs:
            channel = Channel(self.new_id("D"), "directmessage", [self.bot, user], of=user)
            self.channels[channel.id] = channel
            self._directs[user] = channel.id
        return self._directs[user]

    def channel(self, id_: object, *, member: bool = True) -> Channel:
        """Return a channel by its id, or somebody's direct messages by theirs; refuse where there is none."""
        name = str(id_ or "")
        found = self.channels.get(self.direct(name) if name in self.users else name)
        if found is None:
            raise RefusedError("channel_not_found")
        if member and self.bot not in found.members:
            raise RefusedError("channel_not_found" if found.private else "not_in_channel")
        return found

    # --- messages

    def put(self, message: Message) -> Message:
        """Put a message into its channel."""
        if message.only_for:
            self.whispers.append(message)
        else:
            self.messages[message.channel][message.ts] = message
            if message.thread and message.thread != message.ts:
                self.threads[message.channel, message.thread].append(message)
        for watch in self.watchers:
            watch(message)
        self.poke()
        return message

    def find(self, channel: str, ts: object) -> Message | None:
        """Return a message of a channel."""
        return self.messages[channel].get(str(ts or ""))

    def remove(self, message: Message) -> None:
        """Take a message away."""
        self.messages[message.channel].pop(message.ts, None)
        if message in (thread := self.threads[message.channel, message.thread]):
            thread.remove(message)
        if message in self.whispers:
            self.whispers.remove(message)
        self.poke()

    def seen_by(self, user: str, channel: str) -> list[Message]:
        """Return what somebody sees in a channel, in order."""
        whispers = [one for one in self.whispers if one.channel == channel and one.only_for == user]
        return sorted([*self.messages[channel].values(), *whispers], key=lambda one: one.ts)

    # --- interaction

    def trigger(self, user: str) -> str:
        """Return an id with which the bot may open a form before somebody, once and soon."""
        name = f"{next(self._numbers)}.{APP}.{secrets.token_hex(8)}"
        self.triggers[name] = Trigger(user)
        return name

    def response(self, user: str, channel: str, message: str = "") -> str:
        """Return an address at which the bot may answer somebody a few times."""
        name = secrets.token_hex(12)
        self.responses[name] = Response(user, channel, message)
        return f"{self.base}/response/{name}"
