"""Buttons as Slack takes them, and what comes back when one is pressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from esor_bot.domain import moments
from esor_bot.domain.reply import Button, Buttons, Style
from esor_bot.reception import plain
from esor_bot.reception.address import page
from esor_bot.wording import Wording
from esor_bot_slack.outbound.carried import LONGEST_VALUE, packed_within, unpacked
from esor_bot_slack.outbound.measure import Json, cut, harmless, weight
from esor_bot_slack.outbound.rich import Piece, Shown, rich
from esor_bot_slack.outbound.spans import spans

_LABEL = 75
_TITLE, _QUESTION, _WORD = 100, 300, 30
_IN_A_ROW = 5
_LEADS = "url"


def literal(text: str, room: int) -> Json:
    """Return a text object in which nothing is obeyed; Slack takes none that is empty."""
    shown = cut(harmless(moments.plainly(text)), room)
    return {"type": "plain_text", "text": shown if shown.strip() else "…", "emoji": False}


def rows(block: Buttons, numbers: Iterator[int], wording: Wording | None) -> Iterator[Shown]:
    """Lay buttons out in rows; a label that no button has room for stands above them in full."""
    buttons = [button for button in block.buttons if page(button.address) or not button.address]
    # What should lead to a page and has no address of one is a button that does nothing: only its label is left.
    told = [button.label for button in block.buttons if button not in buttons or weight(button.label) > _LABEL]
    yield from rich(Piece(spans(label)) for label in told)
    for start in range(0, len(buttons), _IN_A_ROW):
        row = buttons[start : start + _IN_A_ROW]
        elements = [_element(button, next(numbers), wording) for button in row]
        yield Shown({"type": "actions", "elements": elements}, plain.render_block(Buttons(tuple(row))))


def press(action: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return what a pressed button does and carries, "" and nothing where it is none of ours."""
    values = unpacked(action.get("value"))
    name, _, number = str(action.get("action_id", "")).rpartition(":")
    return (name, values) if name and number.isdigit() and values is not None else ("", {})


def leads_away(action: Mapping[str, Any]) -> bool:
    """Say whether a pressed button has led to a page: Slack tells of that too, and there is nothing to do."""
    return str(action.get("action_id", "")).startswith(f"{_LEADS}:")


def _element(button: Button, number: int, wording: Wording | None) -> Json:
    element: Json = {"type": "button", "text": literal(button.label, _LABEL)}
    if button.style is not Style.PLAIN:
        element["style"] = button.style.value
    if button.address:
        return {**element, "action_id": f"{_LEADS}:{number}", "url": page(button.address)}
    element |= {"action_id": f"{button.action}:{number}", "value": packed_within(button.values, LONGEST_VALUE)}
    return {**element, "confirm": _sure(button, wording)} if button.sure else element


def _sure(button: Button, wording: Wording | None) -> Json:
    asked: Json = {
        "title": literal(button.label, _TITLE),
        "text": literal(button.sure, _QUESTION),
        "confirm": literal(button.label, _WORD),
        "deny": literal(wording.say("blocks.leave") if wording else "✗", _WORD),
    }
    return {**asked, "style": "danger"} if button.style is Style.DANGER else asked
