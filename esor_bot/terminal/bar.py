"""The line of progress on a terminal; elsewhere there is none."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TextIO

_CLEAR = "\r\x1b[K"


@dataclass(frozen=True, slots=True)
class TerminalBar:
    """Writes the line where the cursor is, and over itself. On what is no terminal nothing is written."""

    stream: TextIO
    hint: str = ""

    def show(self, line: str) -> None:
        """Show a line in place of the one before, no wider than the terminal."""
        text = f"{line}   {self.hint}".rstrip()
        self._write(_CLEAR + text[: shutil.get_terminal_size().columns - 1])

    def clear(self) -> None:
        """Take the line away."""
        self._write(_CLEAR)

    def _write(self, text: str) -> None:
        if self.stream.isatty():
            self.stream.write(text)
            self.stream.flush()
