"""What a person reads of Slack's blocks, put together again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

_UNSEEN = re.compile("<\N{WORD JOINER}")
_MADE = re.compile(r"<(?:!date\^[^|>]*|[^|>]*)\|([^>]*)>")


def shown(blocks: Iterable[object]) -> str:
    """Return all text of blocks, without any space between them, and without what keeps signs harmless unseen."""
    return _UNSEEN.sub("<", "".join(_text(block) for block in blocks))


def kinds(blocks: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what kinds of blocks there are, in order."""
    return [block["type"] for block in blocks]


def _text(value: object) -> str:
    if isinstance(value, list):
        return "".join(map(_text, value))
    if not isinstance(value, Mapping):
        return ""
    if value.get("type") == "mrkdwn":
        return html.unescape(_MADE.sub(r"\1", value["text"]))
    if value.get("type") == "date":
        return str(value["fallback"])
    if isinstance(value.get("text"), str):
        return str(value["text"])
    return "".join(_text(inner) for name, inner in value.items() if name != "confirm")
