"""Finds moments and lengths of time in a message: "June 2019", "two and a half years ago", "01/12/2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from esor_bot.eligibility.message import Message
from esor_bot.eligibility.when import When, month_span

_YEAR = re.compile(r"(19[5-9]\d|20[0-4]\d)$")
_DAY = re.compile(r"(\d{1,2})(st|nd|rd|th|er|e|o|a)?$")
_ORDINAL = re.compile(r"(\d{1,2})(st|nd|rd|th|e|eme|o|a)$")
_GLUED = re.compile(r"(\d{1,2})(y|yr|yrs|ys|year|years|m|mo|months)$")
_HALVES = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "winter": (1, 12)}
_ORDINAL_WORDS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "dritten": 3, "vierten": 4}


@dataclass(frozen=True, slots=True)
class Time:
    """A moment (`when`) or a length in months, and where it stands.

    `marker` says how a length is meant: "ago", "lasting", "after", "ordinal" or "plain".
    """

    start: int
    end: int
    when: When | None = None
    months: float | None = None
    marker: str = ""
    bound: str = ""


def read_times(message: Message) -> tuple[Time, ...]:
    """Return the moments and lengths of a message in the order in which they stand."""
    found: list[Time] = []
    index = 0
    relative = {time.start: time for time in _relative(message)}
    while index < len(message.tokens):
        time = relative.get(index) or _absolute(message, index) or _length(message, index)
        if time is None:
            index += 1
            continue
        found.append(_qualified(message, time))
        index = max(time.end, index + 1)
    return tuple(found)


def _relative(message: Message) -> Iterator[Time]:
    for concept, shift in (("last_year", -1), ("this_year", 0), ("next_year", 1), ("year_before_last", -2)):
        for hit in message.of(concept):
            yield Time(hit.start, hit.end, When(calendar_year=shift))
    for concept, newest, oldest in (
        ("last_month", 0.0, 2.0),
        ("next_month", -2.0, 0.0),
        ("last_week", 0.0, 1.0),
    ):
        for hit in message.of(concept):
            yield Time(hit.start, hit.end, When(newest=newest, oldest=oldest))


def _absolute(message: Message, index: int) -> Time | None:
    token = message.tokens[index]
    if token.kind == "date":
        when = parse_date(token.text)
        return Time(index, index + 1, when) if when else None
    return _day_month_year(message, index) or _month_first(message, index) or _year(message, index)


def parse_date(text: str) -> When | None:
    """Read a date in figures; where day and month may be swapped, both readings are kept."""
    parts = [int(part) for part in re.split(r"[./-]", text)]
    if len(parts) == 2:
        month, year = parts if parts[0] < 1000 else (parts[1], parts[0])
        if 1 <= month <= 12 and 1950 <= year < 2050 and not (parts[0] > 1000 and month == (year + 1) % 100):
            return When(*month_span(year, month))
        return When(date(parts[0], 1, 1), date(parts[0] + 1, 12, 31)) if 1950 <= parts[0] < 2050 else None
    if parts[0] > 31:
        return _one(parts[0], parts[1], parts[2])
    year = parts[2] + (2000 if parts[2] < 50 else 1900) if parts[2] < 100 else parts[2]
    usual, other = _one(year, parts[1], parts[0]), _one(year, parts[0], parts[1])
    if usual and other and usual != other and "." not in text and other.first and other.last:
        return replace(usual, other=(other.first, other.last))
    return usual or other


def _one(year: int, month: int, day: int) -> When | None:
    try:
        told = date(year, month, day)
    except ValueError:
        return None
    return When(told, told)


def _day_month_year(message: Message, index: int) -> Time | None:
    day = _DAY.match(message.word(index))
    if not day or not 1 <= int(day.group(1)) <= 31:
        return None
    at = index + 1
    while message.word(at) in message.some("of") or message.word(at) == "-":
        at += 1
    month = message.lexicon.months.get(message.word(at))
    if month is None:
        return None
    end, year = _following_year(message, at + 1)
    if year is None:
        return Time(index, at + 1, When(month=month))
    when = _one(year, month, int(day.group(1)))
    return Time(index, end, when) if when else None


def _following_year(message: Message, at: int) -> tuple[int, int | None]:
    while message.word(at) in message.some("of") or message.word(at) in {",", "-", "/"}:
        at += 1
    word = message.word(at)
    if _YEAR.match(word):
        return at + 1, int(word)
    if word.startswith("'") and word[1:].isdigit():
        return at + 1, 2000 + int(word[1:]) if int(word[1:]) < 50 else 1900 + int(word[1:])
    return at, None


def _month_first(message: Message, index: int) -> Time | None:
    word = message.word(index)
    month = message.lexicon.months.get(word)
    if month is None:
        return None
    end, year = _following_year(message, index + 1)
    if year is not None:
        return Time(index, end, _shaped(message, index, When(*month_span(year, month))))
    day = _DAY.match(message.word(index + 1))
    if day and 1 <= int(day.group(1)) <= 31:
        end, year = _following_year(message, index + 2)
        if year is not None:
            when = _one(year, month, int(day.group(1)))
            return Time(index, end, when) if when else None
        return Time(index, index + 2, When(month=month))
    before = message.word(index - 1)
    if word in message.some("doubtful_months") and before not in message.some("before_month"):
        return None
    return Time(index, index + 1, When(month=month))


def _year(message: Message, index: int) -> Time | None:
    word = message.word(index)
    if word.startswith("'") and word[1:].isdigit():
        word = "20" + word[1:]
    if not _YEAR.match(word):
        return None
    year = int(word)
    return Time(index, index + 1, _shaped(message, index, When(date(year, 1, 1), date(year, 12, 31))))


def _shaped(message: Message, index: int, when: When) -> When:
    """Narrow a year by "early", "end of", a season; a month stays as it is."""
    if when.first is None or when.last is None or (when.last - when.first).days < 300:
        return when
    year = when.first.year
    bounds = {"early": (1, 6), "late": (7, 12), "middle": (4, 9), **_HALVES}
    for concept, (first, last) in bounds.items():
        for hit in message.of(concept):
            if 0 <= index - hit.end <= 1 and hit.start < index:
                said = f"{message.words(hit)} {year}" if concept in _HALVES else ""
                return When(month_span(year, first)[0], month_span(year, last)[1], said=said)
    return when


def _length(message: Message, index: int) -> Time | None:
    number, end = _number(message, index)
    if number is None:
        return _ordinal(message, index)
    half = next((hit for hit in message.of("half") if hit.start == end), None)
    if half:
        number, end = number + 0.5, half.end
    glued = _GLUED.match(message.word(index))
    unit = _unit(message, end)
    if glued:
        unit = 1.0 if glued.group(2).startswith("m") else 12.0
    elif unit is None:
        return None
    else:
        end += 1
    if half is None and (late := next((hit for hit in message.of("half") if hit.start == end), None)):
        number, end = number + 0.5, late.end
    months = number * (unit or 1.0)
    more, end = _and_months(message, end) if months % 12 == 0 else (0.0, end)
    months += more
    return Time(index, end, months=months, marker=_marker(message, index, end))


def _and_months(message: Message, index: int) -> tuple[float, int]:
    """ "Three years and eight months": the months behind the years."""
    at = index + 1 if message.word(index) in message.some("joining") else index
    if at >= len(message.tokens):
        return 0.0, index
    number, end = _number(message, at)
    return (number, end + 1) if number is not None and _unit(message, end) == 1.0 else (0.0, index)


def _number(message: Message, index: int) -> tuple[float | None, int]:
    token = message.tokens[index]
    if token.kind == "number":
        return float(token.text.replace(",", ".")), index + 1
    glued = _GLUED.match(token.text)
    if glued:
        return float(glued.group(1)), index + 1
    if token.text.isdigit() and len(token.text) <= 2:
        return float(token.text), index + 1
    if token.text in message.some("one_and_a_half"):
        return 1.5, index + 1
    number = message.lexicon.numbers.get(token.text)
    return (number, index + 1) if number is not None else (None, index)


def _unit(message: Message, index: int) -> float | None:
    for concept, months in (("year_word", 12.0), ("month_word", 1.0), ("week_word", 0.23)):
        if any(hit.start == index for hit in message.of(concept)):
            return months
    return None


def _ordinal(message: Message, index: int) -> Time | None:
    word = message.word(index)
    match = _ORDINAL.match(word)
    number = int(match.group(1)) if match else _ORDINAL_WORDS.get(word)
    if number is None or _unit(message, index + 1) != 12.0:
        return None
    return Time(index, index + 2, months=number * 12.0, marker="ordinal")


def _marker(message: Message, start: int, end: int) -> str:
    skipped = _before_qualifier(message, start)
    near = {"ago": "ago", "lasting": "lasting", "after_event": "after"}
    if any(hit.start == end for hit in message.of("ago")) and message.word(end) != "vor":
        return "ago"
    for index in (start, skipped):
        for concept, marker in near.items():
            if concept != "after_event" and any(hit.end == index for hit in message.of(concept)):
                return marker
    if any(0 <= hit.start - end <= 1 for hit in message.of("after_event", "since")):
        return "after"
    return "ahead" if message.word(start - 1) in message.some("ahead") else "plain"


def _qualifier(message: Message, start: int) -> str:
    for concept in ("over", "under", "almost", "about", "exactly"):
        if any(0 <= start - hit.end <= 1 and hit.start < start for hit in message.of(concept)):
            return concept
    return ""


def _before_qualifier(message: Message, start: int) -> int:
    begun = [
        hit.start
        for hit in message.of("over", "under", "almost", "about", "exactly")
        if 0 <= start - hit.end <= 1 and hit.start < start
    ]
    return min(begun, default=start)


def _qualified(message: Message, time: Time) -> Time:
    """Turn a length into a moment counted back from today; note "before 2020" and "after 2019"."""
    if time.when is not None:
        return replace(time, bound=_bound(message, time.start))
    if time.months is None or time.marker == "plain":
        return replace(time, bound=_qualifier(message, time.start))
    newest, oldest = _reach(time.months, _qualifier(message, time.start), time.marker)
    if time.marker == "ahead":
        newest, oldest = -time.months - 2, -time.months + 2
    return replace(time, when=When(newest=newest, oldest=oldest))


def _reach(months: float, qualifier: str, marker: str) -> tuple[float, float]:
    """How many months ago at the latest and at the earliest; people round."""
    coarse = months >= 12 and months % 12 == 0
    if marker == "ordinal":
        return months - 12, months
    if qualifier == "over":
        return months + 0.2, months + (11 if coarse else 3)
    if qualifier == "under":
        return 0.0, months
    if qualifier == "almost":
        return max(0.0, months - (4 if coarse else 2)), months
    if qualifier == "exactly":
        return months - 0.2, months + 0.2
    return (max(0.0, months - 6), months + 2) if coarse else (max(0.0, months - 1), months + 1)


def _bound(message: Message, start: int) -> str:
    for concept in ("before", "after"):
        if any(0 <= start - hit.end <= 1 and hit.start < start for hit in message.of(concept)):
            return concept
    return ""
