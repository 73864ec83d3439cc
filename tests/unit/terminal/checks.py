"""A check of files for the tests of the terminal: it answers with a report that was made beforehand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from esor_bot.domain.programme import Programme
from esor_bot.domain.report import CompletenessReport
from esor_bot.errors import CheckCancelled
from esor_bot.terminal.desk import CheckDesk
from tests.unit.completeness.say.reports import KNOWLEDGE, complete


@dataclass(frozen=True, slots=True)
class Done:
    """What the check gives."""

    report: CompletenessReport
    picture: bytes
    millis: int


@dataclass
class Ready:
    """Reads two pages, does what it is told to do meanwhile, and gives its report; it counts what it was asked."""

    report: CompletenessReport = field(default_factory=complete)
    meanwhile: Callable[[], None] = lambda: None
    picture: bytes = b"PNG"
    asked: list[tuple[bytes, str, date, bool]] = field(default_factory=list)
    closed: int = 0

    def check(
        self,
        data: bytes,
        programme: Programme,
        today: date,
        *,
        picture: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> Done:
        """Answer with the report."""
        self.asked.append((data, programme.id, today, picture))
        if progress is not None:
            progress(1, 2)
        self.meanwhile()
        if cancel is not None and cancel.is_set():
            raise CheckCancelled
        if progress is not None:
            progress(2, 2)
        return Done(self.report, self.picture if picture else b"", 7)

    def close(self) -> None:
        """Count."""
        self.closed += 1


@dataclass
class Lines:
    """A bar that keeps what it was told to show; "" where it was cleared."""

    shown: list[str] = field(default_factory=list)

    def show(self, line: str) -> None:
        """Keep the line."""
        self.shown.append(line)

    def clear(self) -> None:
        """Keep that nothing is shown any more."""
        self.shown.append("")


def desk(check: Ready) -> CheckDesk:
    """Return a desk on the shipped knowledge with a check of its own."""
    return CheckDesk(lambda: KNOWLEDGE, lambda _: check)
