"""The limits of blocks and views, as the API applies them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence


def message_problems(blocks: object) -> Sequence[str]:
    """Say what is wrong with the blocks of a message."""
    return [str(one) for one in _rule("problems")(blocks, "message")] if blocks else []


def view_problems(view: object) -> Sequence[str]:
    """Say what is wrong with a view."""
    return [str(one) for one in _rule("view_problems")(view)]


def _rule(name: str) -> Callable[..., Sequence[object]]:
    try:
        module = importlib.import_module("esor_bot.testing.slack.block_kit")
    except ModuleNotFoundError:
        return lambda *_: ()
    rule: Callable[..., Sequence[object]] = getattr(module, name)
    return rule
