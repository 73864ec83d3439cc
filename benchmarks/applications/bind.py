"""From papers to the pages of a file: printed, scanned, photographed, lying crosswise, with a layer of text."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.applications import scan
from benchmarks.applications.dossier import Dossier, Part
from benchmarks.applications.leaves import Leaf, beside, blank, leaves

MEDIA = {"digital": 5, "garbled": 1, "mixed": 6, "scanned": 5, "photo": 3, "ocr": 2, "ocr_garbage": 1, "two_up": 1}
WRITTEN = ("motivation_letter", "esor_cv", "publications", "references")
LAYERS = {"ocr": 0.04, "ocr_garbage": 0.7}


def medium(rng: Random) -> str:
    """Choose how the file was made."""
    return rng.choices(list(MEDIA), list(MEDIA.values()))[0]


def bind(dossier: Dossier) -> list[Leaf]:
    """Return the pages of the dossier."""
    rng = dossier.rng
    machine = _machine(dossier.medium, rng)
    pages: list[Leaf] = []
    for part in dossier.parts:
        mode, look = _way(dossier.medium, part, machine, rng)
        if part.blank:
            pages.append(blank(rng, look))
            continue
        own = [replace(leaf, optional=part.optional) for leaf in leaves(part.paper, mode, look)]
        if mode == "O":
            own = [replace(leaf, misread=LAYERS.get(dossier.medium, 0.04)) for leaf in own]
        pages += [_turned(leaf, crooked, rng) for leaf in own] if (crooked := _crooked(mode, look, rng)) else own
    if dossier.medium == "two_up":
        pages = _two_up(pages, machine)
    return pages


def _machine(name: str, rng: Random) -> scan.Look:
    look = scan.look(rng, photo=name == "photo")
    return replace(look, fax=False) if name in LAYERS else look


def _way(name: str, part: Part, machine: scan.Look, rng: Random) -> tuple[str, scan.Look | None]:
    wish = part.paper.scan
    if name == "two_up":
        return "D", None
    if name in ("digital", "garbled"):
        return ("S", scan.look(rng)) if wish else ("D", None)
    if name == "mixed":
        printed = wish is False or (wish is None and (part.document in WRITTEN or rng.random() < 0.35))
        return ("D", None) if printed else ("S", scan.look(rng))
    if wish is False:
        return "D", None
    if name in LAYERS:
        return "O", machine
    return "S", _again(machine, rng)


def _again(machine: scan.Look, rng: Random) -> scan.Look:
    """The same machine, the next sheet."""
    if machine.photo:
        return scan.look(rng, photo=True)
    return replace(machine, skew=machine.skew * rng.uniform(0.4, 1.2))


def _crooked(mode: str, look: scan.Look | None, rng: Random) -> int:
    """How all sheets of a part lay in the machine, or stand in the file."""
    if mode == "S" and look and rng.random() < (0.25 if look.photo else 0.1):
        return rng.choice([90, 180, 180, 270])
    return rng.choice([90, 270, 180]) if mode == "D" and rng.random() < 0.02 else 0


def _turned(leaf: Leaf, turn: int, rng: Random) -> Leaf:
    if leaf.mode == "D":
        return replace(leaf, rotate=turn)
    return replace(leaf, turn=turn, rotate=(360 - turn) % 360 if rng.random() < 0.2 else 0)


def _two_up(pages: list[Leaf], machine: scan.Look) -> list[Leaf]:
    """Put two pages on each sheet, and scan the sheets."""
    out = []
    for place in range(0, len(pages), 2):
        left, right = pages[place], pages[place + 1 : place + 2]
        one = beside(left, right[0]) if right else left
        out.append(replace(one, mode="S", look=machine, fields=()))
    return out
