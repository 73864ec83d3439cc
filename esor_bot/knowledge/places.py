"""Where something stands in a knowledge folder: for messages about things that were found after reading."""

from __future__ import annotations

from pathlib import Path

from esor_bot.knowledge.files import Folder

_BEFORE = " -{\"'"  # what may stand on a line before a key, an id or a question


def where(root: Path, start: str, also: str = "") -> tuple[str, int]:
    """Return the file and line that begins with `start`, one that holds `also` before others; else the folder.

    Wording and vocabulary are not looked through: programmes and the common entries are what messages are about.
    """
    found: tuple[str, int] | None = None
    for part in ("programmes", "common"):
        for file in Folder(root).below(root / part):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if not line.lstrip(_BEFORE).startswith(start):
                    continue
                if also in line:
                    return str(file), number
                found = found or (str(file), number)
    return found or (str(root), 1)
