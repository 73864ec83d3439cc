"""The composition root: the one place where the parts are chosen and put together."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from esor_bot.answering.base import prepare
from esor_bot.answering.engine import Engine
from esor_bot.answering.programmes import Choose
from esor_bot.answering.turns import Turns
from esor_bot.answering.verdicts import Judge
from esor_bot.app import App
from esor_bot.eligibility import load_lexicon
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate, shipped
from esor_bot.wording import Wording

if TYPE_CHECKING:
    from esor_bot.completeness.check import Checker


def build_app(knowledge: Path | None = None) -> App:
    """Build the app on a knowledge folder (None: the shipped one).

    Raises KnowledgeError, with all problems, when the folder does not hold together.
    """
    return assemble(load(locate(knowledge)))


def assemble(knowledge: Knowledge) -> App:
    """Build the app on knowledge that was read already."""
    wording = Wording(knowledge.wording)
    turns = Turns.of(knowledge.vocabulary.words)
    own = knowledge.folder / "vocabulary"
    judge = Judge(load_lexicon(own if (own / "countries.yaml").is_file() else shipped() / "vocabulary"))
    engines = {
        programme.id: Engine.of(prepare(knowledge, programme), wording, turns, judge)
        for programme in knowledge.programmes
    }
    return App(engines, Choose(engines, wording))


def build_checker(knowledge: Knowledge) -> Checker:
    """Build the check of files on knowledge that was read already. No worker is started yet.

    Raises KnowledgeError, with all problems, when the catalogue of papers does not hold together.
    """
    from esor_bot.completeness.check import Checker  # a question is answered without it
    from esor_bot.knowledge.recognition import load_catalogue

    return Checker(load_catalogue(knowledge.folder), knowledge.wording)


def now() -> datetime:
    """Return the time of the real clock, in the machine's own zone."""
    return datetime.now().astimezone()
