"""Reads a person's profession, attitude to the interview, interest and age."""

from __future__ import annotations

from esor_bot.eligibility.circumstances import Profession
from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit

_SIGNS = frozenset({"radiolog", "radiograph"})

_FIELDS = (
    "logy",
    "logie",
    "logia",
    "logii",
    "logic",
    "logique",
    "logical",
    "logica",
    "rgie",
    "rgery",
    "isch",
)


def read_profession(message: Message) -> Profession | None:
    """Return whether the person is a radiologist, or None when no profession is told."""
    radiologist = [
        hit for hit in message.of("radiologist") if _identity(message, hit) and not _inside_other(message, hit)
    ]
    denied = [hit for hit in radiologist if message.before(hit.start, 3, "neg")]
    other = [hit for hit in message.of("not_radiologist") if _identity(message, hit) and not _is_field(message, hit)]
    opened = [hit for hit in message.of("open_profession") if _identity(message, hit)]
    board = message.has("radiology_board") and message.has("cert")
    if opened and not radiologist:
        return Profession("open", message.words(opened[0]))
    if radiologist and not denied:
        return Profession("yes", message.words(radiologist[0]))
    if other and board:
        return Profession("yes")
    if other:
        return Profession("no", message.words(other[0]))
    if denied:
        return Profession("no")
    return Profession("yes") if board and _double(message) else None


def _double(message: Message) -> bool:
    return message.has("other_board") or any(
        message.words(hit).startswith(("double", "dual")) for hit in message.of("radiology_board")
    )


def _is_field(message: Message, hit: Hit) -> bool:
    """ "Oncologic", "surgery": a field, not a person."""
    return hit.end - hit.start == 1 and message.words(hit).endswith(_FIELDS)


def _inside_other(message: Message, hit: Hit) -> bool:
    """ "veterinary radiologist" holds "radiologist"."""
    return any(
        other.start < hit.end and hit.start < other.end and other.start < hit.start
        for other in message.of("not_radiologist")
    )


def _identity(message: Message, hit: Hit) -> bool:
    """The word says what the person is: after "I am", after "as a", or as the first words of a story."""
    if message.of_other(hit.start) and not message.has("he"):
        return False
    index = hit.start - 1
    while index >= 0 and (message.word(index) in message.some("before_profession") or _adjective(message, index)):
        index -= 1
    if message.word(index) not in message.some("to_be_or_work") | message.some("as_a") and message.word(index - 1) in {
        "a",
        "an",
    }:
        index -= 2
    word = message.word(index)
    if word in message.some("to_be_or_work") or word in message.some("as_a"):
        return message.word(index + 1) not in {"i"} or not message.asking(hit.start)
    if message.of_other(hit.start):
        return True
    start = message.starts[message.clause[hit.start]]
    return index < start and not message.asking(hit.start) and not message.words(hit).endswith(("ists", "ers", "ians"))


def _adjective(message: Message, index: int) -> bool:
    return any(
        hit.start <= index < hit.end
        for concept, hits in message.by.items()
        if concept.startswith("people:") or concept in {"member_full", "other_board"}
        for hit in hits
    )


def read_interview(message: Message) -> str:
    """Return "refuses", "phone", "no_video", "in_person", "limits" or ""."""
    if not message.has("interview", "online"):
        return ""
    phone, online = message.has("phone"), message.has("online")
    talk = [hit for hit in message.of("interview") if not message.asking(hit.start)]
    without = any(message.before(hit.start, 5, "refuse", "neg") for hit in message.of("online"))
    blocked = without or any(token.text in message.some("blocked") for token in message.tokens)
    if message.has("interview_limits") and message.has("self") and (talk or phone):
        return "limits"
    if phone and (blocked or message.has("neg", "refuse")):
        return "phone"
    if online and blocked and message.has("self"):
        return "no_video"
    if message.has("refuse_it") and message.has("interview"):
        return "refuses"
    if message.has("in_person") and message.has("self"):
        return "in_person"
    return "refuses" if message.has("self") and any(message.before(hit.start, 5, "refuse") for hit in talk) else ""


def read_interest(message: Message) -> str:
    """Return "none", "yes" or ""."""
    if any(not message.asking(hit.start) for hit in message.of("no_interest")):
        return "none"
    return (
        "yes"
        if any(not message.asking(hit.start) and message.inside(hit.start, "self") for hit in message.of("interest"))
        else ""
    )


def read_age(message: Message) -> int | None:
    """Return the age told, or None."""
    for hit in message.of("age"):
        word = message.word(hit.start - 1)
        if word.isdigit() and 20 <= int(word) <= 80 and message.has("self"):
            return int(word)
    for index, token in enumerate(message.tokens[:-1]):
        following = message.word(index + 1)
        ends = (
            index + 2 >= len(message.tokens)
            or message.tokens[index + 2].kind in {"pause", "stop"}
            or message.word(index + 2) in {"and", "but"}
        )
        if token.text in {"am", "im", "bin"} and following.isdigit() and 20 <= int(following) <= 80 and ends:
            return int(following)
    return None
