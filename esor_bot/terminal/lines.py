"""The chat through a pipe: each line is a question, replies are plain text between empty lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from esor_bot.domain.reply import Block
from esor_bot.reception.plain import render_blocks
from esor_bot.terminal.session import Session


@dataclass(slots=True)
class _Page:
    """What was written so far: an empty line stands between one thing and the next."""

    sink: TextIO
    between: str = ""

    def news(self, session: Session) -> None:
        """Write what arrived, and then say that it was shown."""
        self.write(session.news())
        session.shown()

    def write(self, blocks: Sequence[Block]) -> None:
        """Write blocks, if there are any."""
        if blocks:
            self.sink.write(f"{self.between}{render_blocks(blocks)}\n")
            self.between = "\n"
        self.sink.flush()


def run(session: Session, lines: Iterable[bytes], sink: TextIO) -> None:
    """Answer line after line, until the input ends, /quit comes or nobody reads the output any more."""
    page = _Page(sink)
    try:
        for line in lines:
            if not line.strip() and not session.waits:
                continue
            page.news(session)
            said = session.hear(line.decode("utf-8-sig", "replace"))
            page.write(said.blocks)
            if said.leaves:
                break
        page.news(session)
    except BrokenPipeError:
        return
