"""The chat as a program: through a pipe, and on a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.screens import PATIENCE, PROMPT, Screen


def test_through_a_pipe(esor_bot: Run, moon: Path, environment: dict[str, str]) -> None:
    """Without a word, and through a pipe, each line is a question and replies are plain text."""
    environment["ESOR_BOT_KNOWLEDGE"] = str(moon)
    done = esor_bot(text=b"which boots do I need?\n\n/privacy\n/quit\nnot read\n")

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Bring the grey boots.\n\n[Ask the office]\n\n")
    assert b"\x1b" not in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such terminals")
def test_on_a_terminal(moon: Path, environment: dict[str, str]) -> None:
    """On a terminal the prompt is there at once; a question is answered, and Ctrl-D leaves."""
    with Screen([sys.executable, "-m", "esor_bot", "chat", "--knowledge", str(moon)], environment) as screen:
        prompted = screen.wait(PROMPT)
        screen.type(b"which boots do I need?\r")
        screen.wait(b"Bring the grey boots.")
        screen.wait(PROMPT)
        screen.type(b"\x04")

        assert screen.child.wait(PATIENCE) == 0
    assert prompted < 5  # a second on a quiet machine; how quiet this one is, nobody knows


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such terminals")
def test_knowledge_that_does_not_hold(moon: Path, environment: dict[str, str]) -> None:
    """Knowledge that does not hold together is told in a line, and ends the chat with status 1."""
    (moon / "programmes" / "moon.yaml").write_text("id: moon\n", encoding="utf-8")
    with Screen([sys.executable, "-m", "esor_bot", "chat", "--knowledge", str(moon)], environment) as screen:
        screen.wait(PROMPT)
        screen.type(b"hello\r")
        screen.wait(b"moon.yaml:1")

        assert screen.child.wait(PATIENCE) == 1
