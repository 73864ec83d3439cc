"""What the picture is made from, beside the statistics; it can be sent to another process without what draws."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands over the picture: its title, what it is about, and that in numbers if there are any."""

    title: str
    about: str
    summary: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A topic as people read it, and how many of them asked for it."""

    label: str
    people: int
