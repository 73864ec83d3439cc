"""Reads whether a person is a member of the society, of which kind, and whether the fee is paid."""

from __future__ import annotations

from collections.abc import Mapping

from esor_bot.eligibility.circumstances import Membership
from esor_bot.eligibility.message import Message
from esor_bot.eligibility.times import Time


def read_membership(message: Message, owners: Mapping[str, tuple[Time, ...]]) -> Membership | None:
    """Return what is told of the membership, or None."""
    if message.has("price"):
        return None
    unpaid, paid = _unpaid(message), _paid(message)
    kind = _kind(message)
    elsewhere = _elsewhere(message)
    if not (kind or unpaid or paid or elsewhere):
        return None
    return Membership(
        kind=kind,
        paid_years=_years(message, owners) if paid else (),
        paid=paid,
        unpaid=unpaid,
        will_join=_told(message, "will_join"),
        elsewhere=elsewhere,
    )


def _told(message: Message, *concepts: str) -> bool:
    """Say whether one of the concepts is told of the person, rather than asked as a rule."""
    return any(message.personal(hit.start) for hit in message.of(*concepts))


def _about_society(message: Message, index: int) -> bool:
    return message.in_sentence(index, "esr") or (
        message.in_sentence(index, "member") and not message.has("other_society")
    )


def _kind(message: Message) -> str:
    if any(_about_society(message, hit.start) and not message.asking(hit.start) for hit in message.of("not_member")):
        return "none"
    about = [hit for hit in message.of("member_other") if _about_society(message, hit.start)]
    if any(_tells(message, hit.start) for hit in about) and message.has("member", "esr"):
        return "other"
    full = [hit for hit in message.of("member_full") if message.after(hit.end, 4, "member", "esr")]
    full += [hit for hit in message.of("member_full") if message.before(hit.start, 1, "member")]
    if any(_tells(message, hit.start) for hit in full) and not message.has("other_society"):
        return "full"
    members = [
        hit
        for hit in message.of("member")
        if message.in_sentence(hit.start, "esr")
        or message.has("self")
        or (hit.start in message.starts and len(message.tokens) > 3)
    ]
    told = any(_tells(message, hit.start) and _belongs(message, hit.start) for hit in members)
    return "member" if told and not _elsewhere(message) else ""


def _belongs(message: Message, index: int) -> bool:
    """A membership is told: "member since 2020", "I'm a member"; not "how do I join"."""
    return not message.asking(index) and message.word(index) not in message.some("joining_society")


def _tells(message: Message, index: int) -> bool:
    return not message.asking(index) or (message.inside(index, "self") and message.before(index, 4, "as_word", "self"))


def _elsewhere(message: Message) -> bool:
    return any(
        not message.asking(hit.start) and message.in_sentence(hit.start, "member")
        for hit in message.of("other_society")
    ) and not message.has("esr")


def _unpaid(message: Message) -> bool:
    return any(not message.asking(hit.start) and _fee_context(message, hit.start) for hit in message.of("fee_unpaid"))


def _paid(message: Message) -> bool:
    return any(
        not message.asking(hit.start)
        and _fee_context(message, hit.start)
        and not message.before(hit.start, 3, "neg", "later", "if")
        for hit in message.of("fee_paid")
    )


def _fee_context(message: Message, index: int) -> bool:
    return message.in_sentence(index, "esr", "member", "fee_word") or (
        message.in_sentence(index, "fee") and message.has("member", "esr")
    )


def _years(message: Message, owners: Mapping[str, tuple[Time, ...]]) -> tuple[int, ...]:
    """The years whose fee is paid: "fee 2023 paid"; a day or month of payment is no year of a fee."""
    return tuple(
        time.when.first.year
        for time in owners.get("membership", ())
        if time.when
        and time.when.first
        and time.when.last
        and (time.when.last - time.when.first).days > 300
        and message.word(time.start - 1) not in message.some("since")
    )
