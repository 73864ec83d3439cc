"""What programmes and entries are called, read from the knowledge folder when the first name is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from esor_bot.errors import KnowledgeError
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate
from esor_bot.terminal.text import short

_ENTRY = 60


class Names:
    """Call it with a programme and an entry; with "" for the entry it names the programme."""

    def __init__(self, folder: Path | None, knowledge: Knowledge | None = None) -> None:
        self._folder = folder
        self._knowledge = knowledge

    def __call__(self, programme: str, entry: str) -> str:
        """Return the name; the id where there is none any more."""
        return self._names.get((programme, entry)) or self._names.get(("", entry)) or entry or programme

    @cached_property
    def _names(self) -> Mapping[tuple[str, str], str]:
        try:
            knowledge = self._knowledge or load(locate(self._folder))
        except KnowledgeError:  # a desk is needed most when something else is broken
            return {}
        names = {("", entry.id): entry.label or _first(entry.questions) for entry in knowledge.common}
        for programme in knowledge.programmes:
            names[programme.id, ""] = programme.title
            for cycle in programme.cycles:
                names |= {(programme.id, entry.id): entry.label or _first(entry.questions) for entry in cycle.entries}
        return names


def _first(questions: tuple[str, ...]) -> str:
    return short(questions[0], _ENTRY) if questions else ""
