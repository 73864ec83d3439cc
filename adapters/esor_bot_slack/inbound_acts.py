"""Buttons and forms as Slack reports them, as events of the core; and what a form remembers of the way back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Post, Press, Submission
from esor_bot.domain.moments import unmarked
from esor_bot.reception.pressing import CHIP
from esor_bot.reception.text import printable
from esor_bot_slack import outbound
from esor_bot_slack.heard import PLATFORM, Heard, Way
from esor_bot_slack.inbound import Payload, Self, acting, alone, lane, scene

_MARK = "~"
_KEPT: Mapping[str, str] = {"~c": "channel", "~t": "thread", "~r": "root", "~a": "address"}
_ASKED, _BORN = "~p", "~b"


def carried(way: Way) -> dict[str, str]:
    """Return what a form has to remember, so that what comes of it goes where it was opened."""
    told = {name: str(getattr(way, field)) for name, field in _KEPT.items() if getattr(way, field)}
    if way.address:
        told[_BORN] = str(way.born)
    return told | ({_ASKED: "1"} if way.asked or way.hidden or way.home else {})


def pressed(body: Payload, me: Self, now: datetime) -> Heard | None:
    """Return that a button was pressed, None where that led to a page or the button is none of ours."""
    action = (body.get("actions") or [{}])[0]
    if outbound.leads_away(action) or action.get("type") != "button":
        return None
    view = body.get("view") or {}
    way = _in_view(body, view, me, now) if view else _in_message(body, me, now)
    name, values = outbound.press_in(view, action) if view else outbound.press(action)
    where = scene(f"press:{action.get('action_ts')}:{way.user}:{action.get('action_id')}", way, place_of(way), now)
    carries = _clean(values)
    # An offered question is heard as if they had typed it.
    event: Press | Post = Post(where, carries.get("q", "")) if name == CHIP else Press(where, name, carries)
    return Heard(event, way, lane(way))


def submitted(body: Payload, me: Self, now: datetime) -> Heard:
    """Return that a form was sent. Sent again as it is, it is the same event."""
    view = body.get("view") or {}
    filled = outbound.read_modal(view)
    way = _in_view(body, view, me, now)
    state = json.dumps([filled.values, {name: [file.id for file in files] for name, files in filled.files.items()}])
    digest = sha256(state.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    where = scene(f"view:{view.get('id')}:{view.get('hash')}:{digest}", way, place_of(way), now)
    event = Submission(where, filled.form, _clean(filled.carried), _clean(filled.values), filled.files)
    return Heard(event, way, lane(way))


def place_of(way: Way) -> Place:
    """Return where an answer is read: by everybody there, unless only one person is to see it."""
    if way.asked or way.hidden or way.home or not way.channel:
        return alone(way)
    return Place(PLATFORM, way.channel, way.thread, private=way.direct)


def _in_message(body: Payload, me: Self, now: datetime) -> Way:
    container, message = body.get("container") or {}, body.get("message") or {}
    stamp = str(container.get("message_ts") or message.get("ts") or "")
    root = str(container.get("thread_ts") or message.get("thread_ts") or "")
    way = acting(body, me, now)
    channel = way.channel or str(container.get("channel_id") or "")
    hidden = bool(container.get("is_ephemeral"))
    below = "" if channel.startswith("D") or hidden else stamp
    return replace(way, channel=channel, thread=root or below, root=root, message=stamp, hidden=hidden)


def _in_view(body: Payload, view: Payload, me: Self, now: datetime) -> Way:
    way = replace(acting(body, me, now), view=str(view.get("id") or ""), hash=str(view.get("hash") or ""))
    if view.get("type") == "home":
        return replace(way, home=True)
    kept = outbound.read_modal(view).carried
    fields: dict[str, Any] = {field: kept[name] for name, field in _KEPT.items() if name in kept}
    born = int(kept[_BORN]) if kept.get(_BORN, "").isdigit() else way.born
    return replace(way, asked=_ASKED in kept, born=born, **fields)


def _clean(values: Mapping[str, str]) -> dict[str, str]:
    """Return values as plain text, without what the way back has remembered."""
    return {name: printable(unmarked(value)) for name, value in values.items() if not name.startswith(_MARK)}
