"""Slack, as the contract asks it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from esor_bot.domain.form import Form, Mistakes
from esor_bot.domain.reply import Picture, Reply
from esor_bot.reception.pressing import CHIP, pressable
from esor_bot.testing.slack import flat, pressing
from esor_bot.testing.slack.block_kit import problems, view_problems
from esor_bot.testing.slack.completed import completed
from esor_bot.testing.slack.shown import elements
from esor_bot.testing.slack.state import View
from esor_bot_slack import outbound
from esor_bot_slack.manifest import manifest
from esor_bot_slack.outbound.buttons import leads_away
from esor_bot_slack.uploads import described
from tests.contract.surface import Pressed, Sent, Shown
from tests.contract.words import WORDING


class Slack:
    """Messages, modals and the manifest."""

    name = "Slack"

    def reply(self, reply: Reply) -> Shown:
        """Show a reply, and press all of its buttons."""
        shown = Shown()
        for payload in outbound.messages(pressable(reply), "contract", wording=WORDING):
            blocks = [dict(block) for block in payload.blocks]
            shown.problems += problems(blocks)
            shown.text += flat(completed(blocks, "b")) + "\n"
            shown.addresses += json.dumps(blocks)
            for file in payload.files:
                shown.files[file.name] = file.data
                shown.text += described(file).get("alt_txt", "") + "\n" if isinstance(file, Picture) else ""
            shown.asked += [one["confirm"]["text"]["text"] for _, one in elements(blocks) if "confirm" in one]
            pressed = list(_pressed(blocks))
            shown.chips += [values["q"] for action, values in pressed if action == CHIP]
            shown.pressed += [one for one in pressed if one[0] != CHIP]
        return shown

    def fill(self, form: Form, values: Mapping[str, str], files: Mapping[str, str]) -> Sent:
        """Show a form, and fill it in."""
        body = outbound.modal(form, {}, wording=WORDING)
        view = View("V1", "U1", {**body, "blocks": completed(body["blocks"], "b")}, "h")
        given: dict[str, Any] = {f"f:{name}": value for name, value in values.items()}
        given |= {
            f"f:{name}": [{"id": path, "name": path.rpartition("/")[2], "size": 5}] for name, path in files.items()
        }
        filled = pressing.values(view, given)
        told = {**body, "state": {"values": filled}}
        sent = outbound.read_modal(told)
        refused = view_problems(body) + pressing.wrong(view, filled)
        initial = [str(one.get("initial_value", "")) for _, one in elements(body["blocks"])]
        around = [body[part]["text"] for part in ("title", "submit", "close")]
        text = "\n".join([*around, flat(view), *initial])
        return Sent(text, sent.form, sent.carried, sent.values, sent.files, refused)

    def press_in(self, form: Form) -> list[Pressed]:
        """Press all buttons of a form, as it is at first."""
        body = outbound.modal(form, {}, wording=WORDING)
        view = View("V1", "U1", body, "h")
        told = {**body, "state": {"values": pressing.values(view, {})}}
        return [outbound.press_in(told, one) for _, one in elements(body["blocks"]) if one["type"] == "button"]

    def wrong(self, form: Form, wrong: Mistakes) -> str:
        """Return what stands at the fields."""
        return json.dumps(outbound.mistakes(wrong), ensure_ascii=False)

    def words(self) -> Sequence[str]:
        """Return the words in the hint of the command."""
        return _hinted(0)

    def office_words(self) -> Sequence[str]:
        """Return the words in the hint of the office's command."""
        return _hinted(1)


def _pressed(blocks: list[dict[str, Any]]) -> Iterator[Pressed]:
    for _, element in elements(blocks):
        if element["type"] == "button" and not leads_away(element):
            yield outbound.press(element)


def _hinted(command: int) -> list[str]:
    hint = str(manifest()["features"]["slash_commands"][command]["usage_hint"])
    return [one.split()[0] for one in hint.split("|")]
