"""What was typed and could not be sent, kept for the next try: a file for each case, for nobody else's eyes."""

from __future__ import annotations

import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from platformdirs import user_state_path

from esor_bot.domain.case import Deed
from esor_bot.terminal.office.own_file import write_whole

_LONGEST = 30 * 86_400.0  # seconds; by then nobody comes back to it


class Drafts:
    """The texts of one user on one desk. A disk that is full or gone is no reason to stop: it is kept in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._memory: dict[Path, str] = {}

    def get(self, number: int, deed: Deed) -> str:
        """Return what was typed last for a case; "" where nothing is kept."""
        file = self._file(number, deed)
        with suppress(OSError, ValueError):
            return file.read_text(encoding="utf-8")
        return self._memory.get(file, "")

    def keep(self, number: int, deed: Deed, text: str) -> None:
        """Keep a text in place of the one before."""
        file = self._file(number, deed)
        self._memory[file] = text
        with suppress(OSError):
            write_whole(file, text)
            self._tidy()

    def drop(self, number: int, deed: Deed) -> None:
        """Keep nothing any more: it was sent."""
        file = self._file(number, deed)
        self._memory.pop(file, None)
        with suppress(OSError):
            file.unlink(missing_ok=True)

    def _tidy(self) -> None:
        for file in self._folder.iterdir():
            if time.time() - file.stat().st_mtime > _LONGEST:
                file.unlink(missing_ok=True)

    def _file(self, number: int, deed: Deed) -> Path:
        return self._folder / f"{number}-{deed}.txt"


def kept_drafts(database: str) -> Drafts:
    """Return the drafts of this user for the desk at an address: another desk has other cases."""
    desk = sha256(database.encode()).hexdigest()[:12]
    return Drafts(user_state_path("esor-bot", appauthor=False) / "drafts" / desk)
