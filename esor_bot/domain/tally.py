"""What the bot was asked, counted: which kind of reply a question got, and the words only of what found no answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Result(StrEnum):
    """What became of a question: the first three are questions, the next two how one that was asked back went on."""

    ANSWERED = "answered"
    ASKED_BACK = "clarify"  # choices were offered
    UNANSWERED = "escalate"  # the page is silent on it, or nothing was found
    CHOSEN = "chosen"  # one of the choices was the answer
    LEFT = "left"  # it was none of them, or the one that was chosen had no answer
    HELPED = "helped"  # an answer, as whoever asked says
    NOT_HELPED = "not_helped"


QUESTIONS = frozenset({Result.ANSWERED, Result.ASKED_BACK, Result.UNANSWERED})
"""Results that count as a question; the other ones belong to a question that was counted before."""

OPINIONS = frozenset({Result.HELPED, Result.NOT_HELPED})
"""What people say of an answer. Nothing was asked with it."""

WITHOUT_ANSWER = frozenset({Result.UNANSWERED, Result.LEFT})
"""Results of which the words are kept for a while."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One question and what became of it. `at` is aware; `asker` is "" once it was forgotten who asked.

    `text` is what was asked where it found no answer, "" otherwise.
    """

    at: datetime
    programme: str
    platform: str
    asker: str
    outcome: Result
    entries: tuple[str, ...] = ()
    text: str = ""
