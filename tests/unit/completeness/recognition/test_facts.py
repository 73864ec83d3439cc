"""Facts that follow from the phrases on a page."""

from __future__ import annotations

import pytest

from esor_bot.domain.recognition import Wanted
from tests.unit.completeness.recognition.small import PHRASES, seen, spec

MORE = {
    **PHRASES,
    "motivation_heading": ("letter of motivation",),
    "cv_heading": ("curriculum vitae",),
    "passport_word": ("passport",),
    "surname_label": ("surname",),
    "expiry_label": ("date of expiry",),
    "english_name": ("english",),
    "language_french": ("french",),
}


@pytest.mark.parametrize(
    ("text", "fact", "number"),
    [
        ("I wrote my report, and she read it to me", "first_person", 3),
        ("I wrote my report, and she read it to me", "third_person", 1),
        ("Novak I, Her M, Berg ME. Birds of my land", "first_person", 0),
        ("Novak I, Her M, Berg ME. Birds of her land", "third_person", 0),
        ("Letter of motivation\nCurriculum vitae\nMy curriculum vitae\nPassport", "headings_of_documents", 3),
        ("Surname Vik\nDate of expiry 2031\nSurname Moe", "identity_labels", 2),
        ("English\nFrench", "other_language", 0),
        ("English\nFrench\nIn French", "other_language", 1),
        ("English", "other_language", 0),
        ("paid for 2031", "wanted_year", 1),
        ("paid for 2030", "wanted_year", 0),
        ("2019 - 2021 Elverdal\n09/2021 - present Elverdal\nMay 2015 - June 2016 Skog", "periods", 3),
        ("Family name: Vik\nmy family name\nPost: keeper\nFamily name", "field_labels", 2),
    ],
)
def test_derived(text: str, fact: str, number: int) -> None:
    """Pronouns, headings, labels, languages and years are counted, each thing by its own rule."""
    wanted = Wanted("a", "a", language="english_name", year=2031, fields=("family name", "post"))

    assert seen(text, spec(wanted=(wanted,), phrases=MORE)).facts[fact] == number


def test_nothing_is_asked_for() -> None:
    """Where no language and no year is asked for, any language is another one, and no year is the right one."""
    facts = seen("French, for 2031", spec(phrases=MORE)).facts

    assert (facts["other_language"], facts["wanted_year"], facts["field_labels"]) == (1, 0, 0)
