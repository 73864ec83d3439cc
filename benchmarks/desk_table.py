"""The table that the benchmark prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what was done, on which database, what has to come of it, what came of it."""

    what: str
    database: str
    goal: str
    came: str
    passed: bool

    def __str__(self) -> str:
        return f"| {self.what} | {self.database} | {self.goal} | {self.came} | {'yes' if self.passed else 'NO'} |"


HEAD = ("| | | goal | measured | reached |", "| --- | --- | --- | --- | --- |")


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table in Markdown."""
    return "\n".join([*HEAD, *map(str, rows)])
