"""What Discord refuses of messages and forms, by its documentation: lengths, counts, fields, and what may stand where.

Written from docs.discord.com/developers/components/reference. It knows the components that we send, and refuses all
others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

LONGEST_CONTENT: Final = 2000
LONGEST_ID: Final = 100

Problems = list[str]
Look = Callable[[Mapping[str, Any], str, Problems], None]

_FLAGS = 1 << 2 | 1 << 6 | 1 << 12  # no previews of links, seen by one person, without a sound
_BODY = {"content", "components", "flags", "allowed_mentions", "attachments", "nonce", "enforce_nonce",
         "message_reference"}  # fmt: skip
_CALLS = re.compile(r"@(?:everyone|here)|<@[!&]?[0-9]+>", re.IGNORECASE)
_ROW, _BUTTON, _SELECT, _INPUT, _PEOPLE, _TEXT, _LABEL, _FILES = 1, 2, 3, 4, 5, 10, 18, 19
_LINK = 5
_MOST = 25


def problems(body: Mapping[str, Any]) -> Problems:
    """Return what is wrong with a message, each with its place."""
    found: Problems = []
    _fields(body, "message", _BODY, found)
    content, rows = body.get("content") or "", body.get("components") or []
    _string(content, "content", LONGEST_CONTENT, found, least=0)
    files = body.get("attachments") or []
    if not (content.strip() or rows or files):
        found.append("message: is empty")
    if body.get("flags", 0) & ~_FLAGS:
        found.append("flags: not for us")
    if len(rows) > 5:
        found.append(f"components: {len(rows)} rows, 5 are allowed")
    for number, row in enumerate(rows):
        _row(row, f"components/{number}", found)
    _unique(_ids(rows), "custom_id", found)
    _attachments(files, found)
    _mentions(content, body.get("allowed_mentions"), found)
    return found


def modal_problems(modal: Mapping[str, Any]) -> Problems:
    """Return what is wrong with a form, each with its place."""
    found: Problems = []
    _fields(modal, "modal", {"custom_id", "title", "components"}, found)
    _string(modal.get("custom_id"), "custom_id", LONGEST_ID, found)
    _string(modal.get("title"), "title", 45, found)
    components = _listed(modal.get("components"), "components", 5, found)
    for number, one in enumerate(components):
        _top(one, f"components/{number}", found)
    _unique(_ids(components), "custom_id", found)
    if not any(one.get("type") == _LABEL for one in components):
        found.append("components: there is nothing to fill in")
    return found


def size(text: str) -> int:
    """Return the length of a text as the strictest of Discord's parts counts it, in the units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _row(row: Mapping[str, Any], at: str, found: Problems) -> None:
    _fields(row, at, {"type", "components"}, found)
    if row.get("type") != _ROW:
        found.append(f"{at}: must be a row")
    for number, button in enumerate(_listed(row.get("components"), f"{at}/components", 5, found)):
        _button(button, f"{at}/{number}", found)


def _button(button: Mapping[str, Any], at: str, found: Problems) -> None:
    leads = button.get("style") == _LINK
    _fields(button, at, {"type", "style", "label", "url" if leads else "custom_id"}, found)
    if button.get("type") != _BUTTON or button.get("style") not in range(1, 6):
        found.append(f"{at}: must be a button of a known style")
    _string(button.get("label"), f"{at}/label", 80, found)
    if not leads:
        _string(button.get("custom_id"), f"{at}/custom_id", LONGEST_ID, found)
        return
    _string(button.get("url"), f"{at}/url", 512, found)
    if not str(button.get("url")).startswith(("http://", "https://")):
        found.append(f"{at}/url: no address of a page")


def _top(one: Mapping[str, Any], at: str, found: Problems) -> None:
    if one.get("type") == _TEXT:
        _fields(one, at, {"type", "content"}, found)
        _string(one.get("content"), f"{at}/content", 4000, found)
        if _CALLS.search(str(one.get("content"))):
            found.append(f"{at}/content: calls somebody")
        return
    _fields(one, at, {"type", "label", "description", "component"}, found)
    if one.get("type") != _LABEL or not isinstance(one.get("component"), Mapping):
        found.append(f"{at}: must be a label with a component")
        return
    _string(one.get("label"), f"{at}/label", 45, found)
    if "description" in one:
        _string(one["description"], f"{at}/description", 100, found)
    _filled_in(one["component"], f"{at}/component", found)


def _filled_in(one: Mapping[str, Any], at: str, found: Problems) -> None:
    if one.get("type") not in _FIELDS:
        found.append(f"{at}: nothing that is filled in")
        return
    fields, look = _FIELDS[one["type"]]
    _fields(one, at, {"type", "custom_id", "required", *fields}, found)
    _string(one.get("custom_id"), f"{at}/custom_id", LONGEST_ID, found)
    look(one, at, found)


def _text_input(one: Mapping[str, Any], at: str, found: Problems) -> None:
    least, most = one.get("min_length", 0), one.get("max_length", 4000)
    if one.get("style") not in (1, 2):
        found.append(f"{at}/style: must be 1 or 2")
    if not 0 <= least <= most <= 4000 or most < 1:
        found.append(f"{at}: lengths must be 0 to 4000, the least not above the most")
    if "value" in one:
        _string(one["value"], f"{at}/value", most, found, least=0)
    if "placeholder" in one:
        _string(one["placeholder"], f"{at}/placeholder", 100, found)


def _select(one: Mapping[str, Any], at: str, found: Problems) -> None:
    options = _listed(one.get("options"), f"{at}/options", _MOST, found)
    for number, option in enumerate(options):
        here = f"{at}/options/{number}"
        _fields(option, here, {"label", "value", "description", "default"}, found)
        for name in ("label", "value", *(["description"] if "description" in option else [])):
            _string(option.get(name), f"{here}/{name}", 100, found)
    _unique([option.get("value") for option in options], "an option's value", found)
    least, most = one.get("min_values", 1), one.get("max_values", 1)
    if not 0 <= least <= most <= len(options) or most < 1:
        found.append(f"{at}: 0 to {len(options)} can be chosen, the least not above the most")
    if least == 0 and one.get("required", True):
        found.append(f"{at}: what is required can't be left empty")
    if sum(1 for option in options if option.get("default")) > most:
        found.append(f"{at}: more are chosen at first than can be")


def _persons(one: Mapping[str, Any], at: str, found: Problems) -> None:
    if not 0 <= one.get("min_values", 1) <= one.get("max_values", 1) <= _MOST:
        found.append(f"{at}: 0 to {_MOST} people, the least not above the most")
    if one.get("min_values", 1) == 0 and one.get("required", True):
        found.append(f"{at}: what is required can't be left empty")
    for user in _listed(one.get("default_values", []), f"{at}/default_values", _MOST, found, least=0):
        if user.get("type") != "user" or not str(user.get("id")).isdecimal():
            found.append(f"{at}/default_values: must be people")


def _files(one: Mapping[str, Any], at: str, found: Problems) -> None:
    if not 0 <= one.get("min_values", 1) <= one.get("max_values", 1) <= 10:
        found.append(f"{at}: 0 to 10 files, the least not above the most")


_FIELDS: Final[Mapping[int, tuple[set[str], Look]]] = {
    _INPUT: ({"style", "value", "placeholder", "min_length", "max_length"}, _text_input),
    _SELECT: ({"options", "placeholder", "min_values", "max_values"}, _select),
    _PEOPLE: ({"placeholder", "min_values", "max_values", "default_values"}, _persons),
    _FILES: ({"min_values", "max_values"}, _files),
}


def _attachments(files: object, found: Problems) -> None:
    for number, file in enumerate(_listed(files, "attachments", 10, found, least=0)):
        at = f"attachments/{number}"
        _fields(file, at, {"id", "filename", "description"}, found)
        if not str(file.get("id")).isdecimal() or not isinstance(file.get("id"), str):
            found.append(f"{at}/id: must be a number, written as a text")
        _string(file.get("filename"), f"{at}/filename", 1024, found)
        if "description" in file:
            _string(file["description"], f"{at}/description", 1024, found)


def _mentions(content: str, allowed: object, found: Problems) -> None:
    """Nobody is called but who is named, and what others wrote can't call anybody, wherever it is copied to."""
    users = allowed.get("users", []) if isinstance(allowed, Mapping) else []
    if not isinstance(allowed, Mapping) or allowed.get("parse") != []:
        found.append("allowed_mentions: must say that nothing is parsed")
    calls = {call[0] for call in _CALLS.finditer(content)}
    found += [f"content: calls {call}" for call in sorted(calls - {f"<@{user}>" for user in users})]


def _string(text: object, at: str, most: int, found: Problems, least: int = 1) -> None:
    if not isinstance(text, str):
        found.append(f"{at}: must be a text")
    elif not least <= len(text.strip()) or size(text) > most:
        found.append(f"{at}: {size(text)} characters, {least} to {most} are allowed")
    elif any("\ud800" <= sign <= "\udfff" for sign in text):
        found.append(f"{at}: half a character")


def _fields(thing: Mapping[str, Any], at: str, allowed: Iterable[str], found: Problems) -> None:
    found += [f"{at}: no field {name} is known" for name in sorted(set(thing) - set(allowed))]


def _listed(value: object, at: str, most: int, found: Problems, least: int = 1) -> list[Any]:
    if not isinstance(value, list) or not least <= len(value) <= most:
        found.append(f"{at}: must be a list of {least} to {most}")
        return []
    return value


def _unique(ids: Iterable[object], what: str, found: Problems) -> None:
    seen: set[object] = set()
    for one in ids:
        if one is not None and one in seen:
            found.append(f"{what} {one!r} is there twice")
        seen.add(one)


def _ids(value: object) -> list[object]:
    if isinstance(value, Mapping):
        own = [value["custom_id"]] if "custom_id" in value else []
        return own + [one for inner in value.values() for one in _ids(inner)]
    return [one for inner in value for one in _ids(inner)] if isinstance(value, list) else []
