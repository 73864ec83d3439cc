"""What the bot found for a question, as far as it goes along with it to the office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esor_bot.domain.reply import Block, Listing, OfficeOffer, Outcome, Quotation, Reply, Text
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.text import short

_MOST_SAID = 300
_MOST_RULES = 3
_OF_SOURCE = " · "  # stands between the programme and the place on its page


@dataclass(frozen=True, slots=True)
class Found:
    """What the bot found for a question, as far as it goes along with it; `rules` are the quotations of `entries`.

    `title` is what the programme is called, where what was found says so.
    """

    programme: str = ""
    title: str = ""
    outcome: str = ""
    said: str = ""
    entries: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


def found(reply: Reply) -> Found:
    """Return what goes along of a reply; of one that answers a part, what it says of the rest, which is offered."""
    texts = [block.text for block in reply.blocks if isinstance(block, Text)]
    rest = [text for text in texts if (offer := offered(reply)) and f"“{offer}”" in text]
    if rest:
        return Found(reply.programme, outcome=Outcome.ESCALATE.value, said=short(rest[0], _MOST_SAID))
    said = next((block for block in reply.blocks if isinstance(block, (Text, Listing))), Text(""))
    told = said.text if isinstance(said, Text) else " ".join(said.items)  # several questions: all that was said
    best = reply.entries[:_MOST_RULES]
    rules = tuple(dict.fromkeys(entry.quote for entry in best if entry.quote))
    title = next((entry.source.split(_OF_SOURCE)[0] for entry in best if entry.source), "")
    ids = tuple(entry.id for entry in best)
    return Found(reply.programme, title, reply.outcome.value, short(told, _MOST_SAID), ids, rules)


def offered(reply: Reply) -> str:
    """Return the question that a reply offers to send, "" where it offers none."""
    return next((block.question for block in reply.blocks if isinstance(block, OfficeOffer)), "")


def about(phrases: Phrases, title: str) -> Text:
    """Say that a question would go to the office, and about what."""
    return Text(phrases.say("ask.goes", programme=title) if title else phrases.say("ask.goes_anywhere"))


def along(phrases: Phrases, told: Found) -> Iterator[Block]:
    """Say what goes with a question."""
    if told.said:
        yield Text(phrases.say("ask.with_it", said=told.said))
    if told.rules:
        yield Text(phrases.say("ask.rules"))
        yield from map(Quotation, told.rules)
