"""Buttons as Discord takes them, and what comes back when one is pressed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from esor_bot.domain.conversation import TOLD_AGAIN
from esor_bot.domain.reply import Button, Buttons, Style
from esor_bot.reception.address import page
from esor_bot.reception.text import units
from esor_bot.wording import Wording
from esor_bot_discord.outbound import kept
from esor_bot_discord.outbound.carried import LONGEST, OWN, cut, packed, unpacked
from esor_bot_discord.outbound.kept import Kept
from esor_bot_discord.outbound.measure import LONGEST_LABEL, LONGEST_URL, MOST_IN_A_ROW, Json, literal

SURE = "sure"
"""What a button does that asks first: what is asked, and the button that then does it, are `outbound.sure_question`."""

STYLES: Mapping[Style, int] = {Style.PLAIN: 2, Style.PRIMARY: 1, Style.DANGER: 4}
_LINK = 5
_ROOM = LONGEST - 4  # what tells equal buttons apart comes behind it


@dataclass(frozen=True, slots=True)
class Row:
    """Buttons in one row, what they keep in the message, and the number of the block that they are of.

    `asks` is what some of them ask first, and have no room for: it is kept where it is one text in its message, and
    asked in fewer words where there are several.
    """

    elements: tuple[Json, ...]
    kept: Kept | None = None
    block: int = 0
    asks: frozenset[Kept] = frozenset()

    @property
    def says(self) -> dict[str, str]:
        """What each label leads to."""
        return {str(one["label"]): str(one.get("custom_id") or one.get("url")) for one in self.elements}


def leads(address: str) -> str:
    """Return the address of a page that has room in a button, "" for any other."""
    found = page(address)
    return found if units(found) <= LONGEST_URL else ""


def told(block: Buttons) -> list[Button]:
    """Return the buttons whose labels stand above in full: they are too long, or what should lead away does not."""
    return [one for one in block.buttons if (one.address and not leads(one.address)) or _is_long(one.label)]


def rows(block: Buttons, number: int, said: Collection[str], wording: Wording | None) -> Iterator[Row]:
    """Lay buttons out in rows of five; those that keep different things stand in different rows.

    What is `said` above need not be kept to be asked.
    """
    made = [_element(one, said, wording) for one in block.buttons if leads(one.address) or not one.address]
    for keeps, group in groupby(made, key=lambda one: one[1] if one[1] and one[1].key == kept.QUESTION else None):
        found = list(group)
        for start in range(0, len(found), MOST_IN_A_ROW):
            part = found[start : start + MOST_IN_A_ROW]
            asks = frozenset(one for _, one in part if one and one.key == kept.ASKED)
            yield Row(tuple(element for element, _ in part), keeps, number, asks)


def press(
    custom_id: object, content: str = "", components: Iterable[Mapping[str, Any]] = ()
) -> tuple[str, dict[str, str]]:
    """Return what a pressed button does and carries, "" and nothing where it is none of ours.

    `content` and `components` are those of the message it stands in: what had no room in the button is kept there.
    """
    carried = unpacked(custom_id)
    values = {key: value for key, value in carried.values.items() if not key.startswith(OWN)}
    if carried.elsewhere and (text := kept.read(content, components)) is not None:
        values |= {key: text for key in carried.elsewhere if not key.startswith(OWN)}
    if carried.name.startswith(f"{SURE}:"):
        return SURE, values | {SURE: carried.name.partition(":")[2]}
    return (carried.name, values) if carried.name else ("", {})


def together(rows: Sequence[Row]) -> tuple[list[list[Json]], str]:
    """Return the buttons of the rows of a message, and the line that has to stand in it for them, "" for none."""
    keeps, asks = next((row.kept for row in rows if row.kept), None), {one for row in rows for one in row.asks}
    if keeps is None and len(asks) == 1:
        keeps = next(iter(asks))
    if keeps is None and asks:  # a message keeps one text alone
        return _all_numbered(tuple(map(_plainly, row.elements)) for row in rows), ""
    made = _all_numbered(row.elements for row in rows)
    return made, "" if keeps is None or _spread(keeps, made) else keeps.line


def _all_numbered(rows: Iterable[tuple[Json, ...]]) -> list[list[Json]]:
    taken: set[str] = set()
    return [_numbered(elements, taken) for elements in rows]


def _spread(keeps: Kept, rows: Iterable[list[Json]]) -> bool:
    """Keep a text in the ids of buttons; say whether they have room for it."""
    does = [one for row in rows for one in row if "custom_id" in one]
    ids = kept.spread(keeps.text, [one["custom_id"] for one in does])
    for one, id_ in zip(does, ids or (), strict=bool(ids)):
        one["custom_id"] = id_
    return bool(ids)


def _plainly(element: Json) -> Json:
    """Return a button that asks first in fewer words, for what it would ask is not kept."""
    carried = unpacked(element.get("custom_id"))
    rest = carried.elsewhere - {kept.ASKED}
    if rest == carried.elsewhere:
        return element
    return {**element, "custom_id": packed(carried.name, {**carried.values, **dict.fromkeys(rest, "")}, rest)}


def _numbered(elements: tuple[Json, ...], taken: set[str]) -> list[Json]:
    """Return buttons under ids that no other button of the message has."""
    made = [dict(element) for element in elements]
    for element in made:
        id_, number = element.get("custom_id"), 0
        while id_ in taken:
            number += 1
            id_ = f"{element['custom_id']}|{OWN}{number}"
        if id_:
            taken.add(id_)
            element["custom_id"] = id_
    return made


def _is_long(label: str) -> bool:
    return units(label) > LONGEST_LABEL


def _element(button: Button, said: Collection[str], wording: Wording | None) -> tuple[Json, Kept | None]:
    element: Json = {"type": 2, "style": STYLES[button.style], "label": literal(button.label, LONGEST_LABEL)}
    if button.address:
        return {**element, "style": _LINK, "url": leads(button.address)}, None
    id_, keeps = _id(button, said, wording)
    return {**element, "custom_id": id_}, keeps


def _id(button: Button, said: Collection[str], wording: Wording | None) -> tuple[str, Kept | None]:
    """Return what a button carries in itself, and what it keeps in the message for want of room."""
    name, values = button.action, dict(button.values)
    if button.sure:
        name, values = f"{SURE}:{name}", {**values, kept.ASKED: button.sure}
    for spare in TOLD_AGAIN:
        if units(packed(name, values)) > _ROOM:
            values.pop(spare, None)
    if units(packed(name, values)) <= _ROOM:
        return packed(name, values), None
    if values.get(kept.QUESTION):
        values.pop(kept.ASKED, None)  # one thing is kept; without it the question is a plain one
        return _elsewhere(name, values, kept.question(values[kept.QUESTION], wording))
    if button.sure in said:
        values.pop(kept.ASKED, None)
    if kept.ASKED in values:
        return _elsewhere(name, values, kept.asked(button.sure, wording))
    return cut(name, values, frozenset(), _ROOM), None


def _elsewhere(name: str, values: dict[str, str], keeps: Kept) -> tuple[str, Kept]:
    return cut(name, values, frozenset({keeps.key}), _ROOM), keeps
