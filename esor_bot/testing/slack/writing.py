"""What people write in the workspace, and where they go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esor_bot.testing.slack import payloads
from esor_bot.testing.slack.sending import Delivery
from esor_bot.testing.slack.state import File, Json, Message
from esor_bot.testing.slack.workspace import Workspace

Document = tuple[str, bytes]


class Writing(Workspace):
    """A workspace in which people write, come and go."""

    async def say(
        self,
        user: str,
        channel: str,
        text: str,
        *,
        under: Message | None = None,
        files: Sequence[Document] = (),
        copies: int = 0,
        other_ids: bool = False,
    ) -> Message:
        """Write something, in a channel or in direct messages. Each event comes `copies` times more."""
        place = self.world.channels[channel]
        assert user in place.members, "who is not in a channel can't write there"
        shared = [self._file(user, *file) for file in files]
        message = Message(
            channel,
            self.world.ts(),
            user,
            typed(text),
            files=[file.shown(self.world.base) for file in shared],
            thread=(under.thread or under.ts) if under else "",
            subtype="file_share" if shared else "",
        )
        self.world.put(message)
        if self.bot not in place.members:
            return message
        for event in self._events(message):
            self.sender.later(self._told(event, copies, other_ids, place.shared))
        for file in shared:
            self.world.emit(payloads.file_shared(self.world, place, file))
        return message

    async def mention(self, user: str, channel: str, text: str, **more: object) -> Message:
        """Write something that names the bot."""
        return await self.say(user, channel, f"<@{self.bot}> {text}", **more)  # type: ignore[arg-type]

    async def share_pdf(self, user: str, channel: str, data: bytes, name: str = "application.pdf") -> Message:
        """Put a file into a channel, without a word."""
        return await self.say(user, channel, "", files=[(name, data)])

    async def edit(self, message: Message, text: str) -> None:
        """Change what one wrote."""
        before = message.shown()
        message.text, message.edited = typed(text), self.world.ts()
        place = self.world.channels[message.channel]
        self.world.emit(payloads.changed(self.world, place, message, before))

    async def delete(self, message: Message) -> None:
        """Take back what one wrote."""
        self.world.remove(message)
        self.world.emit(payloads.deleted(self.world, self.world.channels[message.channel], message))

    def _events(self, message: Message) -> list[Json]:
        place = self.world.channels[message.channel]
        kind = {"im": "message.im", "group": "message.groups", "channel": "message.channels"}[place.kind]
        events = [payloads.message(self.world, place, message)] if kind in self.world.events else []
        if f"<@{self.bot}>" in message.text and not place.direct and "app_mention" in self.world.events:
            events.append(payloads.mention(self.world, place, message))
        return events

    async def _told(self, event: Json, copies: int, other_ids: bool, shared: bool) -> None:
        delivery = await self.sender.event(event, shared=shared)
        for _ in range(copies):
            await self.sender.again(delivery, other_id=other_ids)

    def _file(self, user: str, name: str, data: bytes) -> File:
        ending = name.rpartition(".")[2].lower()
        kind = {"pdf": "application/pdf", "txt": "text/plain"}.get(ending, "application/octet-stream")
        file = File(self.world.new_id("F"), name, data, user, kind=kind)
        self.world.files[file.id] = file
        return file

    # --- coming and going

    async def join(self, user: str, channel: str) -> None:
        """Come into a channel."""
        place = self.world.channels[channel]
        place.members.append(user)
        self.world.emit(payloads.joined(self.world, place, user, self.ann))

    async def leave(self, user: str, channel: str) -> None:
        """Leave a channel."""
        place = self.world.channels[channel]
        place.members.remove(user)
        self.world.emit(payloads.left(self.world, place, user))

    async def open_home(self, user: str) -> Delivery:
        """Look at the bot's own page."""
        return await self.sender.event(payloads.home_opened(self.world, user, "home"))

    async def open_agent(self, user: str) -> str:
        """Begin a conversation with the bot, on the surface that the workspace has; return its thread there."""
        if self.world.rules.surface == "agent":
            await self.sender.event(payloads.home_opened(self.world, user, "messages"))
            return ""
        channel = self.direct(user)
        root = self.world.put(Message(channel, self.world.ts(), self.bot, "New chat", of_bot=True))
        await self.sender.event(payloads.thread_started(self.world, user, root.ts))
        return root.ts


def typed(text: str) -> str:
    """Return what somebody typed as Slack tells it: its three signs are escaped, but where somebody is named."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"&lt;(@[UW][A-Z0-9]+)&gt;", r"<\1>", escaped)
