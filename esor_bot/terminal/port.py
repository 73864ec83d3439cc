"""What the terminal needs of the core: the one way in for questions, the one for files, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from esor_bot.domain.conversation import Message
from esor_bot.domain.programme import Programme
from esor_bot.domain.reply import Reply
from esor_bot.domain.report import CompletenessReport

Clock = Callable[[], datetime]


class Assistant(Protocol):
    """Answers messages; `esor_bot.answering.assistant.Assistant` is the real one."""

    def handle(self, message: Message) -> Reply:
        """Answer a message, and keep its conversation's context."""

    def why(self, message: Message) -> tuple[str, ...]:
        """Return the lines that explain how the message would be answered."""

    def forget(self, conversation: str) -> None:
        """Drop the context of a conversation."""


class FileReport(Protocol):
    """What a check gives; `esor_bot.completeness.check.Checked` is the real one."""

    @property
    def report(self) -> CompletenessReport:
        """What was found."""

    @property
    def picture(self) -> bytes:
        """The contact sheet as a PNG; b"" where none was asked for, or there are no pages."""

    @property
    def millis(self) -> int:
        """The milliseconds that the check took."""


class FileCheck(Protocol):
    """Checks files; `esor_bot.completeness.check.Checker` is the real one."""

    def check(
        self,
        data: bytes,
        programme: Programme,
        today: date,
        *,
        picture: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> FileReport:
        """Check a file; `progress` is told the pages read and all pages. Raises CheckCancelled after `cancel`."""

    def close(self) -> None:
        """End what runs for it."""
