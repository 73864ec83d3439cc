"""Says what each moment of a message belongs to: the certification, the fee, the start, ..."""

from __future__ import annotations

from collections.abc import Mapping

from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit
from esor_bot.eligibility.times import Time

OWNERS: Mapping[str, tuple[str, ...]] = {
    "certification": ("cert", "edir", "exam_ahead", "radiologist_since", "not_certified"),
    "experience": ("experience",),
    "training": ("trainee",),
    "other_board": ("other_board",),
    "membership": ("member", "fee", "fee_paid", "esr", "fee_unpaid"),
    "period": ("start_word", "free_from", "contract_until", "later_start", "earlier_start", "part_only"),
    "leave": ("leave", "absence"),
    "fellowship": ("earlier_fellowship", "earlier_application", "esor"),
    "age": ("age",),
    "elsewhere": ("elsewhere", "visit", "publication", "test", "interview", "research"),
    "place": ("work", "live", "mover"),
}
_WEIGHTS = {"certification": 0.0, "place": 2.0, "elsewhere": 1.5, "experience": 0.5}


def owned(message: Message, times: tuple[Time, ...]) -> Mapping[str, tuple[Time, ...]]:
    """Return the moments by owner; a moment with no owner near belongs to ""."""
    anchors = [(owner, hit) for owner, concepts in OWNERS.items() for hit in message.of(*concepts)]
    anchors.extend(("certification", hit) for hit in board_words(message))
    anchors = [(owner, hit) for owner, hit in anchors if owner != "experience" or not _in_title(message, hit)]
    found: dict[str, tuple[Time, ...]] = {}
    for time in times:
        owner = _owner(message, time, anchors)
        found[owner] = (*found.get(owner, ()), time)
    return found


def _in_title(message: Message, hit: Hit) -> bool:
    """ "Specialist in radiology" is a title, "seven years in radiology" is experience."""
    return any(other.start < hit.start and hit.end <= other.end for other in message.of("radiologist"))


def board_words(message: Message) -> list[Hit]:
    """Return the plain words that name a board certificate here: "certificate", and "radiology 2021"."""
    taken = ("english", "french", "test", "esr", "member", "fee", "two", "level_high", "level_open", "report")
    words = [hit for hit in message.of("cert_word") if not message.inside(hit.start, *taken)]
    if message.has("cert", "cert_word"):
        words.extend(message.of("radiology_board"))
    return words


def _owner(message: Message, time: Time, anchors: list[tuple[str, Hit]]) -> str:
    best, owner = 45.0, ""
    for name, hit in anchors:
        if hit.concept == "cert" and message.inside(hit.start, "test", "english"):
            continue
        if hit.concept == "radiologist_since" and _place_between(message, hit, time):
            continue
        cost = _distance(message, time, hit) + _WEIGHTS.get(name, 0.2)
        if cost < best:
            best, owner = cost, name
    return owner


def _place_between(message: Message, hit: Hit, time: Time) -> bool:
    """ "Radiologist in Oslo for four years" tells how long in Oslo."""
    return time.marker == "lasting" and any(
        hit.end <= other.start and other.end <= time.start
        for concept, hits in message.by.items()
        if concept.startswith(("place:", "city:"))
        for other in hits
    )


def _distance(message: Message, time: Time, hit: Hit) -> float:
    gap = hit.start - time.end if hit.start >= time.end else time.start - hit.end
    bracketed = message.word(time.start - 1) == "(" and hit.end <= time.start
    between = abs(message.clause[hit.start] - message.clause[time.start] + bracketed)
    sentences = abs(message.sentence[hit.start] - message.sentence[time.start])
    backwards = 0.6 if hit.start >= time.end else 0.0
    return max(0, gap) + 5 * between + 10 * sentences + backwards
