"""The fields of a form as Discord's components. A choice of more than 25 is several menus, of which one counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from esor_bot.domain import moments
from esor_bot.domain.form import ChoiceField, Field, FileField, Item, TextField
from esor_bot.reception.text import fitting, printable, units
from esor_bot.wording import Wording
from esor_bot_discord.heard import PLATFORM
from esor_bot_discord.outbound.carried import OWN, packed
from esor_bot_discord.outbound.measure import Json, halves, literal

FIELD: Final = "f:"
"""What the id of a field begins with."""

PART, CHOSEN = f"{OWN}n", f"{OWN}c"
"""The number of a menu among several of one field, and the mark of the one in which something is chosen at first."""

TEXT, SELECT, PEOPLE, FILES = 4, 3, 5, 19
_PERSON = re.compile(rf"{PLATFORM}:([0-9]{{5,20}})")
_LABEL = 18
_ITEMS = 25
_TITLE, _BELOW, _OPTION, _VALUE = 45, 100, 100, 100
_MOST_ITEMS = 100
_LONGEST_INPUT = 4000
_MOST_FILES = 10


def many(field: Field) -> int:
    """Return how many components a field is."""
    if not isinstance(field, ChoiceField) or field.people:
        return 1
    return max(1, -(-len(field.items) // _ITEMS))


def labelled(field: Field, wording: Wording | None) -> Iterator[Json]:
    """Return a field as components under labels; a label that is too long goes on in the small print below it."""
    components = list(_components(field))
    for place, component in enumerate(components, start=1):
        label = field.label
        if len(components) > 1:
            values = {"title": literal(label, _TITLE - 10), "step": place, "steps": len(components)}
            label = wording.say("blocks.step", **values) if wording else "{title} {step}/{steps}".format(**values)
        yield {"type": _LABEL, **_named(label, field.hint), "component": component}


def _named(label: str, hint: str) -> Json:
    title, rest = halves(label, _TITLE, _BELOW)
    below = " · ".join(filter(None, (rest, hint.strip())))
    return {"label": title, **({"description": literal(below, _BELOW)} if below else {})}


def _components(field: Field) -> Iterator[Json]:
    match field:
        case TextField():
            yield _text(field)
        case ChoiceField(people=True):
            yield _people(field)
        case ChoiceField():
            yield from _menus(field)
        case FileField():
            # More than one may be put in, so that a sentence can say why it has to be one.
            id_ = packed(FIELD + field.id, {})
            yield {"type": FILES, "custom_id": id_, "min_values": 1, "max_values": _MOST_FILES, "required": True}
        case _:
            assert_never(field)


def _text(field: TextField) -> Json:
    most = min(max(field.most, 1), _LONGEST_INPUT)
    input_: Json = {"type": TEXT, "custom_id": packed(FIELD + field.id, {}), "style": 2 if field.long else 1}
    input_ |= {"max_length": most, "required": not field.optional}
    if field.least:
        input_["min_length"] = min(field.least, most)
    initial = printable(moments.plainly(field.initial))
    if initial.strip():
        input_["value"] = initial[: fitting(initial, most)]
    return input_


def _people(field: ChoiceField) -> Json:
    """Return a menu in which everybody of the server can be found: who may be chosen is for the core to say."""
    id_ = packed(FIELD + field.id, {})
    menu = {"type": PEOPLE, "custom_id": id_, "max_values": 1, "required": not field.optional}
    chosen = _PERSON.fullmatch(field.initial)
    first = {"default_values": [{"id": chosen[1], "type": "user"}]} if chosen else {}
    return {**menu, "min_values": 0 if field.optional else 1, **first}


def _menus(field: ChoiceField) -> Iterator[Json]:
    if not 1 <= len(field.items) <= _MOST_ITEMS:
        raise ValueError(f"the field {field.id} has {len(field.items)} items; Discord has room for 1 to {_MOST_ITEMS}")
    parts = [field.items[start : start + _ITEMS] for start in range(0, len(field.items), _ITEMS)]
    for number, part in enumerate(parts):
        yield _menu(field, part, number if len(parts) > 1 else None)


def _menu(field: ChoiceField, items: Sequence[Item], number: int | None) -> Json:
    options = [_option(field, item) for item in items]
    chosen = any("default" in option for option in options)
    marks = {} if number is None else {PART: str(number), **({CHOSEN: ""} if chosen else {})}
    # Of several menus only one is used, so none of them can be required.
    required = number is None and not field.optional
    id_ = packed(FIELD + field.id, marks)
    menu = {"type": SELECT, "custom_id": id_, "options": options, "max_values": 1, "required": required}
    return {**menu, "min_values": 1 if required else 0}


def _option(field: ChoiceField, item: Item) -> Json:
    if not 1 <= units(item.value) <= _VALUE:
        raise ValueError(f"the field {field.id} has an item of {units(item.value)} characters; Discord takes 1 to 100")
    label, below = halves(item.label, _OPTION, _OPTION)
    option: Json = {"label": label, "value": item.value, **({"description": below} if below else {})}
    return {**option, "default": True} if item.value == field.initial else option
