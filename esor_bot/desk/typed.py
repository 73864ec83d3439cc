"""What people type to the desk, made fit to be stored and sent: as it is, but for what no database takes."""

from __future__ import annotations

import unicodedata

from esor_bot.errors import RefusedError

LONGEST = 4000
"""How many characters a question, an answer or a note may have: what fits both platforms in one message or two."""

_UNSEEN = frozenset("CZ")  # the first letters of the Unicode categories that show nothing


def typed(text: str, *, needed: bool) -> str:
    """Return a text without surrounding space, NUL and halves of characters.

    Raises RefusedError with `too_long`, or with `empty` where it is `needed` and nothing of it can be seen.
    """
    clean = text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8").strip()
    if all(unicodedata.category(mark)[0] in _UNSEEN for mark in clean):
        clean = ""
    if needed and not clean:
        raise RefusedError("empty")
    if len(clean) > LONGEST:
        raise RefusedError("too_long", length=len(clean), longest=LONGEST)
    return clean
