"""Reads when a person was certified, or that they are still in training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from esor_bot.eligibility.circumstances import Certification
from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit
from esor_bot.eligibility.times import Time
from esor_bot.eligibility.when import When

Owned = Mapping[str, tuple[Time, ...]]


def read_certifications(message: Message, owners: Owned, training: str) -> tuple[Certification, ...]:
    """Return each certification with the moment told for it."""
    found = [
        certification
        for time in owners.get("certification", ())
        if time.when is not None and (certification := _certification(message, time, training))
    ]
    found.extend(_after_boards(message, owners, found))
    found.extend(_training_ends(message, owners, training))
    if not found:
        found.extend(_experience(message, owners))
    return tuple(dict.fromkeys(found))


def _certification(message: Message, time: Time, training: str) -> Certification | None:
    if time.marker == "ordinal" and any(hit.start < time.end <= hit.end for hit in message.of("trainee")):
        return None
    if time.when is None or not _tells(message, time.start) or _delivered(message, time):
        return None
    if message.asking(time.start) and not message.inside(time.start, "self") and time.when.first is None:
        return None
    when = replace(time.when, bound=time.bound) if time.bound in {"before", "after"} else time.when
    european = any(
        message.clause[hit.start] == message.clause[time.start] and abs(hit.start - time.start) <= 4
        for hit in message.of("edir")
    )
    vague = time.when.month is not None and not message.inside(time.start, "done")
    ahead = bool(training) or vague or _ahead(message, time)
    return Certification(when, european=european, ahead=ahead)


def _tells(message: Message, index: int) -> bool:
    """A moment counts when it is told, or asked of a certificate; not in a question about a rule."""
    return message.personal(index) or message.inside(index, "cert", "cert_word", "edir")


def _delivered(message: Message, time: Time) -> bool:
    """ "The ministry delivered my certificate this morning" tells of the paper, not of its date."""
    return message.inside(time.start, "delivered") and time.when is not None and time.when.oldest == 1.0


def _ahead(message: Message, time: Time) -> bool:
    clause = message.clause[time.start]
    return any(
        message.clause[hit.start] == clause and hit.start < time.end and message.words(hit) != "next"
        for hit in message.of("later", "not_certified")
    ) and not message.inside(time.start, "past")


def _after_boards(message: Message, owners: Owned, found: list[Certification]) -> list[Certification]:
    """ "8 yrs since boards": a plain length that stands next to the certification."""
    if found:
        return []
    return [
        Certification(When(newest=max(0.0, time.months - 6), oldest=time.months + 2))
        for time in owners.get("certification", ())
        if time.when is None and time.months and time.months >= 12 and _as_specialist(message, time)
    ]


def _training_ends(message: Message, owners: Owned, training: str) -> list[Certification]:
    """ "Resident until March": the certification comes then."""
    return [
        Certification(time.when, ahead=True)
        for time in owners.get("training", ())
        if training and time.when is not None and time.months is None
        if time.bound == "before" or message.inside(time.start, "ends")
    ]


def _as_specialist(message: Message, time: Time) -> bool:
    return message.personal(time.start) and (
        message.after(time.end, 3, "radiologist_since")
        or message.before(time.start, 2, "radiologist_since")
        or message.after(time.end, 2, "cert")
    )


def _experience(message: Message, owners: Owned) -> list[Certification]:
    """Years of experience of a radiologist: the years of training may be among them."""
    return [
        Certification(When(newest=max(0.0, time.months - 72), oldest=time.months + 6), loose=True)
        for time in owners.get("experience", ())
        if time.months and time.months >= 12 and message.personal(time.start) and message.has("radiologist")
    ]


def _national_before(message: Message, hit: Hit) -> bool:
    """ "Swiss resident" may be somebody who lives in Switzerland."""
    return any(
        concept.startswith("people:") and any(other.end == hit.start for other in hits)
        for concept, hits in message.by.items()
    )


def _finished(message: Message, hit: Hit) -> bool:
    """ "Finished my residency" tells of a certification."""
    return any(other.start < hit.start and hit.start < other.end for other in message.of("cert"))


def read_training(message: Message) -> str:
    """Return "training" for a resident, "uncertified" for one who says so, "" when neither was told."""
    for hit in message.of("not_certified"):
        if _said_of_self(message, hit):
            return "uncertified"
    for hit in message.of("trainee"):
        if _said_of_self(message, hit) and _is_trainee(message, hit):
            return "training"
    return ""


def _said_of_self(message: Message, hit: Hit) -> bool:
    if not message.asking(hit.start):
        return True
    return message.inside(hit.start, "self") and message.before(hit.start, 2, "as_word")


def _is_trainee(message: Message, hit: Hit) -> bool:
    words = message.words(hit)
    if (
        words.endswith(("residents", "trainees", "arzte", "internes", "rezydenci"))
        or _finished(message, hit)
        or message.in_sentence(hit.start, "trainee_done", "no_longer")
    ):
        return False
    if message.inside(hit.start, "member", "esr", "member_full") and "train" in words:
        return False
    if message.word(hit.start - 1) in message.some("residing") or message.word(hit.end) in message.some(
        "after_residence"
    ):
        return False
    if message.before(hit.start, 3, "neg", "past"):
        return False
    plain = words in message.some("resident")
    if plain and _national_before(message, hit) and not message.has("radiologist", "cert", "research"):
        return False
    located = message.word(hit.end) in message.some("in_a_place") and message.word(hit.start - 1) not in message.some(
        "before_trainee"
    )
    return not (plain and located)
