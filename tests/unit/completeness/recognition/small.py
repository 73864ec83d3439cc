"""Small catalogues and what is seen with them, so that no test hangs on the shipped phrases and weights."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from esor_bot.completeness.page import Page
from esor_bot.completeness.recognition.matcher import Matcher
from esor_bot.completeness.recognition.papers import Paper, concepts
from esor_bot.completeness.recognition.sight import Sight, see
from esor_bot.completeness.recognition.weigh import Weight
from esor_bot.completeness.recognition.zones import Zone
from esor_bot.domain.recognition import Catalogue, CheckSpec, Cue, Kind, Wanted
from tests.unit.completeness.pages import page

TODAY = date(2031, 3, 1)
PHRASES: Mapping[str, tuple[str, ...]] = {
    "fruit": ("apple", "pear", "ripe plum"),
    "tool": ("hammer", "saw*"),
    "apple_heading": ("report on apples",),
    "hammer_heading": ("report on hammers",),
    "first_person": ("i", "my", "me"),
    "third_person": ("he", "she", "her"),
}
SURE = 4.0


def kind(name: str, *cues: Cue, **more: object) -> Kind:
    """Return a kind that is sure from a sum of 4, and maybe there from 2."""
    return Kind(name, f"the paper {name}", cues, SURE, 2, **more)  # type: ignore[arg-type]


def spec(*kinds: Kind, wanted: tuple[Wanted, ...] = (), phrases: Mapping[str, tuple[str, ...]] = PHRASES) -> CheckSpec:
    """Return a spec with these kinds."""
    return CheckSpec("orchard", wanted, True, Catalogue(phrases, kinds), TODAY)


def seen(shown: Page | str, given: CheckSpec | None = None) -> Sight:
    """Look at a page, or at a page with this text."""
    looked, asked = page(1, shown) if isinstance(shown, str) else shown, given or spec()
    return see(looked, looked.lines, Matcher(concepts(asked)), asked)


def papers(*kinds: Kind) -> tuple[Paper, ...]:
    """Return these kinds as documents of the same names that are asked for."""
    return tuple(Paper(one, one.id) for one in kinds)


def zone(shown: Page | str, number: int, among: tuple[Paper, ...], **strengths: float) -> Zone:
    """Return a page as one part, with these strengths of the papers and none of the others."""
    looked = page(number, shown) if isinstance(shown, str) else shown
    weights = (Weight(one.kind, one.kind.sure * strengths.get(one.kind.id, 0.0), (), True, False) for one in among)
    return Zone(number, seen(looked), tuple(weights))
