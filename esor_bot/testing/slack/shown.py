"""What people read: the text of blocks, and the words on their buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from esor_bot.testing.slack.state import Json, Message, View

WRITTEN = ("plain_text", "mrkdwn")


def flat(what: Message | View | Iterable[Json]) -> str:
    """Return all that a message, a view or some blocks say, a line for each text, in order."""
    if isinstance(what, Message):
        return "\n".join(lines(what.blocks)) if what.blocks else what.text
    return "\n".join(lines(what.blocks if isinstance(what, View) else list(what)))


def labels(what: Message | View) -> list[str]:
    """Return the words on the buttons, in order."""
    return [element["text"]["text"] for _, element in elements(what.blocks) if element["type"] == "button"]


def elements(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Go through everything that can be pressed, chosen or filled in, with the block it stands in."""
    for block in blocks:
        inner = block.get("elements", []) if block["type"] != "rich_text" else []
        for one in [*inner, block.get("accessory"), block.get("element")]:
            if isinstance(one, dict) and one.get("type") not in (None, *WRITTEN, "image"):
                yield block, one


def lines(what: object) -> Iterator[str]:
    """Return the texts of blocks, in order."""
    if isinstance(what, list):
        for one in what:
            yield from lines(one)
    elif isinstance(what, Mapping):
        kind = what.get("type")
        if kind == "rich_text":
            yield from _rich(what["elements"])
        elif kind in WRITTEN:
            yield str(what.get("text", ""))
        else:
            for key, one in what.items():
                if key not in ("confirm", "placeholder", "initial_option", "style"):
                    yield from lines(one)


def _rich(parts: Iterable[Json], lead: str = "") -> Iterator[str]:
    for part in parts:
        if part["type"] == "rich_text_list":
            first = int(part.get("offset", 0)) + 1
            for place, item in enumerate(part["elements"], start=first):
                yield from _rich([item], f"{place}. " if part["style"] == "ordered" else "- ")
        else:
            yield lead + "".join(_run(run) for run in part["elements"])


def _run(run: Mapping[str, object]) -> str:
    """Return a run of text as a reader sees it; the names of people are not looked up."""
    match run["type"]:
        case "user":
            return f"<@{run['user_id']}>"
        case "emoji":
            return f":{run['name']}:"
        case "date":
            return str(run.get("fallback") or run["timestamp"])
        case _:
            return str(run.get("text") or run.get("url") or "")
