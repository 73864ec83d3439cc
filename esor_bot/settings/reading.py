"""Reading the settings, and listing them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from dotenv import dotenv_values
from pydantic import ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource

from esor_bot.errors import UsageError
from esor_bot.settings.fields import ENV_FILE, PREFIX, Settings

_Kind = TypeVar("_Kind", bound=BaseSettings)
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
    return read(Settings)


def read(kind: type[_Kind]) -> _Kind:
    """Read settings of a kind, those of an adapter for instance. Raises UsageError as `load` does."""
    settings, wrong = _read(kind)
    if settings is None:
        raise UsageError("\n".join(f"{name} {why}" for name, why in wrong.items()))
    return settings


def given(names: Iterable[str]) -> bool:
    """Say whether one of these is set to something, in the environment or the file, whatever it is."""
    wanted = {name.upper() for name in names}
    return any(name in wanted for name in _set())


def begun(prefix: str) -> bool:
    """Say whether something is set whose name begins so, in the environment or the file, whatever it is."""
    return any(name.startswith(prefix.upper()) for name in _set())


def names(kind: type[BaseSettings]) -> tuple[str, ...]:
    """Return the names of the settings of a kind, as an operator writes them."""
    return tuple(_name(kind, field) for field in kind.model_fields)


def listed(*kinds: type[BaseSettings]) -> Iterator[Listed]:
    """Yield every setting, ours and then those of other kinds, with what was given for it and what is wrong with it."""
    meaning = "File with lines like NAME=value; what is set in the environment comes before it."
    yield Listed(ENV_FILE, meaning, "", str(_file() or ""))
    yield from _listed(Settings)
    for kind in kinds:
        yield from _listed(kind)


def _listed(kind: type[BaseSettings]) -> Iterator[Listed]:
    _settings, wrong = _read(kind)
    found = {**DotEnvSettingsSource(kind, env_file=_file())(), **EnvSettingsSource(kind)()}
    for field, told in kind.model_fields.items():
        name, value = _name(kind, field), str(found.get(field, "")).strip()
        hidden = value and _PASSWORD.search(f"{field}={value}")
        shown = "(set; not shown, for it may hold a password)" if hidden else value
        yield Listed(name, told.description or "", _plain(told.default), shown, wrong.get(name, ""))


def _plain(default: object) -> str:
    if default is None:
        return ""
    return f"{default:g}" if isinstance(default, float) else str(default)


def _name(kind: type[BaseSettings], field: str) -> str:
    return f"{kind.model_config.get('env_prefix', PREFIX)}{field}".upper()


def _set() -> Iterator[str]:
    """Yield the names, in capitals, of what is set to something."""
    file = _file()
    known = {**(dotenv_values(file) if file else {}), **os.environ}
    return (name.upper() for name, value in known.items() if (value or "").strip())


def _file() -> Path | None:
    file = os.environ.get(ENV_FILE) or None
    if file is not None and not Path(file).is_file():
        raise UsageError(f"{ENV_FILE} names a file that is not there: {file}")
    return None if file is None else Path(file)


def _read(kind: type[_Kind]) -> tuple[_Kind | None, dict[str, str]]:
    """Return the settings, or by name what is wrong with each that makes no sense."""
    where: dict[str, Any] = {"_env_file": _file()}
    try:
        return kind(**where), {}
    except ValidationError as error:
        found = {_name(kind, str(one["loc"][0])): one["msg"] for one in error.errors() if one["loc"]}
    return None, {name: why.removeprefix("Value error, ") for name, why in found.items()}
