"""What a check has to look for: the documents of a programme with the values of their facts filled in."""

from __future__ import annotations

from datetime import date

from esor_bot.domain.programme import Cycle, Document, Duration, FactValue, Programme
from esor_bot.domain.recognition import Catalogue, CheckSpec, Recognition, Wanted


def check_spec(programme: Programme, catalogue: Catalogue, today: date) -> CheckSpec:
    """Return the spec of a programme's current cycle; documents that are due after the selection are left out.

    What has to hold "on" a day of the cycle is looked at as of that day, and not as of `today`.
    """
    cycle = programme.cycle
    wanted = tuple(
        _wanted(document, document.recognition, cycle)
        for document in cycle.documents
        if document.stage == "application" and document.recognition
    )
    return CheckSpec(programme.id, wanted, cycle.order == "required", catalogue, today)


def _wanted(document: Document, how: Recognition, cycle: Cycle) -> Wanted:
    day = _date(_value(cycle, how.on))
    within = _value(cycle, how.within)
    return Wanted(
        id=document.id,
        kind=how.kind,
        minimum=document.minimum,
        maximum=document.maximum,
        required=document.required,
        names=how.names,
        issuer=how.issuer,
        fields=how.fields,
        language=how.language,
        subjects=how.subjects,
        count=_number(_value(cycle, how.count)),
        year=_number(_value(cycle, how.year)),
        not_before=_earlier(day, within) if day and isinstance(within, Duration) else None,
        valid_on=day,
        valid_until=_date(_value(cycle, how.until)),
    )


def _value(cycle: Cycle, name: str) -> FactValue:
    fact = cycle.facts.get(name)
    return None if fact is None else fact.value


def _date(value: FactValue) -> date | None:
    return value if isinstance(value, date) else None


def _number(value: FactValue) -> int | None:
    return value if isinstance(value, int) else None


def _earlier(day: date, length: Duration) -> date | None:
    """Return the day that lies `length` before `day`; None where the unit is no part of a calendar."""
    months = {"months": 1, "years": 12}.get(length.unit)
    if months is None:
        return None
    total = day.year * 12 + day.month - 1 - length.number * months
    return date(total // 12, total % 12 + 1, min(day.day, 28))
