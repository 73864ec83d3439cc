"""Calls of Discord's REST API, one after the other where it counts them, and what their errors mean."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import aiohttp

from esor_bot.domain.reply import File, Picture
from esor_bot.serving import trouble
from esor_bot.serving.trouble import Limited
from esor_bot_discord.heard import PLATFORM

Json = Mapping[str, Any]

NAMES: Mapping[int, str] = {
    10003: "unknown_channel",
    10004: "unknown_guild",
    10007: "unknown_member",
    10008: "unknown_message",
    10013: "unknown_user",
    10015: "unknown_webhook",
    10062: "unknown_interaction",
    40005: "too_large",
    40060: "acknowledged",
    50001: "missing_access",
    50007: "direct_messages_closed",
    50013: "missing_permissions",
    50024: "wrong_channel",
    50027: "token_expired",
    50035: "invalid_form",
    50083: "thread_archived",
    50278: "direct_messages_closed",
    160004: "thread_is_there",
    160005: "thread_locked",
}
"""What Discord's error codes mean, as words of ours."""

QUICKLY, SLOWLY = 10.0, 60.0
LONGEST = 15.0
"""Seconds between two tries, at the most: Discord counts how often somebody connects."""

_ROUTES = 2000
_MINOR = re.compile(r"(?<=/)\d{5,20}(?=/|$)")
_TOKENED = re.compile(r"/(interactions|webhooks)/\d+/[^/]+")
_LOG = logging.getLogger(__name__)


DiscordTrouble = trouble.Trouble


class Refused(trouble.Refused):
    """Discord will never do it."""

    def __init__(self, status: int, code: int = 0) -> None:
        self.status = status
        super().__init__(NAMES.get(code) or (f"code_{code}" if code else f"http_{status}"))


class Unclear(trouble.Unclear):
    """There was no answer, or none that says whether it was done; what was not `sent` was not done for sure."""

    def __init__(self, why: str, *, sent: bool = True) -> None:
        self.sent = sent
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Request:
    """A call: its method, the path below the API's address, its body and files."""

    method: str
    path: str
    body: Any = None
    files: Sequence[Picture | File] = ()
    query: Mapping[str, str] | None = None

    @property
    def tokened(self) -> bool:
        """Say whether the path itself holds what allows it."""
        return _TOKENED.match(self.path) is not None

    @property
    def route(self) -> str:
        """What Discord counts together: the method, and the path with its first id alone."""
        head, sign, rest = self.path[1:].partition("/")
        major, _, minor = rest.partition("/")
        return f"{self.method} {head}{sign}{major}/{_MINOR.sub('-', '/' + minor)[1:]}"


class Calls:
    """Calls the API with the bot's token."""

    def __init__(self, token: str, api_url: str, agent: str, session: aiohttp.ClientSession) -> None:
        self._token = token
        self._url = api_url
        self._agent = agent
        self._session = session
        self._routes: OrderedDict[str, _Route] = OrderedDict()
        self._quiet = 0.0
        self.refused = ""

    async def once(self, method: str, path: str, body: Any = None, **more: Any) -> Any:  # noqa: ANN401 - any JSON
        """Call once and return what Discord answers. Raises Refused, Limited or Unclear."""
        request = Request(method, path, body, **more)
        if request.tokened:
            return await self._sent(request, None)
        route = self._route(request.route)
        async with route.turn:
            wait = max(route.rests, self._quiet) - monotonic()
            if wait > SLOWLY:
                raise Limited(wait)
            await asyncio.sleep(max(wait, 0.0))
            return await self._sent(request, route)

    async def surely(
        self,
        method: str,
        path: str,
        body: Any = None,  # noqa: ANN401 - any JSON
        *,
        patience: float = SLOWLY,
        done: str = "",
        twice: bool = True,
        **more: Any,  # noqa: ANN401 - what Request has beside
    ) -> Any:  # noqa: ANN401 - any JSON
        """Call again and again, for so many seconds, until there is an answer. Raises as `once` does.

        It must do no harm to do it twice; without `twice` it ends where it may have been done. `done` is the error that
        says that an earlier try had done it.
        """
        until, turn, unclear = monotonic() + patience, 0, False
        while True:
            try:
                return await self.once(method, path, body, **more)
            except Limited as error:
                wait, trouble = error.seconds, DiscordTrouble(error.why)
                trouble = error
            except Unclear as error:
                if error.sent and not twice:
                    raise
                wait, trouble, unclear = pause(turn), error, True
            except Refused as error:
                if unclear and done and error.why == done:
                    return None
                raise
            turn += 1
            if monotonic() + wait > until:
                raise trouble
            await asyncio.sleep(wait)

    def _route(self, name: str) -> _Route:
        route = self._routes.setdefault(name, _Route())
        self._routes.move_to_end(name)
        if len(self._routes) > _ROUTES:
            old, one = next(iter(self._routes.items()))
            if not one.turn.locked():
                del self._routes[old]
        return route

    async def _sent(self, request: Request, route: _Route | None) -> Any:  # noqa: ANN401 - any JSON
        headers = {"User-Agent": self._agent}
        if route is not None:
            headers["Authorization"] = f"Bot {self._token}"
        data: Any = None
        if request.files:
            data = multipart(request.body, request.files)
        elif request.body is not None:
            data = json.dumps(request.body, separators=(",", ":")).encode()
            headers["Content-Type"] = "application/json"
        try:
            async with (
                asyncio.timeout(SLOWLY if request.files else QUICKLY),
                self._session.request(
                    request.method, self._url + request.path, params=request.query, data=data, headers=headers
                ) as answer,
            ):
                return self._read(answer, await answer.read(), route)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            sent = not isinstance(error, aiohttp.ClientConnectorError)
            raise Unclear(type(error).__name__, sent=sent) from None

    def _read(self, answer: aiohttp.ClientResponse, body: bytes, route: _Route | None) -> Any:  # noqa: ANN401 - any JSON
        if route is not None:
            route.heard(answer.headers)
        try:
            told = json.loads(body) if body else None
        except ValueError:
            told = None
        if answer.status < 300:
            return told
        known = told if isinstance(told, dict) else {}
        if answer.status == 429:
            seconds = _seconds(known.get("retry_after"), answer.headers.get("Retry-After"))
            if known.get("global"):
                self._quiet = monotonic() + seconds
            if route is not None:
                route.rests = max(route.rests, monotonic() + seconds)
            raise Limited(seconds)
        if answer.status >= 500:
            raise Unclear(f"http_{answer.status}")
        if answer.status == 401 and route is not None:
            self._say_refused()
        raise Refused(answer.status, _number(known.get("code")))

    def _say_refused(self) -> None:
        if not self.refused:
            _LOG.critical("token_refused", extra={"platform": PLATFORM})
        self.refused = "token"


class _Route:
    """What Discord counts together: one call at a time, and none before a moment."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.rests = 0.0

    def heard(self, headers: Mapping[str, str]) -> None:
        """Note what Discord tells of what is left."""
        if headers.get("X-RateLimit-Remaining") == "0":
            self.rests = monotonic() + _seconds(headers.get("X-RateLimit-Reset-After"), "0")


def multipart(body: Json, files: Sequence[Picture | File]) -> aiohttp.FormData:
    """Return a body with files, as Discord takes them."""
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(body, separators=(",", ":")), content_type="application/json")
    for number, file in enumerate(files):
        form.add_field(f"files[{number}]", file.data, filename=file.name, content_type="application/octet-stream")
    return form


def pause(turn: int) -> float:
    """Return for how many seconds to wait before the next try: each time twice as long."""
    return trouble.pause(turn, LONGEST)


def _seconds(*told: object) -> float:
    for one in told:
        try:
            return max(float(str(one)), 0.0)
        except ValueError:
            continue
    return 1.0


def _number(told: object) -> int:
    return told if isinstance(told, int) else 0
