"""From untrusted bytes to findings of structure, texts of pages and pictures of pages. Only the worker comes here.

`inspect` looks at a file as a whole and raises nothing. `PdfFile` gives the pages of a file that `inspect` calls
readable; `judge_layer` says whether the text of a page is worth anything. PDFium works in one thread only.
The names below are loaded when they are used: `FileLimits` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esor_bot.completeness.intake.document import PdfFile, Unreadable
    from esor_bot.completeness.intake.layer import Layer, Reason, judge_layer, odd_words, usable
    from esor_bot.completeness.intake.limits import FileLimits
    from esor_bot.completeness.intake.objects import PageFacts
    from esor_bot.completeness.intake.structure import Structure, inspect

__all__ = [
    "FileLimits",
    "Layer",
    "PageFacts",
    "PdfFile",
    "Reason",
    "Structure",
    "Unreadable",
    "inspect",
    "judge_layer",
    "odd_words",
    "usable",
]

_HOMES = {
    "FileLimits": "limits",
    "Layer": "layer",
    "PageFacts": "objects",
    "PdfFile": "document",
    "Reason": "layer",
    "Structure": "structure",
    "Unreadable": "document",
    "inspect": "structure",
    "judge_layer": "layer",
    "odd_words": "layer",
    "usable": "layer",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
