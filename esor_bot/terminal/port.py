"""What the terminal needs of the core: the one way in, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Reply

Clock = Callable[[], datetime]


class Assistant(Protocol):
    """Answers messages; `esor_bot.app.App` is the real one."""

    def handle(self, message: Message) -> Reply:
        """Answer a message, and keep its conversation's context."""

    def why(self, message: Message) -> tuple[str, ...]:
        """Return the lines that explain how the message would be answered."""

    def forget(self, conversation: str) -> None:
        """Drop the context of a conversation."""
