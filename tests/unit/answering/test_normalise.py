"""Text as people type it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esor_bot.answering.normalise import MAX_CHARS, clean, plain, words

PIECES = ["@everyone", "@here", "@", "every", "one", "<@U1>", "<!here>", "<", ">", "!", " ", "\u200b", "a", "```"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Can't I?", ["can", "not", "i"]),
        ("I’m late", ["i", "am", "late"]),
        ("they’ve said it doesn't", ["they", "have", "said", "it", "does", "not"]),
        ("the applicant's passport", ["the", "applicant", "passport"]),
        ("l'anglais", ["l", "anglais"]),
        ("a 9.4T magnet in the U.K.", ["a", "9.4t", "magnet", "in", "the", "uk"]),
        ("ＤＥＡＤＬＩＮＥ？", ["deadline"]),
        ("end.Next", ["end", "next"]),
        ("snake_case, dash-ed", ["snake", "case", "dash", "ed"]),
        ("ża być", ["ża", "być"]),
        ("?!… 😀", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Contractions are written out, marks are left out, numbers with a point and initials stay together."""
    assert expected == words(text)


@pytest.mark.parametrize(
    ("word", "expected"), [("à", "a"), ("ą", "a"), ("łódź", "lodz"), ("straße", "strasse"), ("søk", "sok")]
)
def test_plain(word: str, expected: str) -> None:
    """Accents and letters of their own are levelled."""
    assert expected == plain(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://example.org/a?b=c now", "see now"),
        ("@everyone hello <@U123> there :wave:", "hello there"),
        ("<!subteam^S1|@all of us> hello <!here|here>", "hello"),
        ("what ```rm -rf /``` is", "what is"),
        ("“so” – it", '"so" - it'),
        ("one\ntwo", "one\ntwo"),
        ("a\x00b\x07\u202ec", "a b c"),
        ("  spaces \t everywhere  ", "spaces everywhere"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    """Links, mentions, code and what can't be seen go; lines stay."""
    assert expected == clean(text)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_mass_mention_is_left(text: str) -> None:
    """However a mention is put together, none of a whole channel comes out of the cleaning."""
    assert re.findall(r"@(?:everyone|here|channel)\b|<!here>|<@U1>", clean(text)) == []


@given(st.text(max_size=300))
def test_cleaned_text_can_be_shown(text: str) -> None:
    """What is left is printable, line by line, and no longer than what was read."""
    cleaned = clean(text)

    assert all(line.isprintable() for line in cleaned.split("\n"))
    assert cleaned == cleaned.strip()


def test_a_long_text_is_read_from_its_start() -> None:
    """Of a very long text so many characters are read, and no more."""
    assert len(clean("word " * MAX_CHARS)) <= MAX_CHARS


@given(st.text(max_size=200))
def test_words_of_any_text(text: str) -> None:
    """Any text has words without spaces and without capitals."""
    assert all(word and not word.isspace() and word == word.lower() for word in words(text))
