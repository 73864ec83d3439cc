"""Plain questions to Slack's Web API for the doctor: each asked once, with the headers of the answer."""

from __future__ import annotations

import aiohttp

from esor_bot.serving.examining import PATIENCE, Answer, Unreachable, moment, reaching, understood


async def ask(session: aiohttp.ClientSession, base: str, method: str, token: str, **given: str) -> Answer:
    """Call a method. Raises Unreachable where no answer comes that is one of Slack's."""
    headers = {"Authorization": f"Bearer {token}"}
    limit = aiohttp.ClientTimeout(total=PATIENCE)
    with reaching(aiohttp.ClientError):
        async with session.post(f"{base}{method}", data=given, headers=headers, timeout=limit) as answer:
            text = await answer.text()
    body = understood(text, "Slack")
    if not isinstance(body, dict):
        raise Unreachable("what answered is not Slack's API")
    scopes = frozenset(one.strip() for one in answer.headers.get("x-oauth-scopes", "").split(",") if one.strip())
    refused = "" if body.get("ok") else str(body.get("error", "unknown"))
    return Answer(body, refused, moment(answer.headers.get("Date", "")), scopes)
