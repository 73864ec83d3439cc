"""The form of the knowledge files, checked strictly: unknown keys are refused, all errors are told at once.

Every file of a cycle's folder is a `CyclePart`: any of its keys may stand in any of its files, and the parts
are put together by `load`. A programme that fits in one file holds the same keys beside its id and title.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from esor_bot.domain.condition import Weight
from esor_bot.domain.programme import Duration, EntryKind, FactKind, FactValue, Money, Phase, Role, Status

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=80)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _flag(value: object) -> object:
    """Read yes/no words: all scalars arrive as text."""
    words = {"true": True, "yes": True, "false": False, "no": False}
    return words.get(value.lower(), value) if isinstance(value, str) else value


Flag = Annotated[bool, BeforeValidator(_flag)]


class Strict(BaseModel):
    """A part of a knowledge file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FactModel(Strict):
    """A typed value. `status` tells why a value is not there: silent, pending or not_applicable."""

    kind: FactKind = FactKind.TEXT
    value: str | list[Words] | None = None
    status: Status = Status.KNOWN
    label: str = ""

    @model_validator(mode="after")
    def _value_fits(self) -> Self:
        if (self.value is not None) != (self.status is Status.KNOWN):
            message = "a fact needs a value, or else a status: silent, pending or not_applicable"
            raise ValueError(message)
        self.typed()
        return self

    def typed(self) -> FactValue:
        """Return the value in its type; raise ValueError, with the value, when it does not fit the kind."""
        value = self.value
        if value is None:
            return None
        if self.kind is FactKind.LIST:
            return tuple(value) if isinstance(value, list) else (value,)
        if isinstance(value, list):
            message = f"a fact of kind {self.kind} has one value, not a list"
            raise ValueError(message)
        return _READERS[self.kind](value)


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        message = f"{value!r} is no date of the calendar; write it as 2031-05-20"
        raise ValueError(message) from error


def _money(value: str) -> Money:
    number, _, currency = value.partition(" ")
    try:
        amount = Decimal(number)
    except InvalidOperation as error:
        message = f"{value!r} is no amount of money; write it as 5000 EUR"
        raise ValueError(message) from error
    if not (amount.is_finite() and len(currency) == 3 and currency.isalpha() and currency.isupper()):
        message = f"{value!r} is no amount of money; write it as 5000 EUR"
        raise ValueError(message)
    return Money(amount, currency)


def _count(value: str) -> int:
    if not value.isdecimal():
        message = f"{value!r} is no whole number"
        raise ValueError(message)
    return int(value)


def _duration(value: str) -> Duration:
    number, _, unit = value.partition(" ")
    units = ("days", "weeks", "months", "years", "day", "week", "month", "year")
    if not number.isdecimal() or unit not in units:
        message = f"{value!r} is no duration; write it as 6 months"
        raise ValueError(message)
    return Duration(int(number), unit if unit.endswith("s") else unit + "s")


_READERS: dict[FactKind, Callable[[str], FactValue]] = {
    FactKind.DATE: _date,
    FactKind.MONEY: _money,
    FactKind.COUNT: _count,
    FactKind.DURATION: _duration,
    FactKind.TEXT: str,
}


class QuoteModel(Strict):
    """Official wording, word for word, and the section of the page where it stands."""

    text: Words
    section: str = ""


class LeadModel(Strict):
    """First words of an answer to a yes/no question that holds one of the words in `any` and none of `none`."""

    say: Words
    any: list[Words] = Field(min_length=1)
    none: list[Words] = []
    when: Phase | None = None


class EntryModel(Strict):
    """One thing that is known, or known not to be said on the page."""

    id: Id
    questions: list[Words] = []
    answer: Words | None = None
    kind: EntryKind = EntryKind.FACT
    label: str = ""
    topic: str = ""
    quotes: list[Words | QuoteModel] = []
    leads: list[LeadModel] = []
    items: list[Words] | Words = []
    nearest: list[Id] = []
    ask: str = ""
    role: Role = Role.NONE
    when: dict[Phase, Words] = {}
    valid_from: date | None = None
    valid_until: date | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.answer is None and not (self.topic and self.kind in {EntryKind.SILENT, EntryKind.OUTSIDE}):
            message = "needs an answer (a silent or outside entry may have a topic in its place)"
            raise ValueError(message)
        return self


class RecognitionModel(Strict):
    """How a document is recognised: a kind of `recognition/kinds.yaml` and what is special here.

    `count`, `year`, `within`, `on` and `until` are names of facts.
    """

    kind: Id
    names: list[Words] = []
    issuer: list[Words] = []
    fields: list[Words] = []
    language: str = ""
    subjects: list[Id] = []
    count: str = ""
    year: str = ""
    within: str = ""
    on: str = ""
    until: str = ""


class DocumentModel(Strict):
    """A document that the application must hold."""

    id: Id
    title: Words
    entry: str = ""
    minimum: int = Field(1, ge=0)
    maximum: int | None = Field(1, ge=1)
    stage: str = Field("application", pattern="^(application|after_selection)$")
    required: Flag = True
    note: str = ""
    recognise: RecognitionModel | None = None


class ConditionModel(Strict):
    """A condition; `rule` holds the parameters that its kind asks for (see esor_bot.eligibility)."""

    id: Id
    title: Words
    kind: Id
    entry: str = ""
    weight: Weight = Weight.REQUIRED
    rule: dict[str, Any] = {}


class ChoiceModel(Strict):
    """A word that means several things when it stands alone."""

    id: Id
    words: list[Words]
    question: Words
    entries: list[Id] = Field(min_length=2)
    usual: Id | None = None


class StatementModel(Strict):
    """What the office said where the page is silent: on which day, by whom, to which questions.

    `topic` is the entry it speaks to; without one its questions alone lead to it.
    """

    id: Id
    topic: str = ""
    said: date
    role: Words
    answer: Words
    questions: list[Words] = []

    @model_validator(mode="after")
    def _is_found(self) -> Self:
        if not self.topic and not self.questions:
            message = "needs a topic, or a question that leads to it"
            raise ValueError(message)
        return self


class WindowModel(Strict):
    """Names of the facts that hold the window for applications and the period of the programme."""

    opens: str = ""
    closes: str = ""
    starts: str = ""
    ends: str = ""


class CyclePart(Strict):
    """Any part of a cycle; the parts of one folder are put together."""

    title: str = ""
    address: str = ""
    retrieved: date | None = None
    country: str = ""
    window: WindowModel | None = None
    facts: dict[Id, FactModel] = {}
    quotes: dict[Id, QuoteModel] = {}
    order: str | None = Field(None, pattern="^(required|listed|none)$")
    documents: list[DocumentModel] = []
    conditions: list[ConditionModel] = []
    entries: list[EntryModel] = []
    choices: list[ChoiceModel] = []
    statements: list[StatementModel] = []


class CycleHead(CyclePart):
    """The part with the cycle's id."""

    id: Id


class ProgrammeHead(Strict):
    """A programme's own keys."""

    id: Id
    title: Words
    short: str = ""
    aliases: list[Words] = []


class ProgrammeFile(CyclePart):
    """A programme in one file: its own keys, and those of its one cycle beside them or several in `cycles`."""

    id: Id
    title: Words
    short: str = ""
    aliases: list[Words] = []
    cycle: str = ""
    cycles: list[CycleHead] = []


class Manifest(Strict):
    """The file that makes a folder a knowledge folder."""

    schema_: int = Field(alias="schema", ge=1, le=1)
    title: str = ""


class CommonPart(Strict):
    """Entries that serve every programme: small talk, and what has nothing to do with any."""

    entries: list[EntryModel] = []
