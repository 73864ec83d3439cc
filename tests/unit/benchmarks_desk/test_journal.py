"""The journal: what a killed worker was told is there, and half a line is as if it had not been written."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.desk_journal import Intent, Journal, Told, read_resumed, read_told

FIRST = Intent("event-0", "ask", "anna", "event-0: when?")
SECOND = Intent("event-1", "answer", "cleo", "event-1: soon", number=12, seen=3)


def test_what_was_told_stays(tmp_path: Path) -> None:
    """Whoever opens the journal again finds what was done, what was told, and what is open."""
    file = tmp_path / "journal"
    journal = Journal(file)
    journal.begin(FIRST)
    journal.end(Told(FIRST, 12, 1))
    journal.begin(SECOND)

    again = Journal(file)
    assert (again.tried, again.told, again.open) == ([FIRST, SECOND], [Told(FIRST, 12, 1)], SECOND)
    again.resume(SECOND)
    again.end(Told(SECOND, refused="taken"))
    assert read_told(file) == (Told(FIRST, 12, 1), Told(SECOND, refused="taken"))
    assert [one.event for one in read_resumed(file)] == ["event-1"]


def test_half_a_line_is_cut_off(tmp_path: Path) -> None:
    """What was not written to the end does not count, and what comes after it can be read."""
    file = tmp_path / "journal"
    journal = Journal(file)
    journal.begin(FIRST)
    whole = file.read_bytes()
    for length in range(1, len(whole), 9):
        file.write_bytes(whole[:length])
        assert Journal(file).tried == []
    file.write_bytes(whole + b'{"number": 12, "ver')
    again = Journal(file)
    assert again.open == FIRST
    again.end(Told(FIRST, 12, 1))
    assert read_told(file) == (Told(FIRST, 12, 1),)


def test_something_that_nobody_heard_of(tmp_path: Path) -> None:
    """A journal that ends in something open is no journal of a worker that finished."""
    journal = Journal(tmp_path / "journal")
    journal.begin(FIRST)

    with pytest.raises(ValueError, match="event-0"):
        read_told(tmp_path / "journal")
