"""Says whether a message asks for a judgement on what it tells, or asks something else."""

from __future__ import annotations

from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit

_STORY = 120  # tokens; in a long story without a question mark single words such as "ok" ask nothing


def asks(message: Message) -> bool:
    """True when the message asks whether the person may apply, or only tells of the person."""
    questions = _questions(message)
    if len(message.tokens) > _STORY and not any(token.text == "?" for token in message.tokens):
        return any(hit.end - hit.start > 2 for hit in message.of("ask"))
    if not questions:
        return message.has("ask") or not any(_has(message, sentence, "elsewhere") for sentence in set(message.sentence))
    judged = [sentence for sentence in questions if _has(message, sentence, "ask")]
    if judged:
        return any(not _has(message, sentence, "elsewhere") for sentence in judged) or len(judged) == len(questions)
    return not any(_has(message, sentence, "elsewhere") for sentence in questions)


def _questions(message: Message) -> set[int]:
    marked = {
        message.sentence[index]
        for index, token in enumerate(message.tokens)
        if token.text == "?" and index and message.tokens[index - 1].kind != "stop"
    }
    begun = {
        message.sentence[start] for start in message.starts if start < len(message.tokens) and _begins(message, start)
    }
    return marked | begun


def _begins(message: Message, start: int) -> bool:
    return any(hit.start == start for hit in message.of("ask_start"))


def _has(message: Message, sentence: int, concept: str) -> bool:
    return any(
        message.sentence[hit.start] == sentence
        for hit in message.of(concept)
        if concept != "elsewhere" or not (_of_nationality(message, hit) or message.inside(hit.start, "instead"))
    )


def _of_nationality(message: Message, hit: Hit) -> bool:
    """ "Spanish passport" is no question about a document."""
    return any(other.start == hit.start for other in message.of("national"))
