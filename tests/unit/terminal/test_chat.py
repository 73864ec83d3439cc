"""The chat on a real terminal, with the keys that a person presses."""

from __future__ import annotations

import io
import threading
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from esor_bot.domain.conversation import Submission
from esor_bot.domain.form import Form, TextField
from esor_bot.errors import KnowledgeError, Problem
from esor_bot.reception.handlers import Handlers
from esor_bot.terminal.background import Background
from esor_bot.terminal.chat import Chat, WordCompleter
from esor_bot.terminal.forms import Forms
from esor_bot.terminal.history import KeptHistory
from esor_bot.terminal.port import Assistant
from esor_bot.terminal.session import WORDS, Session
from esor_bot.terminal.words import load_words
from esor_bot.testing.replies import ONE_OF_EACH
from tests.unit.terminal.doubles import Echo, clock, reply

WORDING = load_words()
CTRL_A, CTRL_C, CTRL_D, UP = "\x01", "\x03", "\x04", "\x1b[A"


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    """A keyboard, in front of a screen that shows nothing of what is typed."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def talk(app: Echo, history: KeptHistory | None = None) -> str:
    """Hold a chat until it ends and return what was shown."""
    console = Console(file=io.StringIO(), width=100, highlight=False, markup=False)
    assistant = Background(lambda: app, console, "wait")
    session = Session(assistant, WORDING, clock, keeping=history)
    with console.capture() as capture:
        Chat(session, WORDING, console, history, assistant.start).run()
    return capture.get()


class Typist(KeptHistory):
    """A history, and a person who types the next burst of keys as soon as a prompt has loaded it."""

    def __init__(self, file: Path, keys: PipeInput, *bursts: str) -> None:
        super().__init__(file)
        self._keys = keys
        self._bursts = iter(bursts)

    async def load(self) -> AsyncGenerator[str, None]:
        """Yield the lines, then type."""
        async for line in super().load():
            yield line
        self._keys.send_text(next(self._bursts, CTRL_D))


def texts(app: Echo) -> list[str]:
    """Return what the assistant heard."""
    return [message.text for message in app.heard]


def test_a_chat(keys: PipeInput) -> None:
    """The chat greets with an example, answers line after line, and ends with Ctrl-D."""
    keys.send_text(f"hello\r   \r2\r{CTRL_D}")
    shown = talk(Echo())

    greeting = "\n".join(WORDING.say(f"terminal.{id_}") for id_ in ("greeting", "example", "hint"))
    assert shown == f"{greeting}\n\n\n1: hello\n\n\n\n2: 2\n\n"


def test_a_reply_is_shown_with_its_blocks(keys: PipeInput) -> None:
    """Quotations stand behind a bar, choices have their numbers."""
    keys.send_text("hello\r/quit\r")
    shown = talk(Echo(answer=reply(*ONE_OF_EACH)))

    assert "▎ “Send the letter and the form.”" in shown
    assert "0  None of these" in shown


def test_lines_can_be_edited(keys: PipeInput) -> None:
    """The line can be edited before it is sent."""
    keys.send_text(f"world{CTRL_A}hello \r{CTRL_D}")
    app = Echo()
    talk(app)

    assert texts(app) == ["hello world"]


def test_earlier_lines_come_back(keys: PipeInput, tmp_path: Path) -> None:
    """The arrow keys bring back earlier lines, of earlier chats as well."""
    KeptHistory(tmp_path / "history").append_string("long ago")
    app = Echo()
    talk(app, Typist(tmp_path / "history", keys, "first\r", f"{UP} again\r", f"{UP}{UP}{UP}\r"))

    assert texts(app) == ["first", "first again", "long ago"]


@pytest.mark.parametrize("no_color", [False, True])
def test_earlier_lines_are_suggested(keys: PipeInput, no_color: bool) -> None:
    """Earlier lines are suggested only where colours tell the suggestion from what was typed."""
    console = Console(file=io.StringIO(), no_color=no_color)
    session = Session(Echo, WORDING, clock)
    chat = Chat(session, WORDING, console, None, lambda: None)

    assert (chat._prompt().auto_suggest is None) is no_color


def test_answers_of_a_form_are_not_kept(keys: PipeInput, tmp_path: Path) -> None:
    """What is answered in a form gets into no history, on the disk or behind the arrow keys; the word does."""
    form = Form("x", "X", (TextField("a", "A"), TextField("b", "B", optional=True)), "Send", "Leave")
    sent: list[Submission] = []
    handlers = Handlers(words={"eligibility": lambda _: form}, forms={"x": lambda one: sent.append(one)})
    history = KeptHistory(tmp_path / "history")
    console = Console(file=io.StringIO(), width=100, highlight=False, markup=False)
    keys.send_text(f"/eligibility\rReykjavik\r\r{CTRL_D}")
    session = Session(Echo, WORDING, clock, forms=Forms(lambda: handlers, WORDING, clock))
    Chat(session, WORDING, console, history, lambda: None).run()

    assert [dict(one.values) for one in sent] == [{"a": "Reykjavik", "b": ""}]
    assert history.get_strings() == ["/eligibility"]
    assert "Reykjavik" not in (tmp_path / "history").read_text(encoding="utf-8")


def test_ctrl_c_clears_the_line(keys: PipeInput) -> None:
    """Ctrl-C throws away what was typed and nothing more; on an empty line it says how to leave."""
    keys.send_text(f"wrong{CTRL_C}right\r{CTRL_C}{CTRL_D}")
    app = Echo()
    shown = talk(app)

    assert texts(app) == ["right"]
    assert shown.count(WORDING.say("terminal.leave")) == 1


def test_several_lines_can_be_pasted(keys: PipeInput) -> None:
    """Pasted text of several lines is one message."""
    keys.send_text(f"\x1b[200~one\ntwo\r\nthree\x1b[201~\r{CTRL_D}")
    app = Echo()
    talk(app)

    assert texts(app) == ["one\ntwo\nthree"]


def test_forgetting_lines(keys: PipeInput, tmp_path: Path) -> None:
    """After /forget-me no arrow key brings back what was typed before."""
    app = Echo()
    talk(app, Typist(tmp_path / "history", keys, "secret\r", "/forget-me\r", f"{UP}{UP}{UP}\r"))

    assert texts(app) == ["secret"]
    assert "secret" not in (tmp_path / "history").read_text(encoding="utf-8")


def test_knowledge_that_does_not_hold(keys: PipeInput) -> None:
    """Knowledge that can't be loaded ends the chat with the first question, not before."""

    def build() -> Assistant:
        raise KnowledgeError([Problem("x.yaml", 1, "", "is broken")])

    keys.send_text("/help\rhello\r")
    shown = io.StringIO()
    console = Console(file=shown)
    background = Background(build, console, "wait")
    with pytest.raises(KnowledgeError, match="is broken"):
        Chat(Session(background, WORDING, clock), WORDING, console, None, background.start).run()
    assert "/quit" in shown.getvalue()


def test_built_once_and_elsewhere() -> None:
    """The assistant is built once, in a thread of its own, however often it is asked for."""
    threads = []

    def build() -> Assistant:
        threads.append(threading.current_thread())
        return Echo()

    background = Background(build, Console(file=io.StringIO()), "wait")
    background.start()
    background.start()

    assert background() is background()
    assert len(threads) == 1
    assert threads[0] is not threading.current_thread()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("/", [f"/{word}" for word in WORDS]),
        ("/D", ["/documents", "/deadline"]),
        ("/quit", ["/quit"]),
        ("/x", []),
        ("/office who", []),
        ("documents", []),
        ("", []),
    ],
)
def test_words_are_completed(typed: str, offered: list[str]) -> None:
    """Words that begin with a slash are offered with their meaning; a question is left alone."""
    found = list(WordCompleter(WORDING).get_completions(Document(typed), CompleteEvent()))

    assert [one.text for one in found] == offered
    assert all(one.display_meta_text and one.start_position == -len(typed) for one in found)


@pytest.mark.parametrize("typed", ["/check {folder}/my", "/Check   {folder}/my"])
def test_files_that_are_offered(tmp_path: Path, typed: str) -> None:
    """Behind the word `check` the folders and the PDF files are offered that begin like what was typed."""
    for name in ("my app.pdf", "my app.doc", "my.PDF", "other.pdf"):
        (tmp_path / name).touch()
    (tmp_path / "my folder").mkdir()
    document = Document(typed.replace("{folder}", str(tmp_path)))
    found = list(WordCompleter(WORDING).get_completions(document, CompleteEvent()))

    assert {one.text for one in found} == {" app.pdf", ".PDF", " folder"}


def test_waiting_is_told() -> None:
    """Where the assistant is not there yet when it is needed, the person is told to wait."""
    asked = threading.Event()

    class Telling(io.StringIO):
        """A screen that notes when the waiting is told."""

        def write(self, text: str) -> int:
            """Let the building go on once it was told."""
            if "one moment" in text:
                asked.set()
            return super().write(text)

    def build() -> Assistant:
        assert asked.wait(30)
        return Echo()

    background = Background(build, Console(file=Telling(), force_terminal=True, width=80), "one moment")

    assert isinstance(background(), Echo)
