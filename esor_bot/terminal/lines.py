"""The chat through a pipe: each line is a question, replies are plain text between empty lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from esor_bot.terminal.plain import render_blocks
from esor_bot.terminal.session import Session


def run(session: Session, lines: Iterable[bytes], sink: TextIO) -> None:
    """Answer line after line, until the input ends, /quit comes or nobody reads the output any more."""
    between = ""
    try:
        for line in lines:
            if not line.strip():
                continue
            said = session.hear(line.decode("utf-8-sig", "replace"))
            if said.leaves:
                return
            sink.write(f"{between}{render_blocks(said.blocks)}\n")
            sink.flush()
            between = "\n"
    except BrokenPipeError:
        return
