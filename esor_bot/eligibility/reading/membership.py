"""Reads whether a person is a member of the society, of which kind, and whether the fee is paid."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from esor_bot.eligibility.circumstances import Membership, MembershipClause
from esor_bot.eligibility.message import Message
from esor_bot.eligibility.phrases import Hit
from esor_bot.eligibility.times import Time

_HAVING = frozenset({"have", "hold", "possess", "got"})
_SAID = ("member", "not_member", "member_full", "member_other")


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


def read_membership_clauses(
    message: Message, owners: Mapping[str, tuple[Time, ...]], told: bool
) -> tuple[MembershipClause, ...]:
    """Return what each clause tells, for societies that only the data of a programme name.

    `told` says that a membership was told at all; without it only "not in the ...", "active in the ..." count.
    """
    if message.has("price"):
        return ()
    parts = [_clause(message, start, end, owners, told) for start, end in _parts(message)]
    return tuple(part for part in parts if part is not None)


def _parts(message: Message) -> list[tuple[int, int]]:
    """Part the message into clauses, and these at an "and" before a further word of membership."""
    words = [hit.start for hit in message.of(*_SAID)]
    cuts = list(message.starts)
    for index, token in enumerate(message.tokens):
        same = [word for word in words if message.clause[word] == message.clause[index]]
        if token.text in message.some("joining") and any(w < index for w in same) and any(w > index for w in same):
            cuts.append(index)
    cuts = sorted(set(cuts))
    return list(zip(cuts, (*cuts[1:], len(message.tokens)), strict=True))


def _clause(
    message: Message, start: int, end: int, owners: Mapping[str, tuple[Time, ...]], told: bool
) -> MembershipClause | None:
    def within(*concepts: str) -> list[Hit]:
        return [hit for hit in message.of(*concepts) if start <= hit.start < end]

    kind = _kind_within(message, within) if told else ""
    unpaid = told and any(not message.asking(hit.start) for hit in within("fee_unpaid"))
    paid = told and any(
        not message.asking(hit.start) and not message.before(hit.start, 3, "neg", "later", "if")
        for hit in within("fee_paid")
    )
    if not (kind or unpaid or paid):
        return _weak(message, start, end)
    times = {"membership": tuple(time for time in owners.get("membership", ()) if start <= time.start < end)}
    return MembershipClause(
        words=_words(message, start, end),
        kind=kind,
        known=tuple("esr" if hit.concept == "esr" else message.words(hit) for hit in within("esr", "other_society")),
        of_something=any(message.word(hit.end) in message.some("of") for hit in within("member", "not_member")),
        paid_years=_years(message, times) if paid else (),
        paid=paid,
        unpaid=unpaid,
    )


def _kind_within(message: Message, within: Callable[..., list[Hit]]) -> str:
    members = [hit for hit in within("member") if _tells(message, hit.start)]
    if any(not message.asking(hit.start) for hit in within("not_member")) or any(
        _not_having(message, hit.start) for hit in members
    ):
        return "none"
    if members and within("member_other"):
        return "other"
    if members and within("member_full"):
        return "full"
    return "member" if any(_belongs(message, hit.start) for hit in members) else ""


def _weak(message: Message, start: int, end: int) -> MembershipClause | None:
    """ "Not in the Society", "active in the League": a membership if the words behind name a society."""
    for hit in message.of("neg", "member_full"):
        after = hit.end
        if not start <= hit.start < end or message.word(after) not in message.some("in_a_place"):
            continue
        if message.word(after + 1) not in message.some("of") and not _capital(message, after + 1):
            continue
        if message.asking(hit.start) or not message.personal(hit.start):
            continue
        none = hit.concept == "neg" or message.before(hit.start, 1, "neg")
        return MembershipClause(_words(message, after, end), "none" if none else "full", weak=True)
    return None


def _capital(message: Message, index: int) -> bool:
    return index < len(message.tokens) and message.tokens[index].upper


def _words(message: Message, start: int, end: int) -> tuple[str, ...]:
    tokens = message.tokens[start:end]
    return tuple(token.text.title() if token.upper else token.text for token in tokens if token.kind == "word")


def _not_having(message: Message, index: int) -> bool:
    """ "I do not have an ESR membership"."""
    return any(
        hit.end <= index <= hit.end + 4
        and message.clause[hit.start] == message.clause[index]
        and message.word(hit.end) in _HAVING
        and not message.inside(index, "fee_paid", "fee_word")
        for hit in message.of("neg")
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
    if any(
        _about_society(message, hit.start) and not message.asking(hit.start) and _not_having(message, hit.start)
        for hit in message.of("member")
    ):
        return "none"
    about = [hit for hit in message.of("member_other") if _about_society(message, hit.start)]
    if any(message.word(hit.start) == "affiliated" and message.before(hit.start, 1, "neg") for hit in about):
        return "none"
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
