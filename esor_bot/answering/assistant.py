"""The one way in: an event becomes a reply, whatever the platform it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from esor_bot.answering.context import Thread, Threads
from esor_bot.answering.engine import Engine
from esor_bot.answering.live import Live
from esor_bot.answering.programmes import Choose
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Reply
from esor_bot.errors import UnknownProgrammeError
from esor_bot.ports import Told
from esor_bot.wording import Wording


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers messages. Holds an engine per programme and the contexts of the conversations."""

    engines: Mapping[str, Engine]
    live: Live
    threads: Threads = field(default_factory=Threads)

    @classmethod
    def of(cls, engines: Mapping[str, Engine], wording: Wording, told: Told | None = None) -> Assistant:
        """Build the app. `told`, if there is any, is what the office said, beside the knowledge folder."""
        return cls(engines, Live(Choose(engines, wording), told))

    @property
    def current(self) -> Mapping[str, Engine]:
        """The engines as they answer now, with what the office said."""
        return self.live.now().engines

    def handle(self, message: Message) -> Reply:
        """Answer one message, and remember the conversation's context.

        Raises UnknownProgrammeError when the message names a programme that is not there.
        """
        thread = self.threads.get(message.conversation, message.now)
        reply, after = self._answer(message, thread)
        self.threads.put(message.conversation, after)
        return reply

    def why(self, message: Message) -> tuple[str, ...]:
        """Explain how a message would be answered, without remembering it."""
        thread = self.threads.get(message.conversation, message.now)
        reply, _ = self._answer(message, thread)
        return reply.why

    def forget(self, conversation: str) -> None:
        """Drop a conversation's context."""
        self.threads.forget(conversation)

    def _answer(self, message: Message, thread: Thread) -> tuple[Reply, Thread]:
        if message.programme is not None:
            if message.programme not in self.engines:
                raise UnknownProgrammeError(message.programme, list(self.engines))
            thread = replace(thread, programme=message.programme)
        return self.live.now().answer(message.text, thread, message.now.date())
