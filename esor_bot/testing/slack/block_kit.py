"""What Slack refuses of blocks and views, by its documentation: lengths, counts, fields, and what may stand where.

Written from docs.slack.dev/reference/block-kit. It knows the blocks that we send and refuses all others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from esor_bot.testing.slack.rich_text import problems_of_rich_text, units

MOST_BLOCKS: Final = {"message": 50, "modal": 100, "home": 100}
LONGEST_MESSAGE = 12_000
"""Characters of all texts of a message's blocks. It is not documented; refusals begin between 11 300 and 13 200."""

_LONGEST_VIEW = 250_000
_ID = 255

Problems = list[str]
Look = Callable[[Any, str, Problems], None]


def problems(blocks: object, surface: str = "message") -> list[str]:
    """Return what is wrong with blocks on a surface (`message`, `modal` or `home`), each with its place."""
    found: Problems = []
    if not isinstance(blocks, Sequence) or isinstance(blocks, str):
        return ["blocks: must be a list"]
    if len(blocks) > MOST_BLOCKS[surface]:
        found.append(f"blocks: {len(blocks)} blocks, {MOST_BLOCKS[surface]} are allowed")
    for number, block in enumerate(blocks):
        _block(block, f"blocks/{number}", surface, found)
    _unique((block.get("block_id") for block in blocks if isinstance(block, Mapping)), "block_id", found)
    # An action is told apart by its block too; we promise more: one id is one button of the message.
    _unique(_action_ids(list(blocks)), "action_id", found)
    if surface == "message" and (long := _texts(list(blocks))) > LONGEST_MESSAGE:
        found.append(f"blocks: {long} characters in all, {LONGEST_MESSAGE} are safe")
    return found


def view_problems(view: object) -> list[str]:
    """Return what is wrong with a view (`modal` or `home`), each with where it stands."""
    if not isinstance(view, Mapping) or view.get("type") not in ("modal", "home"):
        return ["view: must be a modal or a home"]
    found: Problems = []
    modal = view["type"] == "modal"
    own = ("title", "submit", "close", "clear_on_close", "notify_on_close") if modal else ()
    _fields(view, "view", {"type", "blocks", "private_metadata", "callback_id", "external_id", *own}, found)
    _string(view.get("private_metadata"), "view/private_metadata", 3000, found)
    for name in ("callback_id", "external_id"):
        _string(view.get(name), f"view/{name}", _ID, found)
    if modal:
        _plain(view.get("title"), "view/title", 24, found)
        for name in ("submit", "close"):
            _optional(view, name, "view", lambda text, at, some: _plain(text, at, 24, some), found)
    blocks = view.get("blocks")
    found += problems(blocks, view["type"])
    inputs = isinstance(blocks, Sequence) and any(isinstance(b, Mapping) and b.get("type") == "input" for b in blocks)
    if inputs and not view.get("submit"):
        found.append("view/submit: must be there where something can be put in")
    if len(json.dumps(view)) > _LONGEST_VIEW:
        found.append(f"view: more than {_LONGEST_VIEW} characters")
    return found


def _block(block: object, at: str, surface: str, found: Problems) -> None:
    if not isinstance(block, Mapping) or block.get("type") not in _BLOCKS:
        found.append(f"{at}: no block that is known here")
        return
    fields, surfaces, look = _BLOCKS[block["type"]]
    at = f"{at} ({block['type']})"
    if surface not in surfaces:
        found.append(f"{at}: is not for a {surface}")
    _fields(block, at, {"type", "block_id", *fields}, found)
    if "block_id" in block:
        _string(block["block_id"], f"{at}/block_id", _ID, found, least=1)
    look(block, at, found)


def _actions(block: Mapping[str, Any], at: str, found: Problems) -> None:
    elements = _listed(block.get("elements"), f"{at}/elements", 25, found)
    for number, element in enumerate(elements):
        _element(element, f"{at}/{number}", _ACTING, found)


def _context(block: Mapping[str, Any], at: str, found: Problems) -> None:
    for number, element in enumerate(_listed(block.get("elements"), f"{at}/elements", 10, found)):
        _text(element, f"{at}/{number}", 3000, found)


def _input(block: Mapping[str, Any], at: str, found: Problems) -> None:
    _plain(block.get("label"), f"{at}/label", 2000, found)
    _optional(block, "hint", at, lambda text, here, some: _plain(text, here, 2000, some), found)
    _element(block.get("element"), f"{at}/element", _PUT_IN, found)


def _section(block: Mapping[str, Any], at: str, found: Problems) -> None:
    _text(block.get("text"), f"{at}/text", 3000, found)


def _header(block: Mapping[str, Any], at: str, found: Problems) -> None:
    _plain(block.get("text"), f"{at}/text", 150, found)


def _divider(block: Mapping[str, Any], at: str, found: Problems) -> None:
    """Nothing can be wrong with it."""


def _rich(block: Mapping[str, Any], at: str, found: Problems) -> None:
    found += problems_of_rich_text(block, at)


def _element(element: object, at: str, allowed: set[str], found: Problems) -> None:
    if not isinstance(element, Mapping) or element.get("type") not in allowed:
        found.append(f"{at}: no element for this place")
        return
    fields, look = _ELEMENTS[element["type"]]
    at = f"{at} ({element['type']})"
    _fields(element, at, {"type", "action_id", *fields}, found)
    _string(element.get("action_id"), f"{at}/action_id", _ID, found, least=1)
    look(element, at, found)


def _button(element: Mapping[str, Any], at: str, found: Problems) -> None:
    _plain(element.get("text"), f"{at}/text", 75, found)
    _string(element.get("value"), f"{at}/value", 2000, found)
    _string(element.get("url"), f"{at}/url", 3000, found)
    if element.get("url") is not None and not str(element["url"]).startswith(("http://", "https://")):
        found.append(f"{at}/url: no address of a page")
    if element.get("style") not in (None, "primary", "danger"):
        found.append(f"{at}/style: must be primary or danger")
    _optional(element, "confirm", at, _confirm, found)


def _confirm(confirm: object, at: str, found: Problems) -> None:
    if not isinstance(confirm, Mapping):
        found.append(f"{at}: must be an object")
        return
    _fields(confirm, at, {"title", "text", "confirm", "deny", "style"}, found)
    _text(confirm.get("text"), f"{at}/text", 300, found)
    for name, most in (("title", 100), ("confirm", 30), ("deny", 30)):
        _plain(confirm.get(name), f"{at}/{name}", most, found)


def _text_input(element: Mapping[str, Any], at: str, found: Problems) -> None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if not (isinstance(least, int) and isinstance(most, int) and 0 <= least <= most and 1 <= most <= 3000):
        found.append(f"{at}: lengths must be 0 to 3000, the least not above the most")
    _string(element.get("initial_value"), f"{at}/initial_value", most if isinstance(most, int) else 3000, found)


def _choices(most: int) -> Look:
    def look(element: Mapping[str, Any], at: str, found: Problems) -> None:
        options = _listed(element.get("options"), f"{at}/options", most, found)
        for number, option in enumerate(options):
            _option(option, f"{at}/options/{number}", found)
        _unique((option.get("value") for option in options if isinstance(option, Mapping)), "an option's value", found)
        if "initial_option" in element and element["initial_option"] not in options:
            found.append(f"{at}/initial_option: must be one of the options")

    return look


def _option(option: object, at: str, found: Problems) -> None:
    if not isinstance(option, Mapping):
        found.append(f"{at}: must be an object")
        return
    _fields(option, at, {"text", "value", "description"}, found)
    _plain(option.get("text"), f"{at}/text", 75, found)
    _optional(option, "description", at, lambda text, here, some: _plain(text, here, 75, some), found)
    _string(option.get("value", ""), f"{at}/value", 150, found, least=1)


def _files(element: Mapping[str, Any], at: str, found: Problems) -> None:
    if not 1 <= element.get("max_files", 10) <= 10:
        found.append(f"{at}/max_files: must be 1 to 10")
    if element.get("filetypes") == []:
        found.append(f"{at}/filetypes: must name one, or not be there")


def _plain(text: object, at: str, most: int, found: Problems) -> None:
    _text(text, at, most, found, kinds=("plain_text",))


def _text(text: object, at: str, most: int, found: Problems, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> None:
    if not isinstance(text, Mapping) or text.get("type") not in kinds:
        found.append(f"{at}: must be a text object ({' or '.join(kinds)})")
        return
    _fields(text, at, {"type", "text", "emoji" if text["type"] == "plain_text" else "verbatim"}, found)
    _string(text.get("text", ""), f"{at}/text", most, found, least=1)
    if text["type"] == "mrkdwn" and any(
        ping in str(text.get("text")) for ping in ("<!channel", "<!here", "<!everyone", "<!subteam")
    ):
        found.append(f"{at}: calls more than one person")


def _string(text: object, at: str, most: int, found: Problems, least: int = 0) -> None:
    if text is None:
        return
    if not isinstance(text, str):
        found.append(f"{at}: must be a text")
    elif not least <= len(text.strip()) or units(text) > most:
        found.append(f"{at}: {units(text)} characters, {least} to {most} are allowed")
    elif any("\ud800" <= sign <= "\udfff" for sign in text):
        found.append(f"{at}: half a character")


def _fields(thing: Mapping[str, Any], at: str, allowed: Iterable[str], found: Problems) -> None:
    found += [f"{at}: no field {name} is known" for name in sorted(set(thing) - set(allowed))]


def _listed(value: object, at: str, most: int, found: Problems) -> list[Any]:
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        found.append(f"{at}: must be a list of 1 to {most}")
        return []
    return value


def _optional(thing: Mapping[str, Any], name: str, at: str, look: Look, found: Problems) -> None:
    if name in thing:
        look(thing[name], f"{at}/{name}", found)


def _unique(ids: Iterable[object], what: str, found: Problems) -> None:
    seen: set[object] = set()
    for one in ids:
        if one is not None and one in seen:
            found.append(f"{what} {one!r} is there twice")
        seen.add(one)


def _action_ids(value: object) -> list[object]:
    if isinstance(value, Mapping):
        own = [value["action_id"]] if "action_id" in value else []
        return own + [one for inner in value.values() for one in _action_ids(inner)]
    return [one for inner in value for one in _action_ids(inner)] if isinstance(value, list) else []


def _texts(value: object) -> int:
    if isinstance(value, Mapping):
        return sum(
            units(inner) if name == "text" and isinstance(inner, str) else _texts(inner)
            for name, inner in value.items()
        )
    return sum(_texts(inner) for inner in value) if isinstance(value, list) else 0


_EVERYWHERE = {"message", "modal", "home"}
_BLOCKS: Final[Mapping[str, tuple[set[str], set[str], Look]]] = {
    "actions": ({"elements"}, _EVERYWHERE, _actions),
    "context": ({"elements"}, _EVERYWHERE, _context),
    "divider": (set(), _EVERYWHERE, _divider),
    "header": ({"text"}, _EVERYWHERE, _header),
    "input": ({"label", "element", "hint", "optional", "dispatch_action"}, _EVERYWHERE, _input),
    "rich_text": ({"elements"}, _EVERYWHERE, _rich),
    "section": ({"text"}, _EVERYWHERE, _section),
}
_ELEMENTS: Final[Mapping[str, tuple[set[str], Look]]] = {
    "button": ({"text", "value", "url", "style", "confirm", "accessibility_label"}, _button),
    "file_input": ({"filetypes", "max_files"}, _files),
    "plain_text_input": ({"multiline", "min_length", "max_length", "initial_value", "placeholder"}, _text_input),
    "radio_buttons": ({"options", "initial_option"}, _choices(10)),
    "static_select": ({"options", "initial_option", "placeholder"}, _choices(100)),
}
_ACTING = {"button", "radio_buttons", "static_select"}
_PUT_IN = {"file_input", "plain_text_input", "radio_buttons", "static_select"}
