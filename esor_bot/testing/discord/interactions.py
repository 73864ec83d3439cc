"""What somebody did with the bot, and what came of it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from esor_bot.testing.discord.state import Json, Message, Modal

PING, COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 1, 2, 3, 4, 5


@dataclass(slots=True, eq=False)
class Interaction:
    """An interaction: who did what, where; `first` is how many seconds its first response took, None before it.

    `answer` is the kind of that response, `original` the message it made (or on which something was pressed; `changed`
    says that this was made another), `later` what followed. `modal` is the form that it opened, `choices` what it
    offered.
    """

    id: str
    token: str
    kind: int
    user: str
    channel: str
    payload: Json
    what: str = ""
    source: Message | None = None
    born: float = field(default_factory=time.monotonic)
    first: float | None = None
    answer: int = 0
    hidden: bool = False
    changed: bool = False
    original: Message | None = None
    later: list[Message] = field(default_factory=list)
    modal: Modal | None = None
    choices: list[Json] | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def failed(self) -> bool:
        """Say whether the person was told that the application did not respond."""
        return self.done.is_set() and self.first is None

    def messages(self) -> list[Message]:
        """Return what the person got to read of it, what only says that somebody thinks left out."""
        shown = self.answer in (4, 5) or self.changed
        first = [self.original] if self.original is not None and shown else []
        return [one for one in [*first, *self.later] if not one.loading]
