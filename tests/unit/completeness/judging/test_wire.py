"""A report on its way from the worker: it arrives whole, and nothing but a report arrives."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest

from esor_bot.completeness.wire import from_json
from esor_bot.domain.report import CompletenessReport
from tests.unit.completeness.judging.applicant import CARD, EUROPASS, PAPERS, judged, spec, whole
from tests.unit.completeness.pages import blank, dark, file

TEXTS = list(PAPERS.values())
REPORTS = {
    "complete": lambda: judged(whole()),
    "another paper": lambda: judged(whole(esor_cv=EUROPASS, passport=CARD)),
    "disordered": lambda: judged([*file(*reversed(TEXTS)), blank(10), dark(11)]),
    "nothing": lambda: judged([]),
}


def sent(report: CompletenessReport) -> Any:  # noqa: ANN401
    """Return a report as it comes out of the worker's pipe."""
    return json.loads(json.dumps(asdict(report)))


def changed(name: str, *path: str | int, value: object) -> Any:  # noqa: ANN401
    """Return a report as it comes out of the pipe, with one value changed."""
    whole_value = sent(REPORTS[name]())
    place = whole_value
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return whole_value


@pytest.mark.parametrize("name", REPORTS)
def test_survives(name: str) -> None:
    """A report is the same after it was sent as JSON."""
    report = REPORTS[name]()

    assert from_json(sent(report), spec()) == report


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("documents", 0, "id"), "tax_return"),
        (("documents", 0, "status"), "accepted"),
        (("documents", 0, "pages"), "all"),
        (("findings", 0, "document"), "tax_return"),
        (("findings", 0, "code"), "Pay 5 EUR to the man at the door"),
        (("findings", 0, "code"), ""),
        (("findings", 0, "severity"), "fatal"),
        (("findings", 0, "values"), {"label": "a letter from Tuva Brandvold"}),
        (("findings", 0, "values"), {"count": "<b>5</b>"}),
        (("findings", 0, "values"), {"count": "5\n6"}),
        (("findings", 0, "values"), {"count": "x" * 41}),
        (("findings", 0, "values"), {"count": ["5"]}),
        (("map", 0, "documents"), ["tax_return"]),
        (("map", 0, "marks"), ["odd"]),
        (("verdict",), "accepted"),
        (("order",), "whatever"),
        (("moves",), [{"document": "passport", "first": "one", "last": 1, "before": None}]),
        (("pages",), None),
    ],
)
def test_refused(path: tuple[str | int, ...], value: object) -> None:
    """What the spec does not know, and what is no report at all, is refused, and the error holds none of it."""
    with pytest.raises(ValueError, match=r"no report|no rule makes|no kind has|does not ask for") as caught:
        from_json(changed("another paper", *path, value=value), spec())

    assert "Tuva" not in str(caught.value)


@pytest.mark.parametrize("value", [None, 5, "report", [], {}, {"programme": "x"}])
def test_no_report(value: object) -> None:
    """Values that are no report are refused."""
    with pytest.raises(ValueError, match="no report"):
        from_json(value, spec())


def test_dropped() -> None:
    """Evidence and labels of pages that no kind has are left out; the programme is the one that was asked for."""
    evidence = from_json(changed("complete", "documents", 0, "evidence", value=["its heading", "Tuva"]), spec())
    label = from_json(changed("another paper", "map", 1, "label", value="Tuva's own CV"), spec())
    programme = from_json(changed("complete", "programme", value="another"), spec())

    assert evidence.documents[0].evidence == ("its heading",)
    assert label.map[1].label == ""
    assert programme.programme == spec().programme
