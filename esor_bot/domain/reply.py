"""What goes out: a reply is an outcome and blocks, and every platform renders the same blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from esor_bot.domain.condition import Verdict

Carried = Annotated[str, "nobody reads it: it comes back when something is pressed, picked or sent"]
Address = Annotated[str, "a page that is led to"]
FileName = Annotated[str, "what a file is called, with its ending"]
Asked = Annotated[str, "is read before something is done, and not until then"]
"""What a text of a block is for, where it is not simply read: whoever shows blocks is held to that (tests/contract)."""


class Outcome(StrEnum):
    """How a message was answered; the values are those of the `ask` contract."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    ESCALATE = "escalate"
    SMALLTALK = "smalltalk"


class Mark(StrEnum):
    """The mark before a line of a checklist."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph in our own words. `leads`: it says what the buttons below it are for, and nothing without them."""

    text: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines in order; `numbered` where the order means something."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Official wording, set off from our own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the quotations before it stand."""

    text: str
    address: Address = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a checklist: a mark, what it is about, a remark, and the official wording behind it."""

    mark: Mark
    title: str
    remark: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """Conditions held against what a person told of themselves."""

    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its heading: lines of a checklist, or a paragraph."""

    title: str
    checks: tuple[Check, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice offered: its label, and the entry (of which programme) it stands for."""

    label: str
    entry: Carried
    programme: Carried


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices by number; 0 is "none of these". `question` is what was asked and has to be told apart."""

    options: tuple[Option, ...]
    none: str
    question: Carried = ""


@dataclass(frozen=True, slots=True)
class OfficeOffer:
    """The way to the office, with the question that would be sent; `note` says so where it is a draft of ours."""

    text: str
    question: Carried
    note: str = ""


class Style(StrEnum):
    """How much a button asks to be pressed."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: its label, what it does, and what it carries. It works whenever it is pressed.

    `sure` is asked before it does anything; with an `address` it leads to a page, and does nothing. `turns`: it only
    changes what its form carries, to its own values, so that a surface may have a menu for it.
    """

    label: str
    action: Carried
    values: Mapping[Carried, Carried] = field(default_factory=dict)
    style: Style = Style.PLAIN
    sure: Asked = ""
    turns: bool = False
    address: Address = ""

    def __post_init__(self) -> None:
        """Raise ValueError where a button would ask before it leads somewhere: no platform lets us."""
        if self.address and self.sure:
            raise ValueError("a button that leads to a page does nothing, so there is nothing to be asked before")


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons in a row."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What follows, in a few words. `leads`: as in `Text`."""

    text: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A remark in small print. `leads`: as in `Text`."""

    text: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG), its file name, and what it shows for whoever can't see it."""

    data: bytes
    name: FileName
    shows: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to be kept: a calendar entry, a table, a copy of what is stored."""

    data: bytes
    name: FileName


Block = (
    Text
    | Listing
    | Quotation
    | Source
    | Checklist
    | Section
    | Choices
    | OfficeOffer
    | Buttons
    | Heading
    | Aside
    | Picture
    | File
)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that the reply rests on, or offers."""

    id: str
    score: float
    quote: str = ""
    source: str = ""


class Audience(StrEnum):
    """Who gets to see a reply."""

    PLACE = "place"  # everybody where it was asked
    PERSON = "person"  # whoever asked, and nobody else who is there
    DIRECT = "direct"  # whoever asked, in their direct messages


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply. `why` holds what decided, for `/why` and the office; `picked`: it follows a pick among choices.

    `instead`: it takes the place of the message whose button was pressed. `chips` are questions offered to begin with.
    """

    outcome: Outcome
    blocks: tuple[Block, ...]
    entries: tuple[Found, ...] = ()
    verdict: Verdict | None = None
    programme: str = ""
    why: tuple[str, ...] = ()
    picked: bool = False
    audience: Audience = Audience.PLACE
    instead: bool = False
    chips: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """The choices offered, in order."""
        return tuple(option for block in self.blocks if isinstance(block, Choices) for option in block.options)
