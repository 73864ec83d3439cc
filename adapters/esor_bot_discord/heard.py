"""What was heard of Discord, in a form that can be kept: the core's event, and the way back to whoever did it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from esor_bot.domain.conversation import Command, Event, Person, Post, Press, Submission, Upload
from esor_bot.domain.form import KEPT_NOWHERE

PLATFORM = "discord"

SLASH, COMPONENT, MODAL = 2, 3, 5
"""Kinds of interactions: a command, something pressed in a message, a form that was sent."""

_KINDS: Mapping[str, TypeAdapter[Any]] = {
    kind.__name__: TypeAdapter(kind) for kind in (Post, Command, Press, Submission, Upload)
}


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
class Heard:
    """An event with its way back. `lane` names what has to stay in order.

    `member`: whether the person has the role of the office, None where that was not told.
    """

    event: Event
    way: Way
    lane: str
    member: bool | None = None

    @property
    def kind(self) -> str:
        """What kind of thing was done, in one word of ours."""
        return type(self.event).__name__.lower()

    def by(self, person: Person) -> Heard:
        """Return it with more said of who did it."""
        return replace(self, event=replace(self.event, scene=replace(self.event.scene, person=person)))

    def dump(self) -> str:
        """Return it as JSON text; "" for what may be kept nowhere."""
        if isinstance(self.event, Submission) and self.event.form in KEPT_NOWHERE:
            return ""
        told = _KINDS[type(self.event).__name__].dump_python(self.event, mode="json")
        way = {name: value for name, value in asdict(self.way).items() if value}
        return json.dumps({"kind": type(self.event).__name__, "event": told, "way": way, "lane": self.lane})

    @classmethod
    def load(cls, body: str) -> Heard:
        """Return what `dump` wrote. Raises ValueError where it is something else."""
        try:
            told = json.loads(body)
            event: Event = _KINDS[told["kind"]].validate_python(told["event"])
            return cls(event, Way(**told["way"]), str(told["lane"]))
        except (KeyError, TypeError) as error:
            raise ValueError("nothing that was heard") from error
