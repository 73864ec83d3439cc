"""Tells a nationality ("French national", "I'm Italian") from a language ("I speak French")."""

from __future__ import annotations

from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit


def is_nationality(message: Message, hit: Hit) -> bool:
    """Say whether the word tells the person's nationality."""
    if (
        _is_language(message, hit)
        or message.word(hit.end) in message.some("no_nationality_before")
        or not message.personal(hit.start)
    ):
        return False
    if any(0 <= other.start - hit.end <= 2 for other in message.of("national")):
        return True
    if any(0 <= hit.start - other.end <= 1 for other in message.of("national")):
        return True
    return _after_be(message, hit) or _before_person(message, hit) or _opens_clause(message, hit)


def _is_language(message: Message, hit: Hit) -> bool:
    """ "I speak German, Dutch and English"."""
    spoken = message.before(hit.start, 4, "speak") or message.after(hit.end, 1, "speak")
    return spoken or any(
        other.start != hit.start and (0 <= other.start - hit.end <= 2 or 0 <= hit.start - other.end <= 1)
        for other in message.of("english")
    )


def _after_be(message: Message, hit: Hit) -> bool:
    index = hit.start - 1
    while index >= 0 and message.word(index) in message.some("before_nationality") and message.word(index) != "in":
        index -= 1
    word = message.word(index)
    if word in message.some("as") and index < hit.start:
        return True
    return word in message.some("to_be") and not (word in {"am", "are", "is"} and message.word(index + 1) == "i")


def _before_person(message: Message, hit: Hit) -> bool:
    """ "French radiologist", "Spanish woman"; not "the French radiologists"."""
    nouns = [other for other in message.of("person_noun", "radiologist", "trainee") if other.start == hit.end]
    if not nouns or message.word(hit.start - 1) in message.some("many_people"):
        return False
    return not any(message.words(noun).endswith(("radiologists", "doctors", "residents")) for noun in nouns)


def _opens_clause(message: Message, hit: Hit) -> bool:
    """ "Portuguese, specialist since 2018": a nationality as the first word of a story."""
    start = message.starts[message.clause[hit.start]]
    if hit.start - start > 1 or message.asking(hit.start):
        return False
    if hit.start != start and message.word(start) not in message.some("opening"):
        return False
    following = message.word(hit.end)
    ends = hit.end >= len(message.tokens) or following in {"?", ".", "!"}
    return not ends and (following in message.some("after_nationality") or following == ",") and len(message.tokens) > 4
