"""Who is told of a deed, and what: kinds with their values, for which the wording has the sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from esor_bot.domain.case import Actor, Case, Deed, State

CARD = "card"
PLEASE_EMAIL = "please_email"

KINDS: Mapping[str, tuple[str, ...]] = {
    # to the office
    CARD: (),
    "added": ("reopened", "text"),
    "taken_over": ("by", "from"),
    "handed_over": ("by", "to"),
    "undelivered": ("kind", "to", "why", "elsewhere"),
    "unclaimed": ("question", "waits", "longer"),  # see desk/reminders.py
    "overdue": ("question", "owner", "expected", "waits", "longer"),
    "no_reply": ("question", "owner", "asked"),
    "digest": ("digest",),  # see desk/digest.py
    # to the person who asked
    "answer": ("text",),
    "ask_back": ("text",),
    "merge": ("into",),
    "withdraw": (),
    "reopened": (),
    "parted": (),
    PLEASE_EMAIL: (),
    "takes_longer": (),
}
"""Every kind with the names of its values. Words of the office stand in `answer` and `ask_back` only."""

TO_OFFICE = frozenset(
    {CARD, "added", "taken_over", "handed_over", "undelivered", "unclaimed", "overdue", "no_reply", "digest"}
)
"""Those of them that only the office reads."""


class To(StrEnum):
    """Who is told."""

    OFFICE = "office"
    ASKER = "asker"
    FOLLOWERS = "followers"  # all who asked a case that was merged into this one
    WAITING = "waiting"  # those of them who have no answer yet


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told: a sentence of the wording with its values."""

    to: To
    kind: str
    values: Mapping[str, str] = field(default_factory=dict)


def notices(before: Case, after: Case, deed: Deed, actor: Actor, text: str) -> tuple[Notice, ...]:
    """Say who is told of a deed that took a case from `before` to `after`. The office's card always follows."""
    return (
        *_to_people(before, after, deed, text),
        *_to_office(before, after, deed, actor, text),
        Notice(To.OFFICE, CARD),
    )


def answer_to(text: str, *others: To) -> tuple[Notice, ...]:
    """Return an answer to the person who asked, and to `others`."""
    return tuple(Notice(to, "answer", {"text": text}) for to in (To.ASKER, *others))


def _to_people(before: Case, after: Case, deed: Deed, text: str) -> tuple[Notice, ...]:
    if deed is Deed.ANSWER:
        return answer_to(text, To.FOLLOWERS)
    if deed is Deed.ASK_BACK:
        return (Notice(To.ASKER, "ask_back", {"text": text}),)
    if deed is Deed.CLOSE:
        waiting = Notice(To.WAITING, PLEASE_EMAIL)
        return (waiting,) if before.state is State.ANSWERED else (Notice(To.ASKER, PLEASE_EMAIL), waiting)
    if deed is Deed.WITHDRAW:  # nobody answers it any more, but the others did not take theirs back
        return (Notice(To.ASKER, "withdraw"), Notice(To.WAITING, PLEASE_EMAIL))
    if deed is Deed.MERGE:
        return (Notice(To.ASKER, "merge", {"into": str(after.into)}),)
    if deed is Deed.REOPEN:
        kind = "parted" if before.state is State.MERGED else "reopened"
        return (Notice(To.ASKER, kind), Notice(To.FOLLOWERS, kind))
    return ()


def _to_office(before: Case, after: Case, deed: Deed, actor: Actor, text: str) -> tuple[Notice, ...]:
    if deed is Deed.ADD:
        reopened = "yes" if before.state is State.ANSWERED else ""
        return (Notice(To.OFFICE, "added", {"reopened": reopened, "text": text}),)
    by = actor.called
    if deed is Deed.TAKE_OVER:
        return (Notice(To.OFFICE, "taken_over", {"by": by, "from": before.whose}),)
    if deed is Deed.HAND_OVER:
        return (Notice(To.OFFICE, "handed_over", {"by": by, "to": after.whose}),)
    return ()
