"""The desk of the checks: which programme a file is held against, and what is built when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esor_bot.domain.programme import Programme
from esor_bot.errors import UnknownProgrammeError, UsageError
from esor_bot.knowledge.base import Knowledge
from esor_bot.terminal.desk import CheckDesk
from tests.unit.completeness.say.reports import IN_TIME, KNOWLEDGE, PROGRAMME
from tests.unit.terminal.checks import Lines, Ready, desk

BARE = replace(PROGRAMME, id="bare", cycles=(replace(PROGRAMME.cycle, documents=()),))


def of(*programmes: Programme) -> CheckDesk:
    """Return a desk on other programmes."""
    knowledge = replace(KNOWLEDGE, programmes=programmes)
    return CheckDesk(lambda: knowledge, lambda _: Ready())


def test_the_programme() -> None:
    """Without a name it is the only programme that says how its documents are recognised."""
    assert of(BARE, PROGRAMME).programme(None) is PROGRAMME
    assert of(PROGRAMME, replace(PROGRAMME, id="other")).programme("other").id == "other"


def test_no_programme_or_too_many() -> None:
    """Where the programme can't be told, the line says what to do about it."""
    with pytest.raises(UsageError, match="nothing to check against"):
        of(BARE).programme(None)
    with pytest.raises(UsageError, match="does not say how"):
        of(BARE).programme("bare")
    with pytest.raises(UsageError, match=f"--programme and one of: {PROGRAMME.id}, other"):
        of(PROGRAMME, replace(PROGRAMME, id="other")).programme(None)
    with pytest.raises(UnknownProgrammeError):
        of(PROGRAMME).programme("sun")


def test_nothing_is_built_before_it_is_needed() -> None:
    """Nothing is read before the first file, and nothing has to be ended where none came."""

    def never(*_: object) -> Knowledge:
        raise ZeroDivisionError

    CheckDesk(never, lambda _: Ready()).close()


def test_it_is_built_once_and_ended() -> None:
    """All files are checked by one check, which ends with the desk."""
    check, built = Ready(), list[Knowledge]()

    def build(knowledge: Knowledge) -> Ready:
        built.append(knowledge)
        return check

    one = CheckDesk(lambda: KNOWLEDGE, build)
    for _ in range(2):
        result = one.check(b"x", PROGRAMME, IN_TIME, picture=True, bar=Lines())
    one.close()

    assert (built, len(check.asked), check.closed) == ([KNOWLEDGE], 2, 1)
    assert (result.report, result.picture, result.millis) == (check.report, b"PNG", 7)


def test_quick_checks_show_no_progress() -> None:
    """A check that is done at once shows nothing of how far it is."""
    bar = Lines()
    desk(Ready()).check(b"x", PROGRAMME, IN_TIME, picture=False, bar=bar)

    assert bar.shown == []
