"""Buttons of a form that only change what it carries: Discord has no buttons in forms, so a menu stands for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from esor_bot.domain.form import ChoiceField, Form, Item
from esor_bot.domain.reply import Block, Button, Buttons, Text
from esor_bot.wording import Wording
from esor_bot_discord.outbound.carried import OWN, packed, unpacked

TURN = f"{OWN}w"
"""The id of such a menu, among the fields of its form."""

_STAYS = "-"


@dataclass(frozen=True, slots=True)
class Turned:
    """The blocks of a form without such a button, and the menu that stands for it, None where there is none."""

    blocks: tuple[Block, ...]
    menu: ChoiceField | None = None


def turned(form: Form, wording: Wording | None) -> Turned:
    """Return a form's blocks and its menu: as it is, in the words above the button, or as the button says."""
    for at, block in enumerate(form.blocks):
        button = _turn(block)
        before = form.blocks[at - 1] if at else None
        if button is not None and isinstance(before, Text):
            rest = (*form.blocks[: at - 1], *form.blocks[at + 1 :])
            return Turned(rest, _menu(before.text, button, wording))
    return Turned(form.blocks)


def chosen(value: str) -> Mapping[str, str]:
    """Return what the choice in such a menu changes of what its form carries."""
    return unpacked(value).values


def is_turn(custom_id: object) -> bool:
    """Say whether a field of a form is such a menu."""
    return unpacked(custom_id).name.endswith(TURN)


def _turn(block: Block) -> Button | None:
    if isinstance(block, Buttons) and len(block.buttons) == 1 and block.buttons[0].turns:
        return block.buttons[0]
    return None


def _menu(now: str, button: Button, wording: Wording | None) -> ChoiceField:
    items = (Item(_STAYS, now), Item(packed("", button.values), button.label))
    label = wording.say("surface_discord.where") if wording else button.action
    return ChoiceField(TURN, label, items, initial=_STAYS, optional=True)
