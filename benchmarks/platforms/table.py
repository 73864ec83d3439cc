"""The table of a platform's benchmark: one row for each thing that is measured."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

HEAD = ("| | goal | measured | reached |", "| --- | --- | --- | --- |")


class Came(Protocol):
    """What came of a measurement; as text it stands in the table."""

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: what is done, and what has to come of it."""

    what: str
    goal: str
    do: Callable[[argparse.Namespace], Awaitable[Came]]


def arguments(described: str | None, measured: Mapping[str, Measured]) -> argparse.ArgumentParser:
    """Return a parser of what is to be measured, and how much of it."""
    parser = argparse.ArgumentParser(description=described, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=list(measured), metavar="NAME")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--events", type=int, default=100_000)
    return parser


def table(measured: Mapping[str, Measured], chosen: argparse.Namespace) -> int:
    """Measure and print; return 1 where a goal is not reached."""
    rows = [asyncio.run(_row(name, measured[name], chosen)) for name in chosen.only or measured]
    print("\n".join([*HEAD, *(row for row, _ in rows)]))
    return 0 if all(passed for _, passed in rows) else 1


def aside(*lines: str) -> None:
    """Print lines beside the table, each cut."""
    for line in lines:
        print(f"  {line[:300]}", file=sys.stderr, flush=True)


async def _row(name: str, one: Measured, chosen: argparse.Namespace) -> tuple[str, bool]:
    print(name, file=sys.stderr, flush=True)
    came = await one.do(chosen)
    return f"| {one.what} | {one.goal} | {came} | {'yes' if came.passed else 'NO'} |", came.passed
