"""What programmes and entries are called and say, read from the knowledge folder when the first is wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from esor_bot.domain.programme import Entry, EntryKind
from esor_bot.domain.reply import OfficeOffer
from esor_bot.errors import KnowledgeError
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate
from esor_bot.reception.plain import render_blocks
from esor_bot.reception.text import short
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.answering.base import Base

_ENTRY = 60

Named = Callable[[str, str], str]
"""Says what an entry (of which programme), or with no entry the programme, is called."""


class Names:
    """Call it with a programme and an entry; with "" for the entry it names the programme.

    `bases` are the programmes made ready to answer, where that was done already.
    """

    def __init__(
        self, folder: Path | None, knowledge: Knowledge | None = None, bases: Mapping[str, Base] | None = None
    ) -> None:
        self._folder = folder
        self._given = knowledge
        self._bases = bases or {}

    def __call__(self, programme: str, entry: str) -> str:
        """Return the name; the id where there is none any more."""
        found = self._entry(programme, entry) if entry else None
        if found is not None:
            return found.label or _first(found.questions) or entry
        return entry or self._titles.get(programme, programme)

    def kind(self, programme: str, entry: str) -> EntryKind | None:
        """Return the kind of an entry, None where there is none of that name."""
        found = self._entry(programme, entry)
        return None if found is None else found.kind

    def said(self, programme: str, entry: str, today: date) -> str:
        """Return what the bot says on an entry, with its quotation and source; "" where there is none."""
        from esor_bot.answering.base import prepare
        from esor_bot.answering.say import Part, Speaker

        found, knowledge = self._entry(programme, entry), self._knowledge
        if found is None or knowledge is None or programme not in self._titles:
            return ""
        base = self._bases.get(programme) or prepare(knowledge, knowledge.programme(programme))
        speaker = Speaker(base, Wording(knowledge.wording), today)
        blocks = speaker.found([Part(found, 1.0)]).blocks
        return render_blocks([block for block in blocks if not isinstance(block, OfficeOffer)])

    def _entry(self, programme: str, entry: str) -> Entry | None:
        return self._entries.get((programme, entry)) or self._entries.get(("", entry))

    @cached_property
    def _knowledge(self) -> Knowledge | None:
        try:
            return self._given or load(locate(self._folder))
        except KnowledgeError:  # a desk is needed most when something else is broken
            return None

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {one.id: one.short or one.title for one in self._knowledge.programmes} if self._knowledge else {}

    @cached_property
    def _entries(self) -> Mapping[tuple[str, str], Entry]:
        if self._knowledge is None:
            return {}
        entries = {("", entry.id): entry for entry in self._knowledge.common}
        for programme in self._knowledge.programmes:
            for cycle in programme.cycles:
                entries |= {(programme.id, entry.id): entry for entry in cycle.entries}
            entries |= {(programme.id, entry.id): entry for entry in programme.cycle.entries}
        return entries


def _first(questions: tuple[str, ...]) -> str:
    return short(questions[0], _ENTRY) if questions else ""
