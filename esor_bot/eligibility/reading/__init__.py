"""Reads personal circumstances from a message: one reader per matter, put together here."""

from __future__ import annotations

from esor_bot.eligibility.circumstances import Circumstances
from esor_bot.eligibility.lexicon import Lexicon
from esor_bot.eligibility.message import prepare
from esor_bot.eligibility.reading.asks import asks
from esor_bot.eligibility.reading.availability import read_availability
from esor_bot.eligibility.reading.certification import read_certifications, read_training
from esor_bot.eligibility.reading.language import read_languages
from esor_bot.eligibility.reading.membership import read_membership, read_membership_clauses
from esor_bot.eligibility.reading.owners import owned
from esor_bot.eligibility.reading.person import read_age, read_interest, read_interview, read_profession
from esor_bot.eligibility.reading.places import place_doubt, read_places
from esor_bot.eligibility.reading.programmes import read_other_programme
from esor_bot.eligibility.reading.research import read_research
from esor_bot.eligibility.times import read_times


def read(text: str, lexicon: Lexicon) -> Circumstances:
    """Read what a message tells of the person; empty when it tells nothing personal."""
    message = prepare(text, lexicon)
    times = read_times(message)
    owners = owned(message, times)
    training = read_training(message)
    certifications = read_certifications(message, owners, training)
    places = read_places(message)
    membership = read_membership(message, owners)
    told = Circumstances(
        certifications=certifications,
        training=training,
        places=places,
        place_doubt=bool(places) and place_doubt(message),
        dual=bool(places) and message.has("dual"),
        membership=membership,
        membership_clauses=read_membership_clauses(message, owners, membership is not None),
        languages=read_languages(message),
        other_programme=read_other_programme(message),
        availability=read_availability(message, owners),
        research=read_research(message),
        profession=read_profession(message),
        interview=read_interview(message),
        interest=read_interest(message),
        age=read_age(message),
    )
    return Circumstances() if not told.told else _asking(told, asks(message))


def _asking(told: Circumstances, asked: bool) -> Circumstances:
    return told.merge(Circumstances(asks=asked))
