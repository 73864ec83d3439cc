"""The JSON lines protocol."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from esor_bot.terminal.batch import Defaults, run
from esor_bot.terminal.guarded import Guarded
from tests.unit.terminal.doubles import NOON, Echo, clock


def answers(*lines: bytes, app: Echo | None = None, programme: str | None = None) -> list[dict[str, Any]]:
    """Send lines through a batch and return the records that come out."""
    sink = io.BytesIO()
    run(Guarded(app or Echo()), io.BytesIO(b"\n".join(lines)), sink, Defaults(clock, programme))
    return [json.loads(line) for line in sink.getvalue().splitlines()]


def test_lines_in_order() -> None:
    """Each line gets its reply, in order, under its own id."""
    said = answers(b'{"id": "a", "question": "one"}', b'{"id": 2, "question": "two"}', b'{"question": "three"}')

    assert [(one["id"], one["text"]) for one in said] == [("a", "1: one"), (2, "1: two"), (None, "1: three")]


def test_conversations_are_kept_apart() -> None:
    """Lines of one conversation share it; lines without one share nothing."""
    said = answers(
        b'{"question": "q", "conversation": "c"}',
        b'{"question": "q", "conversation": "d"}',
        b'{"question": "q", "conversation": "c"}',
        b'{"question": "q"}',
        b'{"question": "q", "conversation": ""}',
    )

    assert [one["text"] for one in said] == ["1: q", "1: q", "2: q", "1: q", "1: q"]


def test_what_a_line_says_comes_first() -> None:
    """Clock, programme and locale of a line are used in place of the defaults."""
    app = Echo()
    line = {
        "question": "q",
        "now": "2031-01-10T10:00:00+01:00",
        "programme": "moon",
        "locale": "fr",
        "colour": "red",
    }
    answers(
        json.dumps(line).encode(),
        b'{"question": "q", "now": "2031-01-10T10:00:00Z"}',
        b'{"question": "q"}',
        app=app,
    )

    assert [message.now.isoformat() for message in app.heard[:2]] == [
        "2031-01-10T10:00:00+01:00",
        "2031-01-10T10:00:00+00:00",
    ]
    assert app.heard[2].now == NOON
    assert (app.heard[0].programme, app.heard[0].locale) == ("moon", "fr")
    assert (app.heard[1].programme, app.heard[1].locale) == (None, None)


def test_the_programme_of_the_command() -> None:
    """A programme named for the run holds for every line that names none."""
    app = Echo()
    answers(b'{"question": "q"}', app=app, programme="moon")

    assert app.heard[0].programme == "moon"


@pytest.mark.parametrize(
    ("line", "id_", "error"),
    [
        (b"\xff\xfe", None, "not UTF-8"),
        (b'{"id": "x", "question": "\xc3"}', None, "not UTF-8"),
        (b"not json", None, "not JSON"),
        (b'{"id": "x", "question": "q"', None, "not JSON"),
        (b'{"id": NaN, "question": "q"}', None, "not JSON"),
        (b'{"id": 1e999, "question": "q"}', None, "not JSON"),
        (b'{"id": ' + b"1" * 5000 + b', "question": "q"}', None, "not JSON"),
        (b"[" * 100_000, None, "nested too deeply"),
        (b"[]", None, "not a JSON object"),
        (b'"question"', None, "not a JSON object"),
        (b"null", None, "not a JSON object"),
        (b'{"id": "x"}', "x", "no question"),
        (b'{"id": "x", "question": null}', "x", "no question"),
        (b'{"id": 4, "question": ["q"]}', 4, "no question"),
        (b'{"id": "x", "question": "q", "now": "soon"}', "x", "'soon' is no moment"),
        (b'{"id": "x", "question": "q", "now": "2030-01-10T10:00:00"}', "x", "no time zone"),
        (b'{"id": "x", "question": "q", "now": 12}', "x", "'now' must be a text, not 12"),
        (b'{"id": "x", "question": "q", "conversation": {"a": 1}}', "x", "'conversation' must be a text"),
        (b'{"id": "x", "question": "q", "programme": "sun"}', "x", "no programme 'sun'"),
        (b'{"id": "x", "question": "break"}', "x", "ZeroDivisionError: on purpose (doubles.py:"),
    ],
)
def test_a_bad_line_never_ends_the_run(line: bytes, id_: object, error: str) -> None:
    """What is wrong with a line is said for that line, under its id, and the next one is answered."""
    bad, good = answers(line, b'{"id": "next", "question": "q"}')

    assert (bad["id"], set(bad)) == (id_, {"id", "error"})
    assert error in bad["error"]
    assert "\n" not in bad["error"]
    assert good["text"] == "1: q"


def test_empty_lines_are_skipped() -> None:
    """Empty lines, a mark at the beginning of the file and the line ends of other systems do no harm."""
    said = answers(b"\xef\xbb\xbf" + b'{"question": "one"}\r', b"", b"  \r", b'{"question": "two"}')

    assert [one["text"] for one in said] == ["1: one", "1: two"]


def test_a_megabyte_of_text() -> None:
    """A question of a megabyte is a question."""
    (said,) = answers(json.dumps({"id": "big", "question": "word " * 200_000}).encode())

    assert len(said["text"]) == 1_000_003


def test_half_a_character_in_a_question() -> None:
    """Half a character in a question becomes a question mark."""
    (said,) = answers(b'{"question": "a\\ud83d"}')

    assert said["text"] == "1: a?"


class Watched(io.BytesIO):
    """A sink that notes how far the input was read whenever it is flushed."""

    def __init__(self, source: io.BytesIO) -> None:
        super().__init__()
        self.source = source
        self.flushed: list[tuple[int, int]] = []

    def flush(self) -> None:
        """Note how much was read and written."""
        self.flushed.append((self.source.tell(), self.getvalue().count(b"\n")))


def test_flushed_line_by_line() -> None:
    """Each reply is out before the next question is read."""
    line = b'{"question": "q"}\n'
    source = io.BytesIO(line * 3)
    sink = Watched(source)
    run(Echo(), source, sink, Defaults(clock))

    assert sink.flushed == [(len(line) * number, number) for number in (1, 2, 3)]


class Closed(io.BytesIO):
    """A sink that nobody reads."""

    def write(self, data: object) -> int:
        """Refuse the data, as a pipe does whose reader is gone."""
        raise BrokenPipeError


def test_a_reader_that_is_gone() -> None:
    """When nobody reads the output any more, the run ends quietly."""
    app = Echo()
    run(app, io.BytesIO(b'{"question": "q"}\n' * 3), Closed(), Defaults(clock))

    assert len(app.heard) == 1
