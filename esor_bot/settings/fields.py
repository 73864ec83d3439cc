"""The settings of an operator, from the environment and a file of the same form; each with its meaning and default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from esor_bot.domain.keeping import DAYS, LEAST, Kind
from esor_bot.domain.week import read_week

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
        raise ValueError(f"has to be a number of days, 0 to delete in the next night, or {FOREVER}")
    return int(text)


def _days(kind: Kind, what: str) -> Any:  # noqa: ANN401 - a field of whatever type it stands before
    return Field(DAYS[kind], description=f"{what}: kept for so many days, or {FOREVER}.")


Days: TypeAlias = Annotated[int | None, BeforeValidator(_read_days)]
"""A number of days, None for ever."""


_MOST_HOURS = 1000.0


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # names of folders, and of nothing
        raise ValueError("has to be a time zone by its city, such as Europe/Vienna") from None
    return name


def _week(text: str) -> str:
    try:
        read_week(text)
    except ValueError as error:
        raise ValueError(f"has to read like Mon-Thu 9:00-17:00, Fri 9:00-13:00; {error}") from None
    return text


def _hours(value: object) -> float:
    try:
        hours = float(str(value))
    except ValueError:
        hours = 0.0
    if not 0 < hours <= _MOST_HOURS:
        raise ValueError(f"has to be a number of office hours, above 0 and up to {_MOST_HOURS:g}")
    return hours


def _morning(text: str) -> str:
    if text.lower() not in {AT_OPENING, OFF}:
        raise ValueError(f'has to be "{AT_OPENING}" or "{OFF}"')
    return text.lower()


def _port(value: object) -> int | None:
    if value is None:
        return None
    if not str(value).isdecimal() or int(str(value)) > _LAST_PORT:
        raise ValueError(f"has to be the number of a port, up to {_LAST_PORT}")
    return int(str(value))


def _level(text: str) -> str:
    return _one_of(text, _LEVELS)


def _format(text: str) -> str:
    return _one_of(text, ("text", "json"))


def _one_of(text: str, words: Sequence[str]) -> str:
    if text.lower() not in words:
        raise ValueError(f"has to be {' or '.join(words)}")
    return text.lower()


_LAST_PORT = 65_535
_LEVELS = ("debug", "info", "warning", "error")

AT_OPENING = "at opening"
OFF = "off"
OfficeTime = Annotated[float, BeforeValidator(_hours)]


class Given(BaseSettings):
    """Settings from the environment: the name of each field in capitals, behind ESOR_BOT_. Adapters' are such, too."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _trimmed(cls, given: Any) -> Any:  # noqa: ANN401 - whatever came from outside
        """Take off the space around what was set; what is then empty is not set."""
        trimmed = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
        return {name: value for name, value in trimmed.items() if value != ""}


class Settings(Given):
    """What an operator can set, whatever platforms there are."""

    keep_cases: Days = _days(Kind.CASES, "Questions to the office with all that was said, after the last word on them")
    keep_delivered: Days = _days(Kind.DELIVERED, "Messages that were delivered")
    keep_given_up: Days = _days(Kind.GIVEN_UP, "Messages that could not be delivered")
    keep_texts: Days = _days(Kind.TEXTS, "What was asked without finding an answer, and who asked what")
    keep_counts: Days = _days(Kind.COUNTS, "That something was asked, without words and names")
    keep_events: Days = _days(Kind.EVENTS, "Names of what platforms reported, so that nothing is done twice")
    keep_receipts: Days = _days(Kind.RECEIPTS, "That somebody's data were deleted, not whose")
    database_url: str = Field("", description="Address of the database. Default: a file in the user's data folder.")
    tally: bool = Field(True, description="Whether questions are counted (on), so that the office has statistics.")
    office_people: str = Field(
        "",
        description="Who is of the office, with commas between: names at the terminal, ids of platforms (slack:T1:U2). "
        "Default: whoever can open the database.",
    )
    knowledge: str = Field("", description="Folder of knowledge to use in place of the shipped one.")

    office_zone: Annotated[str, AfterValidator(_zone)] = Field(
        "Europe/Vienna", description="Time zone of the office; its hours are on the clock there."
    )
    office_hours: Annotated[str, AfterValidator(_week)] = Field(
        "Mon-Fri 9:00-17:00", description="When the office works, such as Mon-Thu 9:00-17:00, Fri 9:00-13:00."
    )
    office_holidays: str = Field(
        "AT",
        description="When it does not: public holidays of a country or region (AT, DE-BY), days (2030-12-24), spans of"
        " days (2030-12-24..2031-01-06), or a file with one of these a line; commas between them. none: no holidays.",
    )
    office_answers_within: OfficeTime = Field(
        16.0, description="In how many office hours a question is answered, as a rule; who asks is told so."
    )
    office_remind_after: OfficeTime = Field(
        4.0, description="After how many office hours the office is reminded of a question that nobody has taken."
    )
    office_digest: Annotated[str, AfterValidator(_morning)] = Field(
        AT_OPENING, description=f'When the office gets its overview of each office day: "{AT_OPENING}" or "{OFF}".'
    )

    health_port: Annotated[int | None, BeforeValidator(_port)] = Field(
        None, description="Port on which GET /live, /ready and /metrics are answered while it serves. Default: none."
    )
    health_host: str = Field("127.0.0.1", description="Address of this machine at which that port is open.")
    log_level: Annotated[str, AfterValidator(_level)] = Field(
        "info", description=f"What is logged while it serves: {', '.join(_LEVELS)}, each with what is worse."
    )
    log_format: Annotated[str, AfterValidator(_format)] = Field(
        "text", description="How it is logged: text (key=value) or json (an object a line)."
    )

    @field_validator(*(f"keep_{kind}" for kind in Kind))
    @classmethod
    def _long_enough(cls, days: int | None, info: ValidationInfo) -> int | None:
        """Refuse what would break a promise made elsewhere."""
        kind = Kind(str(info.field_name).removeprefix("keep_"))
        least = LEAST.get(kind, 0)
        if days is not None and days < least:
            raise ValueError(f"has to be at least {least} days, not {days}: {_WHY_LEAST[kind]}")
        return days

    @property
    def keep(self) -> Mapping[Kind, int | None]:
        """For how many days each kind is kept, None for ever."""
        return {kind: getattr(self, f"keep_{kind}") for kind in Kind}
