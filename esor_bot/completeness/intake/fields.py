"""What people typed into a PDF: values of form fields, and text laid upon its pages.

PDFium's text of a page holds neither. A value needs no appearance to be read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from pypdf.generic import ArrayObject, DictionaryObject

from esor_bot.completeness.intake.chars import Frame
from esor_bot.completeness.intake.reach import Reach, raw
from esor_bot.completeness.page import Line

CHECKED = "☒"  # what a box or a button that is set is read as
_HIDDEN = 2 | 32  # flags of an annotation: hidden, not to be seen on the screen
_PASSWORD = 1 << 13
_PUSH = 1 << 16
_ANCESTORS = 16
_POINTS = 14.0  # a line of typed text is about that high


def texts_of(reach: Reach, annotation: DictionaryObject, frame: Frame) -> tuple[Line, ...]:
    """Return what was typed into a field or upon the page, in its place as displayed."""
    if int(reach.number(raw(annotation, "/F"))) & _HIDDEN:
        return ()
    subtype = reach.text(raw(annotation, "/Subtype"))
    if subtype == "/Widget":
        text = _value(reach, annotation)
    elif subtype == "/FreeText":
        text = reach.text(raw(annotation, "/Contents"))
    else:
        return ()
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return _placed(lines, _rectangle(reach, annotation), frame) if any(lines) else ()


def frame_of(reach: Reach, page: DictionaryObject) -> Frame:
    """Return the frame of a page: its visible box and rotation, which it may have from its parents."""
    media = _box(reach, inherited(reach, page, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = _box(reach, inherited(reach, page, "/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = media
    rotation = int(reach.number(inherited(reach, page, "/Rotate"))) // 90 % 4 * 90
    return Frame(left, bottom, right, top, rotation)


def inherited(reach: Reach, holder: DictionaryObject, key: str) -> Any:  # noqa: ANN401 - any object of a PDF
    """Return what stands under a key, or under that of a parent; None where nothing does."""
    for _ in range(_ANCESTORS):
        if (value := reach.get(raw(holder, key))) is not None:
            return value
        parent = reach.at(holder, "/Parent")
        if not isinstance(parent, DictionaryObject):
            return None
        holder = parent
    return None


def _box(reach: Reach, thing: Any) -> tuple[float, float, float, float] | None:  # noqa: ANN401
    sides = [reach.number(side) for side in reach.items(thing)]
    if len(sides) != 4:
        return None
    left, right = sorted((sides[0], sides[2]))
    bottom, top = sorted((sides[1], sides[3]))
    return (left, bottom, right, top) if right > left and top > bottom else None


def _rectangle(reach: Reach, annotation: DictionaryObject) -> tuple[float, float, float, float]:
    return _box(reach, raw(annotation, "/Rect")) or (0.0, 0.0, 1.0, 1.0)


def _value(reach: Reach, widget: DictionaryObject) -> str:
    kind = reach.text(inherited(reach, widget, "/FT"))
    flags = int(reach.number(inherited(reach, widget, "/Ff")))
    value = inherited(reach, widget, "/V")
    if kind == "/Btn":
        return CHECKED if not flags & _PUSH and _is_set(reach, widget, value) else ""
    if kind == "/Tx":
        return "" if flags & _PASSWORD else reach.text(value)
    if kind == "/Ch":
        return ", ".join(filter(None, _choices(reach, widget, value)))
    return ""


def _is_set(reach: Reach, widget: DictionaryObject, value: Any) -> bool:  # noqa: ANN401
    state = reach.text(raw(widget, "/AS"))
    if not state:
        names = list(reach.dictionary(reach.at(widget, "/AP", "/N")))
        state = reach.text(value)
        if names and state not in names:
            return False
    return state not in ("", "/Off")


def _choices(reach: Reach, widget: DictionaryObject, value: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the choices as they are shown; the file may hold them by another name."""
    shown = {}
    for option in reach.items(inherited(reach, widget, "/Opt")):
        pair = [reach.text(part) for part in reach.items(option)]
        if len(pair) == 2:
            shown[pair[0]] = pair[1]
    chosen = list(reach.items(value)) if isinstance(value, ArrayObject) else [value]
    for one in chosen[:100]:
        text = reach.text(one)
        yield shown.get(text, text)


def _placed(lines: list[str], box: tuple[float, float, float, float], frame: Frame) -> tuple[Line, ...]:
    """Lay lines one below the other into a box, from its top."""
    left, bottom, right, top = box
    step = (top - bottom) / len(lines)
    if len(lines) == 1 and step > 2 * _POINTS:  # a line at the top of a tall box
        step = _POINTS
    rows = [(left, top - step * at, right, top - step * (at + 1)) for at in range(len(lines))]
    boxes = np.clip(frame.place(np.array(rows, dtype=np.float32)), 0, 1)
    return tuple(Line(text, *place) for text, place in zip(lines, boxes.astype(float).tolist(), strict=True) if text)
