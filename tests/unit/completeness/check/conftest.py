"""The check as a whole: one for each module, because a worker takes a second to start."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from esor_bot.bootstrap import build_checker
from esor_bot.completeness.check import Checked, Checker
from esor_bot.domain.programme import Programme
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped

TODAY = date(2023, 1, 10)

if not sys.platform.startswith("linux"):
    collect_ignore_glob = ["test_*.py"]  # they look into /proc


@dataclass(frozen=True, slots=True)
class Desk:
    """A check and the programme that files are checked against."""

    checker: Checker
    programme: Programme

    def check(
        self,
        data: bytes,
        *,
        picture: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> Checked:
        """Check a file."""
        return self.checker.check(data, self.programme, TODAY, picture=picture, progress=progress, cancel=cancel)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load(shipped())


@pytest.fixture(scope="module")
def desk(knowledge: Knowledge) -> Iterator[Desk]:
    """A check on the shipped knowledge."""
    checker = build_checker(knowledge)
    yield Desk(checker, knowledge.programmes[0])
    checker.close()
