"""Forms and home pages."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping

from esor_bot.testing.slack.completed import completed
from esor_bot.testing.slack.limits import view_problems
from esor_bot.testing.slack.method import Method
from esor_bot.testing.slack.rules import RefusedError
from esor_bot.testing.slack.shown import elements
from esor_bot.testing.slack.state import Json, View
from esor_bot.testing.slack.world import World

DEEPEST = 3


def checked(view: object, kind: str) -> Json:
    """Return a copy of a view; refuse one that breaks a rule, or is of another kind."""
    if problems := view_problems(view):
        raise RefusedError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {one}" for one in problems]})
    if not isinstance(view, dict) or view.get("type") != kind:
        raise RefusedError("invalid_arguments", response_metadata={"messages": [f"[ERROR] must be a {kind}"]})
    copy: Json = json.loads(json.dumps(view))
    copy["blocks"] = completed(copy["blocks"], "v")
    return copy


def instance(world: World, body: Json, user: str, previous: str | None = None) -> View:
    """Put a view before somebody."""
    view = View(world.new_id("V"), user, body, _hash(), previous=previous)
    view.root = view.id if previous is None else world.views[previous].root
    world.views[view.id] = view
    world.poke()
    return view


def replace(world: World, view: View, body: Json) -> None:
    """Put another content into a view. What was filled in stays, where block and element keep their names."""
    names = {(block["block_id"], element["action_id"]) for block, element in elements(body["blocks"])}
    kept = {
        block: {action: value for action, value in values.items() if (block, action) in names}
        for block, values in view.filled.items()
    }
    view.filled = {block: values for block, values in kept.items() if values}
    view.body, view.hash = body, _hash()
    world.poke()


def push(world: World, user: str, body: Json) -> View:
    """Put a view onto those that somebody has before them."""
    stack = world.stacks[user]
    if not stack:
        raise RefusedError("not_found")
    if len(stack) >= DEEPEST:
        raise RefusedError("push_limit_reached")
    view = instance(world, body, user, stack[-1])
    stack.append(view.id)
    return view


def _hash() -> str:
    return f"{int(time.time())}.{secrets.token_hex(4)}"


def _used(world: World, args: Json) -> str:
    trigger = world.triggers.get(str(args.get("trigger_id") or ""))
    if trigger is None:
        raise RefusedError("invalid_trigger_id")
    if time.monotonic() - trigger.born > world.rules.trigger:
        raise RefusedError("expired_trigger_id")
    if trigger.used:
        raise RefusedError("exchanged_trigger_id")
    trigger.used = True
    return trigger.user


def _open(world: World, args: Json) -> Json:
    body = checked(args.get("view"), "modal")
    user = _used(world, args)
    view = instance(world, body, user)
    world.stacks[user] = [view.id]
    return {"view": view.shown()}


def _push(world: World, args: Json) -> Json:
    body = checked(args.get("view"), "modal")
    return {"view": push(world, _used(world, args), body).shown()}


def _update(world: World, args: Json) -> Json:
    body = checked(args.get("view"), "modal")
    name, outside = str(args.get("view_id") or ""), str(args.get("external_id") or "")
    named = [one for one in world.views.values() if outside and one.body.get("external_id") == outside]
    view = world.views.get(name) or next(iter(named), None)
    if view is None or view.id not in world.stacks[view.user]:
        raise RefusedError("not_found")
    if args.get("hash") and args["hash"] != view.hash:
        raise RefusedError("hash_conflict")
    replace(world, view, body)
    return {"view": view.shown()}


def _publish(world: World, args: Json) -> Json:
    body = checked(args.get("view"), "home")
    user = str(args.get("user_id") or "")
    if user not in world.users:
        raise RefusedError("user_not_found")
    if world.users[user].gone:
        raise RefusedError("not_enabled")
    old = world.homes.get(user)
    if args.get("hash") and old is not None and args["hash"] != old.hash:
        raise RefusedError("hash_conflict")
    world.homes[user] = instance(world, body, user)
    world.poke()
    return {"view": world.homes[user].shown()}


METHODS: Mapping[str, Method] = {
    "views.open": Method(_open),
    "views.push": Method(_push),
    "views.update": Method(_update),
    "views.publish": Method(_publish),
}
