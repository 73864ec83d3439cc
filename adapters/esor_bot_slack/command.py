"""`esor-bot slack`: what an operator needs to set the app up."""

from __future__ import annotations

import click

from esor_bot_slack.manifest import as_json, as_yaml
from esor_bot_slack.manifest import manifest as made


@click.group("slack")
def slack() -> None:
    """Set the Slack app up."""


@slack.command()
@click.option("--json", "as_object", is_flag=True, help="Print JSON, which has no room for the reasons.")
@click.option("--url", metavar="URL", default="", help="Let Slack call https://your.host/slack/events (HTTP).")
@click.option("--assistant-view", is_flag=True, help="With the assistant's view that new apps had until June 2026.")
def manifest(as_object: bool, url: str, assistant_view: bool) -> None:
    """Print the manifest to paste at api.slack.com/apps: what the app asks for, each scope with its reason."""
    told = made(url, old_view=assistant_view)
    click.echo(as_json(told) if as_object else as_yaml(told), nl=False)
