"""Small replies: what is said to one person, and what fits a button."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from esor_bot.domain.form import Mistakes
from esor_bot.domain.reply import Audience, Block, Listing, Outcome, Quotation, Reply, Text
from esor_bot.reception.text import short
from esor_bot.wording import Wording

LONGEST_LABEL = 75
LONGEST_QUESTION = 1500
LONGEST_VALUES = 1900
"""Characters of a button's label, of a question that it carries, and of all its values as JSON."""

LONGEST_BESIDE = 60
"""Characters of all that a button carries beside a question, names included: every platform has room for it."""

_WIDEST = 6  # so many characters may stand for one in JSON


def privately(*blocks: Block, instead: bool = False) -> Reply:
    """Return a reply that is for whoever did something, and for nobody else who is there."""
    return Reply(Outcome.SMALLTALK, blocks, audience=Audience.PERSON, instead=instead)


def only(text: str, *, instead: bool = False) -> Reply:
    """Return such a reply of one paragraph."""
    return privately(Text(text), instead=instead)


def after_closing(wrong: Mistakes, typed: Mapping[str, str], wording: Wording) -> Reply:
    """Return what is wrong with a form that is no longer open, with what was typed: nobody has to type it again."""
    quoted = map(Quotation, filter(str.strip, typed.values()))
    return privately(Text(wording.say("surface.form_closed")), Listing(tuple(wrong.wrong.values())), *quoted)


def followed(reply: Reply, more: Sequence[Block]) -> Reply:
    """Return a reply with more blocks at its end."""
    return replace(reply, blocks=(*reply.blocks, *more))


def label(text: str) -> str:
    """Return what fits a button, cut at a word."""
    return short(text, LONGEST_LABEL)


def carried(question: str, **values: str) -> Mapping[str, str]:
    """Return the values of a button that carries a question under `q`, as much of it as there is room for."""
    most = LONGEST_QUESTION
    while True:
        held = {**values, "q": question[:most]}
        over = len(json.dumps(held, ensure_ascii=False)) - LONGEST_VALUES
        if over <= 0 or most == 0:
            return held
        most = max(0, min(most, len(question)) - max(1, over // _WIDEST))


def fits(question: str, **values: str) -> bool:
    """Say whether a button has room for all of a question."""
    return carried(question, **values)["q"] == question
