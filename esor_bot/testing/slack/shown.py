"""What people read: the text of blocks, and the words on their buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from esor_bot.testing.slack.state import Json, Message, View

WRITTEN = ("plain_text", "mrkdwn", "markdown", "text", "raw_text")


def flat(what: Message | View | Iterable[Json]) -> str:
    """Return all that a message, a view or some blocks say, a line for each text, in order."""
    if isinstance(what, Message):
        return "\n".join(_texts(what.blocks)) if what.blocks else what.text
    return "\n".join(_texts(what.blocks if isinstance(what, View) else list(what)))


def labels(what: Message | View) -> list[str]:
    """Return the words on the buttons, in order."""
    return [element["text"]["text"] for _, element in elements(what.blocks) if element["type"] == "button"]


def elements(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Go through everything that can be pressed, chosen or filled in, with the block it stands in."""
    for block in blocks:
        inner = block.get("elements", []) if block["type"] != "rich_text" else []
        for one in [*inner, block.get("accessory"), block.get("element")]:
            if isinstance(one, dict) and one.get("type") not in (None, "plain_text", "mrkdwn", "image"):
                yield block, one


def _texts(what: object) -> Iterator[str]:
    if isinstance(what, list):
        for one in what:
            yield from _texts(one)
    elif isinstance(what, dict):
        if what.get("type") in WRITTEN and isinstance(what.get("text"), str):
            yield what["text"]
            return
        for key, one in what.items():
            if key == "alt_text" and isinstance(one, str):
                yield one
            elif key not in ("confirm", "placeholder"):
                yield from _texts(one)
