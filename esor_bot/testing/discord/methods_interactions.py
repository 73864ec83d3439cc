"""Answers to interactions: the first one, which has to come soon, and all others, for a quarter of an hour."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from esor_bot.testing.discord import interactions as kinds
from esor_bot.testing.discord import payloads
from esor_bot.testing.discord.interactions import Interaction
from esor_bot.testing.discord.method import Call, Method
from esor_bot.testing.discord.methods_messages import checked, edit, filled, told
from esor_bot.testing.discord.refusing import RefusedError, form, unknown
from esor_bot.testing.discord.rules import modal_problems, size
from esor_bot.testing.discord.state import COMMAND, EPHEMERAL, LOADING, SAID, Json, Message, Modal
from esor_bot.testing.discord.world import World

MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

_EMPTY: Json = {"allowed_mentions": {"parse": list[str]()}}


def _allowed(of: Interaction) -> set[int]:
    """Return the kinds of first answers that an interaction takes."""
    if of.kind == kinds.AUTOCOMPLETE:
        return {CHOICES}
    in_message = {DEFER_UPDATE, UPDATE} if of.source is not None else set()
    modal = set() if of.kind == kinds.MODAL else {MODAL}
    return {MESSAGE, DEFER} | in_message | modal


def _callback(world: World, call: Call) -> Any:  # noqa: ANN401 - any JSON
    of = world.interactions.get(call.params["interaction_token"])
    if of is None or of.id != call.params["interaction_id"] or of.failed:
        raise unknown(10062)
    if of.first is not None:
        raise RefusedError(400, 40060)
    sort, data = call.body.get("type"), call.body.get("data") or {}
    if strange := sorted(set(call.body) - {"type", "data"}):
        raise form(*(f"{one}: is not known" for one in strange))
    if sort not in _allowed(of):
        raise form(f"type: {sort} does not answer this")
    _FIRST[sort](world, call, of, data)
    of.answer, of.first = sort, time.monotonic() - of.born
    of.done.set()
    world.poke()
    if call.query.get("with_response") not in ("true", "True", "1"):
        return None
    resource: Json = {"type": sort}
    resource |= {"message": payloads.message(world, of.original)} if of.original is not None else {}
    about = {"id": of.id, "type": of.kind, "activity_instance_id": None}
    return {"interaction": about, "resource": resource}


def _said(world: World, call: Call, of: Interaction, data: Json) -> None:
    of.original = _message(world, call, of, data, hidden=bool(data.get("flags", 0) & EPHEMERAL))


def _message(world: World, call: Call, of: Interaction, body: Json, *, hidden: bool) -> Message:
    files = checked(world, _data_of(call, body), body)
    message = _empty(world, of, hidden)
    message.flags |= int(body.get("flags") or 0) & ~EPHEMERAL
    filled(world, message, body, files)
    world.put(message)
    told(world, message)
    return message


def _data_of(call: Call, body: Json) -> Call:
    return Call(call.params, call.query, body, call.files)


def _empty(world: World, of: Interaction, hidden: bool) -> Message:
    kind = COMMAND if of.kind == kinds.COMMAND and of.original is None else SAID
    message = Message(world.new_id(), of.channel, world.bot, kind=kind, interaction=of.token)
    if hidden:
        message.flags, message.only_for = EPHEMERAL, of.user
    return message


def _deferred(world: World, _: Call, of: Interaction, data: Json) -> None:
    if data.get("flags", 0) & ~EPHEMERAL:
        raise form("flags: of what is deferred, only EPHEMERAL counts")
    of.hidden = bool(data.get("flags", 0) & EPHEMERAL)
    of.original = _empty(world, of, of.hidden)
    of.original.flags |= LOADING
    world.put(of.original)


def _quietly(_: World, __: Call, of: Interaction, ___: Json) -> None:
    of.original = of.source


def _updated(world: World, call: Call, of: Interaction, data: Json) -> None:
    of.original, of.changed = of.source, True
    assert of.source is not None
    edit(world, _data_of(call, data), of.source)


def _offered(_: World, __: Call, of: Interaction, data: Json) -> None:
    choices = data.get("choices")
    if not isinstance(choices, list) or len(choices) > 25:
        raise form("choices: must be 25 or fewer")
    for one in choices:
        for name in ("name", "value"):
            if not isinstance(one.get(name), str) or not 1 <= size(one[name]) <= 100:
                raise form(f"choices: a {name} must be between 1 and 100 in length")
    of.choices = choices


def _opened(world: World, _: Call, of: Interaction, data: Json) -> None:
    if found := modal_problems(data):
        raise form(*found)
    of.modal = Modal(data["custom_id"], data["title"], data["components"], of.token, of.channel, of.source)
    world.modals[of.user] = of.modal


_FIRST: Mapping[int, Callable[[World, Call, Interaction, Json], None]] = {
    MESSAGE: _said,
    DEFER: _deferred,
    DEFER_UPDATE: _quietly,
    UPDATE: _updated,
    CHOICES: _offered,
    MODAL: _opened,
}


def _interaction(world: World, call: Call) -> Interaction:
    of = world.interactions.get(call.params["webhook_token"])
    if of is None or call.params["webhook_id"] != world.app or of.first is None:
        raise unknown(10015)
    if time.monotonic() - of.born > world.rules.later:
        raise RefusedError(401, 50027)
    return of


def _followed(world: World, call: Call) -> Json:
    of, body = _interaction(world, call), call.body
    if of.original is not None and of.original.loading:  # the first that follows is what was waited for
        if bool(body.get("flags", 0) & EPHEMERAL) != of.hidden:
            world.warn("what follows a deferred answer is seen by whom that said, not by whom its own flags say")
        return _late(world, call, of, of.original)
    message = _message(world, call, of, body, hidden=bool(body.get("flags", 0) & EPHEMERAL))
    of.later.append(message)
    world.poke()
    return payloads.message(world, message)


def _late(world: World, call: Call, of: Interaction, message: Message) -> Json:
    files = checked(world, call, {**_EMPTY, **call.body})
    filled(world, message, call.body, files)
    world.watch(message)
    told(world, message)
    return payloads.message(world, message)


def _named(world: World, call: Call) -> tuple[Interaction, Message]:
    of, name = _interaction(world, call), call.params.get("message_id", "@original")
    known = [of.original] if of.original is not None else []
    found = of.original if name == "@original" else None
    found = found or next((one for one in [*known, *of.later] if one.id == name), None)
    if found is None or world.find(found.channel, found.id) is None:
        raise unknown(10008)
    return of, found


def _changed(world: World, call: Call) -> Json:
    of, message = _named(world, call)
    if message.loading:
        return _late(world, call, of, message)
    of.changed = of.changed or message is of.original
    return edit(world, call, message)


def _read(world: World, call: Call) -> Json:
    return payloads.message(world, _named(world, call)[1])


def _removed(world: World, call: Call) -> None:
    world.remove(_named(world, call)[1])


_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"

METHODS: Mapping[tuple[str, str], Method] = {
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"): Method(_callback, tokened=True),
    ("POST", _WEBHOOK): Method(_followed, tokened=True),
    **{
        (verb, f"{_WEBHOOK}/messages/{name}"): Method(do, status, tokened=True)
        for name in ("@original", "{message_id}")
        for verb, do, status in (("GET", _read, 200), ("PATCH", _changed, 200), ("DELETE", _removed, 204))
    },
}
