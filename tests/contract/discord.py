"""Discord, as the contract asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from esor_bot.domain.form import ChoiceField, Form, Mistakes
from esor_bot.domain.reply import Reply
from esor_bot.reception.pressing import CHIP, pressable
from esor_bot.testing.discord import pressing, rules
from esor_bot.testing.discord.shown import buttons, labels, read
from esor_bot.testing.discord.state import Modal
from esor_bot_discord import outbound
from esor_bot_discord.commands import definitions
from tests.contract.surface import Pressed, Sent, Shown
from tests.contract.words import WORDING


class Discord:
    """Messages, modals and the definitions of commands."""

    name = "Discord"

    def reply(self, reply: Reply) -> Shown:
        """Show a reply, and press all of its buttons; what is asked first is answered with yes."""
        shown = Shown()
        for payload in outbound.messages(pressable(reply), wording=WORDING):
            shown.problems += rules.problems(payload.body)
            shown.text += "\n".join((read(payload.content), *labels(payload.components))) + "\n"
            shown.text += "\n".join(one.get("description", "") for one in payload.body.get("attachments", ())) + "\n"
            shown.addresses += payload.content + str(payload.components)
            shown.files |= {file.name: file.data for file in payload.files}
            for one in buttons(payload.components):
                if "custom_id" in one:
                    self._press(one, payload, shown)
        return shown

    def fill(self, form: Form, values: Mapping[str, str], files: Mapping[str, str]) -> Sent:
        """Show a form, step after step, and fill it in."""
        before, text, refused = outbound.Filled(form.id), [form.submit, form.close], list[str]()
        for step in range(len(outbound.steps(form))):
            body = outbound.modal(form, {}, step, wording=WORDING)
            modal = Modal(body["custom_id"], body["title"], body["components"], "o", "c")
            refused += rules.modal_problems(body)
            text += [body["title"], *_read(body["components"])]
            components, _ = pressing.filled(modal, _given(modal, form, values, files))
            known = {
                path: {"id": path, "filename": path.rpartition("/")[2], "size": 5, "url": path}
                for path in files.values()
            }
            for one in components:
                if one.get("component", {}).get("type") == pressing.FILES:
                    one["component"]["values"] = list(files.values())
            told = {**body, "components": components, "resolved": {"attachments": known}}
            before = outbound.read_modal(told).after(before)
        return Sent("\n".join(text), before.form, before.carried, before.values, before.files, refused)

    def press_in(self, form: Form) -> list[Pressed]:
        """Discord's forms have no buttons, but a menu for those that change what a form carries."""
        body = outbound.modal(form, {}, wording=WORDING)
        modal = Modal(body["custom_id"], body["title"], body["components"], "o", "c")
        pressed = []
        for label, one in pressing.fields(modal):
            if one["type"] == pressing.SELECT and outbound.is_turn(one["custom_id"]):
                components, _ = pressing.filled(modal, {label: one["options"][-1]["label"]})
                pressed.append(("", outbound.read_modal({**body, "components": components}).carried))
        return pressed

    def wrong(self, form: Form, wrong: Mistakes) -> str:
        """Return the message that says so."""
        return self.reply(outbound.mistakes(wrong, outbound.Filled(form.id), WORDING)).text

    def words(self) -> Sequence[str]:
        """Return the words of the command."""
        return _defined(0)

    def office_words(self) -> Sequence[str]:
        """Return the words of the office's command."""
        return _defined(1)

    def _press(self, button: Mapping[str, Any], payload: outbound.Payload, shown: Shown) -> None:
        action, values = outbound.press(button["custom_id"], payload.content, payload.components)
        if action == CHIP:
            shown.chips.append(values["q"])
        elif action == outbound.SURE:
            asked = self.reply(outbound.sure_question(values, button["label"], WORDING))
            shown.asked.append(asked.text)
            shown.problems += asked.problems
            shown.pressed += [one for one in asked.pressed if one[0] != outbound.LEAVE]
        else:
            shown.pressed.append((action, values))


def _given(modal: Modal, form: Form, values: Mapping[str, str], files: Mapping[str, str]) -> dict[str, Any]:
    """Return what is filled in, by the ids of what is there: of several menus of a field the one with the answer."""
    given: dict[str, Any] = {}
    for _, one in pressing.fields(modal):
        name = str(one["custom_id"]).partition("|")[0].removeprefix("f:")
        if name in files:
            given[one["custom_id"]] = [files[name]]
        elif name in values and (one["type"] != pressing.SELECT or _has(one, values[name])):
            given[one["custom_id"]] = (
                _chosen(form, name, values[name]) if one["type"] == pressing.PEOPLE else values[name]
            )
    return given


def _has(menu: Mapping[str, Any], choice: str) -> bool:
    return any(choice in (one["label"], one["value"]) for one in menu["options"])


def _chosen(form: Form, name: str, choice: str) -> str:
    """Return who is chosen in a menu of everybody, as Discord says it."""
    items = next(one.items for one in form.fields if isinstance(one, ChoiceField) and one.id == name)
    return next(item.value for item in items if choice in (item.label, item.value)).removeprefix("discord:")


def _read(components: Sequence[Mapping[str, Any]]) -> list[str]:
    found = []
    for one in components:
        inner = one.get("component", {})
        found += [
            read(one.get("content", "")),
            one.get("label", ""),
            one.get("description", ""),
            inner.get("value", ""),
        ]
        found += [f"{option['label']} {option.get('description', '')}" for option in inner.get("options", ())]
    return found


def _defined(group: int) -> list[str]:
    return [option["name"] for option in definitions(WORDING, {})[group]["options"]]
