"""Which platforms are served."""

from __future__ import annotations

import pytest

from esor_bot.errors import UsageError
from esor_bot.serving.finding import Missing, chosen
from tests.unit.serving.doubles import FakeAdapter


def test_those_that_are_set_up() -> None:
    """The adapters whose settings are there are served, and no others."""
    one, other = FakeAdapter("one"), FakeAdapter("other")
    other.there = False

    assert chosen([one, other]) == (one,)


def test_all_that_is_wrong_is_named() -> None:
    """Everything that is wrong with any adapter is said at once, though others could be served."""
    found = [FakeAdapter("one"), FakeAdapter("two", wrong="TWO is wrong"), FakeAdapter("three", wrong="THREE, too")]

    with pytest.raises(UsageError, match="TWO is wrong\nTHREE, too"):
        chosen(found)


def test_none_is_set_up() -> None:
    """Where there is none, it says what to set for each that is installed, or could be."""
    other = FakeAdapter("other")
    other.there = False

    with pytest.raises(UsageError, match=r"ESOR_BOT_ONE_TOKEN .*docs/one\.md.* or ESOR_BOT_OTHER_TOKEN"):
        chosen([other], [Missing("one", "library")])


@pytest.mark.parametrize("value", ["", "xoxb-1"])
def test_a_library_that_is_missing(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """An adapter without its library is missed only where it is set up."""
    monkeypatch.setenv("ESOR_BOT_SLACK_TOKEN", value)
    missing = Missing("slack", "slack_bolt")

    assert missing.wanted is bool(value)
    assert "esor-bot[slack]" in missing.remedy
