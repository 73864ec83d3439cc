"""Reading the settings, and listing them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

from esor_bot.errors import UsageError
from esor_bot.settings.fields import ENV_FILE, PREFIX, Settings

_PASSWORD = re.compile(r"://.*:.*@|pass|secret|token", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A setting as an operator reads it: what was `given` ("" for nothing) is hidden where it may hold a password."""

    name: str
    meaning: str
    default: str
    given: str
    wrong: str = ""


def load() -> Settings:
    """Read the settings; those of the environment come before those of the file that ESOR_BOT_ENV_FILE names.

    Raises UsageError that names each setting that makes no sense, without its value: it may be a secret.
    """
    settings, wrong = _read()
    if settings is None:
        raise UsageError("\n".join(f"{name} {why}" for name, why in wrong.items()))
    return settings


def listed() -> Iterator[Listed]:
    """Yield every setting, with what was given for it and what is wrong with that."""
    file = _file()
    _settings, wrong = _read()
    meaning = "File with lines like NAME=value; what is set in the environment comes before it."
    yield Listed(ENV_FILE, meaning, "", str(file or ""))
    given = {**DotEnvSettingsSource(Settings, env_file=file)(), **EnvSettingsSource(Settings)()}
    for field, told in Settings.model_fields.items():
        name, value = f"{PREFIX}{field.upper()}", str(given.get(field, "")).strip()
        hidden = value and _PASSWORD.search(f"{field}={value}")
        shown = "(set; not shown, for it may hold a password)" if hidden else value
        yield Listed(name, told.description or "", _plain(told.default), shown, wrong.get(name, ""))


def _plain(default: object) -> str:
    return f"{default:g}" if isinstance(default, float) else str(default)


def _file() -> Path | None:
    file = os.environ.get(ENV_FILE) or None
    if file is not None and not Path(file).is_file():
        raise UsageError(f"{ENV_FILE} names a file that is not there: {file}")
    return None if file is None else Path(file)


def _read() -> tuple[Settings | None, dict[str, str]]:
    """Return the settings, or by name what is wrong with each that makes no sense."""
    given: dict[str, Any] = {"_env_file": _file()}
    try:
        return Settings(**given), {}
    except ValidationError as error:
        found = {f"{PREFIX}{str(one['loc'][0]).upper()}": one["msg"] for one in error.errors() if one["loc"]}
    return None, {name: why.removeprefix("Value error, ") for name, why in found.items()}
