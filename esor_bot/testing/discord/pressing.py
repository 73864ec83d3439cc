"""What people press, choose and fill in: found by what stands on it, told as Discord tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from esor_bot.testing.discord.rules import size
from esor_bot.testing.discord.state import Json, Modal

ROW, BUTTON, SELECT, INPUT, PEOPLE, TEXT, LABEL, FILES = 1, 2, 3, 4, 5, 10, 18, 19
LINK = 5


@dataclass(frozen=True, slots=True)
class Missing(LookupError):
    """Nothing is called that; these are."""

    what: str
    there: tuple[str, ...]

    def __str__(self) -> str:
        return f"no {self.what!r} among {list(self.there)}"


def find(components: Iterable[Json], what: str) -> Json:
    """Return what has these words on it, or does this action (the beginning of its custom_id)."""
    there: list[Json] = [one for row in components for one in row.get("components", []) if one.get("custom_id")]
    for one in there:
        if what in (one.get("label"), one.get("placeholder"), one["custom_id"], one["custom_id"].partition("|")[0]):
            return one
    raise Missing(what, tuple(str(one.get("label") or one["custom_id"]) for one in there))


def chosen(select: Json, choice: str) -> str:
    """Return the value of one of the options of a menu, by its words or by itself."""
    for option in select["options"]:
        if choice in (option["label"], option["value"]):
            return str(option["value"])
    raise Missing(choice, tuple(str(option["label"]) for option in select["options"]))


def fields(modal: Modal) -> Iterator[tuple[str, Json]]:
    """Go through the fields of a form, each with its label."""
    for one in modal.components:
        if one["type"] == LABEL:
            yield str(one["label"]), one["component"]


def filled(modal: Modal, given: Mapping[str, Any]) -> tuple[list[Json], dict[str, list[Any]]]:
    """Return the components of a form that is sent, and the files of its fields by custom_id.

    `given` is by label, or by custom_id. Raises Missing for what is no field, and ValueError for
    what Discord itself would not let pass.
    """
    known = {name for label, field in fields(modal) for name in (label, field["custom_id"])}
    if strange := sorted(set(given) - known):
        raise Missing(strange[0], tuple(label for label, _ in fields(modal)))
    told, files = list[Json](), dict[str, list[Any]]()
    for number, one in enumerate(modal.components, start=1):
        if one["type"] != LABEL:
            told.append({"type": one["type"], "id": number})
            continue
        field = one["component"]
        key = next((key for key in (one["label"], field["custom_id"]) if key in given), None)
        value = given[key] if key is not None else _initial(field)
        if wrong := _wrong(field, value):
            raise ValueError(f"{one['label']}: {wrong}")
        if field["type"] == FILES:
            files[field["custom_id"]] = list(value)
        told.append({"type": LABEL, "id": number, "component": _told(field, value, number)})
    return told, files


def _initial(field: Json) -> Any:  # noqa: ANN401 - a text, or a list
    if field["type"] == INPUT:
        return field.get("value") or ""
    if field["type"] == SELECT:
        return [one["value"] for one in field["options"] if one.get("default")]
    if field["type"] == PEOPLE:
        return [one["id"] for one in field.get("default_values", ())]
    return []


def _wrong(field: Json, value: Any) -> str:  # noqa: ANN401 - a text, or a list
    if not value:
        return "nothing is filled in" if field.get("required", True) else ""
    if field["type"] == INPUT:
        least, most = field.get("min_length", 0), field.get("max_length", 4000)
        return "" if least <= size(value) <= most else f"must be between {least} and {most} in length"
    least, most = field.get("min_values", 1), field.get("max_values", 1)
    count = 1 if isinstance(value, str) else len(value)
    return "" if least <= count <= most else f"{least} to {most} can be chosen"


def _told(field: Json, value: Any, number: int) -> Json:  # noqa: ANN401 - a text, or a list
    told: Json = {"type": field["type"], "id": 100 + number, "custom_id": field["custom_id"]}
    if field["type"] == INPUT:
        return {**told, "value": value}
    if field["type"] == SELECT:
        return {**told, "values": [chosen(field, one) for one in ([value] if isinstance(value, str) else value)]}
    if field["type"] == PEOPLE:
        return {**told, "values": [value] if isinstance(value, str) else list(value)}
    return {**told, "values": []}
