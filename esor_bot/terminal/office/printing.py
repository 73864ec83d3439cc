"""Lines of the office on standard output: broken at words as wide as the terminal is, as they are elsewhere."""

from __future__ import annotations

import shutil
import sys

import click

from esor_bot.reception.text import wrapped

_HUNG = ("#", "▸")  # what begins like this stands out where it is broken into lines


def put(line: str, *, err: bool = False) -> None:
    """Write a line."""
    stream = sys.stderr if err else sys.stdout
    click.echo(_fitted(line, shutil.get_terminal_size().columns) if stream.isatty() else line, err=err)


def _fitted(line: str, width: int) -> str:
    if not line.startswith(_HUNG):
        return wrapped(line, width)
    return wrapped(line, width - 2).replace("\n", "\n  ")
