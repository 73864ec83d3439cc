"""Commands, buttons and forms as Discord reports them, as events of the core: pure functions of the payload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from esor_bot.domain.conversation import Attachment, Command, Person, Post, Press, Scene, Submission
from esor_bot.domain.moments import unmarked
from esor_bot.reception.pressing import CHIP
from esor_bot.reception.text import printable
from esor_bot_discord import outbound
from esor_bot_discord.heard import COMPONENT, MODAL, PLATFORM, SLASH, Heard, Way
from esor_bot_discord.inbound import (
    Payload,
    Self,
    attachments,
    joined,
    lane_of,
    of_office,
    person,
    place_of,
    plain,
)
from esor_bot_discord.rooms import THREADS

AUTOCOMPLETE = 4
GROUP, OFFICE_GROUP, ANSWER_THIS = "esor", "esor-office", "Answer this"

_MESSAGE_COMMAND = 3
_EPHEMERAL = 1 << 6
_OWN = "~"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done by an interaction: what was heard, and of a form all that was in it."""

    heard: Heard
    filled: outbound.Filled | None = None
    label: str = ""


def acted(payload: Payload, me: Self, now: datetime) -> Act | None:
    """Return what somebody did, None where it is nothing of ours."""
    way = way_of(payload, now)
    match payload.get("type"):
        case 2:
            event = commanded(payload, way, me, now)
            return Act(_heard(event, way, payload, me))
        case 3:
            return _pressed(payload, way, me, now)
        case 5:
            return _submitted(payload, way, me, now)
    return None


def way_of(payload: Payload, now: datetime) -> Way:
    """Return the way back to whoever used a command, pressed something or sent a form."""
    user, message = _user(payload), payload.get("message") or {}
    channel = payload.get("channel") or {}
    sort = int(payload.get("type") or 0)
    thread = channel.get("type") in THREADS
    return Way(
        str(user.get("id") or ""),
        str(payload.get("channel_id") or channel.get("id") or ""),
        str(payload.get("guild_id") or ""),
        str(channel.get("parent_id") or "") if thread else "",
        str(message.get("id") or ""),
        hidden=bool(int(message.get("flags") or 0) & _EPHEMERAL),
        asked=sort == SLASH or (sort == MODAL and not message),
        interaction=str(payload.get("id") or ""),
        token=str(payload.get("token") or ""),
        app=str(payload.get("application_id") or ""),
        sort=sort,
        born=now.timestamp(),
        room=int(payload.get("attachment_size_limit") or 0),
    )


def commanded(payload: Payload, way: Way, me: Self, now: datetime) -> Command:
    """Return a command: its word with what was given to it, or a message that is to be answered."""
    data, where = payload.get("data") or {}, _scene(payload, way, now)
    resolved = data.get("resolved") or {}
    if data.get("type") == _MESSAGE_COMMAND:
        message: Any = (resolved.get("messages") or {}).get(str(data.get("target_id"))) or {}
        return Command(where, "ask", plain(str(message.get("content") or ""), me.user))
    first: Payload = next(iter(data.get("options") or ()), {})
    options = {str(one.get("name")): one.get("value") for one in first.get("options") or ()}
    files = _files(options, resolved.get("attachments") or {})
    text = plain(joined(value for name, value in options.items() if name != "file"))
    return Command(where, str(first.get("name") or "help"), text, files, office=data.get("name") == OFFICE_GROUP)


def typed(payload: Payload) -> str:
    """Return what somebody has typed so far into the option that they are in."""
    options = list((payload.get("data") or {}).get("options") or ())
    while options:
        one = options.pop()
        if one.get("focused"):
            return str(one.get("value") or "")
        options += one.get("options") or ()
    return ""


def locale_of(payload: Payload) -> str:
    """Return the language of whoever did something."""
    return str(payload.get("locale") or "")


def _pressed(payload: Payload, way: Way, me: Self, now: datetime) -> Act:
    data, message = payload.get("data") or {}, payload.get("message") or {}
    custom_id, content = str(data.get("custom_id") or ""), str(message.get("content") or "")
    action, values = outbound.press(custom_id, content, message.get("components") or ())
    way = replace(way, open=outbound.openly(custom_id))
    scene, carried = _scene(payload, way, now), _clean(values)
    event: Press | Post = Press(scene, action, carried)
    if action == CHIP:  # as if they had typed it
        event = Post(scene, carried.get("q", ""))
    return Act(_heard(event, way, payload, me), None, _label(message, custom_id))


def _submitted(payload: Payload, way: Way, me: Self, now: datetime) -> Act:
    message = payload.get("message") or {}
    content, components = str(message.get("content") or ""), message.get("components") or ()
    filled = outbound.read_modal(payload.get("data") or {}, content, components)
    way = replace(way, open=outbound.OPEN in filled.carried, asked=way.asked or filled.carried.get("to") == "direct")
    return Act(_heard(submission(filled, _scene(payload, way, now)), way, payload, me), filled)


def submission(filled: outbound.Filled, scene: Scene) -> Submission:
    """Return a form that was sent, without what the adapter carried in it."""
    carried = {name: value for name, value in _clean(filled.carried).items() if not name.startswith(_OWN)}
    return Submission(scene, filled.form, carried, _clean(filled.values), filled.files)


def _heard(event: Any, way: Way, payload: Payload, me: Self) -> Heard:  # noqa: ANN401 - one of three events
    return Heard(event, way, lane_of(way), of_office(payload.get("member"), way.guild, me))


def _scene(payload: Payload, way: Way, now: datetime) -> Scene:
    return Scene(f"{PLATFORM}:i:{way.interaction}", _person(payload), place_of(way), now)


def _person(payload: Payload) -> Person:
    return person(_user(payload), payload.get("member"), locale_of(payload))


def _user(payload: Payload) -> Payload:
    found: Payload = (payload.get("member") or {}).get("user") or payload.get("user") or {}
    return found


def _files(options: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[Attachment, ...]:
    given = [known[str(value)] for value in options.values() if isinstance(value, str) and value in known]
    return tuple(attachments(given))


def _label(message: Payload, custom_id: str) -> str:
    """Return what stands on a button of a message."""
    for row in message.get("components") or ():
        for one in row.get("components") or ():
            if one.get("custom_id") == custom_id:
                return str(one.get("label") or "")
    return ""


def _clean(values: Mapping[str, str]) -> dict[str, str]:
    return {name: printable(unmarked(value)) for name, value in values.items()}


def moved(act: Act, filled: outbound.Filled) -> Act:
    """Return what was sent with all the steps of its form."""
    scene = act.heard.event.scene
    return replace(act, heard=replace(act.heard, event=submission(filled, scene)), filled=filled)


__all__ = ["COMPONENT", "Act", "acted", "commanded", "locale_of", "moved", "submission", "typed", "way_of"]
