"""What the app asks for in a workspace, each with its reason: stated once, for manifest, doctor and docs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """A permission of the bot's token: its name at Slack, what it is for, and what does not work without it."""

    name: str
    why: str
    without: str


SCOPES: tuple[Scope, ...] = (
    Scope("app_mentions:read", "hears where it is mentioned, and nothing else in channels", "mentions are not heard"),
    Scope("assistant:write", "suggests questions when somebody opens its conversation", "no questions are suggested"),
    Scope("channels:history", "finds its own message when Slack's confirmation was lost", "one may be posted twice"),
    Scope("channels:read", "sees who is in the office channel, where that is public", "nobody counts as the office"),
    Scope("chat:write", "replies, and posts the office's cards", "nothing is answered"),
    Scope("commands", "offers /esor, /esor-office and “Answer this”", "the commands are not there"),
    Scope("files:read", "fetches a PDF that somebody wants checked", "no file is checked"),
    Scope("files:write", "hands over the picture of the pages and the calendar file", "no picture is sent"),
    Scope("groups:history", "the same in a private channel", "one may be posted twice"),
    Scope("groups:read", "sees who is in the office channel, where that is private", "nobody counts as the office"),
    Scope("im:history", "hears direct messages to itself", "direct messages are not heard"),
    Scope("im:write", "begins a direct message, to deliver the office's answer", "answers do not arrive"),
    Scope("users:read", "knows the time zone, the language and the name of whoever asks", "times are the office's"),
)
"""The scopes of the bot's token."""

APP_SCOPE = "connections:write"
"""The scope of the app's token: it opens the connection of Socket Mode."""


def missing(granted: frozenset[str]) -> tuple[Scope, ...]:
    """Return what a token may not do that it should."""
    return tuple(scope for scope in SCOPES if scope.name not in granted)
