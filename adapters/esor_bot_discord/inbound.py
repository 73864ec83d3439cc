"""What people write on Discord, as events of the core: pure functions of the payload."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Attachment, Person, Post, Scene, Upload
from esor_bot.domain.moments import unmarked
from esor_bot.reception.text import printable, short
from esor_bot_discord.heard import PLATFORM, Heard, Way
from esor_bot_discord.rooms import Room

Payload = Mapping[str, Any]

_SPOKEN = frozenset({0, 19})
"""Kinds of messages that somebody wrote: plain ones and replies. Others tell that somebody joined, say."""

_TOKEN = re.compile(r"<(@[!&]?|#|a?:\w{2,32}:|t:|/[^:<>]{1,100}:|https?://)([^<>\s]*)>")
_SPACES = re.compile(r"[ \t\u00a0]+")
_NAME = 60


@dataclass(frozen=True, slots=True)
class Self:
    """Who the bot is, and by which role somebody is of the office ("" for none)."""

    user: str
    role: str = ""
    threads: bool = True


def person_id(user: str) -> str:
    """Return the id of somebody over all platforms: the same in every server and in direct messages."""
    return f"{PLATFORM}:{user}"


def user_of(person: str) -> str:
    """Return Discord's id of somebody by their id over all platforms, "" where they are of another platform."""
    platform, _, user = person.partition(":")
    return user if platform == PLATFORM else ""


def person(user: Payload, member: Payload | None = None, locale: str = "") -> Person:
    """Return somebody as Discord tells of them."""
    names = ((member or {}).get("nick"), user.get("global_name"), user.get("username"))
    name = next((str(name) for name in names if name), "")
    return Person(person_id(str(user.get("id") or "")), short(printable(unmarked(name)), _NAME), "", locale)


def of_office(member: Payload | None, guild: str, me: Self) -> bool | None:
    """Say whether somebody has the role of the office, None where nothing is told of their roles."""
    if member is None:
        return None
    roles = {guild, *map(str, member.get("roles") or ())}  # everybody has the role with the id of the server
    return bool(me.role) and me.role in roles


def spoken(message: Payload, room: Room | None, me: Self, now: datetime) -> tuple[Heard, ...]:
    """Return what somebody wrote to the bot, and what they put there; nothing where it is not for it.

    In servers only what mentions the bot is for it, in direct messages everything. `room` is where it was written.
    """
    author, id_, channel = message.get("author") or {}, str(message.get("id") or ""), str(message["channel_id"])
    if not wanted(message, me):
        return ()
    way = _way(message, str(author["id"]), room, me)
    member = message.get("member")
    who = person(author, member)
    text = plain(str(message.get("content") or ""), me.user, _names(message))
    files = tuple(attachments(message.get("attachments"), f"{channel}/{id_}/"))
    event = f"{PLATFORM}:{channel}:{id_}"
    scene, lane = Scene(event, who, place_of(way), now), lane_of(way)
    role = of_office(member, way.guild, me)
    if way.direct:
        return (Heard(Post(scene, text, files), way, lane, role),)
    seen = [one for one in files if one.name.lower().endswith(".pdf")][:1]
    told = tuple(Heard(Upload(_beside(scene), one), way, lane, role) for one in seen)
    return told if told and not text else (*told, Heard(Post(scene, text), way, lane, role))


def wanted(message: Payload, me: Self) -> bool:
    """Say whether a message was written by a person, and to the bot."""
    author = message.get("author") or {}
    if author.get("bot") or message.get("webhook_id") or message.get("type", 0) not in _SPOKEN:
        return False
    if not author.get("id"):
        return False
    return not message.get("guild_id") or me.user in {str(one.get("id")) for one in message.get("mentions") or ()}


def place_of(way: Way) -> Place:
    """Return where an answer is read: by everybody there, unless only one person is to see it.

    Of a private place the channel is the person, and the thread the channel where they did it: where their direct
    messages are closed, a thread for them alone can begin there.
    """
    if way.direct or way.asked or (way.hidden and not way.open):
        return Place(PLATFORM, way.user, way.origin, private=True)
    if way.parent:
        return Place(PLATFORM, way.parent, way.channel, private=False)
    return Place(PLATFORM, way.channel, way.message if way.begin else "", private=False)


def lane_of(way: Way) -> str:
    """Name what has to stay in order: what one person does in one conversation."""
    return f"{way.user}:{way.channel}"


def attachments(files: object, before: str = "") -> Iterator[Attachment]:
    """Yield the files of a message; their ids say where they can be found again."""
    for file in files if isinstance(files, list) else ():
        name = printable(unmarked(str(file.get("title") or file.get("filename") or "")))
        ending = str(file.get("filename") or "").rpartition(".")[2]
        if ending and not name.lower().endswith(f".{ending.lower()}"):
            name = f"{name}.{ending}"  # a title may leave it out
        size = file.get("size")
        yield Attachment(
            f"{before}{file.get('id')}", name, size if isinstance(size, int) else 0, str(file.get("url") or "")
        )


def plain(text: str, bot: str = "", names: Mapping[str, str] | None = None) -> str:
    """Return what somebody wrote as plain text, without mentions of the bot."""
    said = _TOKEN.sub(lambda found: _shown(found[1], found[2], bot, names or {}), text)
    lines = (_SPACES.sub(" ", line).strip() for line in printable(unmarked(said)).split("\n"))
    return "\n".join(lines).strip()


def _shown(what: str, rest: str, bot: str, names: Mapping[str, str]) -> str:
    if what in {"@", "@!"}:
        return " " if bot and rest == bot else f"@{names.get(rest, rest)}"
    if what.startswith("http"):
        return f"{what}{rest}"
    if what.startswith("/"):
        return what.rstrip(":")
    if what.endswith(":") and what != "t:":
        return f":{what.strip('a:')}:" if what.startswith("a:") else what
    return {"@&": "@role", "#": "#channel"}.get(what, "")


def _names(message: Payload) -> Mapping[str, str]:
    return {str(one.get("id")): person(one).name for one in message.get("mentions") or ()}


def _way(message: Payload, user: str, room: Room | None, me: Self) -> Way:
    channel, guild, id_ = str(message["channel_id"]), str(message.get("guild_id") or ""), str(message["id"])
    if not guild:
        return Way(user, channel, message=id_)
    if room is not None and room.is_thread:
        return Way(user, channel, guild, room.parent, id_)
    begin = me.threads and room is not None and room.has_threads
    return Way(user, channel, guild, "", id_, begin=begin, reply=not begin)


def _beside(scene: Scene) -> Scene:
    """Return the scene of a file under a name of its own: of one person a day, so that they are told once."""
    day = f"{PLATFORM}:pdf:{scene.place.channel}:{scene.person.id}:{scene.now:%Y-%m-%d}"
    return Scene(day, scene.person, scene.place, scene.now)


def joined(values: Iterable[object]) -> str:
    """Return options of a command as what would be typed behind its word."""
    return " ".join(str(value) for value in values if value not in {None, ""}).strip()
