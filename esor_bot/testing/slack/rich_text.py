"""What Slack refuses of rich text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_LONGEST = 3000
"""Characters of one block of rich text. Slack documents none; a section's limit is the careful one."""

_INLINE: Final[Mapping[str, tuple[set[str], set[str]]]] = {
    "date": ({"timestamp", "format"}, {"fallback", "style", "url"}),
    "link": ({"url"}, {"text", "style"}),
    "text": ({"text"}, {"style"}),
    "user": ({"user_id"}, {"style"}),
}
_OUTER = {"rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list"}


def units(text: str) -> int:
    """Return the length of a text in the units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def problems_of_rich_text(block: Mapping[str, Any], at: str) -> list[str]:
    """Return what is wrong with a block of rich text, each with where."""
    found: list[str] = []
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        return [f"{at}/elements: must be a list of 1 or more"]
    for number, element in enumerate(elements):
        _outer(element, f"{at}/{number}", found)
    if (long := _long(elements)) > _LONGEST:
        found.append(f"{at}: {long} characters, {_LONGEST} are safe")
    return found


def _outer(element: object, at: str, found: list[str]) -> None:
    if not isinstance(element, Mapping) or element.get("type") not in _OUTER:
        found.append(f"{at}: no element of rich text")
        return
    inner = element.get("elements")
    if not isinstance(inner, list) or not inner:
        found.append(f"{at}/elements: must be a list of 1 or more")
        return
    if element["type"] != "rich_text_list":
        allowed = {"text", "link"} if element["type"] == "rich_text_preformatted" else set(_INLINE)
        for number, one in enumerate(inner):
            _inline(one, f"{at}/{number}", allowed, found)
        return
    if element.get("style") not in ("bullet", "ordered"):
        found.append(f"{at}/style: must be bullet or ordered")
    for number, one in enumerate(inner):
        if not isinstance(one, Mapping) or one.get("type") != "rich_text_section":
            found.append(f"{at}/{number}: an item must be a section")
        else:
            _outer(one, f"{at}/{number}", found)


def _inline(one: object, at: str, allowed: set[str], found: list[str]) -> None:
    if not isinstance(one, Mapping) or one.get("type") not in allowed:
        found.append(f"{at}: {one!r:.60} can't stand here")
        return
    needed, optional = _INLINE[one["type"]]
    if missing := needed - set(one):
        found.append(f"{at}: {', '.join(sorted(missing))} must be there")
    if unknown := set(one) - needed - optional - {"type"}:
        found.append(f"{at}: no field {', '.join(sorted(unknown))} is known")
    for name in ("text", "fallback", "user_id", "format"):
        if name in one and not _written(one[name]):
            found.append(f"{at}/{name}: must be a text that is not empty")
    if "timestamp" in one and not isinstance(one["timestamp"], int):
        found.append(f"{at}/timestamp: must be a whole number")
    if "url" in one and not str(one["url"]).startswith(("http://", "https://", "mailto:")):
        found.append(f"{at}/url: no address")


def _written(value: object) -> bool:
    return isinstance(value, str) and bool(value) and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _long(value: object) -> int:
    if isinstance(value, Mapping):
        return sum(
            units(inner) if name == "text" and isinstance(inner, str) else _long(inner) for name, inner in value.items()
        )
    return sum(_long(inner) for inner in value) if isinstance(value, list) else 0
