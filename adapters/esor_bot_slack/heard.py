"""What was heard of Slack, in a form that can be kept: the core's event, and the way back to whoever did it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from esor_bot.domain.conversation import Command, Event, Opened, Person, Post, Press, Submission, Upload
from esor_bot.domain.form import KEPT_NOWHERE

PLATFORM = "slack"

_KINDS: Mapping[str, TypeAdapter[Any]] = {
    kind.__name__: TypeAdapter(kind) for kind in (Post, Command, Press, Submission, Upload, Opened)
}


@dataclass(frozen=True, slots=True)
class Way:
    """The way back to whoever did something: where they are, and what Slack handed out to answer with.

    `channel` is where they did it, `thread` the thread that an answer for all goes to, `root` the thread they were in
    ("" for none). `message` is the message whose button was pressed, `hidden` where only they see it; `address` and
    `trigger` are good for half an hour and for three seconds, from `born` on; `view` and `hash` name the form that is
    open. `asked`: only they are to read what comes of it, for they used a command or a shortcut. `home`: it came from
    the app's page.
    """

    team: str
    user: str
    channel: str = ""
    thread: str = ""
    root: str = ""
    message: str = ""
    hidden: bool = False
    asked: bool = False
    address: str = ""
    born: int = 0
    trigger: str = ""
    view: str = ""
    hash: str = ""
    home: bool = False

    @property
    def direct(self) -> bool:
        """Say whether this is the person's own conversation with the bot."""
        return self.channel.startswith("D")


@dataclass(frozen=True, slots=True)
class Heard:
    """An event with its way back. `lane` names what has to stay in order, `brief`: nothing is lost by forgetting it."""

    event: Event
    way: Way
    lane: str
    brief: bool = False

    @property
    def key(self) -> str:
        """The name by which it is known when it comes again."""
        return self.event.scene.event

    @property
    def kind(self) -> str:
        """What kind of thing was done, in one word of ours."""
        return type(self.event).__name__.lower()

    def by(self, person: Person) -> Heard:
        """Return it with more said of who did it."""
        return replace(self, event=replace(self.event, scene=replace(self.event.scene, person=person)))

    def dump(self) -> str:
        """Return it as JSON text, without what is good for seconds only; "" for what may be kept nowhere."""
        if isinstance(self.event, Submission) and self.event.form in KEPT_NOWHERE:
            return ""
        told = _KINDS[type(self.event).__name__].dump_python(self.event, mode="json")
        way = {name: value for name, value in asdict(replace(self.way, trigger="")).items() if value}
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
