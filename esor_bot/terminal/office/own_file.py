"""Files of one user: made for nobody else's eyes, and changed as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_new(file: Path, text: str) -> None:
    """Write a new file that only its owner can read. Raises FileExistsError where there is one, and OSError."""
    # What follows a link that leads nowhere would be written to a place that nobody named.
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as sink:
        sink.write(text)


def write_whole(file: Path, text: str) -> None:
    """Write a file in place of the one before, and its folder where that is missing. Raises OSError."""
    new = file.with_suffix(".new")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new.unlink(missing_ok=True)
    write_new(new, text)
    new.replace(file)
