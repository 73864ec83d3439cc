"""The settings of an operator, from the environment and a file of the same form; each with its meaning and default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self, TypeAlias

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from esor_bot.domain.keeping import DAYS, LEAST, Kind
from esor_bot.errors import UsageError

PREFIX = "ESOR_BOT_"
ENV_FILE = f"{PREFIX}ENV_FILE"
FOREVER = "forever"

_WHY_LEAST = {
    Kind.CASES: "for so long whoever asked can write back",
    Kind.DELIVERED: "what is gone could be sent a second time",
    Kind.GIVEN_UP: "what is gone could be sent a second time",
    Kind.EVENTS: "platforms repeat themselves for hours",
}


def _read_days(given: object) -> int | None:
    """Read a number of days, 0 included, or "forever"."""
    if given is None or (isinstance(given, str) and given.casefold() == FOREVER):
        return None
    text = str(given)
    if not text.isdecimal() or len(text) > 5:
        raise ValueError(f"a number of days, 0 to delete in the next night, or {FOREVER}")
    return int(text)


def _days(kind: Kind, what: str) -> Any:  # noqa: ANN401 - a field of whatever type it stands before
    return Field(DAYS[kind], description=f"{what}: kept for so many days, or {FOREVER}. Default: {DAYS[kind]}.")


Days: TypeAlias = Annotated[int | None, BeforeValidator(_read_days)]
"""A number of days, None for ever."""


class Settings(BaseSettings):
    """What an operator can set: the name of each field in capitals, behind ESOR_BOT_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _trimmed(cls, given: Any) -> Any:  # noqa: ANN401 - whatever came from outside
        """Take off the space around what was set; what is then empty is not set."""
        trimmed = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
        return {name: value for name, value in trimmed.items() if value != ""}

    keep_cases: Days = _days(Kind.CASES, "Questions to the office with all that was said, after the last word on them")
    keep_delivered: Days = _days(Kind.DELIVERED, "Messages that were delivered")
    keep_given_up: Days = _days(Kind.GIVEN_UP, "Messages that could not be delivered")
    keep_texts: Days = _days(Kind.TEXTS, "What was asked without finding an answer, and who asked what")
    keep_counts: Days = _days(Kind.COUNTS, "That something was asked, without words and names")
    keep_events: Days = _days(Kind.EVENTS, "Names of what platforms reported, so that nothing is done twice")
    keep_receipts: Days = _days(Kind.RECEIPTS, "That somebody's data were deleted, not whose")
    database_url: str = Field("", description="Address of the database. Default: a file in the user's data folder.")

    @model_validator(mode="after")
    def _long_enough(self) -> Self:
        """Refuse what would break a promise made elsewhere."""
        for kind, least in LEAST.items():
            days = self.keep[kind]
            if days is not None and days < least:
                raise ValueError(f"{PREFIX}KEEP_{kind.upper()}: at least {least} days, not {days}: {_WHY_LEAST[kind]}")
        return self

    @property
    def keep(self) -> Mapping[Kind, int | None]:
        """For how many days each kind is kept, None for ever."""
        return {kind: getattr(self, f"keep_{kind}") for kind in Kind}


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
        wrong = [_wrong(str(one["loc"][0]) if one["loc"] else "", one["msg"]) for one in error.errors()]
    raise UsageError("\n".join(wrong))


def _wrong(name: str, message: str) -> str:
    """Say what is wrong with a setting; without a name the message has it."""
    told = message.removeprefix("Value error, ")
    return f"{PREFIX}{name.upper()}: {told}" if name else told
