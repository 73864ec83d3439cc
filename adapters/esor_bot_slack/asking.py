"""Plain questions to Slack's Web API for the doctor: each asked once, with the headers of the answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from esor_bot.serving.seen import why

PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack answered, when its clock said so, and what the token may do ("" where it does not tell).

    `error` is Slack's word for what is wrong, "" where all is well.
    """

    body: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    date: datetime | None = None
    scopes: frozenset[str] = frozenset()


class Unreachable(Exception):
    """Slack can't be reached; the text says why, in one line without secrets."""


async def ask(session: aiohttp.ClientSession, base: str, method: str, token: str, **given: str) -> Answer:
    """Call a method. Raises Unreachable where no answer comes that is one of Slack's."""
    headers = {"Authorization": f"Bearer {token}"}
    limit = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with session.post(f"{base}{method}", data=given, headers=headers, timeout=limit) as answer:
            text = await answer.text()
            body = json.loads(text)
    except TimeoutError:
        raise Unreachable(f"no answer within {PATIENCE:g} seconds") from None
    except aiohttp.ClientError as error:
        raise Unreachable(why(error)) from None
    except ValueError:
        raise Unreachable("what answered is not Slack's API") from None
    if not isinstance(body, dict):
        raise Unreachable("what answered is not Slack's API")
    scopes = frozenset(one.strip() for one in answer.headers.get("x-oauth-scopes", "").split(",") if one.strip())
    refused = "" if body.get("ok") else str(body.get("error", "unknown"))
    return Answer(body, refused, _date(answer.headers.get("Date", "")), scopes)


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        return None
