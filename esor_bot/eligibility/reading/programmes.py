"""Reads whether a person applies elsewhere too, or had a fellowship before."""

from __future__ import annotations

from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit

_NEAR = 12


def read_other_programme(message: Message) -> str:
    """Return "two" (at once, of the same school), "outside", "earlier", "earlier_application" or ""."""
    if _told(message, "earlier_application") and message.has("applied", "ask", "self"):
        return "earlier_application"
    if _at_once(message) and message.has("applied"):
        return "outside" if message.has("other_body") or _abroad(message) else _same_school(message)
    if any(
        _own(message, hit.start) and not message.before(hit.start, 3, "neg") for hit in message.of("earlier_fellowship")
    ):
        return "earlier" if message.has("esor") or not message.has("other_body") else ""
    return ""


def _at_once(message: Message) -> bool:
    if any(_own(message, hit.start) and not _is_done(message, hit) for hit in message.of("two")):
        return True
    return any(
        _own(message, hit.start)
        and _close(message, hit, "too")
        and _close(message, hit, "programme_word", "topics", "other_body")
        for hit in message.of("applied")
    )


def _is_done(message: Message, hit: Hit) -> bool:
    """ "I finished another fellowship": that one is over."""
    return any(other.start < hit.start < other.end for other in message.of("earlier_fellowship"))


def _close(message: Message, hit: Hit, *concepts: str) -> bool:
    return any(abs(other.start - hit.start) <= _NEAR for other in message.of(*concepts))


def _told(message: Message, concept: str) -> bool:
    return any(_own(message, hit.start) for hit in message.of(concept))


def _own(message: Message, index: int) -> bool:
    """The person tells it of themselves; "can one apply for two?" asks for the rule."""
    return not message.asking(index) and (message.in_sentence(index, "self") or index in message.starts)


def _abroad(message: Message) -> bool:
    return not message.has("esor", "topics") and any(concept.startswith(("city:", "place:")) for concept in message.by)


def _same_school(message: Message) -> str:
    return "two" if message.has("esor", "topics") else "unclear"
