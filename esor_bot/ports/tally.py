"""What was asked, counted. The counting is the database's: a year may hold very many questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from esor_bot.domain.tally import Counted, Result


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment to before another one; both are aware."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """So many results of one kind in a span, which is named by its place in the list that was asked for."""

    span: int
    outcome: Result
    number: int


@dataclass(frozen=True, slots=True)
class Demand:
    """How much an entry was asked for: by so many people who are known, in so many of the spans, last at `latest`."""

    programme: str
    entry: str
    questions: int
    people: int
    spans: int
    latest: datetime


@dataclass(frozen=True, slots=True)
class Opinion:
    """What people say of an answer: it helped so many, and so many not."""

    programme: str
    entry: str
    helped: int
    not_helped: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A case of the office, as far as it is counted: what it is about, when it was opened, and first answered."""

    number: int
    programme: str
    entries: tuple[str, ...]
    opened: datetime
    answered: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The first answer of the office to a case."""

    number: int
    opened: datetime
    answered: datetime


class Tally(Protocol):
    """What was asked, within a transaction. A programme of "" means all of them.

    Every method raises StoreError where the database can't be used.
    """

    def count(self, counted: Counted) -> None:
        """Count a question."""

    def first(self, programme: str = "") -> datetime | None:
        """Return when the first question was counted, or the first case opened; None where there is neither."""

    def results(self, spans: Sequence[Span], programme: str = "") -> tuple[Count, ...]:
        """Return how many results of each kind there are in spans that do not overlap, in their order."""

    def demand(self, spans: Sequence[Span], programme: str = "") -> tuple[Demand, ...]:
        """Return how much each entry was asked for in spans that do not overlap, by programme and entry.

        What was offered when a question was asked back was not asked for, nor is what people say of an answer.
        """

    def opinions(self, span: Span, programme: str = "") -> tuple[Opinion, ...]:
        """Return what people said of answers in a span, by programme and entry ("" where there was none)."""

    def unanswered(self, span: Span, programme: str = "", limit: int = 1000) -> tuple[Counted, ...]:
        """Return what found no answer and has its words still, newest first."""

    def sent(self, spans: Sequence[Span], programme: str = "") -> tuple[int, ...]:
        """Return how many cases were opened in each span; the spans do not overlap."""

    def opened(self, span: Span, programme: str = "") -> tuple[Sent, ...]:
        """Return the cases that were opened in a span, oldest first."""

    def answers(self, span: Span, programme: str = "") -> tuple[Answer, ...]:
        """Return the first answers that were given in a span, oldest first; a merged case has that which it follows."""

    def forget(self, asker: str) -> int:
        """Forget who asked what, and the words; the bare numbers stay. Return how many questions that were."""
