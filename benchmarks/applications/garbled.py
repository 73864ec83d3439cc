"""Fonts whose letters look right and are copied wrong, as some programs write them."""

from __future__ import annotations

import io
from random import Random

import pikepdf

HEAD = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
SPACE = 0x20


def garble(pdf: bytes, rng: Random) -> bytes:
    """Return the file with tables from glyphs to letters that are wrong in every font."""
    shift = rng.choice([0, rng.randrange(3, 60)])
    with pikepdf.open(io.BytesIO(pdf)) as source:
        table = source.make_indirect(pikepdf.Stream(source, _table(shift)))
        for thing in source.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.Font:
                thing.ToUnicode = table
        buffer = io.BytesIO()
        source.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def _table(shift: int) -> bytes:
    """Return a table for codes of one byte: moved along the alphabet, or (no shift) into the private use area."""
    rows = [b"<%02X> <%04X>" % (code, _letter(code, shift)) for code in range(0x100)]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    out = HEAD + b"1 begincodespacerange <00> <FF> endcodespacerange\n"
    for block in blocks:
        out += b"%d beginbfchar\n" % len(block) + b"\n".join(block) + b"\nendbfchar\n"
    return out + b"endcmap end end\n"


def _letter(code: int, shift: int) -> int:
    if code == SPACE:
        return SPACE
    return 0x21 + (code + shift) % 0x5D if shift else 0xF000 + code
