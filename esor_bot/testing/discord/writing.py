"""What people write in the server, and what they do with it afterwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esor_bot.testing.discord import payloads
from esor_bot.testing.discord.guild import Guild
from esor_bot.testing.discord.interactions import Interaction
from esor_bot.testing.discord.methods_messages import changed, gone, told
from esor_bot.testing.discord.permissions import SEND, SEND_IN_THREADS
from esor_bot.testing.discord.state import PUBLIC_THREAD, REPLY, Channel, File, Json, Message
from esor_bot.testing.discord.world import stamp

Document = tuple[str, bytes]

_MENTION = re.compile(r"<@!?(\d+)>")
_KINDS = {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8", "png": "image/png"}


class Writing(Guild):
    """A server in which people write."""

    async def say(
        self, user: str, channel: str, text: str, files: Sequence[Document] = (), reply_to: Message | None = None
    ) -> Message:
        """Write something, in a channel, a thread or direct messages."""
        place = self.world.channels[channel]
        may = self.world.may(user, place)
        assert may & (SEND_IN_THREADS if place.thread else SEND), "who may not write somewhere can't"
        message = Message(self.world.new_id(), channel, user, text, files=self.given(channel, files))
        named = [one for one in _MENTION.findall(text) if one in self.world.users]
        if reply_to is not None:
            message.kind, message.reply_to = REPLY, reply_to.id
            named.append(reply_to.author)  # who is replied to is mentioned, unless that is switched off
        message.mentions = list(dict.fromkeys(named))
        place.archived = False
        self.world.put(message)
        if self.world.sees(self.bot, place):
            told(self.world, message)
        return message

    async def mention(self, user: str, channel: str, text: str, **more: object) -> Message:
        """Write something that names the bot."""
        return await self.say(user, channel, f"<@{self.bot}> {text}", **more)  # type: ignore[arg-type]

    async def begin(self, user: str, channel: str, name: str, text: str) -> str:
        """Begin a thread beside a channel, or a post of a forum, with something to read; return its id."""
        thread = Channel(self.world.new_id(), name, PUBLIC_THREAD, channel, owner=user, members=[user])
        self.world.channels[thread.id] = thread
        if self.world.sees(self.bot, thread):
            self.world.emit("THREAD_CREATE", {**payloads.channel(self.world, thread), "newly_created": True})
        await self.say(user, thread.id, text)
        return thread.id

    async def edit(self, message: Message, text: str) -> None:
        """Change what one wrote."""
        message.content, message.edited = text, stamp()
        changed(self.world, message)

    async def delete(self, message: Message) -> None:
        """Take back what one wrote."""
        self.world.remove(message)
        gone(self.world, message)

    async def replay(self, what: Message | Interaction) -> None:
        """Tell the bot once more of a message or an interaction."""
        if isinstance(what, Interaction):
            self.world.emit("INTERACTION_CREATE", what.payload)
        else:
            told(self.world, what)

    def given(self, channel: str, files: Sequence[Document], *, hidden: bool = False) -> list[File]:
        """Keep files that somebody puts somewhere."""
        kept = []
        for name, data in files:
            kind = _KINDS.get(name.rpartition(".")[2].lower(), "application/octet-stream")
            file = File(self.world.new_id(), name, data, channel, kind, hidden)
            self.world.files[file.id] = file
            kept.append(file)
        return kept

    def resolved(self, files: Sequence[File]) -> Json:
        """Return files as they stand in an interaction."""
        return {"attachments": {one.id: payloads.file(self.world, one) for one in files}}
