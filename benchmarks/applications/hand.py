"""What a pen or a stamp leaves: signatures, handwriting, round and square stamps."""

from __future__ import annotations

import math
from random import Random

from benchmarks.applications import fonts
from benchmarks.applications.sheet import INKS, Colour, Sheet


def signature(sheet: Sheet, rng: Random, x: float, y: float, length: float = 110) -> None:
    """Draw a scribble that starts at a place."""
    canvas = sheet.canvas
    canvas.saveState()
    canvas.setStrokeColorRGB(*rng.choice(INKS))
    canvas.setLineWidth(rng.uniform(0.7, 1.5))
    path = canvas.beginPath()
    path.moveTo(x, y)
    steps = rng.randint(4, 9)
    for _ in range(steps):
        step = length / steps
        up, down = rng.uniform(5, 20), rng.uniform(2, 10)
        path.curveTo(x + step * rng.uniform(-0.5, 0.5), y + up, x + step * rng.uniform(0.6, 1.6), y + up * rng.random(),
                     x + step * 0.8, y - down * rng.random())  # fmt: skip
        x += step
    if rng.random() < 0.5:
        path.curveTo(x - length, y - 14, x - length / 2, y - 12, x + 8, y - 4)
    canvas.drawPath(path)
    canvas.restoreState()


def handwriting(sheet: Sheet, rng: Random, x: float, y: float, text: str, size: float = 11,
                colour: Colour = INKS[0]) -> float:  # fmt: skip
    """Write the text letter by letter, a little unevenly; returns where the pen stopped."""
    canvas = sheet.canvas
    slant = rng.uniform(-1.5, 1.5)
    for letter in text:
        font, scale = fonts.pick("stix", letter, "italic")
        high = size * rng.uniform(0.96, 1.05)
        canvas.saveState()
        canvas.translate(x, y + rng.uniform(-0.5, 0.5))
        canvas.rotate(slant + rng.uniform(-3, 3))
        canvas.setFillColorRGB(*colour)
        canvas.setFont(font, high)
        canvas.drawString(0, 0, letter)
        canvas.restoreState()
        x += fonts.width(letter, font, scale, high) * rng.uniform(0.98, 1.08)
    return x


def round_stamp(sheet: Sheet, rng: Random, x: float, y: float, text: str, radius: float = 42) -> None:
    """Press a round stamp whose text runs along the rim; the centre is at the place."""
    canvas = sheet.canvas
    colour = rng.choice([(0.15, 0.2, 0.6), (0.5, 0.1, 0.5), (0.65, 0.1, 0.1), (0.1, 0.1, 0.3)])
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(rng.uniform(-25, 25))
    canvas.setStrokeColorRGB(*colour)
    canvas.setFillColorRGB(*colour)
    canvas.setStrokeAlpha(0.75)
    canvas.setFillAlpha(0.75)
    canvas.setLineWidth(1.6)
    canvas.circle(0, 0, radius)
    canvas.setLineWidth(0.7)
    canvas.circle(0, 0, radius - 11)
    canvas.circle(0, 0, radius * 0.35)
    text = (text + " · ")[: int(radius * 1.05)]
    for number, letter in enumerate(text):
        angle = 90 - number * 360 / max(len(text), 24)
        canvas.saveState()
        canvas.translate(math.cos(math.radians(angle)) * (radius - 8.5), math.sin(math.radians(angle)) * (radius - 8.5))
        canvas.rotate(angle - 90)
        font, _ = fonts.pick("dejavu", letter)
        canvas.setFont(font, 6)
        canvas.drawCentredString(0, 0, letter)
        canvas.restoreState()
    canvas.restoreState()


def box_stamp(sheet: Sheet, rng: Random, x: float, y: float, lines: list[str]) -> None:
    """Press a square stamp of some lines; its lower left corner is at the place."""
    canvas = sheet.canvas
    colour = rng.choice([(0.1, 0.2, 0.55), (0.6, 0.1, 0.15), (0.1, 0.35, 0.25)])
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(rng.uniform(-7, 7))
    canvas.setFillColorRGB(*colour)
    canvas.setStrokeColorRGB(*colour)
    canvas.setFillAlpha(0.8)
    wide = max(fonts.width(line, *fonts.pick("dejavu", line), 7.5) for line in lines)
    if rng.random() < 0.6:
        canvas.rect(-5, -5, wide + 10, 10 * len(lines) + 6)
    for number, line in enumerate(reversed(lines)):
        font, _ = fonts.pick("dejavu", line)
        canvas.setFont(font, 7.5)
        canvas.drawString(0, number * 10, line)
    canvas.restoreState()
