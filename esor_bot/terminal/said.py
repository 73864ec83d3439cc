"""What the chat says to a line."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.domain.reply import Block


@dataclass(frozen=True, slots=True)
class Said:
    """What is said to a line, whether the person leaves with it, and what the next prompt holds to be edited."""

    blocks: tuple[Block, ...]
    leaves: bool = False
    fill: str = ""
