"""What comes in: frozen events, translated by an adapter from what its platform sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from esor_bot.domain.case import Place


@dataclass(frozen=True, slots=True)
class Message:
    """Something a person wrote to the assistant, as a question to it.

    `conversation` names the thread whose context is kept (None: no context), `now` is aware, `programme` the id
    of the programme that is meant where the place or the person has chosen one.
    """

    text: str
    now: datetime
    conversation: str | None = None
    programme: str | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a platform, as it knows them.

    `id` is unique over all platforms ("slack:T1:U2"); `name` is what colleagues of the office see; `zone` a name of the
    time zone database and `locale` a language tag ("de-AT"), "" where the platform does not tell.
    """

    id: str
    name: str = ""
    zone: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who did something, where and when, and the platform's name for that: what comes again is done once.

    `place` is where a reply is read: by everybody there, unless it is private or the reply is. `now` is aware.
    """

    event: str
    person: Person
    place: Place
    now: datetime

    @property
    def conversation(self) -> str:
        """The name of the thread whose context is kept: that of one person, in one thread or channel."""
        return f"{self.place.platform}:{self.place.channel}:{self.place.thread}:{self.person.id}"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a platform holds: its name for it, what the person called it, its size in bytes, and its address.

    `size` is 0 and `address` "" where the platform tells only when asked.
    """

    id: str
    name: str
    size: int = 0
    address: str = ""


TOLD_AGAIN = ("address", "name", "size")
"""What a button about an attachment need not bring back: whoever fetches the file by its id is told it again."""


@dataclass(frozen=True, slots=True)
class Post:
    """Something a person wrote to the bot, in a direct message or with a mention, with files or without."""

    scene: Scene
    text: str
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A word of a surface, with what follows it. `office`: it is one of the office's words."""

    scene: Scene
    word: str
    text: str = ""
    files: tuple[Attachment, ...] = ()
    office: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """A button was pressed: what it does and what it carries, both as the reply that showed it said."""

    scene: Scene
    action: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submission:
    """A form was sent: its id, what it carried, what was filled in by field, and the files by field."""

    scene: Scene
    form: str
    carried: Mapping[str, str]
    values: Mapping[str, str]
    files: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file was put into a channel that others read; nothing of it was read."""

    scene: Scene
    file: Attachment


@dataclass(frozen=True, slots=True)
class Opened:
    """The person looks at the bot's own page (`home`), or begins a conversation with it there."""

    scene: Scene
    home: bool


Event = Post | Command | Press | Submission | Upload | Opened
