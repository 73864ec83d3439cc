"""The address that invites the bot into a server, with the least permissions."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from esor_bot.errors import UsageError
from esor_bot_discord.permissions import PERMISSIONS, SCOPES, wanted

ADDRESS = "https://discord.com/oauth2/authorize"
_ID = re.compile(r"\d{5,20}")


def address(app: str) -> str:
    """Return the address. Raises UsageError for what is no id."""
    if not _ID.fullmatch(app):
        raise UsageError(f"{app} is no id of an app: it is a long number (General Information, Application ID)")
    return f"{ADDRESS}?{urlencode({'client_id': app, 'permissions': wanted(), 'scope': ' '.join(SCOPES)})}"


def invitation(app: str) -> str:
    """Return the address, and below it what it asks for and why. Raises UsageError for what is no id."""
    asked = {**SCOPES, **{one.name: one.why for one in PERMISSIONS}}
    width = max(map(len, asked))
    lines = [address(app), "", *(f"{name:<{width}}  {why}" for name, why in asked.items())]
    return "".join(f"{line}\n" for line in lines)
