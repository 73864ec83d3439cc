"""Texts that are no zone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esor_bot.completeness.mrz import find
from tests.unit.completeness.mrz.makers import passport, rows

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["<" * 44, "<" * 44],
        ["K" * 44, "C" * 44],
        ["-" * 60, "=" * 60],
        ["PAYMENT TO IBAN NO93 8601 1117 947", "DE89370400440532013000 COBADEFFXXX"],
        ["doi:10.1007/s00330-020-06748-2", "https://example.org/10.1148/radiol.2020201365?x=20210101F20310101"],
        ["Brandvold T, Novak P. Eur Radiol 2019;29(3):1234-1245 doi 10.1007/s00330-018-5680-z"],
        ["p<0.05 and q<<0.01 in 12 of 34 patients; AUC 0.91 <0.85-0.97>"],
        ["PUBLICATIONS AND PRESENTATIONS IN RADIOLOGY", "CURRICULUM VITAE AND ACADEMIC POSITIONS HELD"],
        ["<html><body><p>POLAND</p><<ITALY>></body></html>", "INTRODUCTION<<<<<<<<<<<<<<<<<<<<"],
        ["pneumonoultramicroscopicsilicovolcanoconiosis", "Donaudampfschifffahrtsgesellschaft 740812"],
        ["ISBN 9783161484100", "ORCID 0000-0002-1825-0097", "4417 1234 5678 9113 2012 0415 7408 1220"],
        ["INVOICE 20260301 20270301 7408122M1204159 NO 123456789012345678901234567890"],
    ],
)
def test_ordinary_text(texts: list[str]) -> None:
    """Ordinary text, lists, numbers of accounts and ruled lines are no zone."""
    assert find(rows(texts, top=0.1), TODAY) is None


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.text("ABCKP<0123456789 abek", max_size=60), max_size=6))
def test_any_text(texts: list[str]) -> None:
    """Whatever characters stand on a page, looking for a zone raises nothing, and chance makes none valid."""
    zone = find(rows(texts, top=0.1), TODAY)
    assert zone is None or not zone.valid


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_script(texts: list[str]) -> None:
    """Text of any script is looked through without an error."""
    assert find(rows(texts, top=0.1), TODAY) is None


def test_far_name() -> None:
    """A line at the other end of the page isn't taken for the name of a zone."""
    upper, lower = passport()
    zone = find(rows([upper.replace("BRANDVOLD", "NIELSEN")], top=0.05) + rows([lower], top=0.9), TODAY)
    assert zone is not None
    assert (zone.valid, zone.surname) == (True, ())
