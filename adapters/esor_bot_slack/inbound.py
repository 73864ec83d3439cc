"""What Slack sends, as events of the core: pure functions of the payload."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Attachment, Command, Opened, Person, Post, Scene, Upload
from esor_bot_slack.heard import PLATFORM, Heard, Way
from esor_bot_slack.inbound_text import attachments, plain

Payload = Mapping[str, Any]

COMMAND, OFFICE_COMMAND = "/esor", "/esor-office"
SHORTCUT = "answer_this"

_SLACKBOT = "USLACKBOT"
_SPOKEN = frozenset({"", "file_share", "thread_broadcast"})
"""Subtypes of messages that somebody wrote; others tell that something was edited, deleted or joined."""


@dataclass(frozen=True, slots=True)
class Self:
    """Who the bot is in its workspace."""

    team: str
    user: str
    bot: str = ""


def person_id(team: str, user: str) -> str:
    """Return the id of somebody over all platforms. The team is the one that the bot is in, wherever they are from."""
    return f"{PLATFORM}:{team}:{user}"


def user_of(person: str) -> str:
    """Return Slack's id of somebody by their id over all platforms, "" where they are of another platform."""
    platform, _, rest = person.partition(":")
    return rest.rpartition(":")[2] if platform == PLATFORM else ""


def scene(key: str, way: Way, place: Place, now: datetime) -> Scene:
    """Return a scene of somebody of whom only the id is known yet."""
    return Scene(f"{PLATFORM}:{way.team}:{key}", Person(person_id(way.team, way.user)), place, now)


def own(event: Payload, me: Self) -> bool:
    """Say whether something was said by the bot itself."""
    return event.get("user") == me.user or (bool(me.bot) and event.get("bot_id") == me.bot)


def spoken(body: Payload, me: Self, now: datetime) -> Heard | None:
    """Return what somebody wrote to the bot, None where it is not for it.

    In channels only mentions are, in direct messages everything. A message comes as `message` and as `app_mention`,
    and Slack repeats itself under other names: it is known by its channel and time stamp.
    """
    event = body["event"]
    user, channel, stamp = str(event.get("user") or ""), str(event.get("channel") or ""), str(event.get("ts") or "")
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    wanted = direct if event.get("type") == "message" else not direct
    somebody = user and user != _SLACKBOT and not event.get("bot_id") and not own(event, me)
    if not (somebody and channel and stamp and wanted):
        return None
    if str(event.get("subtype") or "") not in _SPOKEN or event.get("edited"):
        return None
    root = str(event.get("thread_ts") or "")
    way = Way(me.team, user, channel, root or ("" if direct else stamp), root)
    place = Place(PLATFORM, channel, way.thread, private=direct)
    files = tuple(attachments(event.get("files"))) if direct else ()
    where = scene(f"{channel}:{stamp}", way, place, now)
    return Heard(Post(where, plain(str(event.get("text") or ""), me.user), files), way, lane(way))


def commanded(body: Payload, words: Collection[str], me: Self, now: datetime) -> Heard:
    """Return a command: a word with what follows it, or a question where it is no word."""
    way = Way(
        me.team,
        str(body.get("user_id") or ""),
        str(body.get("channel_id") or ""),
        asked=True,
        address=str(body.get("response_url") or ""),
        trigger=str(body.get("trigger_id") or ""),
        born=int(now.timestamp()),
    )
    text = plain(str(body.get("text") or ""))
    word, _, rest = text.partition(" ")
    where = scene(f"command:{way.trigger}", way, alone(way), now)
    if str(body.get("command")) == OFFICE_COMMAND:
        return Heard(Command(where, word.lower() or "help", rest.strip(), office=True), way, lane(way))
    if not text or word.lower() in words:
        return Heard(Command(where, word.lower() or "help", rest.strip()), way, lane(way))
    return Heard(Command(where, "ask", text), way, lane(way))


def shortcut(body: Payload, me: Self, now: datetime) -> Heard | None:
    """Return a message that somebody wants answered for themselves, as if they had asked that."""
    message = body.get("message") or {}
    text = plain(str(message.get("text") or ""), me.user)
    if body.get("callback_id") != SHORTCUT:
        return None
    way = acting(body, me, now, asked=True)
    where = scene(f"shortcut:{body.get('action_ts') or way.trigger}:{way.user}", way, alone(way), now)
    return Heard(Command(where, "ask", text), way, lane(way))


def uploaded(body: Payload, me: Self, now: datetime) -> Heard | None:
    """Return that a file was put into a channel, None in direct messages: there it comes with its message.

    What kind of file it is has still to be asked for.
    """
    event = body["event"]
    user, channel = str(event.get("user_id") or ""), str(event.get("channel_id") or "")
    file = str(event.get("file_id") or (event.get("file") or {}).get("id") or "")
    if not (user and file and channel) or channel.startswith("D") or user == me.user:
        return None
    way = Way(me.team, user, channel)
    where = scene(f"pdf:{channel}:{user}:{now:%Y-%m-%d}", way, Place(PLATFORM, channel, "", private=False), now)
    return Heard(Upload(where, Attachment(file, "")), way, lane(way))


def opened(body: Payload, me: Self, now: datetime) -> Heard | None:
    """Return that somebody opened the app's page or its messages; None for its other tabs."""
    event = body["event"]
    user, tab = str(event.get("user") or ""), str(event.get("tab") or "home")
    if not user or tab not in {"home", "messages"}:
        return None
    way = Way(me.team, user, str(event.get("channel") or ""), home=tab == "home")
    where = scene(f"opened:{user}:{event.get('event_ts')}", way, Place(PLATFORM, way.channel or user), now)
    return Heard(Opened(where, home=way.home), way, f"{lane(way)}:{tab}", brief=True)


def begun(body: Payload, me: Self, now: datetime) -> Heard | None:
    """Return that somebody began a conversation on the older surface, or looks elsewhere while they have one."""
    thread = body["event"].get("assistant_thread") or {}
    user, channel = str(thread.get("user_id") or ""), str(thread.get("channel_id") or "")
    stamp = str(thread.get("thread_ts") or "")
    if not (user and channel and stamp):
        return None
    way = Way(me.team, user, channel, stamp, stamp)
    first = body["event"].get("type") == "assistant_thread_started"
    key = f"begun:{channel}:{stamp}" if first else f"looked:{channel}:{stamp}:{body['event'].get('event_ts')}"
    where = scene(key, way, Place(PLATFORM, channel, stamp), now)
    return Heard(Opened(where, home=False), way, lane(way), brief=not first)


def alone(way: Way) -> Place:
    """Return the place of somebody by themselves."""
    return Place(PLATFORM, way.user, "", private=True)


def lane(way: Way) -> str:
    """Name what has to stay in order: what one person does in one conversation."""
    return f"{way.user}:{way.channel}:{way.root}"


def acting(body: Payload, me: Self, now: datetime, *, asked: bool = False) -> Way:
    """Return the way back to somebody who pressed, sent or chose something."""
    return Way(
        me.team,
        str((body.get("user") or {}).get("id") or ""),
        str((body.get("channel") or {}).get("id") or ""),
        asked=asked,
        address=str(body.get("response_url") or ""),
        trigger=str(body.get("trigger_id") or ""),
        born=int(now.timestamp()),
    )
