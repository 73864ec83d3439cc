"""What a button carries and has no room for: it stands in the message as its last line, and is read from there.

Discord shows a message to whoever answers a press of it, so nothing has to be remembered.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from esor_bot.domain import moments
from esor_bot.reception.text import printable, units
from esor_bot.wording import Wording
from esor_bot_discord.outbound.markdown import atoms, unescaped

QUESTION: Final = "q"
ASKED: Final = "?"
"""The keys of what may be kept so: a question, and what is asked before a button does something."""

_SMALL, _OPEN, _CLOSE, _BREAK = "-# ", "“", "”", "⏎"
_ROOM = 1900


class Kept(NamedTuple):
    """One text under its key, and the words that stand before it."""

    key: str
    text: str
    lead: str

    @property
    def line(self) -> str:
        """The line as it stands in the message; what has no room loses its end."""
        text = "".join(" " if one == "\n" else one for one in atoms(self.lead))
        room = _ROOM - units(text)
        shown: list[str] = []
        for atom in atoms(moments.plainly(printable(self.text)).replace("\n", _BREAK)):
            room -= units(atom)
            if room < 0:
                break
            shown.append(atom)
        return f"{_SMALL}{text} {_OPEN}{''.join(shown)}{_CLOSE}"


def question(text: str, wording: Wording | None) -> Kept:
    """Keep the question that a button carries."""
    return Kept(QUESTION, text, wording.say("blocks.question") if wording else "·")


def asked(text: str, label: str) -> Kept:
    """Keep what is asked before a button does something."""
    return Kept(ASKED, text, label.translate({ord(_OPEN): None, ord(_CLOSE): None}))


def read(content: str) -> str | None:
    """Return what a message keeps in its last line, None where it keeps nothing."""
    line = content.rpartition("\n")[2]
    begin = line.find(f" {_OPEN}")
    if not line.startswith(_SMALL) or not line.endswith(_CLOSE) or begin < 0:
        return None
    return unescaped(line[begin + 2 : -1]).replace(_BREAK, "\n")
