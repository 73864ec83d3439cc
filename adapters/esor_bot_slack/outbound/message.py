"""A reply as messages: one where it has room, several where it has not; nothing of it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from esor_bot.domain import moments
from esor_bot.domain.reply import File, Picture, Reply
from esor_bot.reception.pressing import with_chips
from esor_bot.wording import Wording
from esor_bot_slack.outbound.layout import laid_out
from esor_bot_slack.outbound.measure import Json, cut, escaped, size
from esor_bot_slack.outbound.rich import Piece, Shown, rich
from esor_bot_slack.outbound.spans import spans

_MOST_BLOCKS = 50
_ROOM = 10_800
_FALLBACK = 2900
_PERSON = re.compile(r"slack:[^:]*:([UW][A-Z0-9]+)")


@dataclass(frozen=True, slots=True)
class Payload:
    """One message: what notifications and screen readers say, its blocks, and the files to be sent after it."""

    text: str
    blocks: tuple[Json, ...]
    files: tuple[Picture | File, ...] = ()


def messages(reply: Reply, key: str, *, person: str = "", wording: Wording | None = None) -> tuple[Payload, ...]:
    """Return a reply as messages, in order; none for a reply that says nothing.

    `key` names the reply: the messages are found again by the ids of their first blocks. `person` is mentioned at the
    beginning. `wording` has the words of what is asked before a button does something.
    """
    found = _PERSON.fullmatch(person)
    user = found[1] if found else ""
    shown = list(laid_out(with_chips(reply), wording))
    if user and shown:
        shown = _addressed(shown, user)
    parts = list(_parts(shown))
    return tuple(_payload(part, key, place, "" if place else user) for place, part in enumerate(parts))


def block_id_of(key: str, part: int = 0) -> str:
    """Return the id of the first block of a reply's message."""
    return f"k:{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}:{part}"


def _addressed(shown: Sequence[Shown], user: str) -> list[Shown]:
    """Mention somebody at the beginning: within the first paragraph, or before whatever else comes first."""
    mention: list[Json] = [{"type": "user", "user_id": user}]
    first, rest = shown[0], shown[1:]
    elements: list[Json] = (first.block or {}).get("elements", [])
    if elements and elements[0]["type"] == "rich_text_section":
        begin = {**elements[0], "elements": [*mention, {"type": "text", "text": " "}, *elements[0]["elements"]]}
        return [Shown({"type": "rich_text", "elements": [begin, *elements[1:]]}, first.said), *rest]
    alone = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": mention}]}
    return [Shown(alone, ""), *shown]


def _parts(shown: Iterable[Shown]) -> Iterator[list[Shown]]:
    now: list[Shown] = []
    for one in shown:
        many = sum(1 for other in now if other.block) >= _MOST_BLOCKS
        if one.block and now and (many or sum(size(other.block) for other in [*now, one]) > _ROOM):
            # A heading goes along with what it stands above.
            begin = len(now) - 1 if len(now) > 1 and (now[-1].block or {}).get("type") == "header" else len(now)
            yield now[:begin]
            now = now[begin:]
        now.append(one)
    if now:
        yield now


def _payload(part: Sequence[Shown], key: str, place: int, user: str) -> Payload:
    files = tuple(one.file for one in part if one.file)
    text = moments.plainly("\n\n".join(one.said for one in part if one.said.strip()))
    blocks = [one.block for one in part if one.block]
    if not blocks:  # files alone: the message names them, so that it can be found again
        blocks = [one.block for one in rich([Piece(spans(text))]) if one.block]
    first = block_id_of(key, place)
    named = ({**block, "block_id": f"{first}:{number}" if number else first} for number, block in enumerate(blocks))
    address = f"<@{user}> " if user else ""
    return Payload(address + (escaped(cut(text, _FALLBACK)) or "…"), tuple(named), files)
