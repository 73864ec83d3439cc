"""What a check looks for, from the programme's documents and facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from esor_bot.completeness.spec import check_spec
from esor_bot.domain.programme import Cycle, Document, Duration, Fact, FactKind, FactValue, Programme
from esor_bot.domain.recognition import Catalogue, CheckSpec, Recognition, Wanted

TODAY = date(2031, 1, 1)
DEADLINE = date(2031, 3, 15)


def made(*documents: Document, order: str = "required", values: Mapping[str, FactValue] | None = None) -> CheckSpec:
    """Return the spec of a programme with these documents and facts."""
    facts = {name: Fact(name, FactKind.TEXT, value) for name, value in (values or {}).items()}
    cycle = Cycle("2031", "2031", facts=facts, documents=documents, order=order)
    return check_spec(Programme("orchard", "Orchard", "Orchard", (cycle,)), Catalogue(), TODAY)


def document(how: Recognition | None, **more: object) -> Document:
    """Return a document that is recognised like this."""
    return Document("paper", "A paper", "entry", recognition=how, **more)  # type: ignore[arg-type]


def only(how: Recognition, **values: FactValue) -> Wanted:
    """Return the one document of a spec."""
    return made(document(how), values=values).wanted[0]


def test_filled() -> None:
    """Names of facts become their values, and what is special of a document stays with it."""
    how = Recognition(
        "kind", ("name",), ("maker",), ("field",), "danish", ("art",), "many", "year", "years", "closes", "ends"
    )
    years, ends = Duration(3, "years"), date(2032, 1, 1)
    wanted = only(how, many=5, year=2031, years=years, closes=DEADLINE, ends=ends)

    assert (wanted.names, wanted.issuer, wanted.fields, wanted.language, wanted.subjects) == (
        ("name",),
        ("maker",),
        ("field",),
        "danish",
        ("art",),
    )
    assert (wanted.count, wanted.year) == (5, 2031)
    assert (wanted.not_before, wanted.valid_on, wanted.valid_until) == (date(2028, 3, 15), DEADLINE, ends)


@pytest.mark.parametrize(
    ("length", "day"),
    [
        (Duration(3, "years"), date(2028, 3, 15)),
        (Duration(18, "months"), date(2029, 9, 15)),
        (Duration(3, "months"), date(2030, 12, 15)),
        (Duration(3, "moons"), None),
    ],
)
def test_not_before(length: Duration, day: date | None) -> None:
    """The first day that is allowed lies the length before the day it is reckoned from, if it is one of a calendar."""
    assert only(Recognition("kind", within="length", on="closes"), length=length, closes=DEADLINE).not_before == day


def test_facts_without_values() -> None:
    """A fact that is not there, has no value or one of another kind asks for nothing."""
    how = Recognition("kind", count="many", year="year", within="years", on="closes", until="ends")
    wanted = only(how, many=None, year="soon", closes="in spring")

    assert (wanted.count, wanted.year, wanted.not_before, wanted.valid_on, wanted.valid_until) == (None,) * 5


def test_left_out() -> None:
    """Documents that are due after the selection, and those nothing is known of, are not looked for."""
    later = document(Recognition("kind"), stage="after_selection")

    assert made(later, document(None)).wanted == ()


def test_numbers_and_order() -> None:
    """How many papers of a document there may be, whether it is required, and the order are the programme's."""
    spec = made(document(Recognition("kind"), minimum=2, maximum=None, required=False), order="none")
    wanted = spec.wanted[0]

    assert (wanted.minimum, wanted.maximum, wanted.required, spec.ordered) == (2, None, False, False)
    assert (spec.programme, spec.today) == ("orchard", TODAY)
    assert made(order="required").ordered
