"""The app and the check of files, put together on a knowledge folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.base import prepare
from esor_bot.answering.engine import Engine
from esor_bot.answering.turns import Turns
from esor_bot.answering.verdicts import Judge
from esor_bot.eligibility import load_lexicon
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate, shipped
from esor_bot.ports import Told
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.completeness.check import Checker


def build_assistant(knowledge: Path | None = None, told: Told | None = None) -> Assistant:
    """Build the app on a knowledge folder (None: the shipped one), and on what the office said where that is known.

    Raises KnowledgeError, with all problems, when the folder does not hold together.
    """
    return assemble(load(locate(knowledge)), told)


def assemble(knowledge: Knowledge, told: Told | None = None) -> Assistant:
    """Build the app on knowledge that was read already."""
    wording = Wording(knowledge.wording)
    turns = Turns.of(knowledge.vocabulary.words)
    own = knowledge.folder / "vocabulary"
    judge = Judge(load_lexicon(own if (own / "countries.yaml").is_file() else shipped() / "vocabulary"))
    engines = {
        programme.id: Engine.of(prepare(knowledge, programme), wording, turns, judge)
        for programme in knowledge.programmes
    }
    return Assistant.of(engines, wording, told)


def build_checker(knowledge: Knowledge) -> Checker:
    """Build the check of files on knowledge that was read already. No worker is started yet.

    Raises KnowledgeError, with all problems, when the catalogue of papers does not hold together.
    """
    from esor_bot.completeness.check import Checker  # a question is answered without it
    from esor_bot.knowledge.recognition import load_catalogue

    return Checker(load_catalogue(knowledge.folder), knowledge.wording)
