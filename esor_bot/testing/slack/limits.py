"""The limits of blocks and views, as the API applies them."""

from __future__ import annotations

from collections.abc import Sequence

from esor_bot.testing.slack.block_kit import problems, view_problems

__all__ = ["message_problems", "view_problems"]


def message_problems(blocks: object) -> Sequence[str]:
    """Say what is wrong with the blocks of a message."""
    return problems(blocks, "message") if blocks else []
