"""The alphabet of a machine-readable zone."""

from __future__ import annotations

from esor_bot.completeness.mrz.letters import plain


def test_letters_that_look_the_same() -> None:
    """Greek and Cyrillic letters that look like Latin ones are read as these."""
    assert plain("\N{GREEK CAPITAL LETTER RHO}\N{CYRILLIC CAPITAL LETTER ER}\N{GREEK SMALL LETTER OMICRON}<") == "PPO<"
