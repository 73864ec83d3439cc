"""The contact sheet: all pages of a file at a glance, coloured and labelled by document. Only the worker draws it.

`prepare` loads what `draw` needs, so that nothing has to be opened once the worker is confined.
"""

from __future__ import annotations

from esor_bot.completeness.sheet.drawing import draw, prepare

__all__ = ["draw", "prepare"]
