"""What was heard of Slack, in a form that can be kept: the core's event, and the way back to whoever did it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from esor_bot.serving import heard

PLATFORM = "slack"


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
class Heard(heard.Heard[Way]):
    """An event with its way back. `brief`: nothing is lost by forgetting it."""

    brief: bool = False

    @property
    def kept(self) -> Way:
        """The way back, without what is good for seconds only."""
        return replace(self.way, trigger="")

    @classmethod
    def load(cls, body: str) -> Heard:
        """Return what `dump` wrote. Raises ValueError where it is something else."""
        return cls(*heard.read(body, Way))
