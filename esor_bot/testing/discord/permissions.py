"""Who may do what: by the roles of the server, and by what stands otherwise for a channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from esor_bot.testing.discord.state import Channel, Role

VIEW: Final = 1 << 10
SEND: Final = 1 << 11
ATTACH: Final = 1 << 15
HISTORY: Final = 1 << 16
COMMANDS: Final = 1 << 31
THREADS: Final = 1 << 35
PRIVATE_THREADS: Final = 1 << 36
SEND_IN_THREADS: Final = 1 << 38
MANAGE_THREADS: Final = 1 << 34

NAMES: Final[Mapping[str, int]] = {
    "VIEW_CHANNEL": VIEW,
    "SEND_MESSAGES": SEND,
    "ATTACH_FILES": ATTACH,
    "READ_MESSAGE_HISTORY": HISTORY,
    "CREATE_PUBLIC_THREADS": THREADS,
    "CREATE_PRIVATE_THREADS": PRIVATE_THREADS,
    "SEND_MESSAGES_IN_THREADS": SEND_IN_THREADS,
}
"""What the kit knows of permissions, by Discord's names."""

EVERYBODY: Final = VIEW | SEND | ATTACH | HISTORY | COMMANDS | THREADS | SEND_IN_THREADS
"""What everybody may do in the kit's server."""

OF_BOT: Final = VIEW | SEND | ATTACH | HISTORY | THREADS | PRIVATE_THREADS | SEND_IN_THREADS
"""What the bot was given when it was invited."""


def allowed(roles: Iterable[Role], channel: Channel, user: str, everyone: str) -> int:
    """Return what somebody with some roles may do in a channel; `everyone` is the id of the role of all."""
    given, ids = 0, {everyone}
    for role in roles:
        given |= role.permissions
        ids.add(role.id)
    for one in (one for one in channel.overwrites if one.id == everyone):
        given = given & ~one.deny | one.allow
    of_roles = [one for one in channel.overwrites if not one.of_member and one.id in ids - {everyone}]
    deny = allow = 0
    for one in of_roles:
        deny, allow = deny | one.deny, allow | one.allow
    given = given & ~deny | allow
    for one in (one for one in channel.overwrites if one.of_member and one.id == user):
        given = given & ~one.deny | one.allow
    return given
