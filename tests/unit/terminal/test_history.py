"""The lines that were typed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from esor_bot.terminal.history import KeptHistory, kept_history


def test_lines_are_kept(tmp_path: Path) -> None:
    """A line that was typed is there the next time, the newest first."""
    for line in ("one", "two\nlines"):
        KeptHistory(tmp_path / "deep" / "history").append_string(line)

    assert list(KeptHistory(tmp_path / "deep" / "history").load_history_strings()) == ["two\nlines", "one"]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    """The file is nobody else's business."""
    KeptHistory(tmp_path / "history").append_string("one")

    assert stat.S_IMODE((tmp_path / "history").stat().st_mode) == 0o600


def test_they_can_be_forgotten(tmp_path: Path) -> None:
    """After `forget` the lines are gone from the file and from memory."""
    history = KeptHistory(tmp_path / "history")
    history.append_string("one")
    history.forget()

    assert (tmp_path / "history").read_bytes() == b""
    assert history.get_strings() == []


def test_a_disk_that_is_gone(tmp_path: Path) -> None:
    """Where a line can't be kept, the chat goes on without it."""
    history = KeptHistory(tmp_path / "history")
    (tmp_path / "history").unlink()
    (tmp_path / "history").mkdir()
    history.append_string("one")
    history.forget()

    assert history.get_strings() == []


def test_they_are_in_the_users_folder(tmp_path: Path) -> None:
    """The file is in the folder that the system has for a user's data."""
    history = kept_history()

    assert history is not None
    assert tmp_path in Path(history.place).parents
    assert Path(history.place).name == "history"


def test_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where no folder can be made, nothing is kept and nothing breaks."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))

    assert kept_history() is None
