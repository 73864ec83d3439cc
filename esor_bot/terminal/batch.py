"""The batch: JSON lines in, JSON lines out, in order. A line that cannot be read never ends the run."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, NoReturn

from esor_bot.domain.conversation import Message
from esor_bot.errors import EsorBotError, UsageError
from esor_bot.reception.text import sound
from esor_bot.terminal import record
from esor_bot.terminal.moment import moment
from esor_bot.terminal.port import Assistant, Clock


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for a line that says nothing else."""

    clock: Clock
    programme: str | None = None


def run(app: Assistant, source: BinaryIO, sink: BinaryIO, defaults: Defaults) -> None:
    """Answer line after line, each at once, until the input ends or nobody reads the output any more."""
    try:
        for raw in iter(source.readline, b""):
            if raw.strip():
                sink.write(record.line(answer(app, raw, defaults)))
                sink.flush()
    except BrokenPipeError:
        return


def answer(app: Assistant, raw: bytes, defaults: Defaults) -> dict[str, object]:
    """Return the record for one line of input: a reply, or what is wrong with the line."""
    id_: object = None
    try:
        asked = _parse(raw)
        id_ = asked.get("id")
        return record.answered(app, _message(asked, defaults), id_)
    except EsorBotError as error:
        return {"id": id_, "error": str(error)}


def _parse(raw: bytes) -> dict[str, object]:
    try:
        asked = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise UsageError(f"the line is not UTF-8 (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise UsageError(f"the line is not JSON: {error.msg} (column {error.colno})") from None
    except ValueError as error:
        raise UsageError(f"the line is not JSON: {error}") from None
    except RecursionError:
        raise UsageError("the line is not JSON that can be read: it is nested too deeply") from None
    if not isinstance(asked, dict):
        raise UsageError("the line is not a JSON object")
    return asked


def _message(asked: dict[str, object], defaults: Defaults) -> Message:
    question = asked.get("question")
    if not isinstance(question, str):
        raise UsageError("the line has no question: a text under the key 'question'")
    return Message(
        text=sound(question),
        now=_now(asked, defaults),
        conversation=_optional(asked, "conversation") or None,
        programme=_optional(asked, "programme") or defaults.programme,
        locale=_optional(asked, "locale"),
    )


def _now(asked: dict[str, object], defaults: Defaults) -> datetime:
    written = _optional(asked, "now")
    return defaults.clock() if written is None else moment(written)


def _optional(asked: dict[str, object], key: str) -> str | None:
    value = asked.get(key)
    if value is None or isinstance(value, str):
        return value
    raise UsageError(f"{key!r} must be a text, not {json.dumps(value)[:40]}")


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _finite(written: str) -> float:
    number = float(written)
    if math.isinf(number):
        raise ValueError(f"{written} is out of range")
    return number
