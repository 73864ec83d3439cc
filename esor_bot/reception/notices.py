"""What arrives later: a notice of the outbox as a reply, with where it stands at its place."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.domain.reply import Reply


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it is to be shown. `case` is the number of the case it is about, 0 for none.

    `card`: it is the case's card, of which there is one at a place: it takes the place of what was shown before.
    `below`: it stands in the thread of that card. `person` is the id of who is addressed where others read it, too.
    """

    reply: Reply
    case: int = 0
    card: bool = False
    below: bool = False
    person: str = ""
