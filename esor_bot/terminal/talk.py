"""The ways to hold a session: on a screen, through a pipe, for a picture. Each is put together here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, TextIO

from esor_bot.ports import Told
from esor_bot.terminal.counting import Clerk
from esor_bot.terminal.forms import Forms
from esor_bot.terminal.guarded import Guarded, build
from esor_bot.terminal.office.counter import Counter
from esor_bot.terminal.office.person import kept_person
from esor_bot.terminal.port import Clock
from esor_bot.terminal.session import Files, Session
from esor_bot.terminal.words import load_words
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.answering.assistant import Assistant as Answering
    from esor_bot.desk.desk import Desk
    from esor_bot.desk.tally import Tally
    from esor_bot.reception.handlers import Handlers
    from esor_bot.terminal.file_word import FileWord

_PATIENCE = 2.0  # so many seconds who asks waits for a database that others use
_GLANCE = 0.3  # the same for what the office said: without it, the answer is that of the page
_EXAMPLES = ("terminal.asks.deadline", "terminal.asks.documents", "terminal.asks.example")


def on_screen(knowledge: Path | None, clock: Clock, programme: str | None) -> None:
    """Hold the chat on a terminal: its first prompt does not wait for the assistant."""
    from esor_bot.terminal import screen
    from esor_bot.terminal.background import Background
    from esor_bot.terminal.chat import Chat
    from esor_bot.terminal.history import kept_history

    wording, console, history = load_words(knowledge), screen.terminal(), kept_history()
    with (
        _files(knowledge, wording, clock, programme) as files,
        _counter(knowledge, wording, clock) as office,
        _told() as told,
    ):
        assistant = Background(lambda: build(knowledge, told), console, wording.say("terminal.wait"))
        forms = _forms(assistant, wording, clock)
        session = Session(office.counted(assistant), wording, clock, programme, history, files, office, forms)
        Chat(session, wording, console, history, assistant.start).run()


def through_pipe(knowledge: Path | None, clock: Clock, programme: str | None, source: BinaryIO, sink: TextIO) -> None:
    """Answer each line of a pipe."""
    from esor_bot.terminal import lines

    wording = load_words(knowledge)
    with (
        _files(knowledge, wording, clock, programme) as files,
        _counter(knowledge, wording, clock) as office,
        _told() as told,
    ):
        assistant = cache(lambda: build(knowledge, told))
        forms = _forms(assistant, wording, clock)
        session = Session(office.counted(assistant), wording, clock, programme, None, files, office, forms)
        lines.run(session, iter(source.readline, b""), sink)


def drawn(knowledge: Path | None, clock: Clock, programme: str | None, questions: Iterable[str]) -> str:
    """Return the picture of a session; without questions of one's own, a few that fit any programme."""
    from esor_bot.terminal import picture

    wording = load_words(knowledge)
    asked = tuple(questions) or tuple(wording.say(id_) for id_ in _EXAMPLES)
    session = Session(cache(lambda: build(knowledge)), wording, clock, programme)
    return picture.draw(session, asked, "esor-bot")


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


def _forms(assistant: Callable[[], Guarded[Answering]], wording: Wording, clock: Clock) -> Forms:
    """Return what shows forms; what fills and judges them is loaded with the first."""

    def handlers() -> Handlers:
        from esor_bot.reception.eligibility_form import Eligibility
        from esor_bot.terminal.here import Here

        return Eligibility(Here(assistant().inner, wording)).handlers

    return Forms(handlers, wording, clock)


@contextmanager
def _told() -> Iterator[Told]:
    """Give what the office said; it is looked at with every question, and waited for less than anybody notices."""
    from esor_bot.bootstrap import open_told

    with open_told(_GLANCE) as told:
        yield told


@contextmanager
def _counter(knowledge: Path | None, wording: Wording, clock: Clock) -> Iterator[Counter]:
    """Give the way to the office; the database is opened when something goes there, or is waited for from there."""
    stack, opening, person = ExitStack(), Lock(), kept_person()
    clerk = Clerk(_tally, cache(_counts), person)
    stack.callback(clerk.close)

    @cache
    def opened() -> Desk:
        from esor_bot.bootstrap import office_hours, open_desk
        from esor_bot.reception.phrases import Phrases

        return stack.enter_context(open_desk(clock, Phrases(wording, office_hours).hours, _PATIENCE))

    def desk() -> Desk:
        with opening:  # whoever watches for news while a prompt is open may be the first, too
            return opened()

    @cache
    def title(programme: str) -> str:
        from esor_bot.reception.names import Names

        return Names(knowledge)(programme, "")

    with stack:
        yield Counter(desk, wording, clock, person, clerk, title)


def _tally() -> AbstractContextManager[Tally]:
    from esor_bot.bootstrap import open_tally

    return open_tally(_PATIENCE)


def _counts() -> bool:
    from esor_bot.bootstrap import counts

    return counts()
