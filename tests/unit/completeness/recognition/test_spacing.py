"""Headings that are set with a space after every letter."""

from __future__ import annotations

import pytest

from esor_bot.completeness.recognition.matcher import Matcher
from esor_bot.completeness.recognition.spacing import parted, together

KNOWN = {"curriculum", "vitae", "letter", "of", "motivation", "let", "ter"}


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("c u r r i c u l u m v i t a e", "curriculum vitae"),
        ("l e t t e r o f m o t i v a t i o n here", "letter of motivation here"),
        ("my v i t a e here", "my vitae here"),
        ("c v", "c v"),
        ("i a m", "i a m"),
        ("curriculum vitae", "curriculum vitae"),
        ("", ""),
    ],
)
def test_together(line: str, read: str) -> None:
    """Four and more single letters are put together and parted into known words; fewer are left."""
    assert together(line, KNOWN) == read


def test_fewest_words() -> None:
    """Letters are parted into as few words as possible, and stay together where they make none."""
    assert parted("letterof", KNOWN) == "letter of"
    assert parted("xyzvitae", KNOWN) == "xyzvitae"
    assert parted("", KNOWN) == ""


def test_heading_is_found() -> None:
    """A spaced-out heading is found as if it were written as usual."""
    matcher = Matcher({"heading": ["list of plums"]})

    assert [hit.concept for hit in matcher.hits([matcher.fold("L I S T   O F   P L U M S")])] == ["heading"]
