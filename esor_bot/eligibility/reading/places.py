"""Reads where a person lives, works and comes from."""

from __future__ import annotations

from collections.abc import Iterator

from esor_bot.eligibility.circumstances import Place
from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit
from esor_bot.eligibility.reading.nationality import is_nationality
from esor_bot.eligibility.reading.relations import LATER, NOW, Named, relations_of


def read_places(message: Message) -> tuple[Place, ...]:
    """Return the places that are told of the person, each with what it is to them."""
    named = tuple(_named(message))
    told: list[tuple[Place, bool]] = []
    known: dict[int, tuple[str, ...]] = {}
    for number, item in enumerate(named):
        relations = _told_relations(message, named, number, known)
        known[number] = relations
        other = message.of_other(item.hit.start)
        told.extend((_place(message, item, relation), other) for relation in relations)
    told.extend((place, False) for place in _groups(message))
    own = [place for place, other in told if not other]
    chosen = own or ([place for place, _ in told] if _may_speak_of_other(message) else [])
    return tuple({(place.relation, place.country, place.later): place for place in reversed(chosen)}.values())[::-1]


def place_doubt(message: Message) -> bool:
    """Say whether the person works at a distance, or in several countries in turn."""
    return message.has("remote")


def named_places(message: Message, relation: str) -> tuple[Place, ...]:
    """Return the places that are named, whatever is said of them: the answer to a question for a place.

    A people ("Swiss") stands for its country where no place is named, or where the question is for a nationality.
    """
    named = tuple(_named(message, bare=True))
    if relation != "national" and any(item.kind != "people" for item in named):
        named = tuple(item for item in named if item.kind != "people")
    told = [_place(message, item, relation) for item in named]
    if not told and relation == "national":
        told = list(_groups(message))
    return tuple({place.country: place for place in reversed(told)}.values())[::-1]


def _named(message: Message, bare: bool = False) -> Iterator[Named]:
    """Yield countries, cities and nationalities; of overlapping ones the longest, a place before a people.

    `bare`: nothing but places is expected, so that no name is meant as an ordinary word.
    """
    found = [
        Named(hit, concept.partition(":")[2], concept.partition(":")[0])
        for concept, hits in message.by.items()
        if concept.startswith(("place:", "city:", "people:"))
        for hit in hits
        if bare or not _shy(message, hit)
    ]
    end = 0
    for item in sorted(found, key=lambda item: (item.hit.start, -item.hit.end, item.kind == "people")):
        if item.kind != "people" and is_nationality(message, item.hit) and _has_people(found, item):
            continue
        if item.hit.start >= end:
            end = item.hit.end
            yield item


def _has_people(found: list[Named], item: Named) -> bool:
    return any(other.kind == "people" and other.hit.start == item.hit.start for other in found)


def _shy(message: Message, hit: Hit) -> bool:
    """Say whether a name that is also an ordinary word is meant as that word here."""
    if message.words(hit) not in message.lexicon.shy:
        return False
    capital = message.tokens[hit.start].upper and hit.start not in message.starts
    return not capital and message.word(hit.start - 1) not in message.some("before_shy")


def _told_relations(
    message: Message, named: tuple[Named, ...], number: int, known: dict[int, tuple[str, ...]]
) -> tuple[str, ...]:
    item = named[number]
    if item.kind == "people":
        return ("national",) if is_nationality(message, item.hit) else ()
    if not message.personal(item.hit.start) or message.word(item.hit.start - 2) in message.some("distance"):
        return ()
    before = named[number - 1] if number else None
    if before is not None and before.kind != "people" and _adjoins(message, before.hit, item.hit):
        return known[number - 1]
    return relations_of(message, item)


def _adjoins(message: Message, before: Hit, hit: Hit) -> bool:
    """Say whether two places stand side by side, as "Tel Aviv, Israel" or "Geneva (Switzerland)" do."""
    between = message.tokens[before.end : hit.start]
    return len(between) <= 2 and all(
        token.kind == "pause" or token.text in message.some("joining") for token in between
    )


def _place(message: Message, item: Named, relation: str) -> Place:
    country = message.lexicon.countries[item.code]
    said = message.words(item.hit).title() if item.kind == "city" else country.name
    kind, later = (LATER[relation], True) if relation in LATER else (NOW.get(relation, relation), False)
    return Place(kind, item.code, country.name, country.groups, later, said)


def _groups(message: Message) -> Iterator[Place]:
    """Yield nationalities told by a group of countries only."""
    if not message.has("eu_national", "non_eu") and _unknown_nationality(message):
        yield Place("national", "", "", {"europe": "open"})
    for hit in message.of("eu_national"):
        if message.personal(hit.start) and not message.before(hit.start, 3, "neg"):
            yield Place("national", "EU", "the European Union", {"europe": "in"}, said="the European Union")
    for hit in message.of("non_eu"):
        if message.personal(hit.start) and not message.has("eu_national") and not _country_told(message):
            yield Place("national", "", "outside the European Union", {"europe": "open"}, said="outside the EU")


def _unknown_nationality(message: Message) -> bool:
    """A citizenship or passport of the person, of a country the vocabulary does not know."""
    return not _country_told(message) and any(
        message.inside(hit.start, "self")
        and not message.asking(hit.start)
        and message.in_sentence(hit.start, "work", "live")
        for hit in message.of("national")
    )


def _country_told(message: Message) -> bool:
    return any(concept.startswith(("place:", "people:")) for concept in message.by)


def _may_speak_of_other(message: Message) -> bool:
    relatives = [message.words(hit) for hit in message.of("other")]
    family = [hit for hit in message.of("family") if any(message.words(hit) in words for words in relatives)]
    return message.has("he", "radiologist", "trainee", "not_radiologist") or not family
