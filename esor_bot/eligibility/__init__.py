"""Personal circumstances: read from a message by rules, and judged against the conditions of a cycle."""

from __future__ import annotations

from esor_bot.eligibility.circumstances import Circumstances
from esor_bot.eligibility.judgement import Judgement, Reason, overall
from esor_bot.eligibility.judging import judge
from esor_bot.eligibility.lexicon import Lexicon, load_lexicon
from esor_bot.eligibility.reading import read
from esor_bot.eligibility.rules_schema import parse_rule

__all__ = [
    "Circumstances",
    "Judgement",
    "Lexicon",
    "Reason",
    "judge",
    "load_lexicon",
    "overall",
    "parse_rule",
    "read",
]
