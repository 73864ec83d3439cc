"""What was heard of Discord, in a form that can be kept: the core's event, and the way back to whoever did it."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.serving import heard

PLATFORM = "discord"

SLASH, COMPONENT, MODAL = 2, 3, 5
"""Kinds of interactions: a command, something pressed in a message, a form that was sent."""


@dataclass(frozen=True, slots=True)
class Way:
    """The way back to whoever did something: where they are, and what Discord handed out to answer with.

    `channel` is where they did it (a thread is a channel, too), `guild` the server, "" in direct messages. `message` is
    what is answered, or the message with what was pressed; `hidden`: only they see it. `begin`: the answer begins a
    thread at that message; `reply`: it is a reply to it. `interaction`, `token` and `app` answer an interaction of a
    `sort`, for a quarter of an hour from `born` on. `asked`: only they are to read what comes of it. `room` is how many
    bytes a file may have there, 0 where that was not told. `open`: it goes on with what was begun where others read.
    """

    user: str
    channel: str
    guild: str = ""
    parent: str = ""
    message: str = ""
    begin: bool = False
    reply: bool = False
    hidden: bool = False
    asked: bool = False
    interaction: str = ""
    token: str = ""
    app: str = ""
    sort: int = 0
    born: float = 0.0
    room: int = 0
    open: bool = False

    @property
    def direct(self) -> bool:
        """Say whether this is the person's own conversation with the bot."""
        return not self.guild

    @property
    def origin(self) -> str:
        """The channel of a server that this is in or below, "" for none."""
        return (self.parent or self.channel) if self.guild else ""


@dataclass(frozen=True, slots=True)
class Heard(heard.Heard[Way]):
    """An event with its way back.

    `member`: whether the person has the role of the office, None where that was not told.
    """

    member: bool | None = None

    @classmethod
    def load(cls, body: str) -> Heard:
        """Return what `dump` wrote. Raises ValueError where it is something else."""
        return cls(*heard.read(body, Way))
