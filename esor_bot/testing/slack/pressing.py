"""What people press, choose and fill in: found by what stands on it, told as Slack tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esor_bot.testing.slack.shown import elements
from esor_bot.testing.slack.state import Json, View

TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")


@dataclass(frozen=True, slots=True)
class Missing(LookupError):
    """Nothing is called that; these are."""

    what: str
    there: tuple[str, ...]

    def __str__(self) -> str:
        return f"no {self.what!r} among {list(self.there)}"


def find(blocks: Sequence[Json], what: str) -> tuple[Json, Json]:
    """Return what has these words on it, or this action, with its block."""
    there = list(elements(blocks))
    for block, element in there:
        if what in (_words(element), element.get("action_id"), block.get("block_id")):
            return block, element
    raise Missing(what, tuple(_words(element) or str(element.get("action_id")) for _, element in there))


def action(block: Json, element: Json, choice: str, ts: str) -> Json:
    """Return what is told of something that was pressed or chosen."""
    told = {
        "type": element["type"],
        "action_id": element.get("action_id", "auto"),
        "block_id": block["block_id"],
        "action_ts": ts,
    }
    if element["type"] == "button":
        return {**told, "text": element["text"]} | ({"value": element["value"]} if "value" in element else {})
    return {**told, "selected_option": _option(element, choice)}


def values(view: View, given: Mapping[str, object]) -> dict[str, Json]:
    """Return what a form holds once it is filled in; `given` by label or block. Raises Missing for what is no field."""
    left, filled = dict(given), {}
    for block in view.blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        key = block["block_id"] if block["block_id"] in left else block["label"]["text"]
        before = view.filled.get(block["block_id"], {}).get(element["action_id"])
        value = _value(element, left.pop(key)) if key in left else (before or _initial(element))
        filled[block["block_id"]] = {element["action_id"]: value}
    if left:
        raise Missing(next(iter(left)), tuple(one["label"]["text"] for one in view.blocks if one["type"] == "input"))
    return filled


def wrong(view: View, filled: Mapping[str, Json]) -> list[str]:
    """Say what Slack itself would not let pass: fields that are empty, too short or too long."""
    found = []
    for block in view.blocks:
        if block["type"] != "input":
            continue
        element, label = block["element"], block["label"]["text"]
        value = filled[block["block_id"]][element["action_id"]]
        content = value.get("value") or value.get("files") or value.get("selected_option")
        if not content and not block.get("optional"):
            found.append(f"{label}: nothing is filled in")
        elif content and element["type"] == "plain_text_input":
            if not element.get("min_length", 0) <= len(content) <= element.get("max_length", 3000):
                found.append(f"{label}: too short or too long")
        elif content and element["type"] == "file_input" and len(content) > element.get("max_files", 10):
            found.append(f"{label}: too many files")
    return found


def _words(element: Json) -> str:
    text = element.get("text")
    return str(text.get("text", "")) if isinstance(text, dict) else ""


def _option(element: Json, choice: object) -> Json:
    options: list[Json] = [*element.get("options", [])]
    for group in element.get("option_groups", []):
        options += group["options"]
    for option in options:
        if choice in (option["value"], option["text"]["text"]):
            return option
    raise Missing(str(choice), tuple(option["text"]["text"] for option in options))


def _value(element: Json, given: object) -> Json:
    kind = element["type"]
    if kind == "file_input":
        return {"type": kind, "files": given}
    if kind in TYPED:
        return {"type": kind, "value": given or None}
    return {"type": kind, "selected_option": _option(element, given)}


def _initial(element: Json) -> Json:
    kind = element["type"]
    if kind == "file_input":
        return {"type": kind, "files": []}
    if kind in TYPED:
        return {"type": kind, "value": element.get("initial_value")}
    return {"type": kind, "selected_option": element.get("initial_option")}
