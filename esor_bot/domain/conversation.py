"""What comes in: one frozen event, translated by an adapter from what its platform sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """Something a person wrote to the assistant.

    `conversation` names the thread whose context is kept (None: no context), `now` is aware, `programme` the id
    of the programme that is meant where the place or the person has chosen one.
    """

    text: str
    now: datetime
    conversation: str | None = None
    programme: str | None = None
    locale: str | None = None
