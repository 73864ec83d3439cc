"""From papers in the file to the documents that are asked for: which are there, where, and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from esor_bot.completeness.recognition import UNKNOWN, Paper, Segment, Zone
from esor_bot.domain.recognition import Wanted
from esor_bot.domain.report import DocumentStatus

_WEAK = 0.6  # of the strength of the best: what is weaker is no second copy
_SAID = 3  # pieces of evidence that are told


@dataclass(frozen=True, slots=True)
class Place:
    """A paper in the file: what it is, how sure, and its pages."""

    segment: Segment
    paper: Paper | None

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of its pages."""
        return self.segment.pages

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The parts of pages that are it."""
        return self.segment.zones

    @property
    def sure(self) -> bool:
        """Say whether it is surely this paper."""
        return self.segment.strength >= 1

    @property
    def likely(self) -> bool:
        """Say whether it is this paper as far as can be told."""
        kind = self.paper.kind if self.paper else None
        return kind is not None and self.segment.strength >= kind.maybe / kind.sure

    @property
    def lines(self) -> list[str]:
        """The text of its lines, as read."""
        return [row.text for zone in self.zones for row in zone.sight.rows]

    @property
    def folded(self) -> list[str]:
        """The text of its lines, folded."""
        return [line for zone in self.zones for line in zone.sight.folded]


@dataclass(frozen=True, slots=True)
class Found:
    """A document that is asked for, and the papers in the file that are it."""

    wanted: Wanted
    status: DocumentStatus
    places: tuple[Place, ...] = ()
    guessed: tuple[int, ...] = ()  # pages it may be on that could not be read

    @property
    def pages(self) -> tuple[int, ...]:
        """All pages, in the file's order, each once."""
        return tuple(sorted({page for place in self.places for page in place.pages} | set(self.guessed)))

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The parts of pages that are it, of all its papers."""
        return tuple(zone for place in self.places for zone in place.zones)

    @property
    def evidence(self) -> tuple[str, ...]:
        """What it was recognised by, strongest first."""
        said: list[str] = []
        for place in self.places:
            zone = max(place.zones, key=lambda zone: zone.weights[place.segment.paper].strength)
            said += zone.weights[place.segment.paper].said
        return tuple(dict.fromkeys(said))[:_SAID]

    @property
    def lines(self) -> list[str]:
        """The lines of all its papers."""
        return [row.text for zone in self.zones for row in zone.sight.rows]

    @property
    def folded(self) -> list[str]:
        """The folded lines of all its papers."""
        return [line for zone in self.zones for line in zone.sight.folded]


@dataclass(frozen=True, slots=True)
class File:
    """The whole file as it was understood."""

    places: tuple[Place, ...]
    found: tuple[Found, ...] = field(default=())

    def of(self, kind: str) -> Found | None:
        """Return the document of this kind, if the programme asks for one."""
        return next((found for found in self.found if found.wanted.kind == kind), None)

    def others(self, document: str) -> tuple[Place, ...]:
        """Return the papers that may be mistaken for a document."""
        return tuple(place for place in self.places if place.paper and document in place.paper.instead)


def understand(parts: Sequence[Segment], papers: Sequence[Paper], wanted: Sequence[Wanted]) -> File:
    """Name every paper of the file and gather the documents that are asked for."""
    places = tuple(Place(part, None if part.paper == UNKNOWN else papers[part.paper]) for part in parts)
    return File(places, tuple(_gathered(one, places) for one in wanted))


def _gathered(wanted: Wanted, places: Sequence[Place]) -> Found:
    own = [place for place in places if place.paper and place.paper.document == wanted.id]
    best = max((place.segment.strength for place in own), default=0.0)
    sure = tuple(place for place in own if place.sure and place.segment.strength >= _WEAK * best)
    if sure:
        return Found(wanted, DocumentStatus.FOUND, sure)
    if own:
        return Found(wanted, DocumentStatus.UNSURE, tuple(own))
    return Found(wanted, DocumentStatus.MISSING)
