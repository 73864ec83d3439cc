"""The name of a text that is sent: a platform that lets somebody send the same form twice does not send it twice."""

from __future__ import annotations

from hashlib import sha256

from esor_bot.domain.case import Deed


def once(person: str, deed: Deed, number: int, seen: int, text: str) -> str:
    """Return the name under which the desk knows that somebody sent this to a case of which they saw this version."""
    # A digest of all of it: the name is kept for some days, and must not say who sent what.
    told = "\0".join((person, deed, str(number), str(seen), text))
    return f"once:{sha256(told.encode(errors='surrogatepass')).hexdigest()[:32]}"
