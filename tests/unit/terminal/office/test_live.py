"""What arrives while a prompt is open."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from esor_bot.domain.case import Deed
from esor_bot.terminal.chat import Chat
from esor_bot.terminal.live import Live
from esor_bot.terminal.office.at_prompt import Prompt, PromptHands, WordCompleter
from esor_bot.terminal.office.commands import Seat
from esor_bot.terminal.office.editor import edit
from esor_bot.terminal.office.hands import Typed
from tests.unit.terminal.office.rooms import WORDING, Room, said
from tests.unit.terminal.office.sittings import sit

CTRL_C, CTRL_D, UP, ESC = "\x03", "\x04", "\x1b[A", "\x1b"
PATIENCE = 20.0


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A desk with one question."""
    made = Room(tmp_path)
    made.asked(made.chat())
    return made


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    """A keyboard, in front of a screen that shows nothing of what is typed."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def until(fits: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not fits():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


@contextmanager
def meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Do something in another thread, and let what goes wrong there go wrong here."""
    errors: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - it is raised below
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    yield
    thread.join()
    if errors:
        raise errors[0]


def prompt(room: Room, *, seconds: float = 0.01) -> tuple[Prompt, PromptHands]:
    """The desk at a prompt."""
    hands = PromptHands(Live(seconds))
    sitting = sit(room)
    hands.sitting = sitting
    sitting.context.obj = Seat("Cleo", None, None, opened=sitting.bench, hands=hands)
    return Prompt(sitting, hands), hands


def test_an_answer_appears_while_a_line_is_typed(room: Room, keys: PipeInput) -> None:
    """In the chat an answer appears while the prompt is open, once, and the line that is typed stays as it is."""
    sink = io.StringIO()
    chat = Chat(room.chat(), WORDING, Console(file=sink, width=100), None, lambda: None, Live(0.01))

    def person() -> None:
        keys.send_text("half a li")
        room.do(1, Deed.ANSWER, "Any helmet.")
        until(lambda: "Any helmet." in sink.getvalue())
        keys.send_text(f"ne\r{CTRL_D}")

    with meanwhile(person):
        chat.run()
    assert [message.text for message in room.app.heard[-1:]] == ["half a line"]
    assert sink.getvalue().count("Any helmet.") == 1
    assert all(row.receipt for row in room.store.content.outbox.values() if row.outgoing.place.private)


def test_a_question_appears_at_the_desk(room: Room, keys: PipeInput, capsys: pytest.CaptureFixture[str]) -> None:
    """At the desk a new question appears while a line is typed, and that line is done as it was typed."""
    desk, _ = prompt(room)

    def person() -> None:
        keys.send_text("cla")
        room.asked(room.chat("other.json"), "May I bring a dog?")
        until(lambda: not any(row.outgoing.case == 2 and not row.done for row in room.store.content.outbox.values()))
        keys.send_text(f"im 2\r{CTRL_D}")

    with meanwhile(person):
        desk.run(("Hello.",))
    told = capsys.readouterr().out
    assert told.startswith("Hello.\n")
    assert "▸ New: #2, moon: May I bring a dog?\n" in told
    assert "#2 is yours.\n" in told


def test_what_breaks_while_one_looks(keys: PipeInput, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever breaks while one looks for news, the prompt stays."""
    from prompt_toolkit import PromptSession

    def broken() -> bool:
        raise ZeroDivisionError

    def person() -> None:
        until(lambda: "live_failed" in caplog.text)
        keys.send_text("still here\r")

    with meanwhile(person):
        typed = PromptSession[str]().prompt(pre_run=lambda: Live(0.01).watch(broken, lambda: None))
    assert typed == "still here"


def test_a_whole_answer_at_the_prompt(room: Room, keys: PipeInput, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the prompt a question is opened, its answer typed in several lines up to a dot, and sent with y."""
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    desk, _ = prompt(room)
    keys.send_text(f"1\ranswer\rAny.\r\rEven yours.\r.\r{CTRL_D}")
    desk.run(())

    assert room.store.content.records[-1].text == "Any.\n\nEven yours."


def test_the_prompt_names_the_open_question(room: Room, keys: PipeInput) -> None:
    """The prompt says which question is open."""
    desk, _ = prompt(room)
    assert desk._shown() == [("bold", "office> ")]
    keys.send_text(f"1\r{CTRL_D}")
    desk.run(())

    assert desk._shown() == [("bold", "office #1> ")]


def test_ctrl_c_loses_nothing(room: Room, keys: PipeInput, capsys: pytest.CaptureFixture[str]) -> None:
    """What was typed when Ctrl-C came is one arrow key away; on an empty line one is told how to leave."""
    desk, _ = prompt(room)

    def person() -> None:
        keys.send_text(f"note 1 red is out{CTRL_C}")
        until(lambda: "note 1 red is out" in desk.history.get_strings())
        keys.send_text(f"{UP}\r{CTRL_C}")
        until(lambda: len(room.store.content.records) == 2)
        keys.send_text(CTRL_D)

    with meanwhile(person):
        desk.run(())
    told = capsys.readouterr().out
    assert WORDING.say("desk.sit.up") in told
    assert WORDING.say("desk.sit.leave") in told
    assert room.store.content.records[-1].text == "red is out"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Any.\r.\r", Typed("Any.")),
        (f"Any.{ESC}\r", Typed("Any.")),
        ("One.\r\rTwo.\r.\r", Typed("One.\n\nTwo.")),
        ("A dot.\r.. is none\r.\r", Typed("A dot.\n.. is none")),
        (f"Half an ans{CTRL_C}", Typed("Half an ans", done=False)),
        (CTRL_D, Typed("", done=False)),
        (".\r", Typed("")),
    ],
)
def test_a_text_of_several_lines(keys: PipeInput, typed: str, text: Typed) -> None:
    """A text ends with Esc and Enter, or with a dot on a line of its own; Ctrl-C keeps it as far as it is."""
    keys.send_text(typed)

    assert edit("Write.", "") == text


def test_a_text_that_begins_with_another(keys: PipeInput) -> None:
    """What a text starts from stands there to be edited."""
    keys.send_text(" And red.\r.\r")

    assert edit("Write.", "Any helmet.") == Typed("Any helmet. And red.")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("cl", ["claim", "close"]),
        ("he", ["help"]),
        ("answer --", ["--from", "--editor", "--yes", "--help"]),
        ("claim ", ["2", "1"]),
        ("claim #", ["2", "1"]),
        ("answer 1", ["1"]),
        ("answer 1 any", []),
        ("xyzzy 1", []),
        ("", []),
    ],
)
def test_completion(room: Room, typed: str, offered: list[str]) -> None:
    """Words, options and the numbers that were listed are offered, as the commands themselves say."""
    said(room.chat("other.json"), "/office May I bring a dog?")
    room.asked(room.chat("other.json"), "May I bring a dog?")
    sitting = sit(room)
    sitting.hear("list")
    found = list(WordCompleter(sitting).get_completions(Document(typed), CompleteEvent()))

    assert [one.text for one in found] == offered
