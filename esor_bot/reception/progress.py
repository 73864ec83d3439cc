"""How far the check of a file is, in one line."""

from __future__ import annotations

from esor_bot.wording import Wording

_WIDTH = 12
_DONE, _LEFT = "▰", "▱"


def reading(wording: Wording, done: int, pages: int) -> str:
    """Say which page is being read, when so many are done."""
    return wording.say("check.reading", page=min(done + 1, pages), pages=pages)


def with_bar(wording: Wording, done: int, pages: int) -> str:
    """Say it with a bar, for what shows a line as it is; before the first page, that the file is being opened."""
    if pages < 1:
        return wording.say("check.opening")
    filled = _WIDTH * min(max(done, 0), pages) // pages
    bar = _DONE * filled + _LEFT * (_WIDTH - filled)
    return wording.say("surface_check.progress", reading=reading(wording, done, pages), bar=bar)
