"""The settings of Discord: each with its meaning and default."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from esor_bot.errors import UsageError
from esor_bot.settings import PREFIX, Given, given, names, read

DISCORD_PREFIX = f"{PREFIX}DISCORD_"
DISCORD_API = "https://discord.com/api/v10"

_ID = re.compile(r"\d{5,20}")


def _address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https", "ws", "wss"} or not parts.hostname):
        raise ValueError("has to be an address that begins with https:// or wss://")
    return text.rstrip("/")


def _id(text: str) -> str:
    if text and not _ID.fullmatch(text):
        raise ValueError("has to be an id, a long number: developer mode of Discord shows it by “Copy ID”")
    return text


Id = Annotated[str, AfterValidator(_id)]


class DiscordSettings(Given):
    """What Discord needs: a bot token; and where the office is, and by which role somebody is of it."""

    model_config = SettingsConfigDict(
        env_prefix=DISCORD_PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    token: SecretStr = Field(
        SecretStr(""), description="Bot token of the Discord app. Discord is served where it is set."
    )
    office_channel: Id = Field("", description="Id of the channel or forum of the office: questions are shown there.")
    office_role: Id = Field(
        "", description="Id of the role of the office: whoever has it is of the office; nobody without it."
    )
    threads: bool = Field(True, description="Whether a mention in a channel is answered in a thread, or as a reply.")
    api_url: Annotated[str, AfterValidator(_address)] = Field(
        DISCORD_API, description="Base address of Discord's REST API, with its version."
    )
    gateway_url: Annotated[str, AfterValidator(_address)] = Field(
        "", description="Address of the gateway. Default: the one that the REST API names."
    )


def configured() -> bool:
    """Say whether Discord is to be served. Raises UsageError that names what is missing or wrong."""
    if not given(names(DiscordSettings)):
        return False
    settings = read(DiscordSettings)
    if not settings.token.get_secret_value():
        raise UsageError(f"{DISCORD_PREFIX}TOKEN is missing: without it nothing can be said on Discord")
    return True
