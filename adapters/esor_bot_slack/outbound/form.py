"""Forms as Slack's modals, and what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, assert_never
from zlib import crc32

from esor_bot.domain import moments
from esor_bot.domain.conversation import Attachment
from esor_bot.domain.form import ChoiceField, Field, FileField, Form, Item, Mistakes, TextField
from esor_bot.reception.text import fitting, printable, units
from esor_bot.wording import Wording
from esor_bot_slack.inbound_text import attachments
from esor_bot_slack.outbound.buttons import literal, press
from esor_bot_slack.outbound.carried import LONGEST_METADATA, packed, unpacked
from esor_bot_slack.outbound.home import MOST_BLOCKS, within
from esor_bot_slack.outbound.measure import Json, break_at, weight

_TITLE = 24
_LABEL = 2000
_ITEM, _ITEM_VALUE = 75, 150
_MOST_RADIO, _MOST_ITEMS = 10, 100
_LONGEST_INPUT = 3000
_MOST_FILES = 10
_FIELD = "f:"


class Filled(NamedTuple):
    """What was filled in: the form's id, what it carried (the adapter's own too), values and files by field."""

    form: str
    carried: dict[str, str]
    values: dict[str, str]
    files: dict[str, tuple[Attachment, ...]]


def modal(form: Form, carried_by_adapter: Mapping[str, str], *, wording: Wording | None = None) -> Json:
    """Return a form as a modal. `carried_by_adapter` comes back with what the form carries, under other names."""
    blocks = within(form.blocks, MOST_BLOCKS - len(form.fields), wording)
    return {
        "type": "modal",
        "callback_id": form.id,
        "title": literal(form.title, _TITLE),
        "submit": literal(form.submit, _TITLE),
        "close": literal(form.close, _TITLE),
        "private_metadata": _metadata(form, carried_by_adapter),
        "blocks": [*blocks, *map(_input, form.fields)],
    }


def read_modal(view: Mapping[str, Any]) -> Filled:
    """Return what a modal holds when it is sent, or when a button in it is pressed."""
    values: dict[str, str] = {}
    files: dict[str, tuple[Attachment, ...]] = {}
    for block, states in ((view.get("state") or {}).get("values") or {}).items():
        if not block.startswith(_FIELD):
            continue
        field = block.removeprefix(_FIELD)
        state: Mapping[str, Any] = next(iter(states.values()), {})  # a block holds one field
        if state.get("type") == "file_input":
            files[field] = tuple(attachments(state.get("files")))
        else:
            values[field] = _value(state)
    return Filled(view.get("callback_id", ""), unpacked(view.get("private_metadata")) or {}, values, files)


def press_in(view: Mapping[str, Any], action: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return what a button in a modal does, and all it is told: its own values, what the form carries, its fields."""
    name, values = press(action)
    filled = read_modal(view)
    fields = {f"field:{field}": value for field, value in filled.values.items()}
    return (name, {**fields, **filled.carried, **values}) if name else ("", {})


def mistakes(wrong: Mistakes) -> Json:
    """Return what keeps a modal open and says what is wrong, by field."""
    told = {f"{_FIELD}{field}": literal(text, _LABEL)["text"] for field, text in wrong.wrong.items()}
    return {"response_action": "errors", "errors": told}


def _metadata(form: Form, carried_by_adapter: Mapping[str, str]) -> str:
    if both := sorted(set(form.carried) & set(carried_by_adapter)):
        raise ValueError(f"the form {form.id} and the adapter both carry {', '.join(both)}")
    text = packed({**form.carried, **carried_by_adapter}, LONGEST_METADATA)
    if units(text) > LONGEST_METADATA:
        raise ValueError(f"the form {form.id} carries {units(text)} characters; Slack has room for {LONGEST_METADATA}")
    return text


def _input(field: Field) -> Json:
    hint = {"hint": literal(field.hint, _LABEL)} if field.hint else {}
    return {
        "type": "input",
        "block_id": f"{_FIELD}{field.id}",
        "label": literal(field.label, _LABEL),
        "element": {"action_id": _action(field), **_element(field)},
        **hint,
        "optional": not isinstance(field, FileField) and field.optional,
    }


def _action(field: Field) -> str:
    """Return the name of a field's element, another one where another text is filled in.

    When a form is changed Slack keeps what was typed in an element that keeps its name.
    """
    initial = field.initial if isinstance(field, TextField) else ""
    return f"{field.id}:{crc32(initial.encode('utf-8', 'replace')):08x}" if initial else field.id


def _element(field: Field) -> Json:
    match field:
        case TextField():
            return _text(field)
        case ChoiceField():
            return _choice(field)
        case FileField(kinds=kinds):
            # More than one may be put in, so that a sentence can say why it has to be one.
            return {"type": "file_input", "max_files": _MOST_FILES, **({"filetypes": list(kinds)} if kinds else {})}
        case _:
            assert_never(field)


def _text(field: TextField) -> Json:
    most = min(max(field.most, 1), _LONGEST_INPUT)
    element: Json = {"type": "plain_text_input", "multiline": field.long, "max_length": most}
    if field.least:
        element["min_length"] = min(field.least, most)
    initial = printable(moments.plainly(field.initial))
    if initial:
        element["initial_value"] = initial[: fitting(initial, most)]
    return element


def _choice(field: ChoiceField) -> Json:
    if not 1 <= len(field.items) <= _MOST_ITEMS:
        raise ValueError(f"the field {field.id} has {len(field.items)} items; Slack takes 1 to {_MOST_ITEMS}")
    options = [_option(field, item) for item in field.items]
    element: Json = {"type": "radio_buttons" if len(options) <= _MOST_RADIO else "static_select", "options": options}
    for option in options:
        if option["value"] == field.initial:
            element["initial_option"] = option
    return element


def _option(field: ChoiceField, item: Item) -> Json:
    if not 1 <= units(item.value) <= _ITEM_VALUE:
        raise ValueError(f"the field {field.id} has an item of {units(item.value)} characters; Slack takes 1 to 150")
    label = printable(moments.plainly(item.label))
    if weight(label) <= _ITEM:
        return {"text": literal(label, _ITEM), "value": item.value}
    # A long label goes on in the small print below it.
    place = break_at(label, _ITEM) or fitting(label, _ITEM, weight)
    below = literal(label[place:].strip(), _ITEM)
    return {"text": literal(label[:place].rstrip(), _ITEM), "description": below, "value": item.value}


def _value(state: Mapping[str, Any]) -> str:
    value = state.get("value") if "selected_option" not in state else (state["selected_option"] or {}).get("value")
    return value if isinstance(value, str) else ""
