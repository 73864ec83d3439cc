"""Text as the elements of rich text, in which nothing is obeyed: signs stay signs, and only what we make is a link.

Moments become dates, which Slack shows on the reader's own clock.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime

from esor_bot.domain import moments
from esor_bot.reception.text import fitting, printable
from esor_bot_slack.outbound.measure import Json, break_at, escaped, harmless, size, weight

MOMENT = "{date_short_pretty}, {time}"
"""How Slack shows a moment: Dec 1, 2026, or today, and the time."""

_LINKED = re.compile(
    r"(?P<page>https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[\w./~%#?&=+,;:@!()-]*[\w/=~-])?)"
    r"|(?P<mail>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)",
    re.ASCII,
)
_LONGEST_LINK = 1000

# What Slack would obey in a text that is formatted: bold, italic, struck, code, emoji, a quotation.
_OBEYED = re.compile(r"[*_~`]|:[\w+'-]+:|^\s*>", re.MULTILINE)


def spans(text: str, *, bold: bool = False) -> list[Json]:
    """Return a text as elements of rich text."""
    found: list[Json] = []

    def moment(at: datetime, said: str) -> str:
        found.append(_date(at, said))
        return ""

    def rest(piece: str) -> str:
        found.extend(_linked(piece))
        return ""

    # It goes through a text from its beginning to its end; what is wanted here is the parts, not the text.
    moments.shown(harmless(printable(text)), moment, rest)
    return [{**span, "style": {"bold": True}} for span in found] if bold else found


def said(parts: Sequence[Json]) -> str:
    """Return elements as plain text."""
    return "".join(part.get("text") or part.get("fallback") or "" for part in parts)


def portions(parts: Sequence[Json], room: int) -> list[list[Json]]:
    """Break elements so that each portion fits; nothing is left out, and texts are broken between words."""
    done: list[list[Json]] = []
    now: list[Json] = []
    todo = deque(parts)
    while todo:
        part = todo.popleft()
        left = room - size(now)
        if size(part) <= left:
            now.append(part)
            continue
        place = _break(part, left, new=not now)
        if place:
            now.append({**part, "text": part["text"][:place]})
            part = {**part, "text": part["text"][place:]}
        todo.appendleft(part)
        done.append(now)
        now = []
    return [*done, now] if now else done


def formatted(parts: Sequence[Json]) -> str | None:
    """Return elements as formatted text; None where Slack would obey signs that stand in them."""
    if any(_OBEYED.search(part.get("text") or part.get("fallback") or "") for part in parts):
        return None
    return "".join(_formatted(part) for part in parts)


def _break(part: Json, left: int, *, new: bool) -> int:
    if part["type"] != "text":
        return 0
    room = left - size({**part, "text": ""})
    return break_at(part["text"], room) or (fitting(part["text"], room, weight) if new else 0)


def _date(at: datetime, said: str) -> Json:
    fallback = {"fallback": said} if said.strip() else {}
    return {"type": "date", "timestamp": int(at.timestamp()), "format": MOMENT, **fallback}


def _linked(text: str) -> Iterator[Json]:
    end = 0
    for found in _LINKED.finditer(text):
        if len(found[0]) > _LONGEST_LINK:
            continue
        if found.start() > end:
            yield {"type": "text", "text": text[end : found.start()]}
        yield {"type": "link", "url": found["page"] or f"mailto:{found['mail']}", "text": found[0]}
        end = found.end()
    if end < len(text):
        yield {"type": "text", "text": text[end:]}


def _formatted(part: Json) -> str:
    if part["type"] == "date":
        shown = part.get("fallback", "")
        return f"<!date^{part['timestamp']}^{part['format']}|{escaped(shown) or '?'}>"
    if part["type"] == "link":
        return f"<{escaped(part['url'])}|{escaped(' '.join(part['text'].split()))}>"
    return escaped(part["text"])
