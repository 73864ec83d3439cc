"""Weighs what is seen against the cues of each kind of paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from esor_bot.completeness.recognition.matcher import Hit
from esor_bot.completeness.recognition.sight import Sight, within
from esor_bot.domain.recognition import Cue, Kind, Where

_HEADING_SHARE = 0.45  # of a heading's letters that have to be the phrase's own
_ALONE = 0.95  # a line that is the phrase and nothing else is a heading, however it is set
_EDGE_SHARE = 0.15  # where the heading begins or ends with the phrase: a name may follow, a word or two come first
_EDGE_WORDS = 10
_NEAR = 2  # lines


@dataclass(frozen=True, slots=True)
class Weight:
    """The sum of a kind's cues and what spoke for it, strongest first."""

    kind: Kind
    sum: float
    said: tuple[str, ...]
    met: bool  # all that the kind cannot do without is there
    titled: bool  # its heading stands there

    @property
    def strength(self) -> float:
        """The sum in units of what is sure (1 and more), 0 where there is nothing."""
        share = self.sum / self.kind.sure
        return max(0.0, share if self.met else min(share, 0.95 * self.kind.maybe / self.kind.sure))


def weigh(sight: Sight, kind: Kind) -> Weight:
    """Sum the cues of one kind."""
    spoken = [cue for cue in kind.cues if _speaks(sight, cue)]
    met = all(_there(sight, group) for group in kind.needs)
    said = [cue.say for cue in sorted(spoken, key=lambda cue: -cue.weight) if cue.say]
    titled = any(cue.for_its_heading for cue in spoken)
    return Weight(kind, sum(cue.weight for cue in spoken), tuple(dict.fromkeys(said)), met, titled)


def _there(sight: Sight, names: Iterable[str]) -> bool:
    wanted = dict(_least(name) for name in names)
    return any(hit.concept in wanted for hit in sight.hits) or any(
        sight.facts.get(name, 0) >= least for name, least in wanted.items()
    )


def _least(name: str) -> tuple[str, float]:
    """Read what is needed: the name of a concept or a fact, or "fact>=number"."""
    name, _, number = name.partition(">=")
    return name, float(number or 1)


def _speaks(sight: Sight, cue: Cue) -> bool:
    if cue.fact and not cue.least <= sight.facts.get(cue.fact, 0) <= cue.most:
        return False
    if not cue.see:
        return bool(cue.fact)
    hits = [hit for hit in sight.hits if hit.concept in cue.see and _stands(sight, hit, cue.where)]
    if cue.beside:
        hits = [hit for hit in hits if _beside(sight, hit, cue.beside)]
    return len({hit.phrase for hit in hits}) >= cue.times if cue.times > 1 else bool(hits)


def _stands(sight: Sight, hit: Hit, where: Where) -> bool:
    if where is Where.ANY:
        return True
    if where is Where.HEADING:
        return hit.share >= _ALONE or (hit.line in sight.headings and _heads(sight, hit))
    if where is Where.TITLE:
        return hit.line in sight.titles and _heads(sight, hit)
    return within(sight, hit, top=where is Where.TOP)


def _heads(sight: Sight, hit: Hit) -> bool:
    """Say whether a line is the heading that the phrase is: little else stands in it, or on one side of it."""
    if hit.share >= _HEADING_SHARE:
        return True
    short = len(sight.folded[hit.line].split()) <= _EDGE_WORDS
    return hit.edge and short and hit.share >= _EDGE_SHARE and hit.line in sight.titles


def _beside(sight: Sight, hit: Hit, names: tuple[str, ...]) -> bool:
    return any(
        other.concept in names and abs(other.line - hit.line) <= _NEAR and other.phrase != hit.phrase
        for other in sight.hits
    )
