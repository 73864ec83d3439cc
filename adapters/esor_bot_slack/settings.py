"""The settings of Slack: each with its meaning and default."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from esor_bot.errors import UsageError
from esor_bot.settings import PREFIX, Given, given, names, read

SLACK_PREFIX = f"{PREFIX}SLACK_"
SLACK_API = "https://slack.com/api/"

_LAST_PORT = 65_535
_CHANNEL = re.compile(r"[CG][A-Z0-9]{5,}")


def _port(value: object) -> int | None:
    if value is None:
        return None
    if not str(value).isdecimal() or int(str(value)) > _LAST_PORT:
        raise ValueError(f"has to be the number of a port, up to {_LAST_PORT}")
    return int(str(value))


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("has to be an address that begins with https:// or http://")
    return text if text.endswith("/") else f"{text}/"


def _channel(text: str) -> str:
    if text and not _CHANNEL.fullmatch(text):
        raise ValueError("has to be the id of a channel, such as C0123456789: it stands at the end of its details")
    return text


def _beginning(start: str) -> AfterValidator:
    def check(secret: SecretStr) -> SecretStr:
        if secret.get_secret_value() and not secret.get_secret_value().startswith(start):
            raise ValueError(f"has to begin with {start}")
        return secret

    return AfterValidator(check)


class SlackSettings(Given):
    """What Slack needs: a bot token, and either an app token (Socket Mode) or a signing secret and a port (HTTP)."""

    model_config = SettingsConfigDict(
        env_prefix=SLACK_PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    token: Annotated[SecretStr, _beginning("xoxb-")] = Field(
        SecretStr(""), description="Bot token of the Slack app (xoxb-…). Slack is served where it is set."
    )
    app_token: Annotated[SecretStr, _beginning("xapp-")] = Field(
        SecretStr(""), description="App token (xapp-…), for Socket Mode: no address of this machine has to be public."
    )
    signing_secret: SecretStr = Field(
        SecretStr(""), description="Signing secret of the Slack app, for HTTP: what Slack sends is verified with it."
    )
    port: Annotated[int | None, BeforeValidator(_port)] = Field(
        None, description="Port at which Slack's requests are heard (POST /slack/events), in place of Socket Mode."
    )
    host: str = Field("0.0.0.0", description="Address of this machine at which that port is open.")
    office_channel: Annotated[str, AfterValidator(_channel)] = Field(
        "", description="Id of the channel of the office (C…): its members are the office, questions are shown there."
    )
    api_url: Annotated[str, AfterValidator(_address)] = Field(SLACK_API, description="Base address of Slack's Web API.")

    @property
    def by_socket(self) -> bool:
        """Say whether Socket Mode is used."""
        return bool(self.app_token.get_secret_value())

    @property
    def api_host(self) -> str:
        """The host of the Web API."""
        return urlsplit(self.api_url).hostname or ""


def configured() -> bool:
    """Say whether Slack is to be served. Raises UsageError that names each setting that is missing or wrong."""
    if not given(names(SlackSettings)):
        return False
    settings = read(SlackSettings)
    wanted = {
        "TOKEN": settings.token.get_secret_value(),
        "SIGNING_SECRET": settings.by_socket or settings.signing_secret.get_secret_value(),
        "PORT": settings.by_socket or settings.port is not None,
    }
    missing = [f"{SLACK_PREFIX}{name}" for name, value in wanted.items() if not value]
    if not settings.token.get_secret_value():
        raise UsageError(f"{SLACK_PREFIX}TOKEN is missing: without it nothing can be said on Slack")
    if missing:
        raise UsageError(
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing: "
            f"set {SLACK_PREFIX}APP_TOKEN for Socket Mode, or these for HTTP"
        )
    return True
