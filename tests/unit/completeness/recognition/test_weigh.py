"""Cues speak where they are told to, and add up."""

from __future__ import annotations

import pytest

from esor_bot.completeness.recognition.weigh import weigh
from esor_bot.domain.recognition import Cue, Where
from tests.unit.completeness.recognition.small import kind, seen

FILLER = "\n".join(["Nothing of it is said in this line, nor in the next one, nor in any other of them at all."] * 12)
APPLE, TOP, BOTTOM = "an apple", Where.TOP, Where.BOTTOM


def sum_of(text: str, *cues: Cue) -> float:
    """Return the sum of the cues on a page with this text."""
    return weigh(seen(text), kind("a", *cues)).sum


@pytest.mark.parametrize(
    ("text", "where", "speaks"),
    [
        (f"{APPLE}\n{FILLER}", Where.TOP, True),
        (f"{APPLE}\n{FILLER}", Where.BOTTOM, False),
        (f"{FILLER}\n{APPLE}", Where.BOTTOM, True),
        (f"{FILLER}\n{APPLE}", Where.TOP, False),
        (f"{FILLER}\n{APPLE}", Where.ANY, True),
        (f"# Apple\n{FILLER}", Where.TITLE, True),
        (f"# Apple\n{FILLER}", Where.HEADING, True),
        (f"{FILLER}\n# Apple\n{FILLER}", Where.HEADING, True),
        (f"{FILLER}\n{FILLER}\n# Apple", Where.TITLE, False),
        (f"{FILLER}\n# What nobody said of any apple at all\n{FILLER}", Where.HEADING, False),
        (FILLER, Where.ANY, False),
    ],
)
def test_where(text: str, where: Where, speaks: bool) -> None:
    """A cue speaks at its place only, and a heading has to be little else than the phrase."""
    assert sum_of(text, Cue(2, see=("fruit",), where=where)) == (2 if speaks else 0)


def test_heading_with_a_name() -> None:
    """A heading that opens the page may go on after the phrase, with a name for instance."""
    cue = Cue(2, see=("apple_heading",), where=Where.HEADING)

    assert sum_of(f"# Report on apples by Tuva Line Brandvold\n{FILLER}", cue) == 2


def test_times() -> None:
    """Several times means several phrases, not one phrase again."""
    cue = Cue(2, see=("fruit", "tool"), times=2)

    assert sum_of("apple\napple\napple", cue) == 0
    assert sum_of("apple\npear", cue) == 2
    assert sum_of("apple\nhammer", cue) == 2


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("an apple and a hammer", True),
        ("an apple\nand then\na hammer", True),
        ("an apple\nand then\nand then\na hammer", False),
        ("an apple", False),
        ("a hammer", False),
    ],
)
def test_beside(text: str, speaks: bool) -> None:
    """What stands beside is in the same line or up to two lines away."""
    assert sum_of(text, Cue(2, see=("fruit",), beside=("tool",))) == (2 if speaks else 0)


def test_beside_itself() -> None:
    """A phrase is not beside itself, but one beside another of the same concept is."""
    cue = Cue(2, see=("fruit",), beside=("fruit",))

    assert (sum_of("an apple", cue), sum_of("an apple, a pear", cue)) == (0, 2)


@pytest.mark.parametrize(
    ("cue", "speaks"),
    [
        (Cue(2, fact="emails"), True),
        (Cue(2, fact="emails", least=2), False),
        (Cue(2, fact="emails", least=0, most=0), False),
        (Cue(2, fact="phones", least=0, most=0), True),
        (Cue(2, fact="unheard_of"), False),
        (Cue(2, fact="emails", see=("fruit",)), True),
        (Cue(2, fact="emails", see=("tool",)), False),
        (Cue(2, fact="phones", see=("fruit",)), False),
        (Cue(2), False),
    ],
)
def test_facts(cue: Cue, speaks: bool) -> None:
    """A fact has to lie within its bounds; a cue of both needs both, and a cue of nothing never speaks."""
    assert sum_of("an apple\na.b@example.org", cue) == (2 if speaks else 0)


def test_sums_and_what_is_said() -> None:
    """Weights add up, negative ones too, and what spoke is told once, strongest first."""
    cues = (
        Cue(1, see=("fruit",), say="a fruit"),
        Cue(3, see=("tool",), say="a tool"),
        Cue(-1, fact="words", say="words"),
        Cue(2, see=("fruit",), where=Where.TOP, say="a fruit"),
        Cue(9, see=("apple_heading",), say="not there"),
    )
    weight = weigh(seen("an apple\na hammer"), kind("a", *cues))

    assert weight.sum == 5
    assert weight.said == ("a tool", "a fruit", "words")
    assert weight.strength == pytest.approx(5 / 4)


@pytest.mark.parametrize(
    ("needs", "met"),
    [
        ((), True),
        ((("fruit",),), True),
        ((("tool",),), False),
        ((("tool", "fruit"),), True),
        ((("fruit",), ("tool",)), False),
        ((("emails",),), True),
        ((("emails>=1",),), True),
        ((("emails>=2",),), False),
        ((("emails>=2", "fruit"),), True),
    ],
)
def test_needs(needs: tuple[tuple[str, ...], ...], met: bool) -> None:
    """Without one of each group of what is needed, no paper is sure, whatever the sum."""
    weight = weigh(seen("an apple\na.b@example.org"), kind("a", Cue(90, see=("fruit",)), needs=needs))

    assert weight.met is met
    assert (weight.strength >= 1) is met
    assert weight.strength > 0


def test_never_below_nothing() -> None:
    """What speaks against a paper makes it nothing, not less."""
    assert weigh(seen("an apple"), kind("a", Cue(-5, see=("fruit",)))).strength == 0
