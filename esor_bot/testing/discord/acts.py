"""What people do with commands, buttons and forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from esor_bot.testing.discord import interactions as kinds
from esor_bot.testing.discord import payloads, pressing
from esor_bot.testing.discord.interactions import Interaction
from esor_bot.testing.discord.methods_commands import FILE, INTEGER, MESSAGE, NUMBER, SLASH, STRING
from esor_bot.testing.discord.state import Channel, File, Json, Message
from esor_bot.testing.discord.writing import Writing

_TYPES: Mapping[int, type | tuple[type, ...]] = {STRING: str, INTEGER: int, NUMBER: (int, float), FILE: tuple}


class Discord(Writing):
    """A server in which people do all that they can do to the bot."""

    async def command(self, user: str, channel: str, name: str, **options: Any) -> Interaction:  # noqa: ANN401
        """Use a slash command ("esor ask"); a file is given as (name, data)."""
        data, known = self._command(channel, name)
        files: list[File] = []
        given: list[Json] = []
        for option, value in options.items():
            kind = self._option(known, option)["type"]
            if not isinstance(value, _TYPES[kind]):
                raise TypeError(f"{option}: {value!r} is not what it takes")
            if isinstance(value, tuple):
                files += self.given(channel, [(str(value[0]), value[1])], hidden=True)
            given.append({"name": option, "type": kind, "value": files[-1].id if kind == FILE else value})
        if missing := [one["name"] for one in known.get("options") or [] if one.get("required")
                       and one["name"] not in options]:  # fmt: skip
            raise ValueError(f"{name}: {missing} must be given")
        data["options"][0]["options"] = given
        if files:
            data["resolved"] = self.resolved(files)
        return await self.actor.does(kinds.COMMAND, user, channel, data, f"/{name}")

    async def complete(self, user: str, channel: str, name: str, option: str, text: str) -> list[Json]:
        """Type into an option of a command, and return the choices that are offered."""
        data, known = self._command(channel, name)
        found = self._option(known, option)
        if not found.get("autocomplete"):
            raise ValueError(f"{option} of /{name} offers nothing")
        data["options"][0]["options"] = [{"name": option, "type": found["type"], "value": text, "focused": True}]
        done = await self.actor.does(kinds.AUTOCOMPLETE, user, channel, data, f"typing into /{name}")
        return done.choices or []

    async def menu(self, user: str, name: str, message: Message) -> Interaction:
        """Use a command on a message."""
        found = self._registered(MESSAGE, name)
        shown = payloads.message(self.world, message)
        data = {"id": found["id"], "name": name, "type": MESSAGE, "target_id": message.id}
        data["resolved"] = {"messages": {message.id: shown}}
        return await self.actor.does(kinds.COMMAND, user, message.channel, data, name)

    async def press(self, user: str, message: Message, what: str) -> Interaction:
        """Press a button, by its words or its action."""
        self._seen(user, message)
        button = pressing.find(message.components, what)
        data = {"component_type": pressing.BUTTON, "custom_id": button["custom_id"], "id": button["id"]}
        return await self.actor.does(kinds.COMPONENT, user, message.channel, data, f"pressing {what}", message)

    async def choose(self, user: str, message: Message, what: str, choice: str) -> Interaction:
        """Choose something in a menu of a message."""
        self._seen(user, message)
        menu = pressing.find(message.components, what)
        data = {"component_type": menu["type"], "custom_id": menu["custom_id"], "id": menu["id"]}
        data["values"] = [pressing.chosen(menu, choice)]
        return await self.actor.does(kinds.COMPONENT, user, message.channel, data, f"choosing {choice}", message)

    async def submit(self, user: str, fields: Mapping[str, Any] | None = None) -> Interaction:
        """Send the form: `fields` by label; a field for files takes a list of (name, data)."""
        modal = self.modal(user)
        assert modal is not None, "no form is open"
        components, documents = pressing.filled(modal, fields or {})
        files: dict[str, list[File]] = {
            name: self.given(modal.channel, given, hidden=True) for name, given in documents.items()
        }
        for one in components:
            inner = one.get("component", {})
            if inner.get("custom_id") in files:
                inner["values"] = [file.id for file in files[inner["custom_id"]]]
        data: Json = {"custom_id": modal.custom_id, "components": components}
        people = [
            user
            for one in components
            if one.get("component", {}).get("type") == pressing.PEOPLE
            for user in one["component"]["values"]
        ]
        resolved: Json = self.resolved([file for given in files.values() for file in given]) if files else {}
        if resolved or people:
            data["resolved"] = resolved | self._resolved_people(people)
        done = await self.actor.does(
            kinds.MODAL, user, modal.channel, data, f"sending the form {modal.title}", modal.message
        )
        if done.first is not None and self.modal(user) is modal:
            del self.world.modals[user]
        return done

    def _resolved_people(self, people: Sequence[str]) -> Json:
        """Return people who were chosen, as they stand in an interaction."""
        if not people:
            return {}
        users = {one: payloads.user(self.world.users[one]) for one in people}
        return {"users": users, "members": {one: payloads.member(self.world.users[one]) for one in people}}

    def _seen(self, user: str, message: Message) -> None:
        there = self.world.find(message.channel, message.id) is message and message.only_for in ("", user)
        seen = there and self.world.sees(user, self.world.channels[message.channel])
        assert seen, "what is not seen can't be pressed"

    def _registered(self, kind: int, name: str) -> Json:
        found = self.world.commands.get((kind, name))
        if found is None:
            raise LookupError(f"the command {name} is not among {sorted(self.world.commands)}")
        return found

    def _command(self, channel: str, name: str) -> tuple[Json, Json]:
        """Return the beginnings of what is told of a command, and its definition."""
        group, _, word = name.partition(" ")
        found = self._registered(SLASH, group)
        place: Channel = self.world.channels[channel]
        assert (1 if place.direct else 0) in found.get("contexts", (0, 1)), "the command is not offered there"
        known = next((one for one in found.get("options") or [] if one["name"] == word), None)
        if known is None:
            raise LookupError(f"{word} is not among the words of {group}")
        data: Json = {"id": found["id"], "name": group, "type": SLASH}
        data["options"] = [{"name": word, "type": known["type"], "options": []}]
        return data, known

    @staticmethod
    def _option(known: Json, name: str) -> Json:
        for one in known.get("options") or []:
            if one["name"] == name:
                found: Json = one
                return found
        raise LookupError(f"{name} is no option of {known['name']}")
