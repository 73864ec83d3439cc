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
            news = session.news()
            said = session.hear(line.decode("utf-8-sig", "replace"))
            for blocks in (news, said.blocks):
                if blocks:
                    sink.write(f"{between}{render_blocks(blocks)}\n")
                    between = "\n"
            sink.flush()
            if said.leaves:
                return
    except BrokenPipeError:
        return
