"""A line typed at the desk, as arguments."""

from __future__ import annotations

import pytest

from esor_bot.terminal.office.arguments import arguments
from esor_bot.terminal.office.commands import office


@pytest.mark.parametrize(
    ("word", "rest", "current", "given"),
    [
        ("answer", "12 Any.", None, ["--", "12", "Any."]),
        ("answer", "#12 Any.", 7, ["--", "#12", "Any."]),
        ("answer", "Any.", 7, ["--", "7", "Any."]),
        ("answer", "", 7, ["--", "7"]),
        ("answer", "-", 7, ["--", "7"]),
        ("answer", "Any.", None, None),
        ("answer", '12 --yes don\'t "quote"  -x\n', None, ["--yes", "--", "12", 'don\'t "quote"  -x']),
        ("answer", "--from '#7'", 12, ["--from", "#7", "--", "12"]),
        ("answer", "12 --from=rule --editor", None, ["--from=rule", "--editor", "--", "12"]),
        ("answer", "12 -- and --yes stays", None, ["--", "12", "-- and --yes stays"]),
        ("answer", "--help", None, ["--help"]),
        ("note", "12 3 people asked", None, ["--", "12", "3 people asked"]),
        ("hand-over", "12 Dan look, please", None, ["--", "12", "Dan", "look, please"]),
        ("hand-over", "Dan", 12, ["--", "12", "Dan"]),
        ("merge", "9", 12, ["12", "9"]),
        ("merge", "12 9", 7, ["12", "9"]),
        ("merge", "12 into #9", 7, ["12", "#9"]),
        ("merge", "with 9", 12, ["12", "9"]),
        ("merge", "9", None, None),
        ("claim", "", 12, ["12"]),
        ("claim", "", None, None),
        ("claim", "--help", None, ["--help"]),
        ("close", "12", None, ["12"]),
        ("list", "--all --limit 5", 12, ["--all", "--limit", "5"]),
        ("search", "it's 'two words'", 12, ["it's", "'two", "words'"]),
        ("search", "'two words' three", None, ["two words", "three"]),
    ],
)
def test_lines(word: str, rest: str, current: int | None, given: list[str] | None) -> None:
    """Numbers and options are taken off, a number left out is that of the open question, a text stays as it is."""
    assert arguments(office.commands[word], rest, current) == given
