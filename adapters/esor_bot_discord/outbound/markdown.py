"""Text as Discord's markdown in which nothing is obeyed: what was written shows, and nobody is called.

It is made as atoms, which must not be broken: a sign with its backslash, a link, a moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from esor_bot.domain import moments
from esor_bot.reception.text import printable, units

JOINER = "\N{WORD JOINER}"
LONGEST_ATOM = 1200

# What Discord obeys wherever it stands, what it obeys at the beginning of a line, and what makes it look further:
# names of emoji, addresses that it takes for links, invitations that it shows as cards.
_OBEYED = (
    re.compile(r"([\\*_~`|<>\[\]])"),
    re.compile(r"^[^\S\n]*([#+-])", re.MULTILINE),
    re.compile(r"^[^\S\n]*[0-9]+([.)])", re.MULTILINE),
    re.compile(r"(:)(?=[^\s:]+:)"),
    re.compile(r"(:)//"),
    re.compile(r"discord(?:app)?\.(?:gg|com/invite)(/)", re.IGNORECASE),
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|<(https?://[^\s<>\\]+)>")

# What calls people wherever it is copied to. Another joiner is put into what has one already, so that taking one away
# always gives back what was written.
_CALLS = re.compile(rf"(<{JOINER}*)(?=[@#])|(@{JOINER}*)(?=everyone|here)", re.IGNORECASE)
_CALLED = re.compile(rf"(<{JOINER}*){JOINER}(?=[@#])|(@{JOINER}*){JOINER}(?=everyone|here)", re.IGNORECASE)

_PAGE = re.compile(
    rf"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[\w./~%#?&=+,;:@!(){JOINER}-]*[\w/=~-])?", re.ASCII | re.IGNORECASE
)
_LONGEST_LINK = 1000
_NO_LABEL = re.compile(r"[\\\[\]<>`\n]|://|discord", re.IGNORECASE)
_LONGEST_LABEL = 300


def harmless(text: str) -> str:
    """Return a text in which nothing calls anybody, wherever it is copied to: what shows is the same."""
    return _CALLS.sub(lambda found: found[0] + JOINER, text)


def atoms(text: str) -> list[str]:
    """Return a text as markdown in pieces that must not be broken; line breaks are pieces of their own."""
    found: list[str] = []

    def moment(at: datetime, _said: str) -> str:
        found.append(f"<t:{int(at.timestamp())}:f>")
        return ""

    def rest(piece: str) -> str:
        found.extend(_written(piece))
        return ""

    # It goes through a text from its beginning to its end; what is wanted here is the parts, not the text.
    moments.shown(harmless(printable(text)), moment, rest)
    return found


def escaped(text: str) -> str:
    """Return a text as markdown."""
    return "".join(atoms(text))


def unescaped(text: str) -> str:
    """Return what was written, from what `escaped` made of it; moments stay as Discord has them."""
    plain = _ESCAPED.sub(lambda found: found[1] or found[2], text)
    return _CALLED.sub(lambda found: found[1] or found[2], plain)


def bold(text: str) -> list[str]:
    """Return a text in bold as one atom, or plain where it is too long to stay in one piece."""
    parts = atoms(text)
    whole = "".join(parts)
    is_one = whole.strip() and "\n" not in whole and units(whole) <= _LONGEST_LABEL
    return [f"**{whole}**"] if is_one else parts


def link(text: str, address: str) -> list[str]:
    """Return a text that leads to a page and shows no preview of it; beside the address where it can't be one."""
    label = moments.plainly(printable(text)).strip()
    # Discord reads brackets and blanks of an address in its own way.
    target = address.replace("(", "%28").replace(")", "%29").replace("[", "%5B").replace("]", "%5D")
    beside = f"<{target}>"
    if units(beside) > _LONGEST_LINK:
        return atoms(text)
    if not label or units(label) > _LONGEST_LABEL or _NO_LABEL.search(label):
        return [*atoms(text), " ", beside]
    return [f"[{escaped(label)}]({beside})"]


def code(line: str) -> str:
    """Return a line for a block of code, in which no backslash helps."""
    return re.sub("`(?=`)", f"`{JOINER}", harmless(printable(moments.plainly(line))))


def lines(parts: Sequence[str]) -> Iterator[list[str]]:
    """Break atoms at their line breaks."""
    now: list[str] = []
    for part in parts:
        if part == "\n":
            yield now
            now = []
        else:
            now.append(part)
    yield now


def portions(parts: Sequence[str], room: int) -> Iterator[list[str]]:
    """Break the atoms of a line so that each portion fits: behind a blank where there is one."""
    now: list[str] = []
    used = 0
    for part in parts:
        if now and used + units(part) > room:
            place = max((at for at, one in enumerate(now, start=1) if one == " "), default=0)
            place = place if place > len(now) // 2 else len(now)
            yield now[:place]
            now = now[place:]
            used = sum(map(units, now))
        now.append(part)
        used += units(part)
    yield now


def _written(text: str) -> Iterator[str]:
    end = 0
    for found in _PAGE.finditer(text):
        if len(found[0]) > _LONGEST_LINK or JOINER in found[0]:
            continue
        yield from _signs(text, end, found.start())
        yield f"<{found[0]}>"
        end = found.end()
    yield from _signs(text, end, len(text))


def _signs(text: str, start: int, end: int) -> Iterator[str]:
    piece = text[start:end]
    obeyed = {found.start(1) for pattern in _OBEYED for found in pattern.finditer(piece)}
    for place, sign in enumerate(piece):
        yield f"\\{sign}" if place in obeyed else sign
