"""A form that a person fills in, and all that may come of an event: a reply, a form, or work that takes time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from esor_bot.domain.conversation import Attachment, Scene
from esor_bot.domain.reply import Aside, Block, Buttons, Carried, Heading, Reply, Text

LONGEST_TITLE = 24
"""Characters of a form's title, and of the words on its buttons: the least that any platform has room for."""

LONGEST_CARRIED = 2500
"""Characters that a form can carry, names included, written as JSON."""

LONGEST_TEXT = 3000
"""Characters that a field to type in has room for, whatever the platform."""

MOST_FIELDS = 12

KEPT_NOWHERE = frozenset({"eligibility"})
"""Forms of which people are told that nothing is kept: not even until they are answered."""


@dataclass(frozen=True, slots=True)
class TextField:
    """Something to type. Lengths are in characters; `hint` stands below it."""

    id: Carried
    label: str
    hint: str = ""
    initial: str = ""
    long: bool = False
    least: int = 0
    most: int = LONGEST_TEXT
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One answer of a choice: what is sent, and what is read."""

    value: Carried
    label: str


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several answers, at most 100; `initial` is the value of the one that is chosen at first.

    `people`: the answers are the ids of people, and a platform that has a menu of its own for these may offer all who
    are there; the core judges who is chosen.
    """

    id: Carried
    label: str
    items: tuple[Item, ...]
    hint: str = ""
    initial: str = ""
    optional: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class FileField:
    """A file to be handed in; `kinds` are endings of file names, which a platform may not enforce."""

    id: Carried
    label: str
    hint: str = ""
    kinds: tuple[Carried, ...] = ("pdf",)


Field = TextField | ChoiceField | FileField


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its fields below some blocks. What it carries comes back with what was filled in.

    A button among the blocks (`Press`) is told the form's fields too; the form that answers it takes this one's place.
    """

    id: Carried
    title: str
    fields: tuple[Field, ...]
    submit: str
    close: str
    carried: Mapping[Carried, Carried] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()


def spare(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return a form's blocks for a surface whose forms have no place for buttons, nor so for what leads to them.

    Such a button only helps to fill in: what it shows or starts from can be read and typed without it.
    """
    kept = (one for one in blocks if not isinstance(one, Buttons))
    return tuple(one for one in kept if not (isinstance(one, Text | Heading | Aside) and one.leads))


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What is wrong with what was filled in, by field: the form stays open."""

    wrong: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checking:
    """A file is to be fetched and checked, which takes seconds. `begun` is what the person reads meanwhile.

    `most` is how many bytes of it are wanted at most; of what is larger, the first `most` are enough to say so.
    `scene` is who wanted it and when, for what they read in the end.
    """

    file: Attachment
    programme: str
    begun: Reply
    most: int
    scene: Scene


Answer = Reply | Form | Mistakes | Checking | None
"""What comes of an event; None: nothing is said."""
