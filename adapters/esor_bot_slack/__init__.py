"""esor-bot in Slack: payloads become the core's events, its answers become messages, views and files."""

from esor_bot_slack.adapter import ADAPTER

__all__ = ["ADAPTER"]
