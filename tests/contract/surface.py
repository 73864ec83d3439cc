"""What the contract asks of a surface, whatever it looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from esor_bot.domain.conversation import Attachment
from esor_bot.domain.form import Form, Mistakes
from esor_bot.domain.reply import Reply

Pressed = tuple[str, Mapping[str, str]]
"""What a button does, and what it carries, as it comes to the core."""


@dataclass
class Shown:
    """What can be read, the addresses that are led to, files by name with what is said of them, and what is refused."""

    text: str = ""
    addresses: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    pressed: list[Pressed] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    chips: list[str] = field(default_factory=list)


@dataclass
class Sent:
    """A form as it was read, and what came to the core when it was filled in and sent."""

    text: str
    form: str
    carried: Mapping[str, str]
    values: Mapping[str, str]
    files: Mapping[str, tuple[Attachment, ...]]
    problems: list[str]


class Surface(Protocol):
    """Where people read, press and fill in."""

    name: str

    def reply(self, reply: Reply) -> Shown:
        """Show a reply, and press all of its buttons."""

    def fill(self, form: Form, values: Mapping[str, str], files: Mapping[str, str]) -> Sent:
        """Show a form, and fill it in as a person does: what is typed, or chosen by its words; a file by its path."""

    def press_in(self, form: Form) -> list[Pressed]:
        """Press all that can be pressed in a form."""

    def wrong(self, form: Form, wrong: Mistakes) -> str:
        """Return what is read where a form was refused."""

    def words(self) -> Sequence[str]:
        """Return the words that are offered."""

    def office_words(self) -> Sequence[str]:
        """Return the words of the office that are offered."""
