"""Files as people name them: typed, quoted, dragged into the window, or as an address that begins with file://."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

_OPTION = re.compile(r"(?:^|\s)--picture(?:=|\s+|$)")
_ONE_WORD = re.compile(r"""'[^']*'|"(?:\\.|[^"\\])*"|(?:\\.|[^\s\\])+""")


def split_picture(text: str) -> tuple[str, str | None]:
    """Return what names the file and what follows `--picture` (None without it), wherever the option stands."""
    found = _OPTION.search(text)
    if found is None:
        return text.strip(), None
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    if before:
        return before, after
    # The option comes first: its file is the first word, the one to check is the rest.
    word = _ONE_WORD.match(after)
    end = word.end() if word else 0
    return after[end:].strip(), after[:end]


def named_file(text: str) -> Path:
    """Return the file that a text names: of the ways to read it the first that leads to something that is there."""
    readings = list(dict.fromkeys(_readings(text.strip())))
    return next((path for path in readings if _exists(path)), readings[-1])


def _readings(text: str) -> Iterator[Path]:
    """Yield the text as it stands, then without quotation marks and backslashes, then as an address."""
    yield _home(text)
    try:
        words = shlex.split(text)
    except ValueError:  # an apostrophe in a name
        words = []
    if words:
        yield _home(" ".join(words))
    bare = " ".join(words) or text
    if bare.lower().startswith("file:"):
        address = urlsplit(bare.replace("#", "%23").replace("?", "%3F"))
        if address.netloc in ("", "localhost"):
            yield Path(url2pathname(address.path))


def _home(text: str) -> Path:
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:  # "~nobody"
        return path


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long, or with a zero byte
        return False
