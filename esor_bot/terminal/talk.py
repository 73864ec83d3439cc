"""The ways to hold a session: on a screen, through a pipe, for a picture. Each is put together here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import BinaryIO, TextIO

from esor_bot.terminal.guarded import build
from esor_bot.terminal.port import Clock
from esor_bot.terminal.session import Session
from esor_bot.terminal.words import load_words

_EXAMPLES = ("terminal.asks.deadline", "terminal.asks.documents", "terminal.asks.example")


def on_screen(knowledge: Path | None, clock: Clock, programme: str | None) -> None:
    """Hold the chat on a terminal: its first prompt does not wait for the assistant."""
    from esor_bot.terminal import screen
    from esor_bot.terminal.background import Background
    from esor_bot.terminal.chat import Chat
    from esor_bot.terminal.history import kept_history

    wording, console, history = load_words(knowledge), screen.terminal(), kept_history()
    assistant = Background(lambda: build(knowledge), console, wording.say("terminal.wait"))
    session = Session(assistant, wording, clock, programme, history)
    Chat(session, wording, console, history, assistant.start).run()


def through_pipe(knowledge: Path | None, clock: Clock, programme: str | None, source: BinaryIO, sink: TextIO) -> None:
    """Answer each line of a pipe."""
    from esor_bot.terminal import lines

    lines.run(_session(knowledge, clock, programme), iter(source.readline, b""), sink)


def drawn(knowledge: Path | None, clock: Clock, programme: str | None, questions: Iterable[str]) -> str:
    """Return the picture of a session; without questions of one's own, a few that fit any programme."""
    from esor_bot.terminal import picture

    wording = load_words(knowledge)
    asked = tuple(questions) or tuple(wording.say(id_) for id_ in _EXAMPLES)
    return picture.draw(_session(knowledge, clock, programme), asked, "esor-bot")


def _session(knowledge: Path | None, clock: Clock, programme: str | None) -> Session:
    return Session(cache(lambda: build(knowledge)), load_words(knowledge), clock, programme)
