"""One call of the API, and what does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from esor_bot.testing.discord.refusing import form
from esor_bot.testing.discord.state import Json
from esor_bot.testing.discord.world import World

Upload = tuple[str, bytes, str]
"""A file as it is sent: its name, what is in it, and its type."""


@dataclass(slots=True)
class Call:
    """A call: what stands in its path, its query and its body, and the files that came with it by their numbers."""

    params: Mapping[str, str]
    query: Mapping[str, str]
    content: Any = None
    files: Mapping[str, Upload] = field(default_factory=dict)

    @property
    def body(self) -> Json:
        """The body, which has to be an object."""
        if not isinstance(self.content, dict):
            raise form("the body must be an object")
        return self.content


@dataclass(frozen=True, slots=True)
class Method:
    """What a route does; `tokened`: its path itself holds what allows it. An answer of None has no content."""

    do: Callable[[World, Call], Any]
    status: int = 200
    tokened: bool = False
