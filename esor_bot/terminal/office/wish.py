"""What somebody of the office wants to send, or to note."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.domain.case import Deed


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done to which case, and how: with a text, or one that starts from something, in an editor."""

    number: int
    deed: Deed
    text: str = ""
    start: str = ""
    editor: bool = False
    yes: bool = False  # without a look at what goes
