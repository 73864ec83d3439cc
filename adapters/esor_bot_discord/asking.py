"""Plain questions to Discord's API for whoever sets it up: each asked once, with the clock of the answer."""

from __future__ import annotations

import aiohttp

from esor_bot.serving.examining import PATIENCE, Answer, Unreachable, moment, reaching, understood
from esor_bot_discord.calls import NAMES
from esor_bot_discord.run import AGENT


async def ask(session: aiohttp.ClientSession, base: str, path: str, token: str) -> Answer:
    """Get something. Raises Unreachable where no answer comes that is one of Discord's."""
    headers = {"Authorization": f"Bot {token}", "User-Agent": AGENT}
    limit = aiohttp.ClientTimeout(total=PATIENCE)
    with reaching(aiohttp.ClientError, ValueError):
        async with session.get(f"{base}{path}", headers=headers, timeout=limit) as answer:
            text = await answer.text()
    if answer.status >= 500 or answer.status == 429:
        raise Unreachable(f"HTTP {answer.status}")
    body, date = understood(text, "Discord"), moment(answer.headers.get("Date", ""))
    if answer.status < 300:
        return Answer(body, "", date)
    code = body.get("code") if isinstance(body, dict) else None
    return Answer(body, NAMES.get(code or 0) or f"HTTP {answer.status}", date)
