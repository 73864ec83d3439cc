"""The plainest YAML read quickly: keys with lists of quoted texts below them, as the questions are written.

Tens of thousands of questions would cost the YAML parser half of the start. A file that holds anything else than
comments, `key:` and `  - "text"` is left to it, and so is one with a mistake, so that its message is the parser's.
"""

from __future__ import annotations

import re

_ITEM = re.compile(r'\s+- "((?:[^"\\]|\\["\\])*)"\s*')
_KEY = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.-]*):\s*")


def read_lists(source: str) -> tuple[dict[str, list[str]], dict[tuple[str | int, ...], int]] | None:
    """Return the lists and the line of each key path, or None when the file is not of the plainest kind."""
    lists: dict[str, list[str]] = {}
    lines: dict[tuple[str | int, ...], int] = {(): 1}
    key = ""
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip() or line[0] == "#":
            continue
        item = _ITEM.fullmatch(line)
        if item and key:
            lines[key, len(lists[key])] = number
            text = item[1]
            lists[key].append(re.sub(r"\\(.)", r"\1", text) if "\\" in text else text)
            continue
        head = _KEY.fullmatch(line)
        if head is None or head[1] in lists:
            return None
        key = head[1]
        lists[key] = []
        lines[key,] = number
    return (lists, lines) if all(lists.values()) else None
