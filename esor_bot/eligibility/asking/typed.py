"""Typed answers: a date, a country, an age, read as they are in a message."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from esor_bot.eligibility.circumstances import Certification, Circumstances, Place
from esor_bot.eligibility.lexicon import Lexicon
from esor_bot.eligibility.message import Message, prepare
from esor_bot.eligibility.reading.certification import read_training
from esor_bot.eligibility.reading.places import named_places, place_doubt, read_places
from esor_bot.eligibility.times import read_times
from esor_bot.eligibility.when import When, resolve

_YEAR_FIRST = re.compile(r"\b(\d{4})-(\d{1,2})\b(?!-)")  # in a message that may be two years: 2019-20
_AGE = re.compile(r"(?<!\d)(\d{2})(?!\d)")
_YOUNGEST, _OLDEST = 18, 90


def read_certification(text: str, lexicon: Lexicon, today: date) -> Circumstances | None:
    """Read when somebody was certified, or that it is still to come, with the month where that is told."""
    message = prepare(_YEAR_FIRST.sub(r"\2/\1", text), lexicon)
    training = read_training(message) or ("uncertified" if message.has("not_yet") else "")
    told = [_bounded(time.when, time.bound) for time in read_times(message) if time.when is not None]
    whens = tuple(dict.fromkeys(when for when in told if when.month is None))
    if not whens:
        return Circumstances(training=training) if training and not told else None
    ahead = all(_to_come(when, today) for when in whens)
    if training and not ahead:
        return None  # not yet, and a day that is over
    certifications = tuple(Certification(when, ahead=ahead) for when in whens)
    if ahead:
        return Circumstances(certifications=certifications, training=training or "uncertified")
    return Circumstances(certifications=certifications, certified=True)


def _bounded(when: When, bound: str) -> When:
    return replace(when, bound=bound) if bound in {"before", "after"} else when


def _to_come(when: When, today: date) -> bool:
    spans = resolve(when, today)
    return bool(spans) and all(span.first > today for span in spans)


def read_residence(text: str, lexicon: Lexicon, today: date) -> Circumstances | None:
    """Read where somebody lives and works."""
    message = prepare(text, lexicon)
    told = tuple(place for place in read_places(message) if place.relation in {"live", "work"})
    places = told or tuple(
        place for relation in ("live", "work") for place in named_places(message, relation) if place.country
    )
    return Circumstances(places=places, place_doubt=place_doubt(message)) if places else None


def read_nationality(text: str, lexicon: Lexicon, today: date) -> Circumstances | None:
    """Read one citizenship, or several."""
    message = prepare(text, lexicon)
    places = _nationalities(message)
    return Circumstances(places=places, dual=message.has("dual")) if places else None


def _nationalities(message: Message) -> tuple[Place, ...]:
    told = tuple(place for place in read_places(message) if place.relation == "national")
    named = named_places(message, "national")
    return told if len(told) >= len(named) else named


def read_age(text: str, lexicon: Lexicon, today: date) -> Circumstances | None:
    """Read an age in years."""
    ages = [int(found) for found in _AGE.findall(text)]
    return Circumstances(age=ages[0]) if len(ages) == 1 and _YOUNGEST <= ages[0] <= _OLDEST else None
