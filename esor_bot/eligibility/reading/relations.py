"""Says what a place is to a person: where they live or work, come from, move to, or only visit."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit

LATER = {"live later": "live", "work later": "work"}
NOW = {"origin": "from", "person in": "work"}
_REACH = 9
_GOVERNORS = (
    "work",
    "live",
    "mover",
    "origin",
    "visit",
    "trained",
    "national",
    "radiologist",
    "trainee",
    "not_radiologist",
)
_PERSONS = frozenset({"radiologist", "trainee", "not_radiologist"})


@dataclass(frozen=True, slots=True)
class Named:
    """A country, city or nationality ("place", "city", "people") named in a message."""

    hit: Hit
    code: str
    kind: str


def relations_of(message: Message, item: Named) -> tuple[str, ...]:
    """Return what the place is to the person: nothing when it is only visited, or told of the past."""
    if message.after(item.hit.end, 0, "national"):
        return ("national",)
    governor = _governor(message, item.hit) or _verb_behind(message, item.hit)
    if governor is None:
        return _without_verb(message, item.hit)
    if governor.concept in {"visit", "trained"}:
        return ()
    if governor.concept in _PERSONS:
        return _of_person(message, governor, item.hit)
    if governor.concept == "origin" and (
        message.word(item.hit.end) in message.some("towards") or _only_asked(message, item.hit)
    ):
        return ()
    if governor.concept == "origin":
        return () if _mere_origin(message, governor) else ("origin",)
    if governor.concept == "national":
        return ("national",)
    return _timed(message, governor, item.hit)


def _mere_origin(message: Message, governor: Hit) -> bool:
    """Where somebody was born, or a certificate comes from, says nothing of where they live."""
    if message.word(governor.start - 1) in message.some("comes_from"):
        return True
    return any(hit.start == governor.start for hit in message.of("born"))


def _only_asked(message: Message, hit: Hit) -> bool:
    return message.asking(hit.start) and not message.inside(hit.start, "ask", "apply")


def _governor(message: Message, hit: Hit) -> Hit | None:
    """Return the word before the place that says what it is, the nearest one in the sentence."""
    near = [
        other
        for other in message.of(*_GOVERNORS)
        if other.end <= hit.start
        and hit.start - other.end <= _REACH
        and message.sentence[other.start] == message.sentence[hit.start]
        and abs(message.clause[other.start] - message.clause[hit.start]) <= (1 if _glued(message, hit) else 0)
    ]
    if not near:
        return None
    last = max(other.end for other in near)
    nearest = [other for other in near if other.end == last]
    return min(nearest, key=lambda other: (_GOVERNORS.index(other.concept) not in {2, 4, 5}, other.start))


def _glued(message: Message, hit: Hit) -> bool:
    """A place right behind a bracket, slash or dash belongs to the clause before."""
    return message.word(hit.start - 1) in {"(", "/", "-", "&", ":"}


def _verb_behind(message: Message, hit: Hit) -> Hit | None:
    behind = [
        other
        for other in message.of("work", "live")
        if 0 <= other.start - hit.end <= 2 and message.clause[other.start] == message.clause[hit.start]
    ]
    return behind[0] if behind and not message.has("visit") else None


def _without_verb(message: Message, hit: Hit) -> tuple[str, ...]:
    before = message.word(hit.start - 1)
    if before in message.some("in") and message.word(hit.start - 2) in message.some("am_in"):
        return ("live",)
    return ("named",) if before in message.some("in") and not message.asking(hit.start) else ()


def _of_person(message: Message, governor: Hit, hit: Hit) -> tuple[str, ...]:
    """ "Radiologist in Dijon", "radiologist, Athens"."""
    if message.asking(hit.start) and not message.inside(hit.start, "self"):
        return ()
    between = [token.text for token in message.tokens[governor.end : hit.start]]
    if any(word in message.some("from") for word in between[-2:]):
        return ("origin",)
    close = hit.start - governor.end <= 5
    return ("work",) if close and (any(word in message.some("in") for word in between) or not between) else ()


def _timed(message: Message, governor: Hit, hit: Hit) -> tuple[str, ...]:
    """Tell now from later; what is past, denied, or asked as a wish is left out."""
    kinds = [governor.concept] if governor.concept != "mover" else ["live"]
    partner = next(
        (
            other
            for other in message.of("work", "live")
            if other.concept not in kinds and 0 <= governor.start - other.end <= 2 and governor.concept != "mover"
        ),
        None,
    )
    if partner is not None:
        kinds.append(partner.concept)
    if _is_past(message, governor) or message.before(governor.start, 3, "neg"):
        return ()
    asked = message.asking(governor.start)
    if asked and any(
        message.words(hit) in message.some("base_forms")
        and message.inside(hit.start, "ask_start")
        and message.clause[hit.start] == message.clause[governor.start]
        for hit in message.of("work", "live")
    ):
        return ()
    if governor.concept == "mover" or message.before(governor.start, 4, "later"):
        return tuple(f"{kind} later" for kind in kinds)
    return tuple(kinds)


def _is_past(message: Message, governor: Hit) -> bool:
    if message.words(governor).split()[0] in message.some("past_verbs"):
        perfect = any(message.word(governor.start - back) in {"have", "has"} for back in (1, 2, 3, 4))
        return not (perfect and message.inside(governor.start, "lasting", "since"))
    return message.before(governor.start, 3, "past") or message.inside(governor.start, "no_longer")
