"""The picture of the statistics, put into its file whole or not at all."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from esor_bot.errors import UsageError
from esor_bot.wording import Wording


def write(wording: Wording, data: bytes, file: Path) -> None:
    """Put a picture into its file. Raises UsageError where it can't be written; then what was there is there still."""
    if not file.parent.is_dir():
        raise UsageError(wording.say("stats.no_folder", folder=file.parent))
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        new.write_bytes(data)
        new.replace(file)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise UsageError(wording.say("stats.not_written", file=file, why=error.strerror or error)) from None
