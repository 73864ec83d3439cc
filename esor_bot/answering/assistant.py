"""The one way in: an event becomes a reply, whatever the platform it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

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

    def pick(self, programme: str, entry: str, question: str, now: datetime, conversation: str | None) -> Reply | None:
        """Return the reply that picking a choice gives, whoever remembers that it was offered for that question.

        With "" for the entry a programme is picked. None where what was offered is not there any more.
        """
        asked = self._asked(question, now, conversation)
        picked = self.live.now().pick(programme, entry, asked, now.date())
        if picked is None:
            return None
        self.threads.put(conversation, picked[1])
        return picked[0]

    def none(self, programme: str, question: str, now: datetime, conversation: str | None) -> Reply:
        """Return the reply to whoever meant none of the choices; with no programme, these were programmes."""
        asked = self._asked(question, now, conversation)
        reply, after = self.live.now().none(programme, asked, now.date())
        self.threads.put(conversation, after)
        return reply

    def why(self, message: Message) -> tuple[str, ...]:
        """Explain how a message would be answered, without remembering it."""
        thread = self.threads.get(message.conversation, message.now)
        reply, _ = self._answer(message, thread)
        return reply.why

    def forget(self, conversation: str) -> None:
        """Drop a conversation's context."""
        self.threads.forget(conversation)

    def forget_person(self, person: str) -> None:
        """Drop the contexts of all conversations that a surface names by this person."""
        self.threads.forget_ending(f":{person}")

    def about(self, conversation: str | None, now: datetime) -> str:
        """Return the programme that a conversation is about, "" where none is settled."""
        return self.threads.get(conversation, now).programme or ""

    def _asked(self, question: str, now: datetime, conversation: str | None) -> Thread:
        return replace(self.threads.get(conversation, now), question=question, options=())

    def _answer(self, message: Message, thread: Thread) -> tuple[Reply, Thread]:
        if message.programme is not None:
            if message.programme not in self.engines:
                raise UnknownProgrammeError(message.programme, list(self.engines))
            thread = replace(thread, programme=message.programme)
        return self.live.now().answer(message.text, thread, message.now.date())
