"""The shipped sentences."""

from __future__ import annotations

from esor_bot.terminal.words import load_words

WORDING = load_words()
