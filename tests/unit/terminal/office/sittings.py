"""Somebody of the office at the desk of a room, who has said beforehand what they will type."""

from __future__ import annotations

from dataclasses import dataclass, field

import click

from esor_bot.domain.case import Actor
from esor_bot.terminal.office.arrivals import Arrivals
from esor_bot.terminal.office.commands import Seat, office
from esor_bot.terminal.office.hands import Sure, Typed
from esor_bot.terminal.office.person import PLATFORM
from esor_bot.terminal.office.sitting import Sitting
from tests.unit.terminal.office.rooms import CLEO, Room


@dataclass
class Prepared:
    """Hands that type what was prepared; `begun` is what each text began with, `hints` what was said before."""

    texts: list[Typed] = field(default_factory=list)
    sures: list[Sure] = field(default_factory=list)
    edits: bool = True
    begun: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    def text(self, hint: str, start: str) -> Typed | None:
        """Type the next text; with none left, what it begins with is taken as it is."""
        self.begun.append(start)
        self.hints.append(hint)
        return self.texts.pop(0) if self.texts else Typed(start)

    def sure(self, question: str) -> Sure:
        """Say the next thing; with none left, yes."""
        return self.sures.pop(0) if self.sures else Sure.YES


def sit(room: Room, actor: Actor = CLEO, hands: Prepared | None = None, *, come: bool = True) -> Sitting:
    """Sit down at the desk; `come`: what waited was looked at already."""
    bench = room.seat(actor)
    seat = Seat(actor.name, None, None, opened=bench, hands=hands or Prepared())
    watch = room.desk.watch(actor, PLATFORM, actor.name)
    sitting = Sitting(click.Context(office, info_name="office", obj=seat), bench, Arrivals(bench, watch))
    if come:
        arrived(sitting)
    return sitting


def arrived(sitting: Sitting) -> str:
    """Return what arrived, as text, and say that it was shown."""
    told = "\n".join(sitting.news())
    sitting.arrivals.shown()
    return told
