"""What the reports need to know of the knowledge: which topics the page is silent on, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from esor_bot.desk.silent import Key, Known
from esor_bot.domain.programme import Entry, EntryKind
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate
from esor_bot.reception.names import Names

if TYPE_CHECKING:
    from esor_bot.answering.base import Base
    from esor_bot.desk.likeness import Likeness


@dataclass(frozen=True)
class Topics:
    """The entries of a knowledge folder, or of what was `given` of it. Raises KnowledgeError where it is broken.

    `bases` are the programmes made ready to answer, where that was done already.
    """

    folder: Path | None
    given: Knowledge | None = None
    bases: Mapping[str, Base] = field(default_factory=dict)

    @cached_property
    def knowledge(self) -> Knowledge:
        """The knowledge folder, read once."""
        return self.given or load(locate(self.folder))

    @cached_property
    def silent(self) -> frozenset[Key]:
        """The topics on which the page is silent."""
        return frozenset(key for key, entry in self._entries() if entry.kind is EntryKind.SILENT)

    @cached_property
    def names(self) -> Names:
        """What programmes and entries are called."""
        return Names(self.folder, self.knowledge, self.bases)

    def known(self) -> Known:
        """Return what the list of silences needs; the words of a programme are read when they are wanted."""
        outside = frozenset(key for key, entry in self._entries() if entry.kind is EntryKind.OUTSIDE)
        return Known(self.silent, outside, cache(self._likeness))

    def _likeness(self, programme: str) -> Likeness | None:
        """Return how questions about a programme are compared: by its words, by those of another where it has none."""
        from esor_bot.answering.base import prepare
        from esor_bot.desk.likeness import Likeness

        known = {one.id: one for one in self.knowledge.programmes}
        of = known.get(programme) or next(iter(known.values()), None)
        return None if of is None else Likeness(self.bases.get(of.id) or prepare(self.knowledge, of))

    def apart(self, programme: str) -> Mapping[str, str]:
        """Return what programmes are called that have to be told apart: none where one is meant, or there is one."""
        all_ = self.knowledge.programmes
        return {one.id: one.short for one in all_} if not programme and len(all_) > 1 else {}

    def programme(self, named: str | None) -> str:
        """Return the id of a programme that is named, "" for none. Raises UnknownProgrammeError."""
        return "" if named is None else self.knowledge.programme(named).id

    def _entries(self) -> Iterator[tuple[Key, Entry]]:
        for programme in self.knowledge.programmes:
            for entry in (*self.knowledge.common, *(one for cycle in programme.cycles for one in cycle.entries)):
                yield (programme.id, entry.id), entry
        for entry in self.knowledge.common:
            yield ("", entry.id), entry
