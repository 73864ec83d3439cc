"""Counts what is asked. Answering goes on whatever becomes of the counting."""

from __future__ import annotations

import logging
from datetime import datetime
from hashlib import sha256

from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Choices, OfficeOffer, Outcome, Reply
from esor_bot.domain.tally import WITHOUT_ANSWER, Counted, Result
from esor_bot.errors import StoreError
from esor_bot.ports import Store

LONGEST = 240
"""How many characters are kept of a question without an answer."""

_LOG = logging.getLogger(__name__)

_ASKED = {
    Outcome.ANSWERED: Result.ANSWERED,
    Outcome.CLARIFY: Result.ASKED_BACK,
    Outcome.ESCALATE: Result.UNANSWERED,
}
_PICKED = {Outcome.ANSWERED: Result.CHOSEN, Outcome.ESCALATE: Result.LEFT}


class Tally:
    """Writes down of each question what became of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def count(self, message: Message, reply: Reply, *, platform: str, asker: str) -> bool:
        """Count a question with its reply; say whether it was. Small talk, and what is no question, is not.

        `asker` is who asked, as the office knows them, else an id that is the same for all that one person asks here.
        """
        one = counted(message, reply, platform, asker)
        if one is None:
            return False
        try:
            with self._store.begin() as tx:
                tx.tally.count(one)
        except StoreError as error:
            _LOG.info("question_not_counted", extra={"reason": error.reason})
            return False
        return True

    def judge(
        self, programme: str, entry: str, question: str, *, platform: str, asker: str, now: datetime, helped: bool
    ) -> bool:
        """Count what somebody says of an answer; say whether it was. Of one person it is once, for one question."""
        result = Result.HELPED if helped else Result.NOT_HELPED
        mark = sha256(f"{programme}\0{entry}\0{question}".encode()).hexdigest()[:16]
        try:
            with self._store.begin() as tx:
                first = tx.first_time(f"{asker}:judged:{mark}", now)
                if first:
                    tx.tally.count(Counted(now, programme, platform, asker, result, (entry,) if entry else ()))
        except StoreError as error:
            _LOG.info("question_not_counted", extra={"reason": error.reason})
            return False
        return first

    def forget(self, *askers: str) -> None:
        """Forget who asked what, and the words, of these people. Raises StoreError."""
        with self._store.begin() as tx:
            for asker in askers:
                tx.tally.forget(asker)


def counted(message: Message, reply: Reply, platform: str, asker: str) -> Counted | None:
    """Return what is counted of a message and its reply; None where it was no question."""
    if reply.outcome is Outcome.CLARIFY and not any(isinstance(block, Choices) for block in reply.blocks):
        return None  # "I could not make out a question in that"
    result = (_PICKED if reply.picked else _ASKED).get(reply.outcome)
    if result is None:
        return None
    return Counted(
        at=message.now,
        programme=reply.programme or message.programme or "",
        platform=platform,
        asker=asker,
        outcome=result,
        entries=tuple(found.id for found in reply.entries),
        text=_trimmed(_asked(message, reply)) if result in WITHOUT_ANSWER else "",
    )


def _asked(message: Message, reply: Reply) -> str:
    """Return what was asked in the person's own words: of "0", for none of these, the question that was asked back."""
    for block in reply.blocks:
        if isinstance(block, OfficeOffer) and block.question and not block.note:  # with a note it is a draft of ours
            return block.question
    return message.text


def _trimmed(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= LONGEST else f"{one[: LONGEST - 1].rstrip()}…"
