"""Facts rendered into text: dates, money, counts and durations as people write them, in one place.

A template holds names in braces: "The grant is {grant} for the {duration}." Beside the facts of the cycle these
names are built in: {title}, {cycle}, {address}, {document_list}, {document_count}, {today}
and {days_left} ("" or "; from today that is 9 more days").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from esor_bot.domain.programme import Cycle, Duration, Fact, FactValue, Money, Phase, Programme, Status

BUILT_IN = frozenset({"title", "cycle", "address", "document_list", "document_count", "days_left", "today"})
_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = ("January February March April May June July August September October November December").split()


def names(text: str) -> Iterator[str]:
    """Yield the names that a template refers to."""
    return (match.group(1) for match in _NAME.finditer(text))


def day(value: date) -> str:
    """Write a date: 20 May 2031."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def money(value: Money) -> str:
    """Write an amount: €5,000."""
    amount = f"{value.amount:,.2f}".removesuffix(".00")
    symbol = _SYMBOLS.get(value.currency)
    return f"{symbol}{amount}" if symbol else f"{amount} {value.currency}"


def duration(value: Duration) -> str:
    """Write a length of time: 6 months, 1 year."""
    return f"{value.number} {value.unit.removesuffix('s') if value.number == 1 else value.unit}"


def written(value: FactValue) -> str:
    """Write any value of a fact as people write it."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Money):
        return money(value)
    if isinstance(value, Duration):
        return duration(value)
    if isinstance(value, tuple):
        return f"{', '.join(value[:-1])} and {value[-1]}" if len(value) > 1 else "".join(value)
    return "" if value is None else str(value)


def unknown_fact(text: str, cycle: Cycle) -> Fact | None:
    """Return the first fact in a template whose value is not known."""
    for name in names(text):
        fact = cycle.facts.get(name)
        if fact is not None and fact.status is not Status.KNOWN:
            return fact
    return None


def fill_facts(text: str, facts: Mapping[str, Fact]) -> str:
    """Fill facts alone into a text."""
    return _NAME.sub(lambda match: written(facts[match[1]].value) if match[1] in facts else match[0], text)


def fill(text: str, programme: Programme, cycle: Cycle, today: date) -> str:
    """Fill the facts and the built-in names into a template; a name that is not there stays as it is."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in cycle.facts:
            return written(cycle.facts[name].value)
        return _built_in(name, programme, cycle, today) if name in BUILT_IN else match.group(0)

    return _NAME.sub(value, text)


def document_items(cycle: Cycle) -> tuple[str, ...]:
    """Return the titles of the documents of the application, in order."""
    return tuple(document.title for document in cycle.documents if document.stage == "application")


def _built_in(name: str, programme: Programme, cycle: Cycle, today: date) -> str:
    if name == "title":
        return programme.short
    if name == "cycle":
        return cycle.title
    if name == "address":
        return cycle.address
    if name == "today":
        return day(today)
    if name == "document_count":
        number = len(document_items(cycle))
        return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    if name == "document_list":
        return "; ".join(document_items(cycle))
    closes = cycle.window.closes
    if closes is None or cycle.phase(today) is not Phase.OPEN:
        return ""
    left = (closes - today).days
    return f"; from today that is {left} more day{'s' if left != 1 else ''}"
