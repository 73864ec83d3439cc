"""Reading pages that are pictures: find the text, turn the page upright, read it, say whether it can be trusted.

`Reader` is the whole of it. It writes no file and needs no network; not for use by two threads at once. The names
below are loaded when they are used: they bring onnxruntime and OpenCV.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esor_bot.completeness.ocr.reader import Enough, Reader, Render
    from esor_bot.completeness.ocr.reading import Reading

__all__ = ["Enough", "Reader", "Reading", "Render"]

_HOMES = {"Enough": "reader", "Reader": "reader", "Reading": "reading", "Render": "reader"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
