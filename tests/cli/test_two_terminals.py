"""Two people at two terminals, one who asks and one of the office, and one database between them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.screens import PATIENCE, PROMPT, Screen

ASKS, OFFICE = ["chat"], ["office", "--as", "Cleo"]


def at_terminal(words: list[str], who: str, folder: Path, environment: dict[str, str]) -> Screen:
    """Begin a program as another user of the computer would, on the same database."""
    own = {f"XDG_{kind}_HOME": str(folder / who / kind) for kind in ("DATA", "STATE", "CACHE")}
    shared = {"ESOR_BOT_DATABASE_URL": f"sqlite:///{folder / 'desk.db'}", "ESOR_BOT_KNOWLEDGE": str(folder / "moon")}
    return Screen([sys.executable, "-m", "esor_bot", *words], environment | own | shared)


def say(screen: Screen, line: str, answer: str) -> None:
    """Type a line and wait for what is said to it, and for the next prompt."""
    screen.type(f"{line}\r".encode())
    hear(screen, answer)


def hear(screen: Screen, text: str) -> None:
    """Wait for what is said, and for the prompt below it."""
    screen.wait(text.encode())
    screen.wait(PROMPT)


def send(screen: Screen, line: str) -> None:
    """Send something to the person, after a look at it."""
    screen.type(f"{line}\r".encode())
    screen.wait(b"gets exactly this:")
    screen.wait(b"Send it?")
    say(screen, "y", "Sent: ")


@pytest.mark.usefixtures("moon")
@pytest.mark.skipif(os.name != "posix", reason="other systems have no such terminals")
def test_the_whole_round_trip_live(tmp_path: Path, environment: dict[str, str]) -> None:
    """What one does appears at the other's open prompt: asked, asked back, added, answered, reopened, closed."""
    with (
        at_terminal(ASKS, "anna", tmp_path, environment) as anna,
        at_terminal(OFFICE, "cleo", tmp_path, environment) as cleo,
    ):
        hear(cleo, "No open questions.")
        anna.wait(PROMPT)
        say(anna, "/office May I bring a dog?", "y sends it")
        say(anna, "y", "number #1")
        hear(cleo, "New: #1, Fellowship on the Moon: May I bring a dog?")
        say(cleo, "1", "You can: claim, answer")
        say(cleo, "claim", "#1 is yours.")
        send(cleo, "ask-back How big is it?")
        hear(anna, "The office asks you about your question #1: How big is it?")
        say(anna, "/add #1 It's small.", "Added to #1")
        hear(cleo, "Who asked #1 adds: It's small.")
        send(cleo, "answer Then yes.")
        hear(anna, "The office answers your question #1: Then yes.")
        say(anna, "/add #1 And a cat?", "Added to #1")
        hear(cleo, "it is open once more")
        send(cleo, "answer A cat, too.")
        hear(anna, "The office answers your question #1: A cat, too.")
        say(cleo, "close", "#1 is closed.")
        say(anna, "/cases", "answered and closed")
        for screen in (anna, cleo):
            screen.type(b"\x04")
            assert screen.child.wait(PATIENCE) == 0
