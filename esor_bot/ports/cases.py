"""Cases that are looked for, and one that is to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from esor_bot.domain.case import Place, State


@dataclass(frozen=True, slots=True)
class Search:
    """Which cases are looked for. Empty fields ask for nothing; `words` are those of the question and the records."""

    states: Sequence[State] = ()
    asker: str = ""
    owner: str = ""
    programme: str = ""
    words: str = ""
    before: int = 0  # a case's number: only older ones
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A case that has no number yet."""

    programme: str
    question: str
    asker: str
    place: Place
    opened: datetime
    outcome: str = ""
    entries: tuple[str, ...] = field(default=())
    why: str = ""
