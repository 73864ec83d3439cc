"""Calls of Slack's Web API, each tried once; what came of it is an answer or one of three kinds of trouble.

The client's own tries are off: it would send again what may have been done already.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from esor_bot.serving import trouble
from esor_bot.serving.trouble import Limited, Trouble, pause

Json = Mapping[str, Any]

UNSURE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Errors after which some of the work may have been done all the same."""

REVOKED = frozenset({"invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed"})
"""Errors that say that a token is worth nothing any more."""

PATIENCE = 8.0
"""Seconds until a call counts as lost."""

_LOG = logging.getLogger(__name__)


class Refused(trouble.Refused):
    """Slack said no, and will say so again. `needed` names the permission that is missing, where one is."""

    def __init__(self, why: str, needed: str = "") -> None:
        self.needed = needed
        super().__init__(why)

    @property
    def reason(self) -> str:
        """The error, with the permission that is missing."""
        return f"{self.why}:{self.needed}" if self.needed else self.why


class Unclear(trouble.Unclear):
    """No answer came. Where it was `sent`, it may have been done all the same."""

    def __init__(self, why: str, sent: bool = True) -> None:
        self.sent = sent
        super().__init__(why)


class Calls:
    """The Web API with one token. `scopes` are the permissions that Slack named last; empty until it named any.

    `refused` is why the token is worth nothing, "" as long as it is not known to be.
    """

    def __init__(self, token: str, base: str, session: aiohttp.ClientSession) -> None:
        self._client = AsyncWebClient(token=token, base_url=base, session=session, retry_handlers=[])
        self._client.proxy = None  # the session knows of proxies, and of hosts that need none
        self.scopes: frozenset[str] = frozenset()
        self.refused = ""

    def lacks(self, *either: str) -> bool:
        """Say whether it is known that all of some permissions are missing."""
        return bool(self.scopes) and self.scopes.isdisjoint(either)

    async def once(self, method: str, body: Json | None = None, *, form: Json | None = None) -> Json:
        """Call a method with a JSON body, or with a form where it takes no JSON. Raises Trouble."""
        sent: dict[str, Any] = {"json": dict(body)} if form is None and body is not None else {"data": _plain(form)}
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._client.api_call(method, **sent)
        except SlackApiError as error:
            trouble = _trouble(error.response)
            if trouble.why in REVOKED:
                self._revoked(trouble.why)
            raise trouble from None
        except TimeoutError:
            raise Unclear("timeout") from None
        except aiohttp.ClientConnectorError:
            raise Unclear("unreachable", sent=False) from None
        except (aiohttp.ClientError, OSError):
            raise Unclear("connection_lost") from None
        self.refused = ""
        scopes = str((answer.headers or {}).get("x-oauth-scopes", ""))
        if scopes:
            self.scopes = frozenset(one.strip() for one in scopes.split(",") if one.strip())
        return answer.data if isinstance(answer.data, dict) else {}

    def _revoked(self, why: str) -> None:
        if not self.refused:
            _LOG.critical("token_refused", extra={"platform": "slack", "reason": why})
        self.refused = why

    async def surely(
        self, method: str, body: Json | None = None, *, form: Json | None = None, tries: int = 5, longest: float = 300.0
    ) -> Json:
        """Call what may be done twice without harm, and again where that may help. Raises Trouble.

        Where Slack asks for more than `longest` seconds, it is not waited for.
        """
        for turn in range(tries - 1):
            try:
                return await self.once(method, body, form=form)
            except Limited as error:
                if error.seconds > longest:
                    raise
                await asyncio.sleep(error.seconds)
            except Unclear:
                await asyncio.sleep(pause(turn))
            except Refused as error:
                if error.why not in UNSURE:
                    raise
                await asyncio.sleep(pause(turn))
        return await self.once(method, body, form=form)


def _plain(form: Json | None) -> dict[str, str]:
    """Return a form as text: objects as JSON, nothing for None."""
    told: dict[str, str] = {}
    for name, value in (form or {}).items():
        if value is not None:
            told[name] = value if isinstance(value, str) else json.dumps(value)
    return told


def _trouble(response: Any) -> Trouble:  # noqa: ANN401 - the client hands out an answer of its own or aiohttp's
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    data = getattr(response, "data", None)
    told = data if isinstance(data, dict) else {}
    error = str(told.get("error", ""))
    if status == 429 or error in {"ratelimited", "rate_limited"}:
        return Limited(_seconds((getattr(response, "headers", None) or {}).get("Retry-After")), "ratelimited")
    if not error:
        return Unclear(f"http_{status}")
    return Refused(error, str(told.get("needed", "")))


def _seconds(given: object) -> float:
    try:
        return min(max(float(str(given)), 0.1), 300.0)
    except ValueError:
        return 1.0
