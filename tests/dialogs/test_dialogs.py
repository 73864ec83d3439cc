"""Whole conversations with the real app: on the shipped knowledge, on a made-up programme, and on both."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from esor_bot.answering.assistant import Assistant
from tests.dialogs.runner import Dialog, Turn, load, run

HERE = Path(__file__).parent


def _all(folder: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("dialog", load(HERE / folder), ids=lambda dialog: dialog.name)


def _holds(app: Assistant, dialog: Dialog) -> None:
    """Fail with what did not hold alone: to show the app itself would take seconds, and nobody would read it."""
    if misses := run(app, dialog):
        pytest.fail("\n".join(misses), pytrace=False)


@_all("shipped")
def test_shipped(shipped_app: Assistant, dialog: Dialog) -> None:
    """The shipped programme's dialogs go as they are written."""
    _holds(shipped_app, dialog)


@_all("fictional")
def test_fictional(fictional_app: Assistant, dialog: Dialog) -> None:
    """A programme with other dates, papers and rules is answered as well, from its data alone."""
    _holds(fictional_app, dialog)


@_all("both")
def test_both(both_app: Assistant, dialog: Dialog) -> None:
    """Two programmes in one folder are told apart: by name, by context, or by asking back."""
    _holds(both_app, dialog)


def test_the_runner_sees_misses(fictional_app: Assistant) -> None:
    """A dialog that does not go as it is written is reported, each miss with what was said."""
    turn = Turn("hello", outcome=("answered",), entry=("deadline",), has=("lamp oil",), verdict="eligible")
    dialog = Dialog("wrong", datetime(2031, 9, 20, tzinfo=UTC), (turn,))

    misses = run(fictional_app, dialog)

    assert [
        next(word for word in ("outcome", "first entry", "verdict", "lacks") if f": {word}" in miss) for miss in misses
    ] == ["outcome", "first entry", "verdict", "lacks", "lacks", "lacks"]
