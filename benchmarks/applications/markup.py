"""Draws the small markup in which the papers are written (its signs are listed in `data/README.md`)."""

from __future__ import annotations

from random import Random

from benchmarks.applications import hand
from benchmarks.applications.sheet import Run, Sheet


def render(sheet: Sheet, text: str, rng: Random) -> None:
    """Draw a whole text: blocks are separated by line breaks, a paragraph's lines are joined."""
    paragraph: list[str] = []
    rows: list[list[str]] = []

    def flush() -> None:
        if paragraph:
            sheet.text(" ".join(paragraph))
            paragraph.clear()
        if rows:
            table(sheet, rows)
            rows.clear()

    for raw in text.strip("\n").split("\n"):
        line = raw.strip()
        if line.startswith("|"):
            if paragraph:
                flush()
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        sign, rest = _sign(line)
        if sign == "":
            if rows or not rest:
                flush()
            if rest:
                paragraph.append(rest)
            continue
        flush()
        _draw(sheet, sign, rest, rng)
    flush()


SIGNS = ("###", "##", "#", "===", "---", "^^", "^", ">", "-", "@@", "@", "~", "!!", "!", "%", ":", "*)", "..")


def _sign(line: str) -> tuple[str, str]:
    for sign in SIGNS:
        if line == sign or line.startswith(sign + " "):
            return sign, line[len(sign) :].strip()
    return "", line


def _draw(sheet: Sheet, sign: str, rest: str, rng: Random) -> None:
    style = sheet.style
    if sign in ("#", "##", "###"):
        heading(sheet, rest, len(sign))
    elif sign == "===":
        sheet.new_page()
    elif sign == "---":
        sheet.rule(rng.choice([0.5, 0.8, 1.2]), style.accent)
    elif sign == "~":
        sheet.y -= float(rest or 12)
    elif sign in ("!", "!!"):
        _stamp(sheet, sign, rest, rng)
    elif sign == "%":
        sign_off(sheet, rest, rng)
    else:
        _draw_words(sheet, sign, rest)


def _draw_words(sheet: Sheet, sign: str, rest: str) -> None:
    style = sheet.style
    bold = "bold" if sign in ("^^", "@@") else "regular"
    if sign in ("^", "^^"):
        sheet.text(rest, align="center", weight=bold)
    elif sign == ">":
        sheet.text(rest, align="right", after=1)
    elif sign == "-":
        bullet(sheet, rest, "•")
    elif sign == "*)":
        number, _, words = rest.partition(" ")
        bullet(sheet, words, number, 20)
    elif sign in ("@", "@@"):
        size = style.size + (3 if sign == "@@" else -1)
        sheet.text(rest, weight=bold, colour=style.accent, size=size, after=1)
    elif sign == ":":
        sheet.text(rest, after=0)
    elif sign == "..":
        sheet.text(rest, size=max(style.size - 2.5, 6.5), after=3)


def heading(sheet: Sheet, text: str, level: int) -> None:
    """Draw a heading: level 1 in the middle and large, 2 a section, 3 small."""
    style = sheet.style
    if level == 1:
        sheet.ensure(60)
        sheet.text(text, size=style.size * 1.7, weight="bold", align="center", colour=style.accent, after=10)
        return
    sheet.ensure(45)
    size = style.size + (2 if level == 2 else 0.5)
    sheet.y -= 4
    if style.heads == "boxed":
        sheet.canvas.setFillColorRGB(*style.accent)
        sheet.canvas.rect(style.left - 3, sheet.y - size * 1.45, sheet.width + 6, size * 1.55, stroke=0, fill=1)
        sheet.text(text, size=size, weight="bold", colour=(1, 1, 1), after=8)
        return
    shown = text.upper() if style.heads == "caps" else text
    sheet.text(shown, size=size, weight="regular" if style.heads == "plain" else "bold", colour=style.accent, after=3)
    if style.heads == "ruled":
        sheet.rule(0.8, style.accent)


def bullet(sheet: Sheet, text: str, sign: str, indent: float = 14) -> None:
    """Draw an item of a list."""
    style = sheet.style
    sheet.ensure(style.size * style.leading)
    sheet.string(style.left + 2, sheet.y - style.size * style.leading, sign, style.size)
    sheet.text(text, indent=indent, after=3)


def table(sheet: Sheet, rows: list[list[str]]) -> None:
    """Draw rows of cells; a cell of the first column is a label, a row whose first cell starts with `=` a head."""
    style = sheet.style
    columns = max(len(row) for row in rows)
    shares = _shares(sheet, rows, columns)
    height = style.size * style.leading
    for number, row in enumerate(rows):
        head = row[0].startswith("=")
        cells = [cell.removeprefix("=").strip() for cell in row]
        wrapped = []
        for place, cell in enumerate(cells):
            weight = "bold" if head or (place == 0 and columns == 2 and style.heads != "plain") else "regular"
            wrapped.append(sheet.wrap(cell, shares[place] - 8, style.size, weight))
        tall = height * max(len(lines) for lines in wrapped) + 5
        sheet.ensure(tall)
        _row(sheet, wrapped, shares, tall, number)
    sheet.y -= style.gap + 2


def _shares(sheet: Sheet, rows: list[list[str]], columns: int) -> list[float]:
    longest = [max((len(row[place]) for row in rows if place < len(row)), default=1) for place in range(columns)]
    weights = [max(min(length, 38), 5) ** 0.8 for length in longest]
    return [sheet.width * weight / sum(weights) for weight in weights]


def _row(sheet: Sheet, wrapped: list[list[list[Run]]], shares: list[float], tall: float, number: int) -> None:
    style, canvas = sheet.style, sheet.canvas
    top = sheet.y
    if style.table == "zebra" and number % 2 == 0:
        canvas.setFillColorRGB(0.93, 0.94, 0.96)
        canvas.rect(style.left, top - tall, sheet.width, tall, stroke=0, fill=1)
    x = style.left
    canvas.setStrokeColorRGB(0.35, 0.35, 0.35)
    canvas.setLineWidth(0.5)
    for place, lines in enumerate(wrapped):
        sheet.y = top - 2
        for words in lines:
            sheet.y -= style.size * style.leading
            if words:
                sheet.line(words, x + 4, shares[place] - 8, style.size, (0, 0, 0), "left", False)
        if style.table == "grid":
            canvas.rect(x, top - tall, shares[place], tall, stroke=1, fill=0)
        x += shares[place]
    if style.table == "lines":
        canvas.line(style.left, top - tall, style.left + sheet.width, top - tall)
    sheet.y = top - tall


def sign_off(sheet: Sheet, rest: str, rng: Random) -> None:
    """Draw a signature with the lines below it (`name | role | ...`), on the left, in the middle or on the right."""
    lines = [part.strip() for part in rest.split("|")]
    size = sheet.style.size
    sheet.ensure(50 + len(lines) * size * 1.3)
    x = sheet.style.left + rng.choice([0, 0, sheet.width * 0.5, sheet.width * 0.55])
    sheet.y -= 34
    if rng.random() < 0.85:
        hand.signature(sheet, rng, x + rng.uniform(0, 15), sheet.y + 4, rng.uniform(70, 120))
    for line in lines:
        sheet.y -= size * 1.25
        sheet.string(x, sheet.y, line, size)
    sheet.y -= 8


def _stamp(sheet: Sheet, sign: str, rest: str, rng: Random) -> None:
    x = rng.uniform(sheet.style.left + 60, sheet.page_size[0] - sheet.style.right - 60)
    y = max(sheet.y + rng.uniform(-30, 25), 60)
    if sign == "!!":
        hand.box_stamp(sheet, rng, x - 60, y, [part.strip() for part in rest.split("|")])
    else:
        hand.round_stamp(sheet, rng, x, y, rest)
