"""The sentences of surfaces with buttons."""

from __future__ import annotations

import re

from esor_bot.knowledge.base import Knowledge

TYPED = re.compile(r"(?<![\w<])/[a-z]|Ctrl|\by sends|--")


def test_nothing_of_the_terminal(shipped_knowledge: Knowledge) -> None:
    """No sentence names what only the terminal has, shouts, or stands in place of one that is not there."""
    words = shipped_knowledge.wording
    own = {id_: said for id_, said in words.items() if id_.startswith("surface.")}
    assert len(own) > 50
    assert [id_ for id_, said in own.items() if TYPED.search(said) or "!" in said] == []
    instead = [id_.removeprefix("surface.") for id_ in own if id_.startswith("surface.desk.")]
    assert [id_ for id_ in instead if id_ not in words and not id_.endswith("sure_none")] == []


def test_what_the_terminal_says_otherwise(shipped_knowledge: Knowledge) -> None:
    """Whatever the desk says to who asked, and names a typed word, has another sentence where there are buttons."""
    words = shipped_knowledge.wording
    told = ("desk.told.", "desk.told_after.", "desk.own.", "desk.refused.", "desk.keeping.", "desk.receipt.")
    typed = [id_ for id_, said in words.items() if id_.startswith(told) and re.search(r"(?<!\w)/[a-z]", said)]
    assert typed
    assert [id_ for id_ in typed if f"surface.{id_}" not in words] == []
