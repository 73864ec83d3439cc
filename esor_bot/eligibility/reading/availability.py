"""Reads what a person says of the period: another start, a bond until a date, only a part of it."""

from __future__ import annotations

from collections.abc import Mapping

from esor_bot.eligibility.circumstances import Availability
from esor_bot.eligibility.message import Message
from esor_bot.eligibility.times import Time

_SIMPLE = (
    ("absence", "absence"),
    ("part", "part_only"),
    ("leave", "leave"),
    ("later", "later_start"),
    ("earlier", "earlier_start"),
)
_OTHER_MATTERS = ("cert", "cert_word", "test", "member", "publication", "english", "french")
_DATED = (("bound", "contract_until"), ("free", "free_from"), ("start", "start_word"))


def read_availability(message: Message, owners: Mapping[str, tuple[Time, ...]]) -> Availability | None:
    """Return what is told of the period, or None."""
    if message.has("deadline_word"):
        return None
    times = (*owners.get("period", ()), *owners.get("leave", ()))
    for kind, concept in _DATED:
        dated = [time for time in times if time.when is not None and _near(message, time, concept)]
        if dated and _own(message, concept):
            return Availability(kind, dated[0].when)
    for kind, concept in _SIMPLE:
        if _own(message, concept, wish=True):
            lengths = [time.months for time in times if time.months and time.when is None]
            return Availability(kind, months=lengths[0] if lengths else None)
    if _own(message, "whole_ok", wish=True):
        return Availability("whole")
    return None


def _near(message: Message, time: Time, concept: str) -> bool:
    """The moment stands near the word, and the word is not said of the programme ("the course starts")."""
    return any(
        abs(hit.start - time.start) <= 8 and not message.before(hit.start, 1, "programme_word")
        for hit in message.of(concept)
    )


def _own(message: Message, concept: str, wish: bool = False) -> bool:
    """The person tells it: "I can only start in January"; not "is a later start possible?".

    A `wish` without a date counts only when told: "can I postpone?" asks for the rule.
    """
    return any(
        message.in_sentence(hit.start, "self")
        and not _asked_as_rule(message, hit.start)
        and not (wish and (message.asking(hit.start) or message.inside(hit.start, *_OTHER_MATTERS)))
        and not message.of_other(hit.start)
        and (concept not in {"leave", "absence"} or _tells_leave(message, hit.start))
        for hit in message.of(concept)
    )


def _tells_leave(message: Message, index: int) -> bool:
    asked = any(
        message.sentence[start] == message.sentence[index] and message.asking(start + 1)
        for start in message.starts
        if start < index
    )
    return message.inside(index, "self") and not asked and not message.inside(index, "past", "cert", "after_event")


def _asked_as_rule(message: Message, index: int) -> bool:
    return message.asking(index) and not message.inside(index, "self")
