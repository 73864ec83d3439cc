"""Which platforms are served."""

from __future__ import annotations

from pathlib import Path

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


@pytest.mark.parametrize("by_file", [False, True])
@pytest.mark.parametrize("value", ["", "xoxb-1"])
def test_a_library_that_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str, by_file: bool) -> None:
    """An adapter without its library is missed only where it is set up, in the environment or the file."""
    if by_file:
        (tmp_path / "bot.env").write_text(f"esor_bot_slack_token={value}\n", encoding="utf-8")
        monkeypatch.setenv("ESOR_BOT_ENV_FILE", str(tmp_path / "bot.env"))
    else:
        monkeypatch.setenv("ESOR_BOT_SLACK_TOKEN", value)
    missing = Missing("slack", "slack_bolt")

    assert missing.wanted is bool(value)
    assert "esor-bot[slack]" in missing.remedy


def test_a_library_is_looked_for_before_anything_starts() -> None:
    """An adapter that is set up and whose library is not installed is named with what to install."""
    one = FakeAdapter("one")
    one.library = "no_such_library_is_there"

    with pytest.raises(UsageError, match=r"\(no_such_library_is_there\): install esor-bot\[one\]"):
        chosen([one])
