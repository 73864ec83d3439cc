"""A reply as messages: one where it has room, several where it has not; nothing of it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from esor_bot.domain import moments
from esor_bot.domain.reply import Button, Buttons, File, Picture, Reply
from esor_bot.reception.pressing import with_chips
from esor_bot.reception.text import printable, units
from esor_bot.wording import Wording
from esor_bot_discord.outbound import kept
from esor_bot_discord.outbound.buttons import Row, rows, together
from esor_bot_discord.outbound.layout import Line, Shown, laid_out
from esor_bot_discord.outbound.measure import LONGEST_CONTENT, MOST_FILES, MOST_IN_A_ROW, MOST_ROWS, Json

QUIET = 1 << 2
"""The flag of a message whose links show no previews."""

_PERSON = re.compile(r"discord:([0-9]{5,20})")
_LONGEST_DESCRIPTION = 1024
_MENTION = len("<@> ") + 20
_REFUSED = 300
"""Room for the sentence that Discord does not take the files of a message."""


@dataclass(frozen=True, slots=True)
class Payload:
    """One message: its text, the rows of its buttons, its files, and whom it may call."""

    content: str
    components: tuple[Json, ...] = ()
    files: tuple[Picture | File, ...] = ()
    users: tuple[str, ...] = ()
    flags: int = QUIET

    @property
    def allowed_mentions(self) -> Json:
        """Whom the message may call: nobody but the person it is for."""
        return {"parse": [], **({"users": list(self.users)} if self.users else {})}

    @property
    def body(self) -> Json:
        """The message as Discord's methods take it; its files go with it, in the order of its attachments."""
        body: Json = {
            "content": self.content,
            "components": list(self.components),
            "flags": self.flags,
            "allowed_mentions": self.allowed_mentions,
        }
        return {**body, "attachments": [*map(_attachment, range(len(self.files)), self.files)]} if self.files else body


def messages(reply: Reply, *, person: str = "", wording: Wording | None = None) -> tuple[Payload, ...]:
    """Return a reply as messages, in order; none for a reply that says nothing.

    `person` is mentioned at the beginning. `wording` has the words before a question that a message keeps.
    """
    found = _PERSON.fullmatch(person)
    parts = list(_parts(laid_out(with_chips(reply), wording)))
    return tuple(_payload(part, found[1] if found and not place else "") for place, part in enumerate(parts))


def with_button(payload: Payload, button: Button, wording: Wording) -> Payload | None:
    """Return a message with one more button below it, None where it has no room for that."""
    (row,) = rows(Buttons((button,)), 0, (), wording)
    last = list(payload.components[-1]["components"]) if len(payload.components) == MOST_ROWS else []
    if len(last) == MOST_IN_A_ROW:
        return None
    above = payload.components[: MOST_ROWS - 1]
    return replace(payload, components=(*above, {"type": 1, "components": [*last, *row.elements]}))


def _parts(shown: Iterable[Shown]) -> Iterator[list[Shown]]:
    now: list[Shown] = []
    for one in shown:
        if now and not _fits([*now, one]):
            begin = _begin(now, one)
            yield now[:begin]
            now = now[begin:]
        now.append(one)
    if now:
        yield now


def _begin(now: Sequence[Shown], one: Shown) -> int:
    """Return from where on what is there goes along to the next message, with what does not fit into this one."""
    begin = len(now)
    if isinstance(one, Row):  # what stands above buttons stays with them, below the buttons before
        begin = max((at for at, other in enumerate(now, start=1) if isinstance(other, Row)), default=len(now))
    else:
        while begin > 1 and _heads(now[begin - 1]):
            begin -= 1
    return begin if _fits([*now[begin:], one]) else len(now)


def _heads(one: Shown) -> bool:
    return isinstance(one, Line) and one.heads


def _fits(shown: Sequence[Shown]) -> bool:
    below = _rows(shown)
    files = sum(1 for one in shown if isinstance(one, Picture | File))
    keeps = {row.kept for row in below if row.kept}
    room = _MENTION + (_REFUSED if files else 0)
    asks = any(row.asks for row in below)
    few = len(below) <= MOST_ROWS and files <= MOST_FILES and len(keeps) + asks <= 1
    return few and _told_apart(below) and units(_content(shown)) + room <= LONGEST_CONTENT


def _told_apart(below: Sequence[Row]) -> bool:
    """Say whether labels of different blocks that read the same do the same: else nobody knows what they are about."""
    says = dict[str, tuple[int, str]]()
    for row in below:
        for label, does in row.says.items():
            block, other = says.setdefault(label, (row.block, does))
            if block != row.block and other != does:
                return False
    return True


def _content(shown: Sequence[Shown]) -> str:
    lines = [one for one in shown if isinstance(one, Line)]
    text = "".join(("\n\n" if one.apart else "\n") * bool(at) + one.text for at, one in enumerate(lines))
    keeps = together(_rows(shown))[1]
    if keeps and kept.read(text) == kept.read(keeps):  # it stands there already, in other words
        keeps = ""
    return "\n".join(filter(None, (text, keeps)))


def _rows(shown: Sequence[Shown]) -> list[Row]:
    return [one for one in shown if isinstance(one, Row)]


def _payload(part: Sequence[Shown], user: str) -> Payload:
    made = [{"type": 1, "components": row} for row in together(_rows(part))[0]]
    files = tuple(one for one in part if isinstance(one, Picture | File))
    content = _content(_addressed(part, user) if user else part)
    return Payload(content, tuple(made), files, (user,) if user else ())


def _addressed(part: Sequence[Shown], user: str) -> list[Shown]:
    """Mention somebody at the beginning: within the first paragraph, or before whatever else comes first."""
    mention, first = f"<@{user}>", part[0]
    if isinstance(first, Line) and not first.lead and not first.text.startswith("```"):
        return [replace(first, lead=f"{mention} "), *part[1:]]
    return [Line([mention]), *part]


def _attachment(number: int, file: Picture | File) -> Json:
    shows = printable(moments.plainly(file.shows))[:_LONGEST_DESCRIPTION] if isinstance(file, Picture) else ""
    return {"id": str(number), "filename": file.name, **({"description": shows} if shows.strip() else {})}
