"""What the doctor says of any platform: whether it is there, whose clock is right, and what was not reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from esor_bot.serving.adapter import Finding
from esor_bot.serving.examining import (
    BAD,
    DOUBTFUL,
    GOOD,
    Answer,
    Doctor,
    Look,
    Unreachable,
    moment,
    reaching,
    understood,
)

DOCTOR = Doctor("Tin", "https://tin/api", "deadlines count as others")


async def examined(test: Answer | Unreachable, *looks: Look) -> list[Finding]:
    """Return what is found where the first question is answered so."""

    async def ask() -> Answer:
        if isinstance(test, Unreachable):
            raise test
        return test

    def token(tested: Answer) -> Finding:
        return Finding("Tin: token", BAD if tested.error else GOOD, tested.error or "valid")

    return [finding async for finding in DOCTOR.findings(ask, token, lambda tested: looks)]


async def one() -> Finding:
    """Find one thing."""
    return Finding("Tin: one", GOOD, "there")


async def two() -> Sequence[Finding]:
    """Find two."""
    return [Finding("Tin: two", GOOD, "there")] * 2


async def nothing() -> Finding:
    """Reach nothing."""
    raise Unreachable("OSError")


@pytest.mark.asyncio
async def test_everything_is_looked_at() -> None:
    """What can't be reached once is said, and everything else is looked at all the same."""
    found = await examined(Answer(), one, nothing, two)
    assert [(row.what, row.health) for row in found] == [
        ("Tin: API", GOOD),
        ("Tin: token", GOOD),
        ("Tin: one", GOOD),
        ("Tin: API", DOUBTFUL),
        ("Tin: two", GOOD),
        ("Tin: two", GOOD),
    ]


@pytest.mark.asyncio
async def test_what_stands_in_the_way_of_all_else() -> None:
    """Where the platform is not reached, or refuses the token, nothing else is looked at, and the mend is said."""
    (away,) = await examined(Unreachable("no answer"), one)
    assert (away.health, away.found) == (BAD, "can't be reached: no answer")
    assert "https://tin/api" in away.mend
    assert [row.what for row in await examined(Answer(error="revoked"), one)] == ["Tin: API", "Tin: token"]


@pytest.mark.asyncio
@pytest.mark.parametrize(("off", "health", "says"), [(0, GOOD, "right"), (300, BAD, "behind"), (-300, BAD, "ahead")])
async def test_clocks(off: int, health: object, says: str) -> None:
    """A clock that differs by minutes is told, with the direction and what that does."""
    found = await examined(Answer(date=datetime.now(UTC) + timedelta(seconds=off)))
    assert (found[1].health, says in found[1].found) == (health, True)
    assert ("deadlines" in found[1].mend) is (health is BAD)


@pytest.mark.parametrize(("error", "says"), [(TimeoutError(), "within 10 seconds"), (KeyError("secret"), "KeyError")])
def test_what_is_not_answered(error: Exception, says: str) -> None:
    """What goes wrong with a question is said in a word, without what it was about."""
    with pytest.raises(Unreachable, match=says), reaching(KeyError):
        raise error


@pytest.mark.parametrize("text", ["<html>", '"well"', ""])
def test_what_is_no_answer_of_the_platform(text: str) -> None:
    """A page of somebody else in between counts as not reached."""
    with pytest.raises(Unreachable, match="not Tin's API"):
        understood(text, "Tin")


def test_when_it_was_answered() -> None:
    """The header of an answer tells when it was given; where it does not, nothing is made of it."""
    assert moment("Tue, 01 Dec 2026 02:00:00 GMT") == datetime(2026, 12, 1, 2, tzinfo=UTC)
    assert moment("soon") is None
