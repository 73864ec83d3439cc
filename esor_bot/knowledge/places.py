"""Where a text stands in a knowledge folder: for messages about things that were found after reading."""

from __future__ import annotations

from pathlib import Path

from esor_bot.knowledge.files import Folder


def where(root: Path, text: str) -> tuple[str, int]:
    """Return the file and line where a text stands last; the folder itself when it stands nowhere."""
    found = (str(root), 1)
    for file in Folder(root).below(root):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if text in line:
                found = (str(file), number)
    return found
