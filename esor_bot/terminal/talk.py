"""The ways to hold a session: on a screen, through a pipe, for a picture. Each is put together here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from esor_bot.terminal.guarded import build
from esor_bot.terminal.port import Clock
from esor_bot.terminal.session import Files, Session
from esor_bot.terminal.words import load_words
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.terminal.file_word import FileWord

_EXAMPLES = ("terminal.asks.deadline", "terminal.asks.documents", "terminal.asks.example")


def on_screen(knowledge: Path | None, clock: Clock, programme: str | None) -> None:
    """Hold the chat on a terminal: its first prompt does not wait for the assistant."""
    from esor_bot.terminal import screen
    from esor_bot.terminal.background import Background
    from esor_bot.terminal.chat import Chat
    from esor_bot.terminal.history import kept_history

    wording, console, history = load_words(knowledge), screen.terminal(), kept_history()
    assistant = Background(lambda: build(knowledge), console, wording.say("terminal.wait"))
    with _files(knowledge, wording, clock, programme) as files:
        session = Session(assistant, wording, clock, programme, history, files)
        Chat(session, wording, console, history, assistant.start).run()


def through_pipe(knowledge: Path | None, clock: Clock, programme: str | None, source: BinaryIO, sink: TextIO) -> None:
    """Answer each line of a pipe."""
    from esor_bot.terminal import lines

    with _files(knowledge, load_words(knowledge), clock, programme) as files:
        lines.run(_session(knowledge, clock, programme, files), iter(source.readline, b""), sink)


def drawn(knowledge: Path | None, clock: Clock, programme: str | None, questions: Iterable[str]) -> str:
    """Return the picture of a session; without questions of one's own, a few that fit any programme."""
    from esor_bot.terminal import picture

    wording = load_words(knowledge)
    asked = tuple(questions) or tuple(wording.say(id_) for id_ in _EXAMPLES)
    return picture.draw(_session(knowledge, clock, programme), asked, "esor-bot")


def _session(knowledge: Path | None, clock: Clock, programme: str | None, files: Files | None = None) -> Session:
    return Session(cache(lambda: build(knowledge)), load_words(knowledge), clock, programme, files=files)


@contextmanager
def _files(knowledge: Path | None, wording: Wording, clock: Clock, programme: str | None) -> Iterator[Files]:
    """Give what checks files; nothing is built before the first, and nothing runs on after the session."""
    stack = ExitStack()

    @cache
    def word() -> FileWord:
        from esor_bot.terminal.file_word import real_word

        made = real_word(knowledge, wording, clock, programme)
        stack.callback(made.desk.close)
        return made

    with stack:
        yield lambda text: word().hear(text)
