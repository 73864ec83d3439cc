"""What a button carries and has no room for, and where else in its message it is kept: nothing has to be remembered.

Where the ids of the message's buttons have room for it together, it is spread over them; where they have not, it stands
in the message as its last line. Discord shows both to whoever answers a press.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from esor_bot.domain import moments
from esor_bot.reception.text import printable, sound, units
from esor_bot.wording import Wording
from esor_bot_discord.outbound.carried import LONGEST, OWN, packed, unpacked
from esor_bot_discord.outbound.markdown import escaped, unescaped

QUESTION: Final = "q"
ASKED: Final = "?"
"""The keys of what may be kept so: a question, and what is asked before a button does something."""

_SMALL, _OPEN, _CLOSE, _BREAK = "-# ", "“", "”", "⏎"
_PIECE = f"{OWN}k"
_ROOM = 1900


class Kept(NamedTuple):
    """One text under its key, and the words that stand before it."""

    key: str
    text: str
    lead: str

    @property
    def line(self) -> str:
        """The line as it stands in the message; what has no room loses its end."""
        before = f"{_SMALL}{escaped(' '.join(self.lead.split()))} {_OPEN}"
        text = moments.plainly(printable(self.text)).replace("\n", _BREAK)
        # The text is cut, not what is made of it: a part of that might not be read as what was written.
        left, right = 0, len(text)
        while left < right:
            middle = (left + right + 1) // 2
            if units(escaped(text[:middle])) + units(before) <= _ROOM:
                left = middle
            else:
                right = middle - 1
        return f"{before}{escaped(text[:left])}{_CLOSE}"


def question(text: str, wording: Wording | None) -> Kept:
    """Keep the question that a button carries."""
    return Kept(QUESTION, text, wording.say("blocks.question") if wording else "·")


def asked(text: str, wording: Wording | None) -> Kept:
    """Keep what is asked before a button does something."""
    return Kept(ASKED, text, wording.say("blocks.asked") if wording else "·")


def spread(text: str, ids: Sequence[str]) -> list[str] | None:
    """Return ids that keep a text together, None where they have no room for it."""
    left, made = sound(text), list(ids)
    for place, id_ in enumerate(ids):
        many = _fitting(left, LONGEST - units(id_))
        if many:
            made[place] = id_ + _piece(left[:many])
            left = left[many:]
    return None if left else made


def read(content: str, components: Iterable[Mapping[str, Any]] = ()) -> str | None:
    """Return what a message keeps, None where it keeps nothing."""
    pieces = [more[_PIECE] for more in _carried(components) if _PIECE in more]
    if pieces:
        return "".join(pieces)
    line = content.rpartition("\n")[2]
    begin = line.find(f" {_OPEN}")
    if not line.startswith(_SMALL) or not line.endswith(_CLOSE) or begin < 0:
        return None
    return unescaped(line[begin + 2 : -1]).replace(_BREAK, "\n")


def _piece(text: str) -> str:
    return packed("", {_PIECE: text})


def _fitting(text: str, room: int) -> int:
    """Return how many characters of a text fit into an id as a piece."""
    many = min(len(text), max(room - units(_piece("")), 0))
    while many and units(_piece(text[:many])) > room:
        many -= 1
    return many


def _carried(components: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, str]]:
    for row in components:
        for one in row.get("components") or ():
            yield unpacked(one.get("custom_id")).values
