"""A reply as the JSON object of the contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from time import perf_counter_ns

from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Found, Reply
from esor_bot.reception import plain
from esor_bot.terminal.port import Assistant


def answered(app: Assistant, message: Message, id_: object) -> dict[str, object]:
    """Let the assistant answer, and return the reply as a record with the time that it took."""
    began = perf_counter_ns()
    reply = app.handle(message)
    return record(reply, id_, (perf_counter_ns() - began) / 1e6)


def record(reply: Reply, id_: object, millis: float) -> dict[str, object]:
    """Return what `ask --json` and `ask --batch` say of a reply."""
    said: dict[str, object] = {
        "id": id_,
        "outcome": reply.outcome.value,
        "text": plain.render(reply),
        "entries": [_entry(found) for found in reply.entries],
        "options": [option.label for option in reply.options],
    }
    if reply.verdict is not None:
        said["verdict"] = reply.verdict.value
    return said | {"programme": reply.programme, "millis": round(millis, 3)}


def line(said: Mapping[str, object]) -> bytes:
    """Write a record as one line of UTF-8; half a character, which UTF-8 can't hold, stays an escape."""
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _entry(found: Found) -> dict[str, object]:
    return {"id": found.id, "score": round(found.score, 4), "quote": found.quote, "source": found.source}
