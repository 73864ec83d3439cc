"""The boundary: whatever breaks inside becomes an error of one line, so that the run or the chat goes on."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Reply
from esor_bot.errors import EsorBotError
from esor_bot.ports import Told
from esor_bot.terminal.port import Assistant

if TYPE_CHECKING:
    from esor_bot.answering.assistant import Assistant as Answering


_Inner = TypeVar("_Inner", bound=Assistant)


@dataclass(frozen=True, slots=True)
class Guarded(Generic[_Inner]):
    """An assistant that raises nothing but EsorBotError."""

    inner: _Inner

    def handle(self, message: Message) -> Reply:
        """Answer a message; raise EsorBotError with the place when the code itself is at fault."""
        with faults("question"):
            return self.inner.handle(message)

    def why(self, message: Message) -> tuple[str, ...]:
        """Return the lines that explain how the message would be answered."""
        return self.inner.why(message)

    def forget(self, conversation: str) -> None:
        """Drop the context of a conversation."""
        self.inner.forget(conversation)


def build(knowledge: Path | None, told: Told | None = None) -> Guarded[Answering]:
    """Build the real assistant on a knowledge folder, and on what the office said where that is known.

    Raises KnowledgeError when the folder does not hold together.
    """
    from esor_bot.bootstrap import build_assistant

    return Guarded(build_assistant(knowledge, told))


@contextmanager
def faults(what: str) -> Iterator[None]:
    """Make an EsorBotError of whatever breaks inside; `what` ("question", "file") was being worked on."""
    try:
        yield
    except EsorBotError:
        raise
    except Exception as error:
        raise EsorBotError(described(error, what)) from error


def described(error: Exception, what: str) -> str:
    """Say where the code is at fault, in one line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return f"this {what} hit a fault in the program: {type(error).__name__}: {error} ({where})"
