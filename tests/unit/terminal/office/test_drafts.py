"""What was typed and could not be sent."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from esor_bot.domain.case import Deed
from esor_bot.terminal.office.drafts import Drafts, kept_drafts


def test_kept_until_it_was_sent(tmp_path: Path) -> None:
    """A text is there for the next session, for its case and its deed, until it was sent."""
    Drafts(tmp_path / "new").keep(7, Deed.ANSWER, "Ä long\n\nanswer")
    drafts = Drafts(tmp_path / "new")

    assert drafts.get(7, Deed.ANSWER) == "Ä long\n\nanswer"
    assert drafts.get(7, Deed.NOTE) == drafts.get(8, Deed.ANSWER) == ""
    drafts.drop(7, Deed.ANSWER)
    drafts.drop(8, Deed.ANSWER)
    assert drafts.get(7, Deed.ANSWER) == ""
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such rights")
def test_for_its_owner_only(tmp_path: Path) -> None:
    """Nobody else on the computer can read it."""
    Drafts(tmp_path / "new").keep(7, Deed.ANSWER, "secret")

    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "new").iterdir()} == {0o600}


def test_where_no_file_can_be_kept(tmp_path: Path) -> None:
    """Without a folder the text lasts as long as the session."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    drafts = Drafts(tmp_path / "taken" / "drafts")
    drafts.keep(7, Deed.ANSWER, "Any.")

    assert drafts.get(7, Deed.ANSWER) == "Any."
    drafts.drop(7, Deed.ANSWER)
    assert drafts.get(7, Deed.ANSWER) == ""


def test_old_ones_go(tmp_path: Path) -> None:
    """What nobody came back to for a month is deleted."""
    drafts = Drafts(tmp_path)
    drafts.keep(7, Deed.ANSWER, "old")
    month = time.time() - 31 * 86_400
    os.utime(next(tmp_path.iterdir()), (month, month))
    drafts.keep(8, Deed.ANSWER, "new")

    assert [file.read_text(encoding="utf-8") for file in tmp_path.iterdir()] == ["new"]


def test_another_desk_has_other_cases() -> None:
    """What is kept for one desk is not offered at another; it stands in the user's own folder."""
    kept_drafts("sqlite:///a.db").keep(7, Deed.ANSWER, "Any.")

    assert kept_drafts("sqlite:///b.db").get(7, Deed.ANSWER) == ""
    assert kept_drafts("sqlite:///a.db").get(7, Deed.ANSWER) == "Any."
