"""The terminal's own sentences, read without the rest of the knowledge: the greeting is there at once."""

from __future__ import annotations

from pathlib import Path

from esor_bot.errors import KnowledgeError
from esor_bot.knowledge.files import Folder
from esor_bot.knowledge.locate import locate, shipped
from esor_bot.knowledge.parts import Problems
from esor_bot.knowledge.words import load_wording
from esor_bot.wording import Wording


def load_words(knowledge: Path | None = None) -> Wording:
    """Read the wording of a knowledge folder over the shipped one; raise KnowledgeError when that fails."""
    problems = Problems()
    wording = load_wording([Folder(shipped()), Folder(locate(knowledge))], problems)
    if problems.found:
        raise KnowledgeError(problems.found)
    return Wording(wording)
