"""What every platform's doctor does: ask plainly, say whether the platform is there, and compare the clocks."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from esor_bot.serving.adapter import Finding, Health

PATIENCE = 10.0
"""So many seconds an answer is waited for."""

GOOD, DOUBTFUL, BAD = Health.GOOD, Health.DOUBTFUL, Health.BAD

_OFF = 60.0  # seconds by which the clocks may differ; what platforms sign and hand out is good for minutes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform answered, and when its clock said so. `error` is a word for what is wrong, "" where all is well.

    `may` is what the token may do, where that was told with it.
    """

    body: Any = None
    error: str = ""
    date: datetime | None = None
    may: frozenset[str] = frozenset()


class Unreachable(Exception):
    """A platform can't be reached; the text says why, in one line without secrets."""


Look = Callable[[], Awaitable[Finding | Sequence[Finding]]]
"""Looks at something. Raises Unreachable."""


@dataclass(frozen=True, slots=True)
class Doctor:
    """What is found on one platform, under its `name`, at the address of its `api`. `harm`: what a wrong clock does."""

    name: str
    api: str
    harm: str

    async def findings(
        self,
        test: Callable[[], Awaitable[Answer]],
        token: Callable[[Answer], Finding],
        looks: Callable[[Answer], Iterable[Look]],
    ) -> AsyncIterator[Finding]:
        """Yield what is found; where it can't be reached, or refuses the token, nothing more can be."""
        what = f"{self.name}: API"
        try:
            tested = await test()
        except Unreachable as error:
            mend = f"Is this machine online, and lets its firewall or proxy it reach {self.api}?"
            yield Finding(what, BAD, f"can't be reached: {error}", mend)
            return
        yield Finding(what, GOOD, "answers")
        if tested.date is not None:
            yield self._clock(tested.date)
        yield token(tested)
        if tested.error:
            return
        for look in looks(tested):
            try:
                found = await look()
                for finding in (found,) if isinstance(found, Finding) else found:
                    yield finding
            except Unreachable as error:
                yield Finding(what, DOUBTFUL, f"was not reached once: {error}", "Run the doctor again.")

    def _clock(self, theirs: datetime) -> Finding:
        what, off = f"{self.name}: clock", (datetime.now(UTC) - theirs).total_seconds()
        if abs(off) <= _OFF:
            return Finding(what, GOOD, "this machine's clock is right")
        told = f"this machine's clock is {abs(off):,.0f} seconds {'ahead' if off > 0 else 'behind'}"
        return Finding(what, BAD, told, f"Set it (NTP): {self.harm}.")


@contextmanager
def reaching(*lost: type[Exception]) -> Iterator[None]:
    """Say what comes of a question that is not answered; `lost` are the errors of the library that asks it."""
    caught: tuple[type[Exception], ...] = (OSError, *lost)
    try:
        yield
    except TimeoutError:
        raise Unreachable(f"no answer within {PATIENCE:g} seconds") from None
    except caught as error:
        raise Unreachable(type(error).__name__) from None


def understood(text: str, name: str) -> Any:  # noqa: ANN401 - any JSON
    """Return an answer as JSON. Raises Unreachable where it is none of the platform's."""
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    if not isinstance(body, dict | list):
        raise Unreachable(f"what answered is not {name}'s API")
    return body


def moment(date: str) -> datetime | None:
    """Return when an answer was given, by its header Date; None where that does not tell."""
    try:
        return parsedate_to_datetime(date).astimezone(UTC)
    except ValueError:
        return None
