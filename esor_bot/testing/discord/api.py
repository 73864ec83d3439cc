"""The REST API: reads a call, refuses what Discord would refuse, and answers."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from aiohttp import BodyPartReader, web

from esor_bot.testing.discord import (
    methods_commands,
    methods_interactions,
    methods_messages,
    methods_places,
    methods_threads,
)
from esor_bot.testing.discord.method import Call, Method, Upload
from esor_bot.testing.discord.pacing import LimitedError, Pacing
from esor_bot.testing.discord.refusing import RefusedError, form
from esor_bot.testing.discord.world import World

METHODS: Mapping[tuple[str, str], Method] = {
    **methods_places.METHODS,
    **methods_messages.METHODS,
    **methods_threads.METHODS,
    **methods_interactions.METHODS,
    **methods_commands.METHODS,
}

EXPECTED = frozenset({10003, 10007, 10008, 10062, 40060, 50001, 50007, 50013, 50027, 160004, 160005, 50083})
"""What the best of bots may be told: something is gone or not allowed, or it was done already."""

_JSON, _MULTIPART = "application/json", "multipart/form-data"
_FILE = re.compile(r"files\[(\d+)\]")


@dataclass(slots=True)
class Answered:
    """An answer: its status, what stands in it (None: nothing), and its headers."""

    status: int
    body: Any
    headers: dict[str, str]


async def answer(world: World, pacing: Pacing, request: web.Request, path: str) -> Answered:
    """Do what a call asks for."""
    route, method, params = routed(request.method, path)
    called = f"{request.method} {path}"
    headers = {"Via": "1.1 google"}
    try:
        if method is None:
            raise RefusedError(405 if route else 404)
        _authorised(world, request, method)
        headers |= pacing.count(f"{request.method} {route}", params, tokened=method.tokened)
        call = Call(params, request.query, *await _content(request))
        if world.heard is not None:
            world.heard(request.method, route, request.content_type, call.content, call.query)
        done = method.do(world, call)
    except RefusedError as error:
        if error.code not in EXPECTED:
            world.refuse(f"{called}: {str(error)[:800]}")
        return Answered(error.status, error.body, headers)
    except LimitedError as error:
        return limited(error.seconds, error.everywhere, {**headers, **error.headers})
    return Answered(204 if done is None else method.status, done, headers)


def limited(seconds: float, everywhere: bool, headers: Mapping[str, str]) -> Answered:
    """Return the answer to one call too many."""
    told = {"message": "You are being rate limited.", "retry_after": round(seconds, 3), "global": everywhere}
    more = {"Retry-After": str(math.ceil(seconds)), "X-RateLimit-Scope": "global" if everywhere else "user"}
    more |= {"X-RateLimit-Global": "true"} if everywhere else {}
    return Answered(429, told, {"Via": "1.1 google", **headers, **more})


@cache
def _patterns() -> list[tuple[re.Pattern[str], str, dict[str, Method]]]:
    paths: dict[str, dict[str, Method]] = {}
    for (verb, path), method in METHODS.items():
        paths.setdefault(path, {})[verb] = method
    ordered = sorted(paths, key=lambda path: path.count("{"))  # what is named in full counts first
    return [(re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), path, paths[path]) for path in ordered]


def routed(verb: str, path: str) -> tuple[str, Method | None, dict[str, str]]:
    """Return the route of a call ("" where there is none), what does it, and what stands in its path."""
    for pattern, route, methods in _patterns():
        if found := pattern.fullmatch(path):
            return route, methods.get(verb), found.groupdict()
    return "", None, {}


def _authorised(world: World, request: web.Request, method: Method) -> None:
    if not request.headers.get("User-Agent", "").startswith("DiscordBot ("):
        world.warn("a call without a User-Agent of the form DiscordBot (address, version)")
    if not method.tokened and request.headers.get("Authorization") != f"Bot {world.token}":
        raise RefusedError(401, message="401: Unauthorized")


async def _content(request: web.Request) -> tuple[Any, dict[str, Upload]]:
    if request.content_type == _MULTIPART:
        return await _parts(request)
    raw = await request.read()
    if not raw:
        return None, {}
    if request.headers.get("Content-Type", "").split(";")[0].strip() != _JSON:
        raise form(f"Content-Type: must be {_JSON} or {_MULTIPART}")
    return _loaded(raw.decode("utf-8", "replace")), {}


async def _parts(request: web.Request) -> tuple[Any, dict[str, Upload]]:
    content: Any = None
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise form("a part in parts")
        name = part.name or ""
        if name == "payload_json":
            content = _loaded(await part.text())
        elif found := _FILE.fullmatch(name):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[found[1]] = (part.filename or "unknown", bytes(await part.read()), kind)
        else:
            raise form(f"{name}: is no part that is known")
    return content, files


def _loaded(text: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(text)
    except ValueError:
        raise RefusedError(400, 50109) from None
