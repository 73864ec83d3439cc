"""What is shown while a file is read."""

from __future__ import annotations

import io
import threading

from esor_bot.terminal.bar import TerminalBar
from esor_bot.terminal.watch import Progress, interruptible
from tests.unit.completeness.say.reports import WORDING
from tests.unit.terminal.checks import Lines

LONG = 3600.0


class Told(Lines):
    """A bar that tells when it shows the first line."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()

    def show(self, line: str) -> None:
        """Keep the line."""
        super().show(line)
        self.begun.set()


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_slow_check() -> None:
    """Once patience is over the page is shown that is being read, and in the end nothing is left of it."""
    bar = Told()
    with Progress(bar, WORDING, patience=0) as progress:
        assert bar.begun.wait(30)
        progress(0, 23)
        progress(6, 23)
        progress(23, 23)

    assert bar.shown == [
        "opening the file",
        "reading page 1 of 23",
        "reading page 7 of 23",
        "reading page 23 of 23",
        "",
    ]


def test_it_begins_where_the_check_is() -> None:
    """What was read before patience was over is known when the line appears."""
    bar = Told()
    with Progress(bar, WORDING, patience=LONG) as progress:
        progress(3, 9)
        progress._begin()

    assert bar.shown == ["reading page 4 of 9", ""]


def test_nothing_is_shown_afterwards() -> None:
    """A page that is told of when the check is over is shown no more."""
    bar = Lines()
    with Progress(bar, WORDING, patience=LONG) as progress:
        pass
    progress(1, 2)
    progress._begin()

    assert bar.shown == []


def test_the_line_of_a_terminal() -> None:
    """On a terminal the line is written over itself, with the way to stop; elsewhere nothing is written."""
    screen, pipe = Screen(), io.StringIO()
    for stream in (screen, pipe):
        bar = TerminalBar(stream, "Ctrl-C stops")
        bar.show("reading page 1 of 2")
        bar.clear()

    assert screen.getvalue() == "\r\x1b[Kreading page 1 of 2   Ctrl-C stops\r\x1b[K"
    assert pipe.getvalue() == ""


def test_other_threads_have_no_keyboard() -> None:
    """Away from the main thread a check runs as well; there it is only ended by others."""
    events: list[bool] = []

    def run() -> None:
        with interruptible() as cancel:
            events.append(cancel.is_set())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()

    assert events == [False]
