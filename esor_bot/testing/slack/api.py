"""The Web API: reads a call, refuses what Slack would refuse, and answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from aiohttp import web

from esor_bot.testing.slack import methods_chat, methods_files, methods_places, methods_views
from esor_bot.testing.slack.method import Method
from esor_bot.testing.slack.rules import RefusedError
from esor_bot.testing.slack.state import Json
from esor_bot.testing.slack.world import World

METHODS: Mapping[str, Method] = {
    **methods_chat.METHODS,
    **methods_files.METHODS,
    **methods_places.METHODS,
    **methods_views.METHODS,
}
RETIRED = re.compile(r"files\.upload|rtm\..*|(?:channels|groups|im|mpim)\..*")
EXPECTED = ("message_not_found", "hash_conflict", "ratelimited")
"""What the best of bots may be told: somebody deleted a message, or was quicker."""

WRITTEN_AS_JSON = ("blocks", "attachments", "view", "metadata", "files", "prompts")


async def answer(world: World, name: str, request: web.Request) -> tuple[Json, int]:
    """Do what a call asks for; return what is answered, and its status."""
    try:
        args = await _arguments(world, request)
        done = _method(world, name, _token(request, args)).do(world, args)
    except RefusedError as error:
        if error.error not in EXPECTED:
            more = f" {json.dumps(error.more)[:600]}" if error.more else ""
            world.refuse(f"{name}: {error.error}{more}")
        status = 429 if error.error == "ratelimited" else 200
        return {"ok": False, "error": error.error, **error.more}, status
    return {"ok": True, **done}, 200


def _method(world: World, name: str, token: str) -> Method:
    method = METHODS.get(name)
    if method is None:
        raise RefusedError("method_deprecated" if RETIRED.fullmatch(name) else "unknown_method", req_method=name)
    if not token:
        raise RefusedError("not_authed")
    if token not in (world.bot_token, world.app_token):
        raise RefusedError("invalid_auth")
    if token != (world.app_token if method.app else world.bot_token):
        raise RefusedError("not_allowed_token_type")
    if world.revoked:
        raise RefusedError("token_revoked")
    world.need(*method.scopes)
    return method


def _token(request: web.Request, args: Json) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ") or str(args.get("token") or "")


async def _arguments(world: World, request: web.Request) -> Json:
    args: Json = dict(request.query)
    if "token" in args:
        world.refuse(f"{request.path}: a token in an address, where logs keep it")
    if request.content_type == "application/json":
        body = await request.json()
        if not isinstance(body, dict):
            raise RefusedError("json_not_object")
        args.update(body)
    elif request.method == "POST":
        args.update(dict(await request.post()))
    for key in WRITTEN_AS_JSON:
        if isinstance(args.get(key), str):
            try:
                args[key] = json.loads(args[key])
            except ValueError:
                raise RefusedError(
                    f"invalid_{key}" if key in ("blocks", "attachments") else "invalid_arguments"
                ) from None
    return args
