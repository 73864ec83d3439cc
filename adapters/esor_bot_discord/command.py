"""`esor-bot discord`: what an operator needs to set the app up."""

from __future__ import annotations

import asyncio

import click

from esor_bot.errors import UsageError
from esor_bot.settings import read
from esor_bot_discord.invitation import invitation
from esor_bot_discord.settings import DISCORD_PREFIX, DiscordSettings

_HOW = "--app ID (General Information, Application ID)"


@click.group("discord")
def discord() -> None:
    """Set the Discord app up."""


@discord.command()
@click.option("--app", metavar="ID", default="", help="The app's id. Default: Discord is asked, by the token.")
def invite(app: str) -> None:
    """Print the address that invites the bot, and what it asks for, each permission with its reason."""
    click.echo(invitation(app or asyncio.run(_asked())), nl=False)


async def _asked() -> str:
    """Return the app's id as Discord tells it by the token."""
    settings = read(DiscordSettings)
    token = settings.token.get_secret_value()
    if not token:
        raise UsageError(f"set {DISCORD_PREFIX}TOKEN, or give {_HOW}")
    import aiohttp

    from esor_bot.serving.examining import Unreachable
    from esor_bot_discord.asking import ask

    async with aiohttp.ClientSession(trust_env=True) as session:
        try:
            told = await ask(session, settings.api_url, "/applications/@me", token)
        except Unreachable as error:
            raise UsageError(f"Discord can't be reached: {error}. Give {_HOW}") from None
    if told.error:
        raise UsageError(f"Discord refuses the token in {DISCORD_PREFIX}TOKEN: {told.error}. Give {_HOW}")
    return str(told.body["id"])
