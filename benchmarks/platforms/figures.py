"""What came of the measurements of a platform, and whether that is good enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STEPS = 10
_FLAT = 1.0  # MiB for 10 000 events, once everything is in place


def share(values: Sequence[float], part: float) -> float:
    """Return the value that a part of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a minute of load: seconds until each first answer, and what was done meanwhile."""

    first: Sequence[float]
    sent: int
    seconds: float
    answers: int
    checks: int
    of: str = "events"

    def __str__(self) -> str:
        high, most = share(self.first, 0.999), max(self.first)
        return (
            f"99.9 % {high * 1000:.0f} ms, most {most * 1000:.0f} ms, median "
            f"{share(self.first, 0.5) * 1000:.1f} ms; {self.sent / self.seconds:.0f} {self.of}/s, "
            f"{self.answers} replies, {self.checks} files checked"
        )

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return share(self.first, 0.999) < 1.0 and max(self.first) < 3.0 and self.checks > 0


@dataclass(frozen=True, slots=True)
class Answers:
    """Seconds from each mention to its reply."""

    seconds: Sequence[float]

    def __str__(self) -> str:
        middle, high = share(self.seconds, 0.5), share(self.seconds, 0.99)
        return f"median {middle * 1000:.0f} ms, 99 % {high * 1000:.0f} ms, most {max(self.seconds) * 1000:.0f} ms"

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return share(self.seconds, 0.5) < 0.1 and share(self.seconds, 0.99) < 0.5


@dataclass(frozen=True, slots=True)
class Storm:
    """What came of questions that are asked while everything repeats itself, breaks and fails."""

    asked: int
    missing: int
    doubled: int
    failed: int
    cuts: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.asked} questions: {self.missing} without an answer, {self.doubled} with more than one;"
            f" {self.failed} calls failed, {self.cuts} cuts, {self.seconds:.0f} s"
        )

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return self.missing == self.doubled == 0


@dataclass(frozen=True, slots=True)
class Tour:
    """What was sent, and what became of it."""

    payloads: int
    refused: Sequence[str]
    warnings: Sequence[str]

    def __str__(self) -> str:
        said = f"{self.payloads} payloads, {len(self.refused)} refused, {len(self.warnings)} warnings"
        return said + "".join(f"; {one}" for one in (*self.refused[:5], *self.warnings[:5]))

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return not self.refused and not self.warnings


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory after each tenth of the events, in MiB."""

    events: int
    seconds: float
    before: float
    steps: Sequence[float]

    @property
    def slope(self) -> float:
        """MiB for 10 000 events, over the second half: at first things are loaded and kept ready."""
        half = self.steps[len(self.steps) // 2 - 1 :]
        middle = (len(half) - 1) / 2
        over = sum((place - middle) ** 2 for place in range(len(half)))
        rise = sum((place - middle) * one for place, one in enumerate(half)) / over
        return rise * 10_000 / (self.events / STEPS)

    def __str__(self) -> str:
        steps = " ".join(f"{one:.0f}" for one in self.steps)
        return (
            f"{self.before:.0f} MiB before, then {steps} MiB: {self.slope:+.2f} MiB for 10 000 events in the second"
            f" half; {self.events / self.seconds:.0f} events/s"
        )

    @property
    def passed(self) -> bool:
        """Say whether the goal is reached."""
        return self.slope < _FLAT
