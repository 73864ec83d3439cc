"""Every sentence the assistant itself says, by its id: it stands once, in the knowledge folder's `wording/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences by id; {names} in them are filled in."""

    sentences: Mapping[str, str]

    def say(self, id_: str, **values: object) -> str:
        """Return a sentence with its values filled in; raise KeyError with the id when there is none."""
        sentence = self.sentences[id_]
        for name, value in values.items():
            sentence = sentence.replace("{" + name + "}", str(value))
        return sentence
