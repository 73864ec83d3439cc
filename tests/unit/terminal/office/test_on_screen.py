"""The office in the chat on a real terminal."""

from __future__ import annotations

import io
from pathlib import Path

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from esor_bot.domain.case import Deed
from esor_bot.terminal.chat import Chat
from tests.unit.terminal.office.rooms import WORDING, Room

CTRL_D = "\x04"


def shown(room: Room, keys: str) -> str:
    """Hold a chat with these keys and return what was shown."""
    console = Console(file=io.StringIO(), width=200, highlight=False, markup=False)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys + CTRL_D)
        with console.capture() as capture:
            Chat(room.chat(), WORDING, console, None, lambda: None).run()
    return capture.get()


def test_the_prompt_holds_what_is_edited(tmp_path: Path) -> None:
    """After `e` the question stands in the prompt, and what is typed there changes it."""
    room = Room(tmp_path)
    told = shown(room, "/office May I bring a dog?\re\r Or a cat?\ry\r")

    assert "number #1" in told
    assert room.store.content.cases[1].question == "May I bring a dog? Or a cat?"


def test_an_answer_stands_before_the_prompt(tmp_path: Path) -> None:
    """What arrived is shown before the first prompt of the next chat, and once."""
    room = Room(tmp_path)
    shown(room, "/office May I bring a dog?\ry\r")
    room.do(1, Deed.ANSWER, "A small one.")

    assert shown(room, "hello\r").count("A small one.") == 1
    assert "A small one." not in shown(room, "hello\r")


def test_a_chat_that_ends_at_once(tmp_path: Path) -> None:
    """Who leaves without a word has seen what arrived."""
    room = Room(tmp_path)
    shown(room, "/office May I bring a dog?\ry\r")
    room.do(1, Deed.CLOSE)

    assert "by e-mail" in shown(room, "")
