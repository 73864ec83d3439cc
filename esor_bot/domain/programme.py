"""What is known: programmes, their cycles (years), facts, documents, conditions and entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from esor_bot.domain.condition import Condition
from esor_bot.domain.recognition import Recognition
from esor_bot.domain.statement import Said


class Status(StrEnum):
    """Whether a value is there. Each of the four leads to another reply."""

    KNOWN = "known"
    SILENT = "silent"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"


class FactKind(StrEnum):
    """The type of a fact's value."""

    DATE = "date"
    MONEY = "money"
    COUNT = "count"
    DURATION = "duration"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217 code)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in whole units ("months", "years", ...)."""

    number: int
    unit: str


FactValue = date | Money | int | Duration | str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed value that stands once and is filled into answers by its name."""

    name: str
    kind: FactKind
    value: FactValue
    status: Status = Status.KNOWN
    label: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Official wording and the section of the page where it stands."""

    text: str
    section: str


class EntryKind(StrEnum):
    """What an entry does when it is found."""

    FACT = "fact"  # answers from the page
    SILENT = "silent"  # the page is silent on this
    OUTSIDE = "outside"  # nothing to do with the programme
    SMALLTALK = "smalltalk"  # greetings, thanks, what the assistant is


class Role(StrEnum):
    """What an entry is for the reading of circumstances: the conditions as a whole, or the open window."""

    NONE = ""
    CONDITIONS = "conditions"
    WINDOW = "window"
    LATE = "late"  # what comes after the window


class Phase(StrEnum):
    """Where today stands against the cycle's window and period."""

    BEFORE = "before"
    OPEN = "open"
    LAST_DAY = "last_day"
    CLOSED = "closed"
    RUNNING = "running"
    ENDED = "ended"

    @property
    def over(self) -> bool:
        """Say whether applications are no longer taken."""
        return self in {Phase.CLOSED, Phase.RUNNING, Phase.ENDED}


@dataclass(frozen=True, slots=True)
class Lead:
    """The first words of an answer ("Yes.", "No.") when the question puts the rule in these words."""

    say: str
    any: tuple[str, ...]
    none: tuple[str, ...] = ()
    when: Phase | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is known, or known not to be said.

    `answers` holds the answer under each phase it differs in, the general one under None. `names` are what a message
    may call it that only names a thing.
    """

    id: str
    questions: tuple[str, ...]
    answers: Mapping[Phase | None, str]
    kind: EntryKind = EntryKind.FACT
    label: str = ""
    topic: str = ""
    quotes: tuple[Quote, ...] = ()
    leads: tuple[Lead, ...] = ()
    items: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    ask: str = ""
    role: Role = Role.NONE
    valid_from: date | None = None
    valid_until: date | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document that the application must hold, in the order of the cycle's list."""

    id: str
    title: str
    entry: str
    minimum: int = 1
    maximum: int | None = 1
    stage: str = "application"
    required: bool = True
    recognition: Recognition | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """When applications are taken: days are inclusive; hour and zone may be unsaid by the page."""

    opens: date | None = None
    closes: date | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that can mean several things: the question asked back and the entries it may mean.

    `usual` is what it means in a list of things asked for, where that is clear: "begin, length, money".
    """

    id: str
    words: tuple[str, ...]
    question: str
    entries: tuple[str, ...]
    usual: str | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """One year of a programme. Every fact, document, condition and quotation belongs to one."""

    id: str
    title: str
    address: str = ""
    retrieved: date | None = None
    country: str = ""
    window: Window = field(default_factory=Window)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    order: str = "none"
    conditions: tuple[Condition, ...] = ()
    entries: tuple[Entry, ...] = ()
    choices: tuple[Choice, ...] = ()
    statements: tuple[Said, ...] = ()
    page: str = ""

    def phase(self, today: date) -> Phase:
        """Say where `today` stands: before, open, on the last day, closed, running or ended."""
        window = self.window
        if window.ends and today > window.ends:
            return Phase.ENDED
        if window.starts and today >= window.starts:
            return Phase.RUNNING
        if window.closes and today > window.closes:
            return Phase.CLOSED
        if window.closes and today == window.closes:
            return Phase.LAST_DAY
        if window.opens and today < window.opens:
            return Phase.BEFORE
        return Phase.OPEN


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme of the office with its cycles, the current one first."""

    id: str
    title: str
    short: str
    cycles: tuple[Cycle, ...]
    aliases: tuple[str, ...] = ()

    @property
    def cycle(self) -> Cycle:
        """The cycle that answers."""
        return self.cycles[0]

    @property
    def checkable(self) -> bool:
        """Say whether a file can be checked: it is known how the documents are recognised."""
        return any(document.recognition is not None for document in self.cycle.documents)
