"""What people press, choose and fill in."""

from __future__ import annotations

from collections.abc import Mapping

from esor_bot.testing.slack import payloads, pressing
from esor_bot.testing.slack.methods_views import checked, push, replace
from esor_bot.testing.slack.responses import respond
from esor_bot.testing.slack.rules import RefusedError
from esor_bot.testing.slack.sending import Delivery
from esor_bot.testing.slack.state import Json, Message, Response, View
from esor_bot.testing.slack.writing import Writing


class Slack(Writing):
    """A workspace in which people do all that they can do to the bot."""

    async def command(self, user: str, channel: str, word: str, text: str = "") -> Delivery:
        """Type a slash command."""
        place = self.world.channels[channel]
        payload = payloads.command(self.world, user, place, word, text)
        delivery = await self.sender.interaction("slash_commands", payload, f"{word} {text}")
        if delivery.body:
            body = delivery.body if isinstance(delivery.body, dict) else {"text": str(delivery.body)}
            self._answered(Response(user, channel), body)
        return delivery

    async def press(self, user: str, where: Message | View, what: str, choice: str = "") -> Delivery:
        """Press a button by its words (or its action), or choose something."""
        block, element = pressing.find(where.blocks, what)
        action = pressing.action(block, element, choice, self.world.ts())
        if isinstance(where, Message):
            assert where in self.seen_by(user, where.channel), "what is not seen can't be pressed"
            payload = payloads.pressed_in_message(self.world, user, where, action)
        else:
            payload = payloads.pressed_in_view(self.world, user, where, action)
        return await self.sender.interaction("interactive", payload, f"pressing {what}")

    def fill(self, user: str, **fields: object) -> View:
        """Fill in a part of the form, without sending it."""
        return self._filled(user, fields)

    async def submit(self, user: str, fields: Mapping[str, object] | None = None) -> Delivery:
        """Send the form: `fields` by label or block; a file field takes a list of (name, data)."""
        view = self._filled(user, fields or {})
        if wrong := pressing.wrong(view, view.filled):
            raise ValueError("; ".join(wrong))
        payload = payloads.submitted(self.world, user, view)
        delivery = await self.sender.interaction("interactive", payload, f"sending the form {view.body['title']}")
        if delivery.acknowledged:
            self._sent(view, delivery.body)
        return delivery

    async def shortcut(self, user: str, callback: str, on: Message) -> Delivery:
        """Use a shortcut on a message."""
        payload = payloads.shortcut(self.world, user, callback, on)
        return await self.sender.interaction("interactive", payload, f"the shortcut {callback}")

    def _filled(self, user: str, fields: Mapping[str, object]) -> View:
        view = self.modal(user)
        assert view is not None, "no form is open"
        given = {
            key: [self._file(user, *one).shown(self.world.base) for one in value] if isinstance(value, list) else value
            for key, value in fields.items()
        }
        view.filled = pressing.values(view, given)
        return view

    def _sent(self, view: View, body: object) -> None:
        stack = self.world.stacks[view.user]
        what = body.get("response_action") if isinstance(body, dict) else None
        try:
            if not body:
                stack.remove(view.id)
            elif not isinstance(body, dict) or what not in ("errors", "clear", "update", "push"):
                raise RefusedError(f"unknown answer {str(body)[:200]}")
            elif what == "clear":
                stack.clear()
            elif what == "update":
                replace(self.world, view, checked(body.get("view"), "modal"))
            elif what == "push":
                push(self.world, view.user, checked(body.get("view"), "modal"))
            else:
                self._mistaken(view, body.get("errors"))
        except RefusedError as error:
            self.world.refuse(f"answer to a form: {error.error} {error.more}")

    def _mistaken(self, view: View, errors: object) -> None:
        fields = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= fields:
            raise RefusedError(f"errors for {errors}, where the fields are {sorted(fields)}")

    def _answered(self, to: Response, body: Json) -> None:
        try:
            respond(self.world, to, body)
        except RefusedError as error:
            self.world.refuse(f"answer to a command: {error.error} {error.more}")
