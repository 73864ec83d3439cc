"""What the reception's parts need of a house, where the person sits at the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.conversation import Person, Scene
from esor_bot.wording import Wording


@dataclass(frozen=True, slots=True)
class Here:
    """The assistant, and the sentences of the terminal."""

    assistant: Assistant
    wording: Wording

    def words(self, person: Person) -> Wording:
        """Return the sentences: here everybody reads the same."""
        return self.wording

    @staticmethod
    def own_time(scene: Scene) -> datetime:
        """Return the moment of a scene: here it is on the person's clock already."""
        return scene.now
