"""The sentences of a knowledge folder in other languages than English."""

from __future__ import annotations

from collections.abc import Mapping

from esor_bot.errors import KnowledgeError
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.files import Folder
from esor_bot.knowledge.locate import shipped
from esor_bot.knowledge.parts import Problems
from esor_bot.knowledge.words import languages, load_wording
from esor_bot.wording import Wording


def translations(knowledge: Knowledge) -> Mapping[str, Wording]:
    """Return the wordings by language; what has no translation is said in English.

    Raises KnowledgeError where a file is not in the form of the English ones.
    """
    folders, problems = (Folder(shipped()), Folder(knowledge.folder)), Problems()
    found = {
        language: Wording({**knowledge.wording, **load_wording(folders, problems, language)})
        for language in languages(folders)
    }
    if problems.found:
        raise KnowledgeError(problems.found)
    return found
