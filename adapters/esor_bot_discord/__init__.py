"""esor-bot in Discord: payloads become the core's events, its answers become messages, forms and files."""

from esor_bot_discord.adapter import ADAPTER

__all__ = ["ADAPTER"]
