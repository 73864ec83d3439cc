"""What people read of Discord's markdown, and the words on its buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from esor_bot.testing.discord.state import Message

_LEAD = re.compile(r"^(?:-# |> |### )", re.MULTILINE)
_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\)")
_BOLD = re.compile(r"(?<!\\)\*\*")
_SIGN = re.compile(r"\\([!-/:-@\[-`{-~])|<(https?://[^\s<>]+)>")
_JOINER = "\N{WORD JOINER}"
_FENCE = re.compile(r"^```$\n?", re.MULTILINE)


def read(what: str | Message) -> str:
    """Return markdown as a reader sees it; moments stay as Discord has them."""
    content = what.content if isinstance(what, Message) else what
    text = _BOLD.sub("", _LEAD.sub("", _FENCE.sub("", content)))
    text = _LINK.sub(lambda found: found[1], text)
    return _SIGN.sub(lambda found: found[1] or found[2], text).replace(_JOINER, "")


def buttons(components: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Go through the buttons of a message, in order."""
    for row in components:
        yield from (one for one in row["components"] if one["type"] == 2)


def labels(what: Message | Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the words on the buttons, in order."""
    components = what.components if isinstance(what, Message) else what
    return [one["label"] for one in buttons(components)]
