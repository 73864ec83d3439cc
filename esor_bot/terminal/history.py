"""The lines that were typed, kept in the user's data folder for the arrow keys."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from platformdirs import user_data_path
from prompt_toolkit.history import FileHistory


class KeptHistory(FileHistory):
    """A history in a file that only its owner can read, and that can be forgotten."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        self._file = file
        super().__init__(str(file))

    @property
    def place(self) -> str:
        """The file that holds the lines."""
        return str(self._file)

    def store_string(self, string: str) -> None:
        """Keep a line; a disk that is full or gone is no reason to stop talking."""
        with suppress(OSError):
            super().store_string(string)

    def forget(self) -> None:
        """Delete the lines, in the file and in memory."""
        self._loaded_strings.clear()
        with suppress(OSError):
            self._file.write_bytes(b"")


def kept_history() -> KeptHistory | None:
    """Return the history of this user; None where no file can be kept."""
    try:
        return KeptHistory(user_data_path("esor-bot", appauthor=False) / "history")
    except OSError:
        return None
