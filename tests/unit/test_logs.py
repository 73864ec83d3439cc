"""What long-running commands log."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from esor_bot.logs import FIELDS, configure

OURS = logging.getLogger("esor_bot.desk.outbox")
THEIRS = logging.getLogger("library.part")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """What is set up here is taken back."""
    root, ours = logging.getLogger(), logging.getLogger("esor_bot")
    before = (root.handlers[:], root.level, ours.level, logging.raiseExceptions, sys.excepthook, threading.excepthook)
    yield
    root.handlers[:], logging.raiseExceptions = before[0], before[3]
    root.setLevel(before[1])
    ours.setLevel(before[2])
    sys.excepthook, threading.excepthook = before[4], before[5]
    logging.captureWarnings(False)


def logged(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines that were logged, without the time."""
    return [line.split(" ", 1)[1] for line in capsys.readouterr().err.splitlines()]


def test_events_are_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """An event is one line with its name, its logger, and the fields that are allowed."""
    configure("INFO")
    OURS.error("outbox_gave_up", extra={"outgoing": 7, "case": 12, "reason": "two words", "text": "secret"})
    OURS.debug("too_fine")

    assert logged(capsys) == [
        'level=error event=outbox_gave_up logger=esor_bot.desk.outbox case=12 outgoing=7 reason="two words"'
    ]


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The same as one JSON object a line."""
    configure(logging.DEBUG, json=True)
    OURS.debug("begun", extra={"case": 12})
    read = json.loads(capsys.readouterr().err)

    assert read.pop("at").endswith("+00:00")
    assert read == {"level": "debug", "event": "begun", "logger": "esor_bot.desk.outbox", "case": 12}


@pytest.mark.parametrize("message", ["A sentence of Anna", "%s", "anna@example.org", "Outbox", ""])
def test_only_names_of_events(message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no name of an event is not written."""
    configure()
    OURS.warning(message)

    assert logged(capsys) == ["level=warning event=unnamed logger=esor_bot.desk.outbox"]


def test_libraries_are_cut_short(capsys: pytest.CaptureFixture[str]) -> None:
    """Of libraries only warnings are written: the place, and a pattern without what was filled in."""
    configure(logging.DEBUG)
    THEIRS.info("chatter")
    THEIRS.warning("retrying %s", "for Anna")
    THEIRS.warning("could not reach Anna")
    first, second = logged(capsys)

    assert first.startswith("level=warning event=library logger=library.part place=test_logs.py:")
    assert first.endswith('message="retrying %s"')
    assert "Anna" not in first + second


@pytest.mark.parametrize("json_lines", [False, True])
def test_exceptions_without_their_words(json_lines: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Of an exception its kind and the places are written, not what it says."""
    configure(json=json_lines)
    try:
        raise ValueError("secret")
    except ValueError:
        OURS.exception("failed")
        THEIRS.exception("secret, too")
    told = capsys.readouterr().err

    assert told.count("ValueError") == 2
    assert told.count("test_logs.py:") >= 2
    assert "secret" not in told


def test_what_nobody_caught() -> None:
    """An exception that ends the program, or a thread of it, is one line without its words."""
    code = (
        "import threading; from esor_bot.logs import configure; configure()\n"
        "def fails(): raise ValueError('secret')\n"
        "thread = threading.Thread(target=fails); thread.start(); thread.join()\n"
        "fails()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert done.returncode == 1
    assert [line.split()[1:3] for line in done.stderr.splitlines()] == [["level=critical", "event=crashed"]] * 2
    assert "secret" not in done.stderr


def test_a_record_that_can_not_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    """A record that does not fit its pattern loses nothing to the error output."""
    configure()
    THEIRS.warning("%d of %d", "secret")

    assert "secret" not in capsys.readouterr().err


def test_fields_are_in_order() -> None:
    """The list of what may be written is easy to look through."""
    assert list(FIELDS) == sorted(set(FIELDS))
