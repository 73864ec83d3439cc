"""Small real objects for the tests of the terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from esor_bot.domain.condition import Verdict
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Block, Found, Outcome, Reply, Text
from esor_bot.errors import UnknownProgrammeError

NOON = datetime(2030, 5, 4, 12, 0, tzinfo=UTC)


def clock() -> datetime:
    """Return always the same moment."""
    return NOON


def reply(*blocks: Block, verdict: Verdict | None = None) -> Reply:
    """Return a reply with these blocks."""
    return Reply(
        Outcome.ANSWERED,
        blocks,
        entries=(Found("boots", 0.93127, "Bring boots.", "The Moon 2030"),),
        verdict=verdict,
        programme="moon",
        why=("boots: 0.93", "decided: clear"),
    )


@dataclass(slots=True)
class Echo:
    """An assistant that repeats what it hears, and counts the messages of each conversation."""

    heard: list[Message] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    answer: Reply | None = None

    def handle(self, message: Message) -> Reply:
        """Repeat the message with its number in the conversation."""
        if message.programme not in (None, "moon"):
            raise UnknownProgrammeError(str(message.programme), ["moon"])
        if message.text == "break":
            raise ZeroDivisionError("on purpose")
        self.heard.append(message)
        same = [one for one in self.heard if one.conversation == message.conversation]
        number = len(same) if message.conversation else 1
        return self.answer or reply(Text(f"{number}: {message.text}"))

    def why(self, message: Message) -> tuple[str, ...]:
        """Explain with one line."""
        return (f"because of {message.text}",)

    def forget(self, conversation: str) -> None:
        """Note the conversation."""
        self.forgotten.append(conversation)
