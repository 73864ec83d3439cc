"""Finds the machine-readable zone among the lines of a page or of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from esor_bot.completeness.mrz.core import cores
from esor_bot.completeness.mrz.days import expiry
from esor_bot.completeness.mrz.french import french_card
from esor_bot.completeness.mrz.names import NameLine, name_line
from esor_bot.completeness.mrz.strips import Strip, strips
from esor_bot.completeness.mrz.threelines import three_lines, upper_alone
from esor_bot.completeness.mrz.twolines import PASSPORT, Lower, lower_line
from esor_bot.completeness.mrz.zone import Kind, Zone
from esor_bot.completeness.page import Line

_KINDS: Mapping[str, Kind] = {"P": "passport", "V": "visa"}
_ORDER: Mapping[Kind, int] = {"visa": 0, "card": 1, "passport": 2}
_REACH = 0.15  # of the page's height, between the two lines of a zone
_FRONT = 13  # characters before the birth date in a lower line

Upper = Sequence[tuple[Strip, NameLine]]


def find(rows: Sequence[Line], today: date) -> Zone | None:
    """Return the zone among the lines, or None; of several the best read, a passport before others, the last to end."""
    found = strips(rows)
    return max(_zones(found, today), key=_rank, default=None) if found else None


def _rank(zone: Zone) -> tuple[bool, int, int, bool]:
    return zone.valid, _ORDER[zone.kind], zone.expires.toordinal() if zone.expires else 0, not zone.partial


def _zones(found: Sequence[Strip], today: date) -> Iterator[Zone]:
    upper = [(strip, name) for strip in found if (name := name_line(strip.text))]
    for strip in found:
        for core in cores(strip.text):
            if card := three_lines(core, strip, found, today):
                yield card
                continue
            name = name_line(core.before[:-_FRONT]) or _above(strip, upper)
            if lower := lower_line(core, strip.text, name.letter if name else ""):
                yield _two_lines(lower, name, today)
                if core.clear and core.sex and lower.known:
                    break  # what else the digits can be read as is chance
        if card := upper_alone(strip):
            yield card
    yield from french_card(found)
    for _strip, name in upper:
        if name.sure:
            yield Zone(_kind(name.letter), False, None, True, name.surname, name.given, name.issuer)


def _above(strip: Strip, upper: Upper) -> NameLine | None:
    near = [(strip.distance(other), name) for other, name in upper if other is not strip]
    distance, name = min(near, key=lambda pair: pair[0], default=(1.0, None))
    return name if distance <= _REACH else None


def _kind(letter: str) -> Kind:
    return _KINDS.get(letter, "card")


def _two_lines(lower: Lower, name: NameLine | None, today: date) -> Zone:
    core = lower.core
    kind: Kind = _kind(name.letter) if name else "passport" if lower.size == PASSPORT else "card"
    valid = lower.whole or (kind == "visa" and lower.number and core.clear)
    told = valid or (not core.guessed and bool(core.birth or lower.number))
    ends = expiry(core.expiry, today) if core.expiry and told else None
    if not name:
        return Zone(kind, valid, ends, True, issuer=lower.state)
    return Zone(kind, valid, ends, not valid, name.surname, name.given, name.issuer)
