"""The manifest: what Slack accepts, nothing more than is needed, and a reason for each permission."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from esor_bot.errors import UsageError
from esor_bot_slack.command import slack
from esor_bot_slack.manifest import as_json, as_yaml, manifest
from esor_bot_slack.scopes import SCOPES

URL = "https://bot.example.org/slack/events"
GUIDE = Path(__file__).resolve().parents[3] / "docs" / "slack.md"

# The scopes that docs.slack.dev names for each event.
NEEDED = {
    "app_mention": "app_mentions:read",
    "file_shared": "files:read",
    "message.im": "im:history",
    "member_joined_channel": "channels:read",
    "member_left_channel": "groups:read",
}
LONGEST = {
    ("display_information", "name"): 35,
    ("display_information", "description"): 140,
    ("display_information", "long_description"): 4000,
    ("features", "bot_user", "display_name"): 80,
    ("features", "shortcuts", "name"): 24,
    ("features", "shortcuts", "description"): 150,
    ("features", "slash_commands", "command"): 32,
    ("features", "slash_commands", "description"): 2000,
    ("features", "slash_commands", "usage_hint"): 1000,
}


def texts(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:  # noqa: ANN401 - any JSON
    """Yield every text of a manifest with the keys that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, path)
    elif isinstance(value, str):
        yield path, value


@pytest.mark.parametrize("url", ["", URL])
@pytest.mark.parametrize("old_view", [False, True])
def test_it_keeps_to_what_slack_accepts(url: str, old_view: bool) -> None:
    """No text is longer than Slack's documents say, and the long description as long as it has to be."""
    made = manifest(url, old_view=old_view)

    assert [path for path, text in texts(made) if len(text) > LONGEST.get(path, 4000)] == []
    assert len(made["display_information"]["long_description"]) >= 174
    assert re.fullmatch(r"[a-z0-9._-]+", made["features"]["bot_user"]["display_name"])


def test_yaml_and_json_say_the_same() -> None:
    """The YAML reads as the same manifest as the JSON, with the reason beside every scope."""
    made = manifest()
    text = as_yaml(made)

    assert yaml.safe_load(text) == json.loads(as_json(made)) == made
    assert all(f"- {scope.name}  # {scope.why}\n" in text for scope in SCOPES)
    assert text.count("  # ") == len(SCOPES)


def test_nothing_more_is_asked_for() -> None:
    """Each scope has a reason of its own; every event has its scope, and no event tells what others say in channels."""
    made = manifest()
    asked = made["oauth_config"]["scopes"]["bot"]
    events = made["settings"]["event_subscriptions"]["bot_events"]

    assert len({scope.why for scope in SCOPES}) == len(asked) == len(set(asked))
    assert {NEEDED[event] for event in events if event in NEEDED} <= set(asked)
    assert not {"message.channels", "message.groups", "message.mpim"} & set(events)
    assert "user" not in made["oauth_config"]["scopes"]


def test_by_socket_no_address_is_named() -> None:
    """For Socket Mode it is switched on, and no address stands anywhere."""
    made = manifest()

    assert made["settings"]["socket_mode_enabled"] is True
    assert [text for _path, text in texts(made) if "://" in text] == []


def test_over_http_everything_goes_to_one_address() -> None:
    """For HTTP events, buttons and commands go to the address that was named, and Socket Mode is off."""
    made = manifest(URL)

    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == URL
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": URL}
    assert [one["url"] for one in made["features"]["slash_commands"]] == [URL, URL]


@pytest.mark.parametrize("url", ["http://bot.example.org/slack/events", "https://bot.example.org", "bot"])
def test_an_address_that_slack_refuses(url: str) -> None:
    """An address without https, or without the path that is served, is refused with what it has to be."""
    with pytest.raises(UsageError, match=r"https://your\.host/slack/events"):
        manifest(url)


def test_either_view_of_the_conversation() -> None:
    """New apps have the agent's view; the assistant's, with the events of its own, is there for those that have it."""
    new, old = manifest(), manifest(old_view=True)

    assert ("agent_view" in new["features"], "assistant_view" in new["features"]) == (True, False)
    assert ("agent_view" in old["features"], "assistant_view" in old["features"]) == (False, True)
    extra = {*old["settings"]["event_subscriptions"]["bot_events"]} - {
        *new["settings"]["event_subscriptions"]["bot_events"]
    }
    assert extra == {"assistant_thread_started", "assistant_thread_context_changed"}


def test_the_command_prints_it() -> None:
    """`esor-bot slack manifest` prints it, as YAML or as JSON."""
    run = CliRunner()

    assert run.invoke(slack, ["manifest"]).output == as_yaml(manifest())
    assert json.loads(run.invoke(slack, ["manifest", "--json", "--url", URL]).output) == manifest(URL)


def test_the_guide_explains_every_scope() -> None:
    """docs/slack.md names every scope with its reason, and shows the manifest as it is."""
    guide = GUIDE.read_text(encoding="utf-8")

    assert [scope.name for scope in SCOPES if f"| `{scope.name}` | {scope.why} | {scope.without} |" not in guide] == []
    assert as_yaml(manifest()) in guide
