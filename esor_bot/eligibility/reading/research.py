"""Reads how much research and how many publications a person tells of."""

from __future__ import annotations

from esor_bot.eligibility.circumstances import Research
from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit


def read_research(message: Message) -> Research | None:
    """Return what is told of publications and research, or None."""
    publications, number = _publications(message)
    research = _research(message)
    if not publications and not research:
        return None
    return Research(publications, number, research)


def _publications(message: Message) -> tuple[str, int | None]:
    for hit in message.of("publication"):
        if message.asking(hit.start) and not _own_number(message, hit):
            continue
        if (
            message.word(hit.start - 1) in message.some("other_papers")
            or message.before(hit.start, 3, "price")
            or _how_many(message, hit)
        ):
            continue
        if _denied(message, hit):
            return "none", 0
        number = _count(message, hit)
        if number is not None and _counts_own(message, hit):
            return ("none", 0) if number == 0 else ("some", number)
        if message.word(hit.start - 1) in message.some("my") and not message.asking(hit.start):
            return "some", None
        if any(
            message.word(index) in message.some("many") for index in range(hit.start - 3, hit.start)
        ) and _counts_own(message, hit):
            return "some", None
    return "", None


def _how_many(message: Message, hit: Hit) -> bool:
    return any(message.word(hit.start - back) in message.some("how") for back in (2, 3))


def _counts_own(message: Message, hit: Hit) -> bool:
    return not message.asking(hit.start) or message.inside(hit.start, "self")


def _own_number(message: Message, hit: Hit) -> bool:
    return message.inside(hit.start, "self") and (_denied(message, hit) or _count(message, hit) is not None)


def _denied(message: Message, hit: Hit) -> bool:
    before = [message.word(index) for index in range(max(hit.start - 4, 0), hit.start)]
    return any(word in message.some("denying") for word in before) and not any(
        word in message.some("listed") for word in before
    )


def _count(message: Message, hit: Hit) -> int | None:
    for index in range(hit.start - 1, max(hit.start - 4, -1), -1):
        word = message.word(index)
        if word in message.some("of_or_for") or message.tokens[index].kind in {"stop", "pause"}:
            return None
        if word.isdigit() and len(word) <= 3:
            return int(word)
        number = message.lexicon.numbers.get(word)
        if number is not None and (number != 1 or word in message.some("one")):
            return int(number)
    return None


def _research(message: Message) -> str:
    for hit in message.of("research"):
        if message.asking(hit.start):
            continue
        if _denied(message, hit):
            return "none"
        if message.in_sentence(hit.start, "self") or message.has("publication"):
            return "some"
    return ""
