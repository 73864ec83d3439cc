"""What a knowledge folder holds once it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from esor_bot.domain.programme import Entry, Programme
from esor_bot.errors import UnknownProgrammeError
from esor_bot.knowledge.files import Folder

Terms = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What people say, mapped onto the words of the knowledge base.

    `terms` holds words of other languages under the English one (and the language), `same` holds groups of words
    that mean the same, `corrections` what is usually misspelt, `words` named lists for the reading of sentences.
    """

    terms: Terms = field(default_factory=dict)
    same: tuple[tuple[str, ...], ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Programmes, what is common to all of them, vocabulary and wording."""

    folder: Path
    programmes: tuple[Programme, ...]
    common: tuple[Entry, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    wording: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Return a digest of the folder's files as they are now; it changes with any of them."""
        return Folder(self.folder).digest()

    def programme(self, programme: str) -> Programme:
        """Return the programme of that id; raise UnknownProgrammeError with the known ids when there is none."""
        for known in self.programmes:
            if known.id == programme:
                return known
        raise UnknownProgrammeError(programme, [known.id for known in self.programmes])
