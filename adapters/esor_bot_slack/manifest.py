"""The app manifest: what an operator pastes into Slack, and Slack makes the app of it.

Keys and limits are those of docs.slack.dev/reference/app-manifest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from esor_bot.errors import UsageError
from esor_bot_slack.inbound import COMMAND, OFFICE_COMMAND, SHORTCUT
from esor_bot_slack.scopes import SCOPES

NAME = "ESOR bot"
PATH = "/slack/events"

_DESCRIPTION = "Answers questions about ESOR fellowships with the wording of the official page, or asks the office."
_LONG = (
    "Ask in your own words and get the rule of the official page, its wording and where it stands; or be told that the"
    " page does not say, with the way to the ESOR Office in one press. It checks an application PDF before you send"
    " it. It reads only what is addressed to it. Only the office decides."
)
_AGENT = "Questions about ESOR fellowships: dates, documents, conditions, and the way to the office."
_PROMPTS = (
    ("Deadline", "When is the deadline?"),
    ("Documents", "Which documents do I need?"),
    ("Conditions", "Who can apply?"),
)
_COMMANDS = (
    (
        COMMAND,
        "Ask about the fellowships; only you see the reply",
        "ask your question | check | eligibility | deadline | documents | office | cases | privacy | forget-me | help",
    ),
    (
        OFFICE_COMMAND,
        "For the office: its questions, and what they say",
        "list | search words | show #12 | stats | digest | silent | promote #12 | help",
    ),
)
_EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "file_shared",
    "member_joined_channel",
    "member_left_channel",
    "message.im",
    "tokens_revoked",
)
_OF_THE_OLD_VIEW = ("assistant_thread_context_changed", "assistant_thread_started")


def manifest(url: str = "", *, old_view: bool = False) -> Mapping[str, Any]:
    """Return the manifest: for Socket Mode, or for HTTP at an address that Slack reaches.

    `old_view`: with the assistant's conversation as it was until June 2026, in place of the agent's.
    Raises UsageError where the address is none that Slack accepts.
    """
    at = {"request_url": _checked(url)} if url else {}
    return {
        "display_information": {"name": NAME, "description": _DESCRIPTION, "long_description": _LONG},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "esor", "always_online": True},
            "shortcuts": [
                {
                    "name": "Answer this",
                    "type": "message",
                    "callback_id": SHORTCUT,
                    "description": "Answers this message from the official page; only you see the reply",
                }
            ],
            "slash_commands": [_command(*one, url) for one in _COMMANDS],
            **_view(old_view),
        },
        "oauth_config": {"scopes": {"bot": [scope.name for scope in SCOPES]}},
        "settings": {
            "event_subscriptions": {**at, "bot_events": [*_EVENTS, *(_OF_THE_OLD_VIEW if old_view else ())]},
            "interactivity": {"is_enabled": True, **at},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(made: Mapping[str, Any]) -> str:
    """Write a manifest as YAML, each scope with its reason beside it."""
    text = yaml.safe_dump(dict(made), sort_keys=False, allow_unicode=True, width=1000)
    for scope in SCOPES:
        line = re.compile(rf"^( *- {re.escape(scope.name)})$", re.MULTILINE)
        text = line.sub(rf"\1  # {scope.why}", text)
    return text


def as_json(made: Mapping[str, Any]) -> str:
    """Write a manifest as JSON, which has no room for reasons."""
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _command(command: str, description: str, hint: str, url: str) -> Mapping[str, Any]:
    at = {"url": url} if url else {}
    return {"command": command, "description": description, "usage_hint": hint, "should_escape": False, **at}


def _view(old: bool) -> Mapping[str, Any]:
    prompts = [{"title": title, "message": message} for title, message in _PROMPTS]
    if old:
        return {"assistant_view": {"assistant_description": _AGENT, "suggested_prompts": prompts}}
    return {"agent_view": {"agent_description": _AGENT, "suggested_prompts": prompts}}


def _checked(url: str) -> str:
    if not re.fullmatch(rf"https://[^/\s]+(/\S*)?{PATH}", url):
        raise UsageError(f"the address has to be one that Slack reaches, https://your.host{PATH}")
    return url
