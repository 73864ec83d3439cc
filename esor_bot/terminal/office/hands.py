"""How somebody of the office is asked for more: a text of several lines, and a yes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import click

_END = "."


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed; `done` says whether it was ended, or stopped in the middle."""

    text: str
    done: bool = True


class Sure(StrEnum):
    """What is said to a preview."""

    YES = "y"
    EDIT = "e"
    NO = "n"


def confirmed(question: str, *, err: bool = False) -> bool:
    """Ask for a yes, on standard error where the output is for others; Ctrl-C, or nobody there to answer, is a no."""
    try:
        return click.confirm(question, default=False, err=err)
    except click.Abort:
        return False


class Hands(Protocol):
    """How to ask."""

    @property
    def edits(self) -> bool:
        """Say whether a text can be edited, and not just typed."""

    def text(self, hint: str, start: str) -> Typed | None:
        """Return a text that is typed; it begins with `start`. None where nobody can type anything now."""

    def sure(self, question: str) -> Sure:
        """Return what is said to a question; Ctrl-C, or nobody there, is a no."""


class ShellHands:
    """For a command that was called from a shell."""

    @property
    def edits(self) -> bool:
        """Say whether somebody sits at a terminal."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def text(self, hint: str, start: str) -> Typed | None:
        """Let somebody edit a text, at a terminal."""
        if not self.edits:
            return None
        from esor_bot.terminal.office.editor import edit

        return edit(hint, start)

    def sure(self, question: str) -> Sure:
        """Ask on a line."""
        return asked(question)


class PipeHands:
    """For commands that come through a pipe: a text is the lines up to one with nothing but a dot."""

    @property
    def edits(self) -> bool:
        """Say that nothing is edited."""
        return False

    def text(self, hint: str, start: str) -> Typed | None:
        """Read lines up to the one with the dot, or the end."""
        lines = []
        for line in iter(sys.stdin.readline, ""):
            if line.rstrip("\r\n") == _END:
                break
            lines.append(line)
        return Typed("".join(lines).strip())

    def sure(self, question: str) -> Sure:
        """Take the next line for an answer."""
        return asked(question)


def asked(question: str) -> Sure:
    """Ask on a line what to do; whatever is neither a yes nor an e is a no."""
    try:
        said = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
    except click.Abort:  # Ctrl-C, or nobody there to answer
        click.echo()
        return Sure.NO
    if not sys.stdin.isatty():
        click.echo()  # nobody pressed Enter
    first = str(said).strip().lower()
    return Sure.YES if first in {"y", "yes"} else Sure.EDIT if first in {"e", "edit"} else Sure.NO
