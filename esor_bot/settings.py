"""The settings of an operator, from the environment and a file of the same form; each with its meaning and default."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from esor_bot.errors import UsageError

PREFIX = "ESOR_BOT_"
ENV_FILE = f"{PREFIX}ENV_FILE"


class Settings(BaseSettings):
    """What an operator can set: the name of each field in capitals, behind ESOR_BOT_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _trimmed(cls, given: Any) -> Any:  # noqa: ANN401 - whatever came from outside
        """Take off the space around what was set; what is then empty is not set."""
        trimmed = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
        return {name: value for name, value in trimmed.items() if value != ""}

    database_url: str = Field("", description="Address of the database. Default: a file in the user's data folder.")
    tally: bool = Field(True, description="Whether questions are counted (on), so that the office has statistics.")


def load() -> Settings:
    """Read the settings; those of the environment come before those of the file that ESOR_BOT_ENV_FILE names.

    Raises UsageError that names each setting that makes no sense, without its value: it may be a secret.
    """
    file = os.environ.get(ENV_FILE) or None
    if file is not None and not Path(file).is_file():
        raise UsageError(f"{ENV_FILE} names a file that is not there: {file}")
    given: dict[str, Any] = {"_env_file": file}
    try:
        return Settings(**given)
    except ValidationError as error:
        wrong = [f"{PREFIX}{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors() if one["loc"]]
    raise UsageError("\n".join(wrong))
