"""Plain questions to Discord's API for whoever sets it up: each asked once, with the clock of the answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from esor_bot.serving.seen import why
from esor_bot_discord.calls import NAMES
from esor_bot_discord.run import AGENT

PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What Discord answered, and when its clock said so. `error` is a word for what is wrong, "" where all is well."""

    body: Any = None
    error: str = ""
    date: datetime | None = None


class Unreachable(Exception):
    """Discord can't be reached; the text says why, in one line without secrets."""


async def ask(session: aiohttp.ClientSession, base: str, path: str, token: str) -> Answer:
    """Get something. Raises Unreachable where no answer comes that is one of Discord's."""
    headers = {"Authorization": f"Bot {token}", "User-Agent": AGENT}
    limit = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with session.get(f"{base}{path}", headers=headers, timeout=limit) as answer:
            text = await answer.text()
    except TimeoutError:
        raise Unreachable(f"no answer within {PATIENCE:g} seconds") from None
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise Unreachable(why(error)) from None
    if answer.status >= 500 or answer.status == 429:
        raise Unreachable(f"HTTP {answer.status}")
    try:
        body = json.loads(text)
    except ValueError:
        raise Unreachable("what answered is not Discord's API") from None
    if not isinstance(body, dict | list):
        raise Unreachable("what answered is not Discord's API")
    date = _date(answer.headers.get("Date", ""))
    if answer.status < 300:
        return Answer(body, "", date)
    code = body.get("code") if isinstance(body, dict) else None
    return Answer(body, NAMES.get(code or 0) or f"HTTP {answer.status}", date)


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        return None
