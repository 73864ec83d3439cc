"""The two files of a check: the one that is read, and the picture that is written."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from esor_bot.completeness.intake import FileLimits
from esor_bot.errors import UsageError

STDIN = "-"

# One byte more than is checked shows that a file is too large; the rest need not be read.
_MOST = FileLimits().bytes + 1


def read(path: Path) -> bytes:
    """Return a file's bytes, as many as a check looks at; raise UsageError when it can't be read."""
    try:
        with path.open("rb") as file:
            return _read(file)
    except IsADirectoryError:
        raise UsageError(f"{path}: is a folder, not a file") from None
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such file") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {_reason(error)}") from None


def read_stdin() -> bytes:
    """Return the bytes of standard input, as many as a check looks at; raise UsageError when there are none to come."""
    if sys.stdin.isatty():
        raise UsageError("standard input is the keyboard: pipe a file in, or name one")
    try:
        return _read(sys.stdin.buffer)
    except OSError as error:
        raise UsageError(f"standard input: {_reason(error)}") from None


def writable(picture: Path, source: Path | None) -> None:
    """Raise UsageError when a picture can't be written there, or would take the place of the file that is checked."""
    try:
        if source is not None and picture.exists() and picture.samefile(source):
            raise UsageError(f"{picture}: is the file to check, so the picture needs another name")
        if picture.is_dir():
            raise UsageError(f"{picture}: is a folder; give the picture a name in it")
        if not picture.parent.is_dir():
            raise UsageError(f"{picture}: there is no folder {picture.parent}")
        if not os.access(picture if picture.exists() else picture.parent, os.W_OK):
            raise UsageError(f"{picture}: can't be written")
    except (OSError, ValueError) as error:
        raise UsageError(f"{picture}: {_reason(error)}") from None


def write(picture: Path, data: bytes) -> None:
    """Write the picture; raise UsageError when that fails."""
    try:
        picture.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{picture}: {_reason(error)}") from None


def _read(file: BinaryIO) -> bytes:
    """Read to the limit: a pipe gives what it has, not what was asked for."""
    parts, left = [], _MOST
    while left and (part := file.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)
