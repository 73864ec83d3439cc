"""The chat through a pipe."""

from __future__ import annotations

import io

from esor_bot.terminal import lines
from esor_bot.terminal.session import Session
from esor_bot.terminal.words import load_words
from tests.unit.terminal.doubles import Echo, clock

WORDING = load_words()


def piped(text: bytes, app: Echo | None = None) -> str:
    """Send text through the chat and return what comes out."""
    sink = io.StringIO()
    one = app or Echo()
    lines.run(Session(lambda: one, WORDING, clock), io.BytesIO(text), sink)
    return sink.getvalue()


def test_each_line_is_a_question() -> None:
    """Replies are plain text between empty lines, without a greeting or a prompt."""
    assert piped(b"one\n\n  \ntwo\r\nthree") == "1: one\n\n2: two\n\n3: three\n"


def test_no_input() -> None:
    """Without input there is no output."""
    assert piped(b"") == ""


def test_quit_ends_it() -> None:
    """What comes after `quit` is not read."""
    assert piped(b"one\n/quit\ntwo\n") == "1: one\n"


def test_words_work_too() -> None:
    """The words with a slash are known in a pipe as well."""
    assert piped(b"/office\n") == f"{WORDING.say('office.not_yet')}\n"


def test_what_is_not_utf_8() -> None:
    """Bytes that are no UTF-8 become marks, and a mark at the beginning of the file is none of the text."""
    assert piped(b"\xef\xbb\xbfone \xff\n") == "1: one \ufffd\n"


class Closed(io.StringIO):
    """A sink that nobody reads."""

    def write(self, text: str) -> int:
        """Refuse the text, as a pipe does whose reader is gone."""
        raise BrokenPipeError


def test_a_reader_that_is_gone() -> None:
    """When nobody reads the output any more, the chat ends quietly."""
    app = Echo()
    lines.run(Session(lambda: app, WORDING, clock), io.BytesIO(b"one\ntwo\n"), Closed())

    assert len(app.heard) == 1
