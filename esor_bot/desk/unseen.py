"""What others did to a case that somebody has not seen who is about to do something to it."""

from __future__ import annotations

from collections.abc import Sequence

from esor_bot.domain.case import BESIDE, Record
from esor_bot.errors import RefusedError


def nothing_unseen(records: Sequence[Record], actor: str, seen: int) -> None:
    """Refuse what might be different if whoever does it knew what came after the first `seen` records.

    What is done beside the case, as a note is, does not count, nor what they did themselves.
    Raises RefusedError: `changed`.
    """
    for record in records[seen:]:
        if record.deed not in BESIDE and record.actor != actor:
            by = record.by
            raise RefusedError("changed", number=record.case, by=by, deed=record.deed.value)
