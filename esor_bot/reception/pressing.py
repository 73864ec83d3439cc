"""A reply of the assistant with buttons: choices, the way to the office, and whether it helped.

Each button carries all that it needs, so that it works whoever has forgotten the conversation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from esor_bot.domain.moments import plainly
from esor_bot.domain.reply import Aside, Block, Button, Buttons, Choices, OfficeOffer, Outcome, Reply
from esor_bot.reception.found import offered
from esor_bot.reception.saying import carried, label
from esor_bot.wording import Wording

CHIP = "chip"
"""What the button of an offered question does; no part of the reception does it: it is a message of that person."""


def pressable(reply: Reply) -> Reply:
    """Return a reply with its choices and its offer as buttons; one that has none is returned as it is."""
    if not any(isinstance(block, Choices | OfficeOffer) for block in reply.blocks):
        return reply
    return replace(reply, blocks=tuple(made for block in reply.blocks for made in _pressable(block, reply)))


def judged(reply: Reply, wording: Wording, question: str = "") -> Reply:
    """Return a reply with buttons, where an answer to a question is asked to be judged."""
    reply = pressable(reply)
    if reply.outcome is not Outcome.ANSWERED:
        return reply
    return replace(reply, blocks=(*reply.blocks, *_judged(reply, wording, question)))


def with_buttons(reply: Reply, more: tuple[Button, ...]) -> Reply:
    """Return a reply with more buttons, in the row of its first ones where it has any."""
    blocks = list(reply.blocks)
    place = next((at for at, block in enumerate(blocks) if isinstance(block, Buttons)), len(blocks))
    row = blocks[place : place + 1]
    before = row[0].buttons if row and isinstance(row[0], Buttons) else ()
    return replace(reply, blocks=(*blocks[:place], Buttons((*before, *more)), *blocks[place + 1 :]))


def with_chips(reply: Reply) -> tuple[Block, ...]:
    """Return the blocks of a reply, and the questions that it offers as buttons below them.

    Whoever presses one is heard as if they had typed it (`CHIP`, with the question as `q`).
    """
    chips = [Button(label(chip), CHIP, carried(chip)) for chip in map(plainly, reply.chips) if chip.strip()]
    return (*reply.blocks, Buttons(tuple(chips))) if chips else reply.blocks


def office_button(text: str, programme: str, question: str) -> Button:
    """Return the button that leads to the office with a question."""
    return Button(label(text), "office", carried(question, p=programme))


def _pressable(block: Block, reply: Reply) -> Iterator[Block]:
    if isinstance(block, Choices):
        yield _choices(block, reply)
    elif isinstance(block, OfficeOffer):
        if block.note:
            yield Aside(block.note)
        yield Buttons((office_button(block.text, reply.programme, block.question),))
    else:
        yield block


def _choices(block: Choices, reply: Reply) -> Buttons:
    """Return choices as buttons; where they are programmes, no entry is picked: the question is asked of one."""
    question = block.question or offered(reply)
    programmes = len({option.programme for option in block.options}) > 1
    picks = [
        Button(
            label(option.label),
            "pick",
            carried(question, p=option.programme, e="" if programmes else option.entry),
        )
        for option in block.options
    ]
    none = Button(label(block.none), "none", carried(question, p="" if programmes else reply.programme))
    return Buttons((*picks, none))


def _judged(reply: Reply, wording: Wording, question: str) -> tuple[Block, ...]:
    values = carried(question, p=reply.programme, e=reply.entries[0].id if reply.entries else "")
    yes = Button(wording.say("surface.helped.yes"), "helped", values)
    no = Button(wording.say("surface.helped.no"), "not_helped", values)
    return Aside(wording.say("surface.helped.ask")), Buttons((yes, no))
