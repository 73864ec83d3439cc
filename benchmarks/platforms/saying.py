"""What people ask in the benchmarks of the platforms, plain and odd, and what is waited for."""

from __future__ import annotations

import itertools
import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Protocol

_QUESTIONS = Path(__file__).parents[1] / "questions" / "english.jsonl"

ODD = (
    "<!channel> & <!here> <@U999999> *bold* _it_ `code` ~no~ <https://evil.example|nice> :tada:",
    "deadline " * 900,
    "\u202e right to left \u0000 and 👩‍👩‍👧‍👦 " + "é" * 3000,
    "1) when is the deadline 2) which documents 3) how much is the grant 4) certificate?",
    "> quoted\n```\nblock\n```\n- item",
)
"""Texts that break what does not take care."""

OFFICE = ("list", "list all", "search dog", "show 1", "stats", "digest", "silent", "promote", "promote 1", "help", "x")
"""Words of the office, and one that is none."""


class Watched(Protocol):
    """A place in which things come to be seen."""

    async def until(self, look: Callable[[], object], seconds: float = 10.0, what: str = "something") -> object:
        """Wait until something is to be seen. Raises TimeoutError."""


def questions() -> Iterator[str]:
    """Go through the questions of the benchmark, again and again."""
    rows = [json.loads(line) for line in _QUESTIONS.read_text("utf-8").splitlines() if line]
    return itertools.cycle([str(row["question"]) for row in rows])


async def seen(where: Watched, look: Callable[[], object], seconds: float = 8.0) -> bool:
    """Wait until something is to be seen; say whether it was."""
    try:
        await where.until(look, seconds)
    except TimeoutError:
        return False
    return True


async def grows(where: Watched, count: Callable[[], int], act: Awaitable[object], seconds: float = 8.0) -> bool:
    """Do something, and wait until more is to be seen than before; say whether it was."""
    before = count()
    await act
    return await seen(where, lambda: count() > before, seconds)
