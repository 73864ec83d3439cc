"""The name of a text that is sent: a platform that lets somebody send the same form twice does not send it twice."""

from __future__ import annotations

from hashlib import sha256

from esor_bot.domain.case import Deed


def once(person: str, deed: Deed, number: int, seen: int, text: str) -> str:
    """Return the name under which the desk knows that somebody sent this to a case of which they saw this version."""
    same = sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
    return f"{person}:{deed}:{number}:{seen}:{same}"
