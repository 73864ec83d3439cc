"""What Slack sends: events, commands, presses, forms and shortcuts, with the keys that it sends them with."""

from __future__ import annotations

import time
from typing import Any

from esor_bot.testing.slack.state import APP, DOMAIN, TEAM, Channel, File, Json, Message, View
from esor_bot.testing.slack.world import World

TOKEN = "verification"


def envelope(world: World, event: Json, **about: Any) -> Json:  # noqa: ANN401 - any JSON
    """Return an event in its wrapper."""
    shared = bool(about.pop("shared", False))
    authorization = {
        "enterprise_id": None,
        "team_id": TEAM,
        "user_id": world.bot,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [authorization],
        "is_ext_shared_channel": shared,
        "event_context": "4-moon",
        **about,
    }


def message(world: World, channel: Channel, said: Message) -> Json:
    """Return the event of a message."""
    event = {**said.shown(), "channel": channel.id, "event_ts": said.ts, "channel_type": channel.kind}
    if channel.shared and said.files:  # Slack tells little of a file in a channel shared with others
        event["files"] = [_unknown(file) for file in said.files]
    if said.thread and (root := world.find(channel.id, said.thread)) is not None:
        event["parent_user_id"] = root.user
    return event


def _unknown(file: Json) -> Json:
    more: Json = {"mode": "file_access", "file_access": "check_file_info"}
    return {"id": file["id"], "created": 0, "timestamp": 0, "user": "", **more}


def mention(world: World, channel: Channel, said: Message) -> Json:
    """Return the event of a message that names the bot."""
    event = message(world, channel, said)
    return {key: value for key, value in event.items() if key not in ("channel_type", "subtype")} | {
        "type": "app_mention"
    }


def changed(world: World, channel: Channel, said: Message, before: Json) -> Json:
    """Return the event of a message that was edited."""
    ts = world.ts()
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": {**said.shown(), "source_team": TEAM, "user_team": TEAM},
        "previous_message": before,
        "channel": channel.id,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.kind,
    }


def deleted(world: World, channel: Channel, said: Message) -> Json:
    """Return the event of a message that was deleted."""
    ts = world.ts()
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": said.shown(),
        "channel": channel.id,
        "hidden": True,
        "deleted_ts": said.ts,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.kind,
    }


def file_shared(world: World, channel: Channel, file: File) -> Json:
    """Return the event of a file that came into a channel."""
    return {
        "type": "file_shared",
        "channel_id": channel.id,
        "file_id": file.id,
        "user_id": file.user,
        "file": {"id": file.id},
        "event_ts": world.ts(),
    }


def home_opened(world: World, user: str, tab: str) -> Json:
    """Return the event of somebody who looks at the app's own page or conversation."""
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": world.direct(user),
        "tab": tab,
        "event_ts": world.ts(),
    }
    if tab == "home" and user in world.homes:
        event["view"] = world.homes[user].shown()
    if tab == "messages" and world.rules.surface == "agent":
        event["context"] = {"entities": []}
    return event


def thread_started(world: World, user: str, thread: str) -> Json:
    """Return the event of a conversation that somebody began on the older surface."""
    return {
        "type": "assistant_thread_started",
        "assistant_thread": {
            "user_id": user,
            "context": {"channel_id": None, "team_id": TEAM, "enterprise_id": None},
            "channel_id": world.direct(user),
            "thread_ts": thread,
        },
        "event_ts": world.ts(),
    }


def joined(world: World, channel: Channel, user: str, inviter: str) -> Json:
    """Return the event of somebody who came into a channel."""
    return {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.private else "C",
        "team": TEAM,
        "inviter": inviter,
        "event_ts": world.ts(),
    }


def left(world: World, channel: Channel, user: str) -> Json:
    """Return the event of somebody who left a channel."""
    event = {key: value for key, value in joined(world, channel, user, "").items() if key != "inviter"}
    return {**event, "type": "member_left_channel"}


def tokens_revoked(world: World) -> Json:
    """Return the event that the bot's token is worth nothing any more."""
    return {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [world.bot]}, "event_ts": world.ts()}


def command(world: World, user: str, channel: Channel, word: str, text: str) -> Json:
    """Return the payload of a slash command."""
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "team_domain": DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": user,
        "user_name": world.users[user].name,
        "command": word,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": world.response(user, channel.id),
        "trigger_id": world.trigger(user),
    }


def pressed_in_message(world: World, user: str, shown: Message, action: Json) -> Json:
    """Return the payload of a button that was pressed in a message."""
    hidden = bool(shown.only_for)
    container: Json = {
        "type": "message",
        "message_ts": shown.ts,
        "channel_id": shown.channel,
        "is_ephemeral": hidden,
    }
    if shown.thread:
        container["thread_ts"] = shown.thread
    payload = {
        **_acted(world, user, "block_actions"),
        "container": container,
        "channel": _channel(world, shown.channel),
        "state": {"values": {}},
        "response_url": world.response(user, shown.channel, shown.ts),
        "actions": [action],
    }
    return payload if hidden else {**payload, "message": shown.shown()}


def pressed_in_view(world: World, user: str, view: View, action: Json) -> Json:
    """Return the payload of a button that was pressed in a form or on the home page."""
    return {
        **_acted(world, user, "block_actions"),
        "container": {"type": "view", "view_id": view.id},
        "view": view.shown(),
        "actions": [action],
    }


def submitted(world: World, user: str, view: View) -> Json:
    """Return the payload of a form that was sent."""
    return {**_acted(world, user, "view_submission"), "view": view.shown(), "response_urls": []}


def shortcut(world: World, user: str, callback: str, on: Message) -> Json:
    """Return the payload of a shortcut that was used on a message."""
    return {
        **_acted(world, user, "message_action"),
        "callback_id": callback,
        "action_ts": world.ts(),
        "message_ts": on.ts,
        "message": on.shown(),
        "channel": _channel(world, on.channel),
        "response_url": world.response(user, on.channel),
    }


def _acted(world: World, user: str, kind: str) -> Json:
    name = world.users[user].name
    return {
        "type": kind,
        "user": {"id": user, "username": name, "name": name, "team_id": TEAM},
        "api_app_id": APP,
        "token": TOKEN,
        "trigger_id": world.trigger(user),
        "team": {"id": TEAM, "domain": DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(world: World, channel: str) -> Json:
    return {"id": channel, "name": world.channels[channel].name}
