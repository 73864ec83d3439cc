"""One question on the command line."""

from __future__ import annotations

import shutil
import sys

from esor_bot.domain.conversation import Message
from esor_bot.reception import plain
from esor_bot.reception.text import printable, sound, wrapped
from esor_bot.terminal import record
from esor_bot.terminal.port import Assistant, Clock


def message(question: str, clock: Clock, programme: str | None) -> Message:
    """Return the message for a question that stands alone."""
    return Message(sound(question), clock(), programme=programme)


def as_text(app: Assistant, asked: Message) -> str:
    """Return the reply as text, its lines broken to fit where it goes to a terminal."""
    text = printable(plain.render(app.handle(asked)))
    return wrapped(text, shutil.get_terminal_size().columns) if sys.stdout.isatty() else text


def as_json(app: Assistant, asked: Message) -> str:
    """Return the reply as one JSON object."""
    return record.line(record.answered(app, asked, None)).decode("utf-8").rstrip("\n")
