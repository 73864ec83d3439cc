"""Days on which the office does not work: a country's public holidays, days and spans of days, or a file of these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

_CODE = re.compile(r"([A-Za-z]{2})(?:[-/]([A-Za-z0-9]{1,4}))?")
_DAY = r"\d{4}-\d{2}-\d{2}"
_SPAN = re.compile(rf"({_DAY})(?:\s*(?:\.\.|to|[\u2010-\u2015])\s*({_DAY}))?")
_NONE = {"none", "off", "no"}
_LONGEST = timedelta(days=366)
RIGHT = "a country such as AT or DE-BY, days such as 2030-12-24 or 2030-12-24..2031-01-06, or a file with one a line"


@dataclass(frozen=True, slots=True)
class Holidays:
    """Holds a day if it is a public holiday of one of the countries (with its region or ""), or in one of the spans."""

    countries: tuple[tuple[str, str], ...] = ()
    spans: tuple[tuple[date, date], ...] = ()

    def __contains__(self, day: object) -> bool:
        """Say whether a day is free."""
        if not isinstance(day, date):
            return False
        if any(first <= day <= last for first, last in self.spans):
            return True
        return any(day in _public(country, region, day.year) for country, region in self.countries)


def read_holidays(text: str) -> Holidays:
    """Read holidays as people write them, with commas between. Raises ValueError that names what can't be read."""
    countries: list[tuple[str, str]] = []
    spans: list[tuple[date, date]] = []
    for item in _items(text):
        span, code = _SPAN.fullmatch(item), _CODE.fullmatch(item)
        if span is not None:
            spans.append(_span(item, span[1], span[2] or span[1]))
        elif code is not None:
            countries.append(_country(item, code[1].upper(), (code[2] or "").upper()))
        else:
            raise ValueError(f"{item!r} is no holiday, and no file that can be read")
    return Holidays(tuple(dict.fromkeys(countries)), tuple(spans))


def _items(text: str) -> Iterator[str]:
    """Yield what stands between the commas, and the lines of files that are named there."""
    for part in re.split(r"[,;\n]", text):
        item = part.strip()
        if item.lower() in _NONE or not item:
            continue
        lines = None if _SPAN.fullmatch(item) or _CODE.fullmatch(item) else _lines(Path(item).expanduser())
        yield from [item] if lines is None else lines


def _lines(file: Path) -> list[str] | None:
    """Return the lines of a file, without what stands behind a #; None where it can't be read."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        return None
    return [line for line in (each.split("#")[0].strip(" \t,;") for each in lines) if line]


def _span(item: str, first: str, last: str) -> tuple[date, date]:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise ValueError(f"{item!r} has a day that is in no calendar") from None
    if not start <= end <= start + _LONGEST:
        raise ValueError(f"{item!r} ends before it begins, or lasts longer than a year")
    return start, end


def _country(item: str, country: str, region: str) -> tuple[str, str]:
    try:
        _public(country, region, 2030)
    except RuntimeError:  # that is how the library says so
        raise ValueError(f"of {item!r} no public holidays are known") from None
    return country, region


@cache
def _public(country: str, region: str, year: int) -> frozenset[date]:
    """Return the public holidays of a year. Raises RuntimeError for a country or region that is not known."""
    from holidays import country_holidays  # it takes its time, and only the desk needs it

    return frozenset(country_holidays(country, region or None, years=year, expand=False))
